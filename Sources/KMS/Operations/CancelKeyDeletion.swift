package import Access
package import Kernel

/// Cancels the deletion of a key; the key is then disabled.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html
package enum CancelKeyDeletion: KeyOperation {
  package typealias Request = KeyRequest
  package struct Response: Sendable { let key: ARN }

  package static let name = "CancelKeyDeletion"
  package static let summary = "Cancels the deletion of a key; the key is then disabled."
  package static let request = KeyRequest.shape
  package static let response = Fields<Response>(.init("KeyId", \.key))
  package static let effect = Effect.write
  package static let rate = RequestRate.own(15)
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    switch key.state {
    case .pendingDeletion(_, let slot): environment.queue.cancel(slot)
    case .pendingReplicaDeletion: break
    default: throw .notPendingDeletion(key.arn)
    }
    kms.keys[found: key.address].state = key.materials.isComplete ? .disabled : .pendingImport
    kms.settleInStore(key.address)
    return Response(key: key.arn)
  }
}
