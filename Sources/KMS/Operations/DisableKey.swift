package import Access
package import Kernel

/// Stops all cryptography with a key until EnableKey.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html
package enum DisableKey: KeyOperation {
  package typealias Request = KeyRequest

  package static let name = "DisableKey"
  package static let summary = "Stops all cryptography with a key until EnableKey."
  package static let request = KeyRequest.shape
  package static let effect = Effect.write
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> EmptyResponse {
    try key.requireNotPendingDeletion()
    try key.requireMaterial()
    try key.requireSettled()
    kms.keys[found: key.address].state = .disabled
    kms.keys[found: key.address].suspendRotation(&environment)
    kms.settleInStore(key.address)
    return EmptyResponse()
  }
}
