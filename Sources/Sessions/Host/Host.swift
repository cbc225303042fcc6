package import Shell

/// Why the computer did not read or write a file.
package struct HostFailure: Error, Sendable, Equatable {
  /// What is wrong, in the system's words.
  package let reason: String
  /// What matters to whoever asked; `nil` for anything else.
  package let cause: Cause?

  /// The causes that are answered to.
  package enum Cause: Sendable {
    /// There is no such file.
    case missing
    /// The file is larger than was asked for; none of it was read.
    case tooLarge
  }

  /// Makes a failure.
  package init(reason: String, cause: Cause? = nil) {
    self.reason = reason
    self.cause = cause
  }

  /// The failure of asking what other sessions learned, where none is known.
  package static let noRecord = HostFailure(
    reason: "other sessions are known at a terminal only, where they are kept")

  /// The failure of asking for the time of a computer that tells none.
  package static let noClock = HostFailure(reason: "the real clock cannot be read")

  /// The failure of editing where nobody sits.
  package static let noTerminal = HostFailure(reason: "there is no terminal to edit at")

  /// The failure of reading what is not there.
  package static func missing(_ source: LogEntry.Source) -> HostFailure {
    switch source {
    case .file, .wire: HostFailure(reason: "No such file or directory", cause: .missing)
    case .record: .noRecord
    case .clock: .noClock
    case .editor: .noTerminal
    }
  }

  /// The failure of a file with more bytes than were asked for.
  package static func tooLarge(most: Int) -> HostFailure {
    HostFailure(reason: "it is larger than \(most >> 20) MiB", cause: .tooLarge)
  }
}

/// How much is read of a file that comes from elsewhere, unless somebody asks for more.
package enum FileLimit {
  /// Bytes of a saved session or a lab.
  package static let session = 16 << 20
  /// Bytes of a file that `import` brings in.
  package static let imported = 64 << 20
}

/// The one window of a session to the real computer: files that the learner names.
///
/// Only lines that are typed here look through the computer's own. Lines that ran before see what
/// they brought in then (`Rerun`), a lab's own lines see nothing (Lab's `ClosedSession`).
package struct Host: Sendable {
  /// Reads a real file of at most so many bytes; looks at its size first.
  package var readFile: @Sendable (_ path: String, _ most: Int) throws(HostFailure) -> [UInt8]
  /// What was learned in all sessions, as `LearnerRecord` writes it.
  package var record: @Sendable () throws(HostFailure) -> String = {
    () throws(HostFailure) -> String in throw .noRecord
  }
  /// Seconds since 1970 by the computer's clock.
  package var clock: @Sendable () throws(HostFailure) -> Int = {
    () throws(HostFailure) -> Int in throw .noClock
  }
  /// Writes a real file, as a whole or not at all.
  package var writeFile: @Sendable (_ path: String, _ bytes: [UInt8]) throws(HostFailure) -> Void
  /// Has a virtual file edited by somebody at a terminal.
  package var editFile:
    @Sendable (_ name: String, _ bytes: [UInt8]) throws(HostFailure) -> [UInt8] = {
      (_, _) throws(HostFailure) -> [UInt8] in throw .noTerminal
    }
  /// What a client sent with the call of a line that runs again.
  package var wire: @Sendable (WirePart) throws(HostFailure) -> [UInt8] = {
    (part) throws(HostFailure) -> [UInt8] in throw .missing(.wire(part))
  }
  /// Whether somebody asked for the present line to stop.
  package var isStopped: @Sendable () -> Bool = { false }
  /// Tells whoever sits there something at once, ahead of what the present line prints; no part of
  /// the session, since it speaks of this computer.
  package var announce: @Sendable (_ text: String) -> Void = { _ in }
  /// Lets clients of this computer into the session, or lets them in no more, once the present line
  /// is done.
  ///
  /// It answers where they find it; `nil` where nobody sits at a prompt.
  package var serve: (@Sendable (ServeOrder) throws(HostFailure) -> ServedPlace?)?
  /// Tells whoever sits there how far something is that takes long.
  package var progress: @Sendable (Progress) -> Void = { _ in }
  /// Whether lines may run other sessions, as `load` and `report` do; those that run again may not,
  /// or a file of a few lines would run thousands.
  package var mayReplay = true
  /// Where sessions are kept, or why they are not.
  package var shelf: Result<any SessionShelf, HostFailure>

  /// Makes a window.
  package init(
    readFile: @escaping @Sendable (String, Int) throws(HostFailure) -> [UInt8],
    writeFile: @escaping @Sendable (String, [UInt8]) throws(HostFailure) -> Void,
    shelf: Result<any SessionShelf, HostFailure> = .failure(
      HostFailure(reason: "this session is not kept: it came without a terminal"))
  ) {
    self.readFile = readFile
    self.writeFile = writeFile
    self.shelf = shelf
  }

  /// Makes a window of which one function reads everything.
  package init(
    read: @escaping @Sendable (LogEntry.Source, _ most: Int) throws(HostFailure) -> [UInt8],
    writeFile: @escaping @Sendable (String, [UInt8]) throws(HostFailure) -> Void
  ) {
    self.init(
      readFile: { (path, most) throws(HostFailure) in try read(.file(path), most) },
      writeFile: writeFile)
    record = { () throws(HostFailure) in String(decoding: try read(.record, .max), as: UTF8.self) }
    clock = { () throws(HostFailure) in
      guard let seconds = Int(String(decoding: try read(.clock, .max), as: UTF8.self)) else {
        throw .noClock
      }
      return seconds
    }
    editFile = { (name, _) throws(HostFailure) in try read(.editor(name), .max) }
    wire = { (part) throws(HostFailure) in try read(.wire(part), .max) }
  }

  /// A computer without files.
  package static let none = Host(
    readFile: { (path, _) throws(HostFailure) -> [UInt8] in throw .missing(.file(path)) },
    writeFile: { (_, _) throws(HostFailure) -> Void in
      throw HostFailure(reason: "Read-only file system")
    })
}

/// What somebody at a prompt wants of the endpoint for clients.
package enum ServeOrder: Sendable, Equatable {
  /// That it begins on a port, 0 for any that is free; each call is shown unless it is to be quiet.
  case begin(port: Int, isQuiet: Bool)
  /// That it ends.
  case end
}

/// Where a session is served, or was until now.
package struct ServedPlace: Sendable, Equatable {
  /// The port of 127.0.0.1.
  package let port: Int
  /// Whether it was served there already, and as it was asked for.
  package let isKnown: Bool

  /// Describes a place.
  package init(port: Int, isKnown: Bool = false) {
    self.port = port
    self.isKnown = isKnown
  }
}

extension Host {
  /// Whether a real file holds something that would be lost.
  ///
  /// Nothing is lost with the same bytes, a session, or a text in whose beginning this program
  /// names itself. A file too large to be any of these holds something else.
  package func holdsOther(_ path: String, _ bytes: [UInt8]) -> Bool {
    let old: [UInt8]
    do throws(HostFailure) {
      old = try readFile(path, FileLimit.imported)
    } catch {
      return error.cause == .tooLarge
    }
    guard !old.isEmpty, old != bytes else { return false }
    let beginning = String(decoding: old.prefix(2000), as: UTF8.self)
    return !beginning.contains("kmslab") && !beginning.contains("\nkind: session\n")
  }
}
