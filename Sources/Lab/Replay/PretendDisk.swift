import Sessions
import Synchronization

/// The real files of a replay: a disk that lives as long as the replay, so that `save`, `load` and
/// `import` can be taught and tested without touching the computer.
final class PretendDisk: Sendable {
  private let files: Mutex<[LogEntry.Source: LogEntry.Import]>

  /// Makes a disk.
  init(_ files: [LogEntry.Source: LogEntry.Import] = [:]) { self.files = Mutex(files) }

  /// A copy that goes its own way.
  func copy() -> PretendDisk { PretendDisk(files.withLock { $0 }) }

  /// Puts a file on the disk.
  func put(_ file: LogEntry.Import) { files.withLock { $0[file.source] = file } }

  /// The disk as the window of a session.
  var host: Host {
    Host(
      read: { (source, most) throws(HostFailure) -> [UInt8] in
        guard let file = self.files.withLock({ $0[source] }) else { throw .missing(source) }
        if let failure = file.failure { throw HostFailure(reason: failure) }
        guard file.bytes.count <= most else { throw .tooLarge(most: most) }
        return file.bytes
      },
      writeFile: { (path, bytes) throws(HostFailure) -> Void in
        self.put(LogEntry.Import(.file(path), bytes: bytes))
      })
  }
}
