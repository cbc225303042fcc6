import Cloud
import KMS
import Kernel
import S3
import Text

/// How many objects there are, and what their keys let become of them.
struct ReadableObjects: Equatable {
  /// All objects.
  private(set) var all = 0
  /// Those whose keys open them now.
  private(set) var readable = 0
  /// Those whose keys are gone.
  private(set) var lost = 0

  /// Counts the objects of a world.
  init(_ world: World) {
    for (_, bucket) in world.storage.s3.buckets {
      for (holder, count) in world.objectCounts(in: bucket) {
        all += count.objects
        let readability = world.readability(under: holder)
        if readability.isReadable { readable += count.objects }
        if readability.isLost { lost += count.objects }
      }
    }
  }

  /// The counts for a learner.
  var inWords: String {
    guard all > 0 else { return "none" }
    return "\(grouped(readable)) of \(counted(all, "object")) readable"
      + (lost > 0 ? ", \(grouped(lost)) lost for ever" : "")
  }
}
