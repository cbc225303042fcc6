package import Access
package import Kernel

/// Switches automatic rotation off; the versions there are stay.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html
package enum DisableKeyRotation: KeyOperation {
  package typealias Request = KeyRequest

  package static let name = "DisableKeyRotation"
  package static let summary = "Switches automatic rotation off; the versions there are stay."
  package static let request = KeyRequest.shape
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
    kms.keys[found: key.address].stopRotation(&environment)
    return EmptyResponse()
  }
}
