package import Access
package import Kernel

/// Switches automatic rotation on, every 90 to 2,560 days; 365 where none is given.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html
package enum EnableKeyRotation: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let periodDays: Int?
  }

  package static let name = "EnableKeyRotation"
  package static let summary =
    "Switches automatic rotation on, every 90 to 2,560 days; 365 where none is given."
  package static let request = Shape(
    Request.init(key:periodDays:), Members.key(\.key),
    Member(
      "RotationPeriodInDays", \.periodDays, .range(RotationSchedule.periods),
      help: "Days between rotations, 90 to 2,560; 365 where none is given."))
  package static let effect = Effect.write
  package static let rate = RequestRate.own(15)
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidArnException", "KMSInvalidStateException",
    "UnsupportedOperationException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> EmptyResponse {
    try key.requireSymmetric()
    try key.require(.awsKMS)
    try key.requireNoReplica()
    try key.requireEnabled()
    kms.keys[found: key.address].startRotation(
      periodDays: request.periodDays ?? RotationSchedule.defaultPeriodDays, &environment)
    return EmptyResponse()
  }
}
