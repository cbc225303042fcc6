import Console
import Synchronization

/// The real files of a replay: a disk that lives as long as the replay, so that `save`, `load` and
/// `import` can be taught and tested without touching the computer.
final class PretendDisk: Sendable {
  private let files: Mutex<[String: [UInt8]]>

  /// Makes a disk.
  init(_ files: [String: [UInt8]] = [:]) { self.files = Mutex(files) }

  /// A copy that goes its own way.
  func copy() -> PretendDisk { PretendDisk(files.withLock { $0 }) }

  /// Puts a file on the disk.
  func put(_ bytes: [UInt8], at path: String) { files.withLock { $0[path] = bytes } }

  /// The disk as the window of a session.
  var host: Host {
    Host(
      readFile: { (path) throws(HostFailure) -> [UInt8] in
        guard let bytes = self.files.withLock({ $0[path] }) else {
          throw HostFailure(reason: "No such file or directory")
        }
        return bytes
      },
      writeFile: { (path, bytes) throws(HostFailure) -> Void in self.put(bytes, at: path) })
  }
}
