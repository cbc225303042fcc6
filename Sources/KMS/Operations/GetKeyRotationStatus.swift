package import Access
package import Kernel

/// Tells whether a key rotates by itself, and when next.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
package enum GetKeyRotationStatus: KeyOperation {
  package typealias Request = KeyRequest
  package struct Response: Sendable {
    let isEnabled: Bool
    let key: ARN
    let periodDays: Int?
    let next: Timestamp?
  }

  package static let name = "GetKeyRotationStatus"
  package static let summary = "Tells whether a key rotates by itself, and when next."
  package static let request = KeyRequest.shape
  package static let response = Fields<Response>(
    .init("KeyRotationEnabled", \.isEnabled), .init("KeyId", \.key),
    .init("RotationPeriodInDays", \.periodDays), .init("NextRotationDate", \.next))
  package static let effect = Effect.read
  package static let rate = RequestRate.own(100)
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException",
    "UnsupportedOperationException",
  ]
  package static let worksAcrossAccounts = true

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try key.requireSymmetric()
    var schedule = kms.primary(of: key).rotation
    switch key.state {
    case .pendingDeletion, .pendingReplicaDeletion: schedule = nil
    default: break
    }
    return Response(
      isEnabled: schedule != nil, key: key.arn, periodDays: schedule?.periodDays,
      next: schedule?.next)
  }
}
