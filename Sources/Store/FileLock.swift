import Sessions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock on a file that ends with the process that holds it, however it ends.
final class FileLock: Sendable {
  private let descriptor: Int32
  private let path: String

  /// Takes the lock; `nil` where another has it.
  init?(_ path: String) throws(HostFailure) {
    let descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HostFailure(reason: "\(path): \(FileLock.words(errno))") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Whether somebody has the lock.
  static func isHeld(_ path: String) -> Bool {
    let descriptor = unsafe Glibc.open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }

  /// Removes the file of a lock whose subject is gone.
  func remove() { _ = unsafe unlink(path) }

  /// The system's words for an error.
  static func words(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
