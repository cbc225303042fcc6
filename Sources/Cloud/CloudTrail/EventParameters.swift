import KMS
import Kernel
import S3

/// What CloudTrail tells of request and answer, in its own spelling.
///
/// Names begin with a small letter, dates are American text, nothing that must stay secret is told,
/// and no grant token.
struct EventParameters {
  /// `requestParameters`; null where there are none.
  let request: Document
  /// `responseElements`; null for calls that read.
  let response: Document
  /// `additionalEventData`; nothing for most calls.
  let additional: Document?

  init(_ record: TrailRecord) {
    let members = Catalogue.operation(record.name, of: record.service)?.members ?? []
    additional =
      if record.service == .s3, record.isByLink {
        ["SignatureVersion": "SigV4", "AuthenticationMethod": "QueryString"]
      } else if record.name == "RetireGrant", record.actor != .aws {
        record.response.map { .object(EventParameters.spelt($0)) }
      } else {
        nil
      }
    guard record.actor != .aws else {
      (request, response) = (.null, .null)
      return
    }
    request = EventParameters.request(record, members)
    response = EventParameters.response(record)
  }

  /// Requests of which CloudTrail tells no parameters.
  private static let silent = ["GenerateRandom", "RetireGrant", "GetCallerIdentity"]
  /// Members that CloudTrail leaves out.
  private static let leftOut = ["GrantTokens", "GrantToken", "DryRun", "DryRunModifiers"]
  /// Calls that answer nothing and are nevertheless told with the key that they changed.
  private static let withoutElements = ["CreateAlias", "DeleteAlias", "UpdateAlias", "RetireGrant"]

  private static func request(
    _ record: TrailRecord, _ members: [MemberDescription]
  ) -> Document {
    guard !silent.contains(record.name) else { return .null }
    if [.s3, .s3control].contains(record.service) { return requestOfS3(record) }
    var parameters = DocumentObject()
    for entry in record.parameters.entries where !leftOut.contains(entry.name) {
      let type = members.first { $0.name == entry.name }?.type ?? .string
      parameters[small(entry.name)] = spelt(entry.value, type)
    }
    addDefaults(&parameters, record)
    if record.name.hasSuffix("CustomKeyStore") { tellCluster(&parameters) }
    return parameters.isEmpty ? .null : .object(parameters)
  }

  /// What CloudTrail tells although the caller did not say it.
  private static func addDefaults(_ parameters: inout DocumentObject, _ record: TrailRecord) {
    let key = record.resources.first { $0.service == "kms" }
    func add(_ name: String, _ value: Document) {
      if parameters[name] == nil { parameters[name] = value }
    }
    switch record.name {
    case "Encrypt": add("encryptionAlgorithm", "SYMMETRIC_DEFAULT")
    case "Sign", "Verify": add("messageType", "RAW")
    case "Decrypt":
      if let key { add("keyId", .string(key.description)) }
      add("encryptionAlgorithm", "SYMMETRIC_DEFAULT")
    case "ReEncrypt":
      add("sourceEncryptionAlgorithm", "SYMMETRIC_DEFAULT")
      add("destinationEncryptionAlgorithm", "SYMMETRIC_DEFAULT")
    case "CreateKey":
      let spec = parameters["keySpec"] ?? parameters["customerMasterKeySpec"]
      add("description", "")
      add("keyUsage", "ENCRYPT_DECRYPT")
      add("keySpec", spec ?? "SYMMETRIC_DEFAULT")
      add("customerMasterKeySpec", spec ?? "SYMMETRIC_DEFAULT")
      add("origin", "AWS_KMS")
      add("multiRegion", false)
      add("bypassPolicyLockoutSafetyCheck", false)
    default: break
    }
  }

  /// A cluster under the short name that CloudTrail has for it, and no certificate.
  private static func tellCluster(_ parameters: inout DocumentObject) {
    parameters["trustAnchorCertificate"] = nil
    guard let cluster = parameters["cloudHsmClusterId"] else { return }
    parameters["cloudHsmClusterId"] = nil
    parameters["clusterId"] = cluster
  }

  private static func requestOfS3(_ record: TrailRecord) -> Document {
    let bucket = record.parameters["Bucket"]?.text
    var parameters = DocumentObject()
    parameters["bucketName"] = bucket.map { .string($0) }
    parameters["key"] = record.parameters["Key"]
    let account = record.parameters["AccountId"]
    let service = account == nil ? "s3" : "s3-control"
    parameters["Host"] = .string(
      ((account?.text ?? bucket).map { "\($0)." } ?? "")
        + "\(service).\(record.region).amazonaws.com")
    parameters["x-amz-account-id"] = account
    for (member, name) in namesOfS3 { parameters[name] = record.parameters[member] }
    // A policy is told as JSON, and the name of the part of the bucket without a value.
    if let policy = record.parameters["Policy"]?.text {
      parameters["bucketPolicy"] = (try? JSONReader.read(policy)) ?? .string(policy)
      parameters["policy"] = ""
    }
    return .object(parameters)
  }

  /// What CloudTrail tells of requests of S3: members of the model, and headers as they are sent.
  private static let namesOfS3: [(member: String, name: String)] = [
    ("ServerSideEncryption", "x-amz-server-side-encryption"),
    ("SSEKMSKeyId", "x-amz-server-side-encryption-aws-kms-key-id"),
    ("BucketKeyEnabled", "x-amz-server-side-encryption-bucket-key-enabled"),
    ("SSECustomerAlgorithm", "x-amz-server-side-encryption-customer-algorithm"),
    ("CopySource", "x-amz-copy-source"), ("VersionId", "versionId"),
    ("ACL", "x-amz-acl"), ("AccessControlPolicy", "AccessControlPolicy"),
    ("OwnershipControls", "OwnershipControls"),
    ("LifecycleConfiguration", "LifecycleConfiguration"),
    ("ObjectLockConfiguration", "ObjectLockConfiguration"), ("Retention", "Retention"),
    ("LegalHold", "LegalHold"), ("ObjectLockMode", "x-amz-object-lock-mode"),
    ("ObjectLockRetainUntilDate", "x-amz-object-lock-retain-until-date"),
    ("ObjectLockLegalHoldStatus", "x-amz-object-lock-legal-hold"),
    ("BypassGovernanceRetention", "x-amz-bypass-governance-retention"),
    ("ObjectLockEnabledForBucket", "x-amz-bucket-object-lock-enabled"),
    ("UploadId", "uploadId"), ("PartNumber", "partNumber"),
    ("CopySourceRange", "x-amz-copy-source-range"),
    ("ObjectEncryption", "ObjectEncryption"), ("Tagging", "Tagging"),
    ("VersioningConfiguration", "VersioningConfiguration"),
    ("PublicAccessBlockConfiguration", "PublicAccessBlockConfiguration"),
    ("ServerSideEncryptionConfiguration", "ServerSideEncryptionConfiguration"),
  ]

  private static func response(_ record: TrailRecord) -> Document {
    if record.service == .iam { return responseOfIAM(record) }
    guard record.service == .kms, record.error == nil, !record.isReadOnly,
      !withoutElements.contains(record.name)
    else { return .null }
    if let response = record.response { return .object(spelt(response)) }
    guard let key = record.resources.first(where: { $0.service == "kms" }) else { return .null }
    return ["keyId": .string(key.description)]
  }

  /// What a call of IAM answered; null where that is nothing.
  private static func responseOfIAM(_ record: TrailRecord) -> Document {
    guard let response = record.response,
      let operation = Catalogue.operation(record.name, of: .iam)
    else { return .null }
    return spelt(.object(response), .structure(operation.resultMembers), beforeTime: " ")
  }

  /// A value of a known type in CloudTrail's spelling; the names of a map are the caller's own, and
  /// a policy in an answer is told as it is sent.
  private static func spelt(
    _ value: Document, _ type: MemberType, beforeTime separator: String = ", "
  ) -> Document {
    switch (value, type) {
    case (.timestamp(let time), _): .string(time.americanText(beforeTime: separator))
    case (.object, .string): .string(PercentEncoding.encodeAll(JSONWriter.text(value)))
    case (.list(let elements), .list(let type)):
      .list(elements.map { spelt($0, type, beforeTime: separator) })
    case (.object(let object), .structure(let members)):
      .object(
        DocumentObject(
          object.entries.map { entry in
            let type = members.first { $0.name == entry.name }?.type ?? .string
            return (small(entry.name), spelt(entry.value, type, beforeTime: separator))
          }))
    default: value
    }
  }

  /// An answer in CloudTrail's spelling.
  private static func spelt(_ answer: DocumentObject) -> DocumentObject {
    DocumentObject(answer.entries.map { (small($0.name), spelt($0.value)) })
  }

  private static func spelt(_ value: Document) -> Document {
    switch value {
    case .timestamp(let time): .string(time.americanText(beforeTime: ", "))
    case .list(let elements): .list(elements.map(spelt))
    case .object(let object): .object(spelt(object))
    default: value
    }
  }

  /// `KeyId` as `keyId`; AWSAccountId stays.
  private static func small(_ name: String) -> String {
    name.hasPrefix("AWS") ? name : name.prefix(1).lowercased() + name.dropFirst()
  }
}

extension Timestamp {
  /// `Aug 10, 2022, 10:38:27 PM`, as CloudTrail writes dates inside of requests and answers; IAM
  /// has a blank alone before the time.
  fileprivate func americanText(beforeTime separator: String) -> String {
    let date = self.date.split(separator: "-").compactMap { Int($0) }
    let time = timeOfDay.split(separator: ":")
    guard date.count == 3, time.count == 3, let hour = Int(time[0]) else { return description }
    return "\(monthName) \(date[2]), \(date[0])" + separator
      + "\((hour + 11) % 12 + 1):\(time[1]):\(time[2]) \(hour < 12 ? "AM" : "PM")"
  }
}
