import AWSCLI
import Cloud
import Kernel
import Sessions

/// A call of an operation that succeeds in the present world, behind the lines that make what it
/// lacks.
struct Example: Sendable, Equatable {
  /// What has to be there first; none where the world has it all.
  let preparation: [String]
  /// The call.
  let line: String

  /// All lines in order.
  var lines: [String] { preparation + [line] }
}

extension Session {
  /// An example of an operation.
  ///
  /// What the learner has is tried first, then things made for the purpose, by the present caller
  /// and else by the root user; the first that runs in a copy of the session is the one.
  func example(of operation: AnyOperation) -> Example {
    var tried: [Example] = []
    for caller in [[], ["as root"]] {
      for prefersLive in [true, false] {
        var writer = ExampleWriter(operation, self, prefersLive: prefersLive)
        let line = writer.line()
        tried.append(Example(preparation: caller + writer.preparation, line: line))
      }
    }
    return tried.first { runs($0.lines) } ?? tried[0]
  }

  /// One line that leads to a call of an operation: an example, the line that makes what it lacks,
  /// or else the page that shows how.
  func suggestion(of operation: AnyOperation) -> String {
    let lines = example(of: operation).lines
    let page = "aws \(operation.service.command) \(operation.commandName) help"
    return lines.count <= 2 && !lines[0].contains("\n") ? lines[0] : page
  }

  /// Whether all lines succeed.
  func runs(_ lines: [String]) -> Bool {
    var copy = self
    copy.host = .none
    copy.companion = nil
    copy.isCoached = false
    return lines.allSatisfy { line in
      if case .done(_, let status, _) = copy.execute(line) { return status == 0 }
      return false
    }
  }
}

/// Writes one example.
struct ExampleWriter {
  let operation: AnyOperation
  let session: Session
  /// Whether what the world has is taken before something is made.
  let prefersLive: Bool
  /// The lines that make what the world lacks.
  private(set) var preparation: [String] = []

  init(_ operation: AnyOperation, _ session: Session, prefersLive: Bool) {
    self.operation = operation
    self.session = session
    self.prefersLive = prefersLive
  }

  /// The call.
  mutating func line() -> String {
    var words = ["aws", operation.service.command, operation.commandName]
    for member in operation.members where isShown(member) {
      words += [member.option, value(of: member)]
    }
    if operation.hasStream { words.append("copy.txt") }
    return words.joined(separator: " ")
  }

  /// Notes a line that has to run first.
  mutating func prepare(_ line: String) {
    if !preparation.contains(line) { preparation.append(line) }
  }

  private func isShown(_ member: MemberDescription) -> Bool {
    if member.name == "CreateBucketConfiguration" {
      return operation.name == "CreateBucket" && region != .usEast1
    }
    return member.isRequired || ExampleWriter.shown[operation.name]?.contains(member.name) == true
  }

  /// Options that a call needs to be one worth showing, though the model leaves them open.
  private static let shown: [String: [String]] = [
    "CreateGrant": ["GranteePrincipal"], "ListRetirableGrants": ["RetiringPrincipal"],
    "CreateCustomKeyStore": [
      "CustomKeyStoreType", "XksProxyUriEndpoint", "XksProxyUriPath",
      "XksProxyAuthenticationCredential", "XksProxyConnectivity",
    ],
    "UpdateCustomKeyStore": ["NewCustomKeyStoreName"],
    "CreateKey": ["Description"], "Decrypt": ["CiphertextBlob"],
    "GenerateDataKey": ["KeySpec"], "GenerateDataKeyWithoutPlaintext": ["KeySpec"],
    "GenerateRandom": ["NumberOfBytes"], "ImportKeyMaterial": ["ExpirationModel"],
    "LookupEvents": ["LookupAttributes"], "PutObject": ["Body"], "UploadPart": ["Body"],
    "CompleteMultipartUpload": ["MultipartUpload"],
    "PutBucketLifecycleConfiguration": ["LifecycleConfiguration"], "ReEncrypt": ["CiphertextBlob"],
    "PutObjectLockConfiguration": ["ObjectLockConfiguration"],
    "PutObjectRetention": ["Retention"], "PutObjectLegalHold": ["LegalHold"],
    "RetireGrant": ["KeyId", "GrantId"], "CreateAccessKey": ["UserName"],
    "GetUser": ["UserName"], "PutBucketAcl": ["ACL"], "PutObjectAcl": ["ACL"],
    "DeleteAccessKey": ["UserName"], "ListAccessKeys": ["UserName"],
    "UpdateAccessKey": ["UserName"], "UpdateUser": ["UserName", "NewUserName"],
    "UpdateRole": ["Description"], "ScheduleKeyDeletion": ["PendingWindowInDays"],
  ]
}

extension ExampleWriter {
  /// The caller's Region.
  var region: Region { session.present.region }

  /// The caller's account.
  var account: AccountID { session.present.caller.account }

  /// What stands behind an option.
  private mutating func value(of member: MemberDescription) -> String {
    if let value = valueOfKMS(member) ?? valueOfS3(member) ?? valueOfIAM(member) { return value }
    switch member.name {
    case "Description": return "photos"
    case "LookupAttributes": return "AttributeKey=EventName,AttributeValue=CreateKey"
    case "Tags":
      return operation.service == .kms ? "TagKey=team,TagValue=photos" : "Key=team,Value=photos"
    case "TagKeys": return "team"
    case "KeySpec": return "AES_256"
    case "PendingWindowInDays": return "30"
    default:
      if case .enumeration(_, let simulated) = member.type { return simulated[0] }
      return session.sampleValue(member)
    }
  }
}
