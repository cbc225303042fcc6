import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal that the program was started on, and careful writing to it.
package enum Terminal {
  /// How the program shows itself here.
  package static func presentation(isPlain: Bool) -> Presentation {
    var facts = Presentation.Facts()
    facts.isPlain = isPlain
    facts.isInputTerminal = isatty(STDIN_FILENO) == 1
    facts.isOutputTerminal = isatty(STDOUT_FILENO) == 1
    facts.columns = width
    for name in Presentation.variables {
      guard let value = unsafe getenv(name) else { continue }
      facts.environment[name] = unsafe String(cString: value)
    }
    return Presentation(facts)
  }

  /// The columns of standard output, 80 where it has none.
  package static var width: Int {
    let columns = Int(kl_columns(STDOUT_FILENO))
    return columns > 0 ? columns : 80
  }

  /// Writes all bytes; false when the other end is gone or nothing more can be written.
  package static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    failure(writing: bytes, to: descriptor) == nil
  }

  /// Writes all bytes; the number of the error where that is not possible.
  package static func failure(writing bytes: [UInt8], to descriptor: Int32) -> Int32? {
    _ = brokenPipesAreErrors
    return unsafe bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = unsafe write(descriptor, rest.baseAddress, rest.count)
        let reason = errno
        switch (count, reason) {
        case (0..., _): written += count
        case (_, EINTR): continue
        case (_, EAGAIN): wait(for: POLLOUT, on: descriptor)
        default: return reason
        }
      }
      return nil
    }
  }
}

extension Terminal {
  /// Prepares the process, before it opens or writes anything.
  ///
  /// SIGQUIT ends the program at once: Swift's runtime would print a backtrace, and ask. A file
  /// that grows beyond what is allowed is an error of `write`, and so is a standard stream that
  /// the program was started without: it is opened the wrong way round, so that no other file
  /// takes its number.
  package static func takeCare() {
    kl_catch(SIGQUIT, SIG_DFL)
    _ = signal(SIGXFSZ, SIG_IGN)
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Set once: a closed pipe is an error of `write`, not the death of the program.
  private static let brokenPipesAreErrors: Void = {
    _ = signal(SIGPIPE, SIG_IGN)
  }()

  /// Waits until a non-blocking descriptor is ready.
  static func wait(for events: Int32, on descriptor: Int32) {
    var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    _ = unsafe poll(&entry, 1, -1)
  }

  /// The system's words for an error number.
  package static func message(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
