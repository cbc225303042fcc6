import Access
import Benchmark
import Kernel

/// A user with 20 policies of 10 statements each; only the last statement speaks of the request.
func evaluator() -> Evaluator {
  var identities = Identities(account: .learner)
  let texts = (0..<20).map { policy in
    let statements = (0..<10).map { statement in
      let isLast = policy == 19 && statement == 9
      return """
        {"Effect": "Allow", "Action": ["kms:\(isLast ? "Decrypt" : "Describe\(statement)*")", \
        "s3:Get*"], "Resource": "arn:aws:kms:us-east-1:111122223333:key/*", \
        "Condition": {"StringEquals": {"kms:EncryptionContext:app": "photos"}}}
        """
    }
    return #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
  }
  let policies = texts.enumerated().compactMap { index, text in
    (try? PolicyReader.read(text, kind: .identity) { _ in true })
      .map { IdentityPolicy(name: "p\(index)", text: text, document: $0) }
  }
  identities.setPolicies(policies, ofUser: "alice", in: .learner)
  return Evaluator(identities: identities)
}

/// The question whether alice may decrypt.
func demand() -> Demand {
  var values = ConditionValues()
  values.add(.encryptionContext, of: "app", "photos")
  let root = PolicyStatement(
    sid: nil, effect: .allow, principals: [.account(.learner)],
    actions: [Wildcard("kms:*", ignoringCase: true)], resources: [Wildcard("*")])
  return .onResource(
    "kms:Decrypt", ARN(service: "kms", region: .usEast1, account: .learner, resource: "key/1"),
    owner: .learner, policy: PolicyDocument(statements: [root]), worksAcrossAccounts: true,
    values: values)
}

/// A bucket policy of 20 KB, of whose statements the last speaks of the request.
func bucketPolicy() -> PolicyDocument? {
  func statement(_ number: Int, _ principal: String) -> String {
    """
    {"Sid":"\(number)","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:\(principal)"},\
    "Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::papers/team-\(number)/*",\
    "Condition":{"Bool":{"aws:SecureTransport":"true"}}}
    """
  }
  let others = (0..<90).map { statement($0, $0.isMultiple(of: 2) ? "role/App" : "user/alice") }
  let text = (others + [statement(90, "user/alice")]).joined(separator: ",")
  guard (19_000...20_480).contains(text.utf8.count) else { return nil }
  return try? PolicyReader.read(
    #"{"Version":"2012-10-17","Statement":[\#(text)]}"#, kind: .bucket
  ) { _ in true }
}

/// An evaluator with five identity policies of alice that do not speak of S3.
func evaluatorOfFive() -> Evaluator {
  var identities = Identities(account: .learner)
  let policies = (0..<5).compactMap { index -> IdentityPolicy? in
    let text =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kms:*","iam:Get*"],"#
      + #""Resource":"*"}]}"#
    return (try? PolicyReader.read(text, kind: .identity) { _ in true })
      .map { IdentityPolicy(name: "p\(index)", text: text, document: $0) }
  }
  identities.setPolicies(policies, ofUser: "alice", in: .learner)
  return Evaluator(identities: identities)
}

let benchmarks: @Sendable () -> Void = {
  // The limit of issue 6: 100,000 a second in release.
  Benchmark(
    "10,000 decisions with 20 policies of 10 statements",
    configuration: .init(
      metrics: [.wallClock, .throughput], warmupIterations: 1, maxDuration: .seconds(10),
      maxIterations: 50)
  ) { benchmark in
    let (evaluator, demand) = (evaluator(), demand())
    let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)
    benchmark.startMeasurement()
    var allowed = 0
    for _ in 0..<10_000 where evaluator.decide(demand, as: call).isAllowed { allowed += 1 }
    benchmark.stopMeasurement()
    guard allowed == 10_000 else { return benchmark.error("\(allowed) allowed") }
  }

  // The limit of issue 18: 60,000 a second in release.
  Benchmark(
    "10,000 decisions with a bucket policy of 20 KB and 5 identity policies",
    configuration: .init(
      metrics: [.wallClock, .throughput], warmupIterations: 1, maxDuration: .seconds(10),
      maxIterations: 50)
  ) { benchmark in
    guard let policy = bucketPolicy() else { return benchmark.error("no policy of 20 KB") }
    let evaluator = evaluatorOfFive()
    let demand = Demand.onOwned(
      "s3:GetObject",
      ARN(service: "s3", region: nil, account: nil, resource: "papers/team-90/plan"),
      owner: .learner, policy: policy)
    let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)
    benchmark.startMeasurement()
    var allowed = 0
    for _ in 0..<10_000 where evaluator.decide(demand, as: call).isAllowed { allowed += 1 }
    benchmark.stopMeasurement()
    guard allowed == 10_000 else { return benchmark.error("\(allowed) allowed") }
  }
}
