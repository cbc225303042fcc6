import Sessions
import Synchronization

/// The real files of a test.
final class Disk: Sendable {
  private let files = Mutex<[String: [UInt8]]>([:])

  /// A file; `nil` where nothing was written.
  subscript(path: String) -> [UInt8]? { files.withLock { $0[path] } }

  /// The disk as the window of a session.
  var host: Host {
    Host(
      readFile: { (path, _) throws(HostFailure) -> [UInt8] in
        guard let bytes = self[path] else { throw HostFailure(reason: "No such file or directory") }
        return bytes
      },
      writeFile: { (path, bytes) throws(HostFailure) -> Void in
        self.files.withLock { $0[path] = bytes }
      })
  }
}
