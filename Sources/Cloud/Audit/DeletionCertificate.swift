import Access
package import KMS
package import Kernel
import S3

/// What can be proved of a key that is gone: when, who asked, what was lost.
package struct DeletionCertificate: Sendable {
  /// The key that is gone.
  package let key: KeyAddress
  /// When it was made, where the trail tells it.
  package let made: Timestamp?
  /// Who scheduled the deletion that came to pass.
  package let requestedBy: String
  /// When the deletion was scheduled.
  package let requested: Timestamp
  /// The days that the request asked to wait.
  package let windowDays: Int
  /// When the key was erased.
  package let deleted: Timestamp
  /// The ids of the records that prove it: of the request and of the deletion.
  package let eventIDs: [String]
  /// Deletions that were scheduled before and called off.
  package let cancellations: Int
  /// The last use of the key.
  package let lastUse: TrailRecord?
  /// Calls that named it while it waited and were refused.
  package let refusedWhilePending: Int
  /// Its names at the end.
  package let aliases: [String]
  /// The objects that nobody can read any more.
  package let loss: Loss

  /// Draws up the certificate of a key; `nil` where the trail does not tell of its deletion.
  package init?(of arn: ARN, in world: World) {
    guard let address = KeyAddress(arn), world.storage.kms.keys[address] == nil else { return nil }
    let records = world.environment.trail.newest(of: arn).map(\.record)
    guard let deletion = records.first(where: { $0.name == "DeleteKey" && $0.actor == .aws }),
      let request = records.first(where: {
        $0.name == "ScheduleKeyDeletion" && $0.error == nil
      })
    else { return nil }
    key = address
    made = records.last { $0.name == "CreateKey" && $0.error == nil }?.time
    requestedBy = request.actor.text
    requested = request.time
    deleted = deletion.time
    windowDays = request.windowDays
    eventIDs = [request.eventID.description, deletion.eventID.description]
    cancellations = records.count { $0.name == "CancelKeyDeletion" && $0.error == nil }
    lastUse = world.environment.trail.lastUse(of: arn)
    refusedWhilePending = records.count {
      $0.error?.code == "KMSInvalidStateException" && $0.time >= request.time
    }
    aliases = world.keyLives(rotations: 0).first { $0.address == address }?.aliases ?? []
    loss = world.loss(with: arn)
  }
}

extension TrailRecord {
  /// The window that a request of ScheduleKeyDeletion asked for.
  fileprivate var windowDays: Int { parameters["PendingWindowInDays"]?.wholeNumber ?? 30 }
}
