#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// ^C while a command runs: the first is remembered, so that a hasty one does not lose the session;
/// the second ends the program.
enum Interrupts {
  /// Interrupts since the last prompt; a signal handler can reach nothing but a global.
  nonisolated(unsafe) private static var pending: sig_atomic_t = 0

  /// Starts to watch.
  static func watch() {
    _ = signal(SIGINT) { _ in
      if unsafe Interrupts.pending > 0 {
        _ = signal(SIGINT, SIG_DFL)
        _ = raise(SIGINT)
      }
      unsafe Interrupts.pending = 1
    }
  }

  /// Whether there was an interrupt since the last prompt.
  static func takePending() -> Bool {
    defer { unsafe pending = 0 }
    return unsafe pending > 0
  }
}
