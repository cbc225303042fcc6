import Text

/// How far something is that takes long.
package struct Progress: Sendable, Equatable {
  /// What is done.
  package let what: String
  /// How much of it is done.
  package let done: Int
  /// How much there is to do.
  package let total: Int
  /// One of what is counted, as `line`.
  package let unit: String

  /// Describes how far something is.
  package init(_ what: String, _ done: Int, of total: Int, _ unit: String) {
    self.what = what
    self.done = done
    self.total = total
    self.unit = unit
  }

  /// The same in words: `grading: 3 of 40 sessions`.
  package var text: String { "\(what): \(done) of \(counted(total, unit))" }
}

/// The way of a command through much work: it asks now and then whether it is to stop, and tells
/// how far it is.
package struct Pace: Sendable {
  /// What is done.
  package let what: String
  /// Whether somebody asked for it to stop.
  package let isStopped: @Sendable () -> Bool
  /// Who is told how far it is.
  package let progress: @Sendable (Progress) -> Void

  /// Describes the pace of a command for which somebody waits.
  package init(
    what: String, isStopped: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Progress) -> Void
  ) {
    self.what = what
    self.isStopped = isStopped
    self.progress = progress
  }

  /// The pace of a command for which nobody waits.
  package static let free = Pace(what: "", isStopped: { false }, progress: { _ in })

  /// Goes through bytes piece by piece; ends the tool between two of them where it is to stop.
  ///
  /// All pieces but the last are `size` long, so that no group of base64 and no row of a dump is
  /// torn where it divides that.
  func through(
    _ bytes: [UInt8], by size: Int = pieceBytes,
    _ work: (ArraySlice<UInt8>) throws(ToolFailure) -> Void
  ) throws(ToolFailure) {
    var start = 0
    while start < bytes.count {
      try stopIfAsked(start, of: bytes.count)
      let end = bytes.count - start > size ? start + size : bytes.count
      try work(bytes[start..<end])
      start = end
    }
  }

  /// Ends the tool where it is to stop, and tells how many bytes are done.
  func stopIfAsked(_ done: Int, of total: Int) throws(ToolFailure) {
    guard !isStopped() else { throw .stopped }
    progress(Progress(what, done / 1000, of: (total + 999) / 1000, "kilobyte"))
  }

  /// Bytes between two questions, a millisecond or so of work.
  static let pieceBytes = 48 << 10
}
