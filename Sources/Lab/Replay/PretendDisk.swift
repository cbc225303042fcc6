import Sessions
import Synchronization

/// The real files of a replay: a disk that lives as long as the replay, so that `save`, `load` and
/// `import` can be taught and tested without touching the computer.
final class PretendDisk: Sendable {
  private let files: Mutex<[String: LogEntry.Import]>

  /// Makes a disk.
  init(_ files: [String: LogEntry.Import] = [:]) { self.files = Mutex(files) }

  /// A copy that goes its own way.
  func copy() -> PretendDisk { PretendDisk(files.withLock { $0 }) }

  /// Puts a file on the disk.
  func put(_ file: LogEntry.Import) { files.withLock { $0[file.path] = file } }

  /// The disk as the window of a session.
  var host: Host {
    Host(
      readFile: { (path, most) throws(HostFailure) -> [UInt8] in
        guard let file = self.files.withLock({ $0[path] }) else {
          throw HostFailure(reason: "No such file or directory", cause: .missing)
        }
        if let failure = file.failure { throw HostFailure(reason: failure) }
        guard file.bytes.count <= most else { throw .tooLarge(most: most) }
        return file.bytes
      },
      writeFile: { (path, bytes) throws(HostFailure) -> Void in
        self.put(LogEntry.Import(path: path, bytes: bytes))
      })
  }
}
