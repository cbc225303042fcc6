import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines from a pipe, a file or a terminal that cannot be drawn on: no prompt, no editing.
package struct PlainLines: LineSource {
  /// Where the bytes come from.
  private let descriptor: Int32

  /// What one read gave.
  private var chunk = [UInt8](repeating: 0, count: 65_536)

  /// The part of `chunk` that was not looked at.
  private var unread = 0..<0

  /// The beginning of a line that spans reads.
  ///
  /// Each byte is searched and copied once, however long the line is.
  private var partial: [UInt8] = []

  /// Whether a read found the end.
  private var atEnd = false

  /// Makes a reader of a file descriptor, which stays the caller's to close.
  package init(descriptor: Int32 = STDIN_FILENO) {
    self.descriptor = descriptor
  }

  /// Reads up to the next newline, or to the end where the last line has none.
  package mutating func next(_ prompt: Prompt) -> LineInput {
    while true {
      if let newline = newlineIndex() {
        partial += chunk[unread.lowerBound..<newline]
        unread = (newline + 1)..<unread.upperBound
        return .line(takePartial())
      }
      partial += chunk[unread]
      unread = 0..<0
      if !atEnd {
        switch refill() {
        case .filled: break
        case .interrupted:
          partial = []
          return .interrupted
        case .failed(let why): return .failed(why)
        }
      }
      if atEnd { return partial.isEmpty ? .end : .line(takePartial()) }
    }
  }
}

extension PlainLines {
  /// Hands over the collected bytes and begins anew.
  private mutating func takePartial() -> [UInt8] {
    defer { partial = [] }
    return partial
  }

  /// Finds the next newline in what was read.
  private func newlineIndex() -> Int? {
    unsafe chunk.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + unread.lowerBound, 0x0A, unread.count)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// What came of reading on.
  private enum Refill {
    /// There is more, or the end was noted.
    case filled
    /// A signal came while somebody was asked, who typed ^C.
    case interrupted
    /// It could not be read.
    case failed(String)
  }

  /// Waits for more; whether ^C came first, also in the moment before the wait.
  private func wasInterruptedWaiting() -> Bool {
    kl_hold(SIGINT, true)
    defer { kl_hold(SIGINT, false) }
    while !Interrupts.isPending {
      if kl_wait(descriptor, SIGINT) || errno != EINTR { return false }
    }
    return true
  }

  /// Reads the next chunk, or notes the end.
  private mutating func refill() -> Refill {
    while true {
      if isatty(descriptor) == 1, wasInterruptedWaiting() { return .interrupted }
      let count = unsafe chunk.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress, bytes.count)
      }
      let reason = errno
      if count >= 0 {
        unread = 0..<count
        atEnd = count == 0
        return .filled
      }
      switch reason {
      case EINTR: if isatty(descriptor) == 1 { return .interrupted }
      case EAGAIN: Terminal.wait(for: POLLIN, on: descriptor)
      case EIO:
        // A terminal that hung up; nothing more will come from it.
        atEnd = true
        return .filled
      default: return .failed(Terminal.message(reason))
      }
    }
  }
}
