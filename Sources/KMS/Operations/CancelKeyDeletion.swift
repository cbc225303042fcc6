package import IAM
package import Kernel

/// Cancels the deletion of a key; the key is then disabled.
package enum CancelKeyDeletion: KeyOperation {
  package struct Request: Sendable { let key: KeyReference }
  package struct Response: Sendable { let key: ARN }

  package static let name = "CancelKeyDeletion"
  package static let summary = "Cancels the deletion of a key; the key is then disabled."
  package static let request = Shape(Request.init(key:), Members.key(\.key))
  package static let response = Fields<Response>(.init("KeyId", \.key))
  package static let effect = Effect.write
  package static let access = KeyAccess<Request>(\.key, .keys)

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    guard case .pendingDeletion(_, let slot) = key.state else {
      throw .notPendingDeletion(key.arn)
    }
    environment.queue.cancel(slot)
    kms.keys[key.address]?.state = .disabled
    return Response(key: key.arn)
  }
}
