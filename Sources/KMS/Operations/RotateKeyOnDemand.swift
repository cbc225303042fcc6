package import IAM
package import Kernel

/// Makes new key material at once; the schedule stays.
package enum RotateKeyOnDemand: KeyOperation {
  package struct Request: Sendable { let key: KeyReference }
  package struct Response: Sendable { let key: ARN }

  package static let name = "RotateKeyOnDemand"
  package static let summary = "Makes new key material at once; the schedule stays."
  package static let request = Shape(Request.init(key:), Members.key(\.key))
  package static let response = Fields<Response>(.init("KeyId", \.key))
  package static let effect = Effect.write
  package static let access = KeyAccess<Request>(\.key, .keys)

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try key.requireEnabled()
    guard key.onDemandRotationCount < Key.onDemandRotationQuota else {
      throw .limitExceeded(
        "The on-demand rotations limit has been reached for the given keyId. No more on-demand "
          + "rotations can be performed for this key: \(key.arn)")
    }
    if let next = key.rotation?.next, next <= environment.now.adding(seconds: 20 * 60) {
      throw .rotationConflict(key.arn)
    }
    kms.keys[key.address]?.addMaterial(.onDemand, &environment)
    kms.keys[key.address]?.onDemandRotationCount += 1
    return Response(key: key.arn)
  }
}
