package import Access
package import Kernel

/// Tells the last time that a key did cryptography.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
package enum GetKeyLastUsage: KeyOperation {
  package typealias Request = KeyRequest
  package struct Response: Sendable {
    let key: ARN
    let usage: Usage
    let trackingStart: Timestamp
    let creationDate: Timestamp
  }
  /// One use of a key; without members where there was none.
  package struct Usage: ReplyStructure {
    let record: TrailRecord?

    package static let fields = Fields<Usage>(
      .init("Operation", \.operation), .init("Timestamp", \.time),
      .init("CloudTrailEventId", \.eventID), .init("KmsRequestId", \.requestID))

    private var operation: String? { record?.name }
    private var time: Timestamp? { record?.time }
    private var eventID: String? { record?.eventID.description }
    private var requestID: String? { record?.requestID?.description }
  }

  package static let name = "GetKeyLastUsage"
  package static let summary = "Tells the last time that a key did cryptography."
  package static let request = KeyRequest.shape
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("KeyLastUsage", \.usage),
    .init("TrackingStartDate", \.trackingStart), .init("KeyCreationDate", \.creationDate))
  package static let effect = Effect.read
  package static let errors = ["NotFoundException", "InvalidArnException"]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    Response(
      key: key.arn, usage: Usage(record: environment.trail.lastUse(of: key.arn)),
      trackingStart: key.creationDate, creationDate: key.creationDate)
  }
}

extension Trail {
  /// The operations that count as a use of a key.
  package static let cryptographicOperations = [
    "Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "GenerateMac",
    "ReEncrypt", "VerifyMac",
  ]

  /// The record of the last cryptography that a key did.
  package func lastUse(of key: ARN) -> TrailRecord? {
    for (_, record) in newest(of: key)
    where record.service == .kms && record.error == nil
      && Trail.cryptographicOperations.contains(record.name)
    {
      return record
    }
    return nil
  }
}
