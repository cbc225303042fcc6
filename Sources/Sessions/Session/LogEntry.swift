package import Kernel

/// One line of a session.
package struct LogEntry: Sendable, Equatable {
  /// As it was typed; several lines where it went on.
  package let text: String
  /// What it printed, output and errors in order.
  package let output: String
  /// Its status.
  package let status: Int
  /// What it brought in from the computer.
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
    /// Whether the program ran it by itself, and nobody typed it.
    package let isUntyped: Bool
    /// Whether it was held back, to be run by another line.
    package let isHeld: Bool
    /// Whether it brought in what was learned in other sessions, which is nobody else's business.
    package let isRecall: Bool
    /// The line that it named as the next one.
    package let next: String?
  }

  /// Something of the computer as it was when the line read it.
  package struct Import: Sendable, Equatable {
    /// What was read.
    package let source: Source
    /// What it held.
    package let bytes: [UInt8]
    /// Why it could not be read, where it could not.
    package let failure: String?

    /// Notes what was read, or why it could not be read.
    package init(_ source: Source, bytes: [UInt8], failure: String? = nil) {
      self.source = source
      self.bytes = bytes
      self.failure = failure
    }
  }

  /// What lines read of the computer.
  package enum Source: Sendable, Hashable {
    /// A real file, by the path that was typed.
    case file(String)
    /// What was learned in other sessions.
    case record
    /// The real clock.
    case clock
    /// What somebody made of a virtual file in an editor.
    case editor(String)
    /// What a client sent and a line has no room for.
    case wire(WirePart)

    /// What it is called where sessions are kept.
    package var name: String {
      switch self {
      case .file(let path): path
      case .record: "kmslab:record"
      case .clock: "kmslab:seconds"
      case .editor(let file): Source.editorPrefix + file
      case .wire(let part): part.name
      }
    }

    /// What is called so where sessions are kept.
    package init(name: String) {
      let fixed = [.record, .clock] + WirePart.allCases.map(Source.wire)
      if let source = fixed.first(where: { $0.name == name }) {
        self = source
      } else if name.hasPrefix(Source.editorPrefix) {
        self = .editor(String(name.dropFirst(Source.editorPrefix.count)))
      } else {
        self = .file(name)
      }
    }

    private static let editorPrefix = "kmslab:edit/"
  }
}

/// What of a client's call is too long for its line, or a secret, and stands there by a name.
package enum WirePart: String, Sendable, CaseIterable {
  /// The content.
  case body
  /// The request in JSON.
  case request
  /// The members that are secrets, in JSON.
  case secrets

  /// What a line calls it.
  package var name: String { "kmslab:" + rawValue }

  /// The part that a line calls so; `nil` for another word.
  package init?(name: String) {
    guard let part = WirePart.allCases.first(where: { $0.name == name }) else { return nil }
    self = part
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
