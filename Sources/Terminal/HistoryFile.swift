#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The history and the file that keeps it between sessions.
///
/// History is a comfort: whatever is wrong with the file, the session goes on without it.
struct HistoryFile {
  /// What is remembered.
  private(set) var entries = HistoryEntries()

  /// Where the file is; nil when nothing is to be written.
  ///
  /// A file that cannot be read must not be replaced either.
  private let path: String?

  /// Reads the file at `path`, if there is one.
  init(path: String?) {
    guard let path else {
      self.path = nil
      return
    }
    do throws(RealFile.Failure) {
      let bytes = try RealFile.read(path)
      entries = HistoryEntries(fileText: String(decoding: bytes, as: UTF8.self))
      // A link that its owner has laid here stays one.
      self.path = RealFile.resolved(path) ?? path
    } catch {
      self.path = error.number == ENOENT ? path : nil
    }
  }

  /// Adds a line and saves; tells whether the line was new.
  mutating func remember(_ line: String) -> Bool {
    guard entries.remember(line) else { return false }
    if let path { try? RealFile.replace(path, with: Array(entries.fileText.utf8)) }
    return true
  }
}
