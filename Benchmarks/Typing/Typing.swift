import AWSCLI
import Access
import Benchmark
import Cloud
import Console
import Kernel
import Sessions

/// A session with 3,000 keys, as many aliases, and 4,000 objects.
func session() -> Session {
  var session = Session(isCoached: true)
  _ = session.execute("aws s3 mb s3://lab-photos; echo x > report.txt")
  let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)
  func must(_ name: String, _ request: Document) -> DocumentObject {
    guard let operation = Catalogue.operation(name),
      case .success(let response) = session.present.world.handle(operation, request, as: call)
    else { fatalError("\(name) was refused; a world without its names measures nothing") }
    return response
  }
  for number in 0..<3_000 {
    let key = must("CreateKey", [:])["KeyMetadata"]?["KeyId"] ?? .null
    // At most 50 aliases a key; here each has one.
    _ = must(
      "CreateAlias", ["AliasName": .string("alias/app-\(number)"), "TargetKeyId": key])
  }
  for number in 0..<4_000 {
    _ = must(
      "PutObject",
      ["Bucket": "lab-photos", "Key": .string("2025/\(number).jpg"), "Body": .bytes([1])])
  }
  return session
}

/// What is typed, key by key.
let lines = [
  "aws kms encrypt --key-id alias/app-2999 --plaintext aGVsbG8= --query CiphertextBlob",
  "aws kms describe-key --key-id 1f3a", "aws kms describe-key --key-id arn:aws:kms:us-east-1:1111",
  "aws kms describe-key --key-id photos", "aws s3 cp report.txt s3://lab-photos/2025/399",
  "aws s3api get-object --bucket lab-photos --key 2025/12 copy.jpg",
  "inspect s3://lab-photos/2025/77",
  "aws kms list-aliases --query 'Aliases[?starts_with(AliasName, `alias/app`)].TargetKeyId'",
  "K=$(aws kms list-keys --query Keys[0].KeyId --output text); timeline $K", "explain alias/zz",
]

let benchmarks: @Sendable () -> Void = {
  // The limit of issue 7: under 5 ms for each key that is pressed.
  for line in lines {
    Benchmark(
      "A key in: \(line)",
      configuration: .init(
        metrics: [.wallClock], warmupIterations: line.utf8.count, maxDuration: .seconds(3),
        maxIterations: 20 * line.utf8.count)
    ) { benchmark, session in
      let typed = String(line.prefix(1 + benchmark.currentIteration % line.utf8.count))
      benchmark.startMeasurement()
      blackHole(session.highlights(of: typed))
      blackHole(session.hint(for: typed, history: []))
      blackHole(session.completion(of: typed, at: typed.utf8.count))
      benchmark.stopMeasurement()
    } setup: {
      session()
    }
  }
}
