package import Access
package import Kernel

/// Lets a disabled key work again.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html
package enum EnableKey: KeyOperation {
  package typealias Request = KeyRequest

  package static let name = "EnableKey"
  package static let summary = "Lets a disabled key work again."
  package static let request = KeyRequest.shape
  package static let effect = Effect.write
  package static let errors = [
    "NotFoundException", "InvalidArnException", "LimitExceededException",
    "KMSInvalidStateException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> EmptyResponse {
    try key.requireNotPendingDeletion()
    try key.requireMaterial()
    try key.requireSettled()
    let isDisabled = key.state == .disabled || key.state == .unavailable(isEnabled: false)
    guard isDisabled else { return EmptyResponse() }
    kms.keys[found: key.address].state = .enabled
    kms.keys[found: key.address].catchUpRotation(&environment)
    kms.shareMaterial(of: key.address, &environment)
    kms.settleInStore(key.address)
    return EmptyResponse()
  }
}
