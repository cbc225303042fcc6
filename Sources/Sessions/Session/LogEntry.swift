package import Kernel

/// One line of a session.
package struct LogEntry: Sendable, Equatable {
  /// As it was typed; several lines where it went on.
  package let text: String
  /// What it printed, output and errors in order.
  package let output: String
  /// Its status.
  package let status: Int
  /// The real files that it brought in.
  package var imports: [Import] = []
  /// What its commands were refused with.
  package let complaints: [Complaint]
  /// Where it stands in the course of events.
  package let course: Course

  /// What writers of a session ask about a line beside its words.
  package struct Course: Sendable, Equatable {
    /// What the clock showed after it.
    package let now: Timestamp
    /// The line that last changed the world as it was then; `nil` for the world of the beginning.
    package let maker: Int?
    /// Whether any of its commands failed, the last or another.
    package let hasFailure: Bool
    /// Whether it was held back, to be run by another line.
    package let isHeld: Bool
  }

  /// A real file as it was when the line read it.
  package struct Import: Sendable, Equatable {
    /// The path that was typed.
    package let path: String
    /// What it held.
    package let bytes: [UInt8]
    /// Why it could not be read, where it could not.
    package let failure: String?

    /// Notes a file, or why it could not be read.
    package init(path: String, bytes: [UInt8], failure: String? = nil) {
      self.path = path
      self.bytes = bytes
      self.failure = failure
    }
  }
}

extension LogEntry {
  /// A fingerprint of what the line printed and of its status.
  package var digest: String {
    var digest = WorldDigest()
    digest.feed(output)
    digest.feed(status)
    return String(digest.value.prefix(32))
  }
}

extension String {
  /// The first line, marked where more follow.
  package var firstLine: String {
    let lines = split(separator: "\n", maxSplits: 1)
    return (lines.first.map(String.init) ?? "") + (lines.count > 1 ? " …" : "")
  }
}
