#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files of this computer, read and replaced as a whole.
package enum RealFile {
  /// The number of a failed system call.
  package struct Failure: Error, Sendable {
    /// What `errno` was.
    package var number: Int32

    /// The system's words.
    package var reason: String { Terminal.message(number) }
  }

  /// Reads a file whole; `EFBIG` for one of more than `most` bytes, of which none is read.
  ///
  /// Pipes and devices are refused: a session must be able to be replayed.
  package static func read(_ path: String, most: Int = .max) throws(Failure) -> [UInt8] {
    // Not blocking: the path may name a pipe.
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    if descriptor < 0 { throw Failure(number: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw Failure(number: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(number: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    guard status.st_size <= most else { throw Failure(number: EFBIG) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Self.read(descriptor, $0)
      }
      if count < 0 { throw Failure(number: errno) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      // A file may grow while it is read.
      guard bytes.count <= most else { throw Failure(number: EFBIG) }
    }
  }

  private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  /// Replaces a file by rename, so that a reader never meets half of it; links are followed.
  ///
  /// The file can be read by its owner only: sessions hold what somebody typed.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    let target = try replaceable(path)
    let temporary = "\(target).\(getpid())"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw Failure(number: errno) }
    let written = Terminal.writeAll(descriptor, bytes)
    var number = errno
    let closed = close(descriptor) == 0
    if written, !closed { number = errno }
    if unsafe written && closed && rename(temporary, target) == 0 { return }
    if written, closed { number = errno }
    _ = unsafe unlink(temporary)
    throw Failure(number: number)
  }

  /// Writes a file that must not be there yet; everybody may read it.
  package static func create(_ path: String, with bytes: [UInt8]) throws(Failure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw Failure(number: errno) }
    let written = Terminal.writeAll(descriptor, bytes)
    var number = errno
    let closed = close(descriptor) == 0
    if written, closed { return }
    if written { number = errno }
    _ = unsafe unlink(path)
    throw Failure(number: number)
  }

  /// The file behind links; fails for one that its owner made read-only.
  private static func replaceable(_ path: String) throws(Failure) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    guard unsafe access(path, W_OK) == 0 else { throw Failure(number: errno) }
    return unsafe String(cString: resolved)
  }
}
