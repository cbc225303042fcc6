package import IAM
package import Kernel

/// Schedules the deletion of a key after a waiting time of 7 to 30 days.
package enum ScheduleKeyDeletion: KeyOperation {
  package struct Request: Sendable {
    let key: KeyReference
    let windowDays: Int?
  }
  package struct Response: Sendable {
    let key: ARN
    let deletionDate: Timestamp
    let state: String
    let windowDays: Int
  }

  package static let name = "ScheduleKeyDeletion"
  package static let summary =
    "Schedules the deletion of a key after a waiting time of 7 to 30 days."
  package static let request = Shape(
    Request.init(key:windowDays:), Members.key(\.key),
    Member(
      "PendingWindowInDays", \.windowDays, .range(1...365),
      help: "Days to wait, 7 to 30; 30 where none is given."))
  package static let response = Fields<Response>(
    .init("KeyId", \.key), .init("DeletionDate", \.deletionDate), .init("KeyState", \.state),
    .init("PendingWindowInDays", \.windowDays))
  package static let effect = Effect.write
  package static let access = KeyAccess<Request>(\.key, .keys)

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let days = request.windowDays ?? 30
    guard (7...30).contains(days) else {
      throw .validation("PendingWindowInDays must be between 7 and 30")
    }
    try key.requireNotPendingDeletion()
    let date = environment.now.adding(days: days)
    let slot = environment.queue.schedule(
      ScheduledEvent(.deleteKey, subject: key.arn), at: date)
    let state = KeyState.pendingDeletion(at: date, slot: slot)
    kms.keys[key.address]?.state = state
    kms.keys[key.address]?.suspendRotation(&environment)
    return Response(key: key.arn, deletionDate: date, state: state.name, windowDays: days)
  }
}
