package import Kernel

/// The rules by which S3 moves and deletes what is in a bucket, once a day at midnight UTC.
package struct Lifecycle: Sendable {
  /// The rules.
  package let rules: [LifecycleRule]
  /// What the header says of the least size of what moves.
  let minimumTransitionSize: String
  /// The event in the queue; `nil` while nothing is due.
  package internal(set) var slot: EventSlot?

  /// What the header says where nobody has said anything.
  static let standardTransitionSize = "all_storage_classes_128K"
}

extension EventKind {
  /// Rules of a bucket's lifecycle are due.
  package static let lifecycle = EventKind(.s3, "LifecycleExpiration")
}

/// What a rule does with one version or upload.
enum LifecycleStep {
  /// Deletes the current object as a caller would who names no version.
  case expire
  /// Deletes a version or delete marker for good.
  case remove(VersionNumber)
  /// Moves a version to another storage class.
  case move(VersionNumber, to: StorageClass)
  /// Gives up a multipart upload.
  case abort(UploadPlace)
}

/// What rules did on a day.
package struct LifecycleEvent: Sendable, Equatable {
  var deleted = 0
  var hidden = 0
  var removed = 0
  var markers = 0
  var aborted = 0
  /// How many went to each class, in the order in which the first of them went.
  private var moved: [Moved] = []

  /// Objects that went to a class.
  private struct Moved: Equatable {
    let storageClass: StorageClass
    var count = 1
  }

  /// Counts an object that went to a class.
  mutating func move(to storageClass: StorageClass) {
    if let index = moved.firstIndex(where: { $0.storageClass == storageClass }) {
      moved[index].count += 1
    } else {
      moved.append(Moved(storageClass: storageClass))
    }
  }

  /// Whether anything was done.
  var isEmpty: Bool { self == LifecycleEvent() }

  /// What it means, for the learner.
  package var meaning: String {
    let parts =
      [
        (deleted, "object", "deleted for ever", "deleted for ever"),
        (hidden, "object", "hidden by a delete marker", "hidden by delete markers"),
        (removed, "older version", "deleted for ever", "deleted for ever"),
        (markers, "delete marker", "that hid nothing taken away", "that hid nothing taken away"),
        (aborted, "open upload", "given up with its parts", "given up with their parts"),
      ].filter { $0.0 > 0 }
      + moved.map { moved in
        let words = "moved to \(moved.storageClass.rawValue)"
        return (moved.count, "object", words, words)
      }
    return parts.map { count, noun, one, several in
      count == 1 ? "1 \(noun) \(one)" : "\(count) \(noun)s \(several)"
    }.joined(separator: ", ") + "; S3 needs no key for it"
  }
}

extension Timestamp {
  /// The midnight at which a rule acts on what was written at this moment: after so many days, or
  /// from a date on.
  func due(after days: Int?, on date: Timestamp?) -> Timestamp? {
    days.map { adding(days: $0).nextMidnight } ?? date.map { max($0, nextMidnight) }
  }

  /// This moment, where it is midnight UTC, or else the midnight that comes.
  var nextMidnight: Timestamp {
    let rest = secondsSinceEpoch % 86_400
    return rest == 0 ? self : adding(seconds: 86_400 - (rest < 0 ? rest + 86_400 : rest))
  }
}
