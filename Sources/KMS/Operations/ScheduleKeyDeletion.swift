package import Access
package import Kernel

/// Schedules the deletion of a key after a waiting time of 7 to 30 days.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
package enum ScheduleKeyDeletion: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
    let windowDays: Int?
  }
  package struct Response: Sendable {
    let key: ARN
    let deletionDate: Timestamp?
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
  package static let rate = RequestRate.own(15)
  package static let errors = [
    "NotFoundException", "InvalidArnException", "KMSInvalidStateException",
  ]

  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    Self.response.document(response)
  }

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let days = request.windowDays ?? 30
    guard (7...30).contains(days) else {
      throw .validation("PendingWindowInDays must be between 7 and 30")
    }
    try key.requireNotPendingDeletion()
    if case .updating = key.state { throw .updating(key.arn) }
    if case .creating(let slot) = key.state { environment.queue.cancel(slot) }
    if key.family?.replicas.isEmpty == false, !key.isReplica {
      let state = KeyState.pendingReplicaDeletion(windowDays: days)
      kms.keys[found: key.address].suspendRotation(&environment)
      kms.keys[found: key.address].state = state
      return Response(key: key.arn, deletionDate: nil, state: state.name, windowDays: days)
    }
    let date = environment.now.adding(days: days)
    kms.keys[found: key.address].scheduleDeletion(afterDays: days, &environment)
    return Response(
      key: key.arn, deletionDate: date, state: "PendingDeletion", windowDays: days)
  }
}

extension Key {
  /// Begins the window of the key's deletion.
  mutating func scheduleDeletion(afterDays days: Int, _ environment: inout Environment) {
    let date = environment.now.adding(days: days)
    let slot = environment.queue.schedule(ScheduledEvent(.deleteKey, subject: arn), at: date)
    state = .pendingDeletion(at: date, slot: slot)
    suspendRotation(&environment)
  }
}
