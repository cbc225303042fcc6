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
    var host = Host(
      readFile: { (path, most) throws(HostFailure) -> [UInt8] in
        guard let bytes = try self.read(.file(path)) else {
          throw HostFailure(reason: "No such file or directory", cause: .missing)
        }
        guard bytes.count <= most else { throw .tooLarge(most: most) }
        return bytes
      },
      writeFile: { (path, bytes) throws(HostFailure) -> Void in
        self.put(LogEntry.Import(.file(path), bytes: bytes))
      })
    host.record = { () throws(HostFailure) -> String in
      guard let bytes = try self.read(.record) else { throw .noRecord }
      return String(decoding: bytes, as: UTF8.self)
    }
    host.clock = { () throws(HostFailure) -> Int in
      guard let bytes = try self.read(.clock),
        let seconds = Int(String(decoding: bytes, as: UTF8.self))
      else { throw .noClock }
      return seconds
    }
    return host
  }

  private func read(_ source: LogEntry.Source) throws(HostFailure) -> [UInt8]? {
    let file = files.withLock { $0[source] }
    if let failure = file?.failure { throw HostFailure(reason: failure) }
    return file?.bytes
  }
}
