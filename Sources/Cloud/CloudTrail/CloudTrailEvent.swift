package import Access
import KMS
package import Kernel

/// A record of the trail as CloudTrail writes it for one account.
package struct CloudTrailEvent: Sendable {
  /// The record.
  package let record: TrailRecord
  /// The account that gets it.
  package let recipient: AccountID
  private let identities: Identities

  /// Makes an account's copy of a record; `nil` for an account that gets none.
  package init?(_ record: TrailRecord, for recipient: AccountID, _ identities: Identities) {
    let isOwner = record.error == nil && record.ownersOfKeys.contains(recipient)
    guard record.account == recipient || isOwner else { return nil }
    self.record = record
    self.recipient = recipient
    self.identities = identities
  }

  /// The version of the format.
  private static let version = "1.11"
  /// What S3's calls to KMS name as their origin.
  private static let forwardAccess = "fas.s3.amazonaws.com"
  private static let internalOrigin = "AWS Internal"

  /// Its id: the owner of a key gets a copy with an id of its own.
  package var id: UniqueID {
    recipient == record.account ? record.eventID : UniqueID(bits: record.eventID.bits ^ 1)
  }

  /// The id that the copies of one call share; `nil` where there is one copy.
  private var sharedID: UniqueID? {
    let isShared =
      record.error == nil && record.ownersOfKeys.contains { $0 != record.account }
    return isShared ? UniqueID(bits: record.eventID.bits ^ (1 << 8)) : nil
  }

  /// Whether it is in the event history; what is done to objects is not.
  package var isManagement: Bool {
    record.service != .s3 || !CloudTrailEvent.dataEvents.contains(record.name)
  }

  /// What CloudTrail calls the event.
  package var name: String { record.eventName }

  fileprivate static let namesOfS3 = [
    "DeletePublicAccessBlock": "DeleteBucketPublicAccessBlock",
    "GetBucketLifecycleConfiguration": "GetBucketLifecycle",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "ListObjectsV2": "ListObjects",
    "PutBucketLifecycleConfiguration": "PutBucketLifecycle",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
  ]

  private static let dataEvents = [
    "AbortMultipartUpload", "CompleteMultipartUpload", "CopyObject", "CreateMultipartUpload",
    "DeleteObject", "DeleteObjectTagging", "DeleteObjects", "GetObject", "GetObjectAcl",
    "GetObjectAttributes", "GetObjectLegalHold", "GetObjectRetention", "GetObjectTagging",
    "HeadObject", "ListMultipartUploads", "ListObjectVersions", "ListObjects", "ListObjectsV2",
    "ListParts", "PutObject", "PutObjectAcl", "PutObjectLegalHold", "PutObjectRetention",
    "PutObjectTagging", "UpdateObjectEncryption", "UploadPart", "UploadPartCopy",
  ]

  /// The caller's name, for a look-up; `nil` for AWS itself.
  package var userName: String? {
    switch record.actor {
    case .aws: nil
    case .principal(.root, _): "root"
    case .principal(.user(_, let name), _): String(name.split(separator: "/").last ?? "")
    case .principal(.session(let session), _): session.name
    }
  }

  /// The caller's access key; `nil` for AWS itself.
  package var accessKeyID: String? {
    guard case .principal(let principal, _) = record.actor else { return nil }
    if let id = record.origin.accessKeyID { return id }
    if case .session(let session) = principal, let id = session.accessKeyID { return id }
    return principal.standingKeyID
  }

  /// A resource with AWS's name of its type.
  package typealias Resource = (type: String, name: String, arn: ARN)

  /// The resources with AWS's names of their types, each once; an object is told with its bucket.
  package var resources: [Resource] {
    var resources: [Resource] = []
    var buckets: [ARN] = []
    for arn in record.resources {
      switch arn.service {
      case "kms": resources.append(("AWS::KMS::Key", arn.description, arn))
      case "s3":
        let name = arn.resource.utf8.prefix { $0 != UInt8(ascii: "/") }
        let bucket = ARN(
          service: "s3", region: nil, account: nil,
          resource: String(decoding: name, as: UTF8.self))
        if bucket != arn { resources.append(("AWS::S3::Object", arn.description, arn)) }
        guard !buckets.contains(bucket) else { continue }
        buckets.append(bucket)
        resources.append(("AWS::S3::Bucket", bucket.resource, bucket))
      default: break
      }
    }
    return resources
  }

  /// The whole record, as CloudTrail writes it.
  package var document: DocumentObject {
    var event: DocumentObject = [
      "eventVersion": .string(CloudTrailEvent.version), "userIdentity": .object(userIdentity),
      "eventTime": .string(record.time.description),
      "eventSource": .string(record.service.eventSource), "eventName": .string(name),
      "awsRegion": .string(record.region.description), "sourceIPAddress": .string(origin.address),
      "userAgent": .string(origin.agent),
    ]
    event["errorCode"] = (record.error?.code).map { code in
      .string(code == "AccessDeniedException" ? "AccessDenied" : code)
    }
    event["errorMessage"] = record.error?.message.map { .string($0) }
    let parameters = EventParameters(record)
    event["requestParameters"] = parameters.request
    event["responseElements"] = parameters.response
    event["additionalEventData"] = parameters.additional
    event["requestID"] = record.requestID.map { .string($0.description) }
    event["eventID"] = .string(id.description)
    event["readOnly"] = .bool(record.isReadOnly)
    event["resources"] = .list(
      resources.map { resource in
        var entry: DocumentObject = [:]
        // Of an object CloudTrail tells no account.
        if resource.type != "AWS::S3::Object" {
          let account = resource.arn.account ?? record.account
          entry["accountId"] = .string(account.description)
        }
        entry["type"] = .string(resource.type)
        entry["ARN"] = .string(resource.arn.description)
        return .object(entry)
      })
    event["eventType"] = .string(isByAWS ? "AwsServiceEvent" : "AwsApiCall")
    event["managementEvent"] = .bool(isManagement)
    event["recipientAccountId"] = .string(recipient.description)
    event["sharedEventID"] = sharedID.map { .string($0.description) }
    event["serviceEventDetails"] = isByAWS ? .object(record.parameters) : nil
    event["eventCategory"] = isManagement ? "Management" : "Data"
    return event
  }

  private var isByAWS: Bool { record.actor == .aws }

  private var origin: (address: String, agent: String) {
    switch record.actor {
    case .aws: (CloudTrailEvent.internalOrigin, CloudTrailEvent.internalOrigin)
    case .principal(_, nil): (record.origin.address, record.origin.agent)
    case .principal: (CloudTrailEvent.forwardAccess, CloudTrailEvent.forwardAccess)
    }
  }

  private var userIdentity: DocumentObject {
    guard case .principal(let principal, let service) = record.actor else {
      return [
        "accountId": .string(record.account.description),
        "invokedBy": .string(CloudTrailEvent.internalOrigin),
      ]
    }
    let uniqueID = identities.uniqueID(of: principal)
    // The owner of a key learns of a foreign caller no more than the account.
    if principal.account != recipient {
      return [
        "type": "AWSAccount", "principalId": .string(uniqueID),
        "accountId": .string(principal.account.description),
      ]
    }
    var identity: DocumentObject = [
      "type": .string(principal.typeName), "principalId": .string(uniqueID),
      "arn": .string(principal.arn.description),
      "accountId": .string(principal.account.description),
    ]
    identity["accessKeyId"] = accessKeyID.map { .string($0) }
    if case .user(_, let name) = principal {
      identity["userName"] = .string(String(name.split(separator: "/").last ?? ""))
    }
    if case .session(let session) = principal {
      identity["sessionContext"] = context(of: session, uniqueID)
    }
    if service != nil { identity["invokedBy"] = .string(CloudTrailEvent.forwardAccess) }
    return identity
  }

  private func context(of session: RoleSession, _ uniqueID: String) -> Document {
    let issuer = Principal.session(session)
    let start = identities.session(of: issuer)?.issued ?? record.time
    return [
      "sessionIssuer": [
        "type": "Role", "principalId": .string(String(uniqueID.split(separator: ":")[0])),
        "arn": .string(identities.principalARN(of: issuer).description),
        "accountId": .string(session.account.description), "userName": .string(session.role),
      ],
      "attributes": [
        "creationDate": .string(start.description), "mfaAuthenticated": "false",
      ],
    ]
  }
}

extension TrailRecord {
  /// What CloudTrail calls it: for most operations their name, for some of S3 what they were called
  /// before, or what they are done to.
  package var eventName: String {
    switch service {
    case .s3: CloudTrailEvent.namesOfS3[name] ?? name
    case .s3control: name.replacing("Public", with: "AccountPublic")
    default: name
    }
  }

  /// Whether a name is the operation's, or CloudTrail's for it.
  package func isCalled(_ text: String) -> Bool { name == text || eventName == text }

  /// The accounts that own the keys of a call; they get a copy of what others do with them.
  fileprivate var ownersOfKeys: [AccountID] {
    service == .kms ? resources.compactMap(\.account) : []
  }
}

extension Principal {
  /// CloudTrail's name of the kind of caller.
  fileprivate var typeName: String {
    switch self {
    case .root: "Root"
    case .user: "IAMUser"
    case .session: "AssumedRole"
    }
  }
}
