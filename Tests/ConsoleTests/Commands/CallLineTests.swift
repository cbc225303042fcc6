import Access
import Cloud
import Kernel
import Shell
import Testing

@testable import Console
@testable import Sessions

/// Calls of clients as lines that make them again.
@Suite struct CallLineTests {
  private static let alice = Principal.user(.learner, name: "alice")

  private static let operations = Catalogue.operations

  /// A session that has something to call.
  private static let start = {
    var session = Session.withKey()
    session.enter("aws s3 mb s3://papers-1 && echo hi | aws s3 cp - s3://papers-1/a")
    return session
  }()

  /// Requests of an operation: without members, with some of each kind, and with wrong ones.
  private static func requests(of operation: AnyOperation) -> [DocumentObject] {
    let kinds: [(MemberDescription) -> Document] = [
      { Self.sample($0.type, depth: 0) }, { Self.beforeTheEpoch($0.type) },
      { _ in "it's \"quoted\" $X `y` \\ \n\t\u{7F}\u{0} é \u{1F600} e\u{301}" },
      // A number is a moment in JSON, and so in the line.
      { if case .timestamp = $0.type { false } else { .integer(-7) } },
      { _ in [true, .null, [:], .number(Number(validLiteral: "1.50e+3"))] },
    ]
    return [[:]]
      + kinds.map { kind in
        DocumentObject(operation.members.map { ($0.name, kind($0)) })
      }
  }

  /// A sample, but for moments, of which conditions in headers can name any.
  private static func beforeTheEpoch(_ type: MemberType) -> Document {
    if case .timestamp = type { return .timestamp(Timestamp(secondsSinceEpoch: -1)) }
    return sample(type, depth: 0)
  }

  private static func sample(_ type: MemberType, depth: Int) -> Document {
    switch type {
    case .string: "alias/k"
    case .enumeration(let values, _): .string(values.first ?? "")
    case .integer: 7
    case .boolean: true
    case .blob, .stream: .bytes([0, 0xFF, 0x27, 0x22])
    case .timestamp: .timestamp(Timestamp(secondsSinceEpoch: 1_800_000_000))
    case .list(let element): [sample(element, depth: depth + 1)]
    case .map: ["a'b": "c\"d"]
    case .structure(let members):
      .object(
        DocumentObject(
          members.filter { _ in depth < 4 }.map { ($0.name, sample($0.type, depth: depth + 1)) }))
    }
  }

  @Test func `The line of every operation makes the same call again`() {
    for operation in Self.operations {
      var (first, second) = (Self.start, Self.start)
      for request in Self.requests(of: operation) {
        let call = CallLine(operation, request, Call(principal: Self.alice, region: .usEast1))
        let (text, imports) = call.written(
          home: .learner, first.world.environment.identities)
        let told = first.make(call)
        second.bring(imports)
        second.enter(text)
        #expect(second.log.last?.text == text)
        #expect(second.log.last?.output == "  \(told.text)\n")
        #expect(second.log.last?.status == told.status)
      }
      #expect(first.world.digest() == second.world.digest(), "\(operation.name)")
    }
  }

  /// Who calls, from where and how, and the options that tell it.
  static let calls: [(call: Call, options: String)] = [
    (
      Call(principal: alice, region: .usEast1),
      "--as alice --region us-east-1 --from 203.0.113.25 --agent 'aws-cli/2.31.0 (kmslab)'"
    ),
    (
      Call(
        principal: .root(.learner), region: .euWest1,
        origin: Origin(address: "127.0.0.1", agent: "-", isSecure: false, accessKeyID: "AKIAX")),
      "--as root --region eu-west-1 --access-key AKIAX --from 127.0.0.1 --agent - --no-tls"
    ),
    (
      Call(
        principal: .root(.partner), region: .usEast1,
        origin: Origin(address: "::1", agent: "it's"), authentication: .link(age: 0)),
      "--as arn:aws:iam::444455556666:root --region us-east-1 --from ::1 --agent 'it'\\''s'"
        + " --link 0"
    ),
    (
      Call(
        principal: alice, region: .usEast1, origin: Origin(address: "a", agent: "b"),
        authentication: .link(age: 5, version: .two)),
      "--as alice --region us-east-1 --from a --agent b --link 5 --signature-v2"
    ),
    (
      Call(
        principal: alice, region: .usEast1,
        origin: Origin(
          address: "a", agent: "b", referer: "http://c/ d", contentHash: "UNSIGNED-PAYLOAD")),
      "--as alice --region us-east-1 --from a --agent b --referer 'http://c/ d'"
        + " --content-sha256 UNSIGNED-PAYLOAD"
    ),
    (
      Call(
        principal: .user(.learner, name: "gone"), region: .usEast1,
        origin: Origin(address: "", agent: ""), authentication: .form(age: 900)),
      "--as arn:aws:iam::111122223333:user/gone --region us-east-1 --from '' --agent ''"
        + " --form 900"
    ),
    (
      Call(
        principal: .session(RoleSession(.learner, role: "App", name: "me", accessKeyID: "ASIAX")),
        region: .usEast1, origin: Origin(address: "a", agent: "b")),
      "--as arn:aws:sts::111122223333:assumed-role/App/me/ASIAX --region us-east-1 --from a"
        + " --agent b"
    ),
    (
      Call(
        principal: .session(RoleSession(.learner, role: "App", name: "me")), region: .usEast1,
        origin: Origin(address: "a", agent: "b")),
      "--as arn:aws:sts::111122223333:assumed-role/App/me --region us-east-1 --from a --agent b"
    ),
  ]

  @Test(arguments: calls)
  func `A line tells who calls, and the trail tells it again`(row: (call: Call, options: String)) {
    var session = Session()
    let operation = Catalogue.operation("ListKeys")!
    let line = CallLine(operation, [:], row.call)
    let text = line.written(home: .learner, session.world.environment.identities).text
    #expect(text == "call kms list-keys '{}' \(row.options)")
    session.enter(text)
    let record = session.world.environment.trail.suffix(1).last?.record
    #expect(record?.actor == .principal(row.call.principal, via: nil))
    #expect(record?.region == row.call.region)
    #expect(record?.origin.address == row.call.origin.address)
    #expect(record?.origin.agent == row.call.origin.agent)
    #expect(record?.origin.isSecure == row.call.origin.isSecure)
    #expect(record?.origin.accessKeyID == row.call.origin.accessKeyID)
    #expect(record?.origin.referer == row.call.origin.referer)
    #expect(record?.origin.contentHash == row.call.origin.contentHash)
    #expect(record?.isByLink == (row.call.authentication != .headers))
  }

  @Test func `What is long comes beside the line`() {
    let bytes = [UInt8](repeating: 7, count: 100_000)
    var session = Session()
    session.enter("aws s3 mb s3://papers-1")
    let identities = session.world.environment.identities
    let call = Call(principal: Self.alice, region: .usEast1)
    let put = CallLine(
      Catalogue.operation("PutObject")!, ["Bucket": "papers-1", "Key": "k", "Body": .bytes(bytes)],
      call
    ).written(home: .learner, identities)
    #expect(put.imports.map(\.source) == [.wire(.body)])
    #expect(put.imports.map(\.bytes) == [bytes])
    #expect(put.text.contains("'{\"Bucket\":\"papers-1\",\"Key\":\"k\"}' --body kmslab:body"))
    let policy = CallLine(
      Catalogue.operation("PutKeyPolicy")!,
      ["KeyId": "x", "Policy": .string(String(repeating: " ", count: 100_000))], call
    ).written(home: .learner, identities)
    #expect(policy.imports.map(\.source) == [.wire(.request)])
    #expect(policy.text.contains("call kms put-key-policy file://kmslab:request --as"))
    session.bring(put.imports)
    session.enter(put.text)
    #expect(session.lastStatus == 0)
    #expect(session.log.last?.imports == put.imports)
    session.bring(policy.imports)
    #expect(session.enter(policy.text).contains("NotFoundException"))
    session.host = .none
    #expect(session.enter(put.text).contains("came over the wire, and is not here"))
    #expect(session.lastStatus == 1)
  }

  @Test func `No line shows a secret, and one that was typed with it is told`() {
    let identities = Session().world.environment.identities
    let call = Call(principal: Self.alice, region: .usEast1)
    let rows: [(String, DocumentObject, Bool)] = [
      ("Encrypt", ["KeyId": "x", "Plaintext": "c2VjcmV0"], true),
      ("GetObject", ["Bucket": "b", "Key": "k", "SSECustomerKey": "c2VjcmV0"], true),
      (
        "CreateCustomKeyStore",
        ["XksProxyAuthenticationCredential": ["RawSecretAccessKey": "c2VjcmV0"]], true
      ),
      ("DescribeKey", ["KeyId": "x"], false),
    ]
    for (name, request, isSecret) in rows {
      let line = CallLine(
        Catalogue.operation(name)!, request,
        Call(
          principal: call.principal, region: call.region,
          origin: Origin(address: "a", agent: "b", isSecure: false, accessKeyID: "c"),
          authentication: .link(age: 1)))
      let (text, imports) = line.written(home: .learner, identities)
      #expect(!text.contains("c2VjcmV0") && text.contains("--secrets kmslab:secrets") == isSecret)
      #expect(imports.map(\.source) == (isSecret ? [.wire(.secrets)] : []))
      let typed = "call x y '\(JSONWriter.text(.object(request)))'"
      #expect(CommandTable.console.holdsSecret(typed) == isSecret, "\(typed)")
      #expect(!CommandTable.console.holdsSecret(text), "\(text)")
    }
  }

  @Test func `Secrets that were kept beside a line are the call's again`() throws {
    var session = Session()
    let key = session.enter("aws kms create-key --query KeyMetadata.KeyId --output text").firstLine
    let line = CallLine(
      Catalogue.operation("Encrypt")!,
      ["KeyId": .string(key), "Plaintext": .bytes(Array("hello".utf8))],
      Call(principal: Self.alice, region: .usEast1)
    ).written(home: .learner, session.world.environment.identities)
    session.bring(line.imports)
    let answer = try JSONReader.read(Array(session.enter("\(line.text) --output json").utf8))
    let blob = try #require(answer["CiphertextBlob"]?.text)
    let decrypt = "aws kms decrypt --ciphertext-blob \(blob) --query Plaintext --output text"
    #expect(session.enter(decrypt) == "aGVsbG8=\n")
    session.host = .none
    #expect(session.enter(line.text).contains("came over the wire, and is not here"))
  }
}

extension Session {
  /// Lays what lines bring in ready for them.
  fileprivate mutating func bring(_ imports: [LogEntry.Import]) {
    host.wire = { (part) throws(HostFailure) -> [UInt8] in
      guard let sent = imports.first(where: { $0.source == .wire(part) }) else {
        throw HostFailure(reason: "none")
      }
      return sent.bytes
    }
  }
}
