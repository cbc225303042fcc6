/// Why the computer did not read or write a file.
package struct HostFailure: Error, Sendable, Equatable {
  /// What is wrong, in the system's words.
  package let reason: String

  /// Makes a failure.
  package init(reason: String) { self.reason = reason }
}

/// The one window of a session to the real computer: files that the learner names.
package struct Host: Sendable {
  /// Reads a real file.
  package var readFile: @Sendable (_ path: String) throws(HostFailure) -> [UInt8]
  /// Writes a real file, as a whole or not at all.
  package var writeFile: @Sendable (_ path: String, _ bytes: [UInt8]) throws(HostFailure) -> Void
  /// Has a virtual file edited by somebody at a terminal; `nil` where nobody sits there.
  package var editFile:
    (@Sendable (_ name: String, _ bytes: [UInt8]) throws(HostFailure) -> [UInt8])?
  /// Whether somebody asked for the present line to stop.
  package var isStopped: @Sendable () -> Bool = { false }
  /// Where sessions are kept, or why they are not.
  package var shelf: Result<any SessionShelf, HostFailure>

  /// Makes a window.
  package init(
    readFile: @escaping @Sendable (String) throws(HostFailure) -> [UInt8],
    writeFile: @escaping @Sendable (String, [UInt8]) throws(HostFailure) -> Void,
    shelf: Result<any SessionShelf, HostFailure> = .failure(
      HostFailure(reason: "this session is not kept: it came without a terminal"))
  ) {
    self.readFile = readFile
    self.writeFile = writeFile
    self.shelf = shelf
  }

  /// A computer without files.
  package static let none = Host(
    readFile: { (_) throws(HostFailure) -> [UInt8] in
      throw HostFailure(reason: "No such file or directory")
    },
    writeFile: { (_, _) throws(HostFailure) -> Void in
      throw HostFailure(reason: "Read-only file system")
    })
}

extension Host {
  /// Whether a real file holds something that would be lost: neither the same bytes, nor a session,
  /// nor a text in whose beginning this program names itself.
  package func holdsOther(_ path: String, _ bytes: [UInt8]) -> Bool {
    guard let old = try? readFile(path), !old.isEmpty, old != bytes else { return false }
    let beginning = String(decoding: old.prefix(2000), as: UTF8.self)
    return !beginning.contains("kmslab") && !beginning.contains("\nkind: session\n")
  }
}
