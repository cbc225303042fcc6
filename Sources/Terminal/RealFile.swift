#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files of this computer, read and replaced as a whole.
package enum RealFile {
  /// Why a file was not read or written.
  package struct Failure: Error, Sendable {
    /// What `errno` was.
    package let number: Int32

    /// In the system's words, or ours.
    package let reason: String

    /// A failed system call.
    init(number: Int32) { self.init(number: number, reason: Terminal.message(number)) }

    /// What the system would do and this program does not.
    init(reason: String) { self.init(number: EINVAL, reason: reason) }

    private init(number: Int32, reason: String) {
      self.number = number
      self.reason = reason
    }
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
    if let kind = SpecialFile(status.st_mode) { throw kind.refusal("read") }
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
}
