package import Access
package import Kernel

/// Makes new key material at once; the schedule stays.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html
package enum RotateKeyOnDemand: KeyOperation {
  package typealias Request = KeyRequest
  package struct Response: Sendable { let key: ARN }

  package static let name = "RotateKeyOnDemand"
  package static let summary = "Makes new key material at once; the schedule stays."
  package static let request = KeyRequest.shape
  package static let response = Fields<Response>(.init("KeyId", \.key))
  package static let effect = Effect.write
  package static let errors = [
    "NotFoundException", "DisabledException", "InvalidArnException", "KMSInvalidStateException",
    "UnsupportedOperationException", "LimitExceededException", "ConflictException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    if key.state == .pendingImport, key.type.spec.sort == .asymmetric { try key.requireMaterial() }
    try key.requireSymmetric()
    try key.requireNoReplica()
    try key.requireEnabled()
    try key.requireSettled()
    if key.type.origin == .external { try kms.requireWaitingMaterial(of: key) }
    guard key.onDemandRotationCount < Key.onDemandRotationQuota else {
      throw .limitExceeded(
        "The on-demand rotations limit has been reached for the given keyId. No more on-demand "
          + "rotations can be performed for this key: \(key.arn)")
    }
    if let next = key.rotation?.next, next <= environment.now.adding(seconds: 20 * 60) {
      throw .rotationConflict(key.arn)
    }
    kms.keys[found: key.address].addMaterial(.onDemand, &environment)
    kms.keys[found: key.address].onDemandRotationCount += 1
    kms.shareMaterial(of: key.address, &environment)
    return Response(key: key.arn)
  }
}

extension KMSState {
  /// Fails unless imported material waits for its rotation, in every Region of the key.
  fileprivate func requireWaitingMaterial(of key: Key) throws(KMSFailure) {
    guard let waiting = key.materials.waiting, waiting.secret != nil,
      replicas(of: key).allSatisfy({ $0.materials.waiting?.id == waiting.id })
    else { throw .noMaterialWaiting(key.arn) }
  }
}
