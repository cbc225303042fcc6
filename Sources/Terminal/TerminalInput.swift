import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Characters from the terminal, read byte by byte so that what is typed ahead stays for others.
struct TerminalInput {
  /// The byte that showed that the character before it was cut short.
  private var putBack: UInt8?

  /// What came from the terminal.
  enum Reading: Equatable {
    /// A character, U+FFFD for bytes that are none.
    case character(Unicode.Scalar)

    /// The program was stopped and goes on.
    case resumed

    /// The terminal is gone.
    case end

    /// Nothing yet, but there are notes to show.
    case noted
  }

  /// Whether a character is there already.
  var isReady: Bool { isReady(within: 0) }

  /// Whether a character comes within so many milliseconds.
  private func isReady(within time: Int32) -> Bool {
    var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return unsafe putBack != nil || poll(&entry, 1, time) > 0
  }

  /// How long the rest of a key may take that begins with Escape, in milliseconds.
  private static let keyTime: Int32 = 40

  /// The character that follows at once where it is one of a few; any other stays.
  mutating func follower(among few: [Unicode.Scalar]) -> Unicode.Scalar? {
    guard isReady(within: TerminalInput.keyTime), case .success(let byte) = nextByte() else {
      return nil
    }
    let next = Unicode.Scalar(byte)
    if few.contains(next) { return next }
    putBack = byte
    return nil
  }

  /// What follows Escape where a key of the keyboard sent it; `nil` for Escape alone.
  mutating func restOfKey() -> String? {
    guard let start = follower(among: ["[", "O"]) else { return nil }
    var sent = String(start)
    while sent.unicodeScalars.count < 16, case .character(let next) = self.next() {
      sent.unicodeScalars.append(next)
      if (0x40...0x7E).contains(next.value) { break }
    }
    return sent
  }

  /// Waits for the next character, or for notes.
  mutating func next(orAny notes: Notes? = nil) -> Reading {
    if let notes, putBack == nil, !TerminalRescue.isResumed, notes.come() { return .noted }
    return switch nextByte() {
    case .success(let first): .character(character(after: first))
    case .failure(.resumed): .resumed
    case .failure(.end): .end
    }
  }
}

extension TerminalInput {
  /// Why there is no byte.
  private enum Break: Error {
    /// The program was stopped and goes on.
    case resumed

    /// The terminal is gone.
    case end
  }

  /// Waits for one byte.
  private mutating func nextByte() -> Result<UInt8, Break> {
    if let byte = putBack.take() { return .success(byte) }
    var byte: UInt8 = 0
    while true {
      if TerminalRescue.takeResumed() { return .failure(.resumed) }
      let count = unsafe read(STDIN_FILENO, &byte, 1)
      let reason = errno
      if count == 1 { return .success(byte) }
      if count == 0 { return .failure(.end) }
      switch reason {
      case EINTR: continue
      case EAGAIN: Terminal.wait(for: POLLIN, on: STDIN_FILENO)
      default: return .failure(.end)
      }
    }
  }

  /// Reads the rest of the character that begins with `first`.
  private mutating func character(after first: UInt8) -> Unicode.Scalar {
    if first < 0x80 { return Unicode.Scalar(first) }
    let following =
      switch first {
      case 0xC2...0xDF: 1
      case 0xE0...0xEF: 2
      case 0xF0...0xF4: 3
      default: 0
      }
    var bytes = [first]
    while bytes.count <= following, case .success(let byte) = nextByte() {
      guard byte & 0xC0 == 0x80 else {
        putBack = byte
        break
      }
      bytes.append(byte)
    }
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    return text.count == 1 ? text.first ?? WideText.replacement : WideText.replacement
  }
}
