import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// ^C while a command runs: the first asks it to stop, so that a hasty one does not lose the
/// session; the second ends the program.
package enum Interrupts {
  /// Interrupts since the last prompt; a signal handler can reach nothing but a global.
  // Safe: one aligned word, which this thread reads and a signal handler writes.
  private nonisolated(unsafe) static let pending = {
    let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
    unsafe flag.initialize(to: 0)
    return unsafe flag
  }()

  /// Starts to watch.
  package static func watch() {
    unsafe pending.pointee = 0
    // What the second gives back was taken down before.
    _ = TerminalRescue.arm
    // Without SA_RESTART, so that a read at a plain prompt ends too.
    kl_catch(SIGINT) { number in
      if unsafe Interrupts.pending.pointee > 0 {
        TerminalRescue.dieRestored(number)
      } else {
        unsafe Interrupts.pending.pointee = 1
      }
    }
  }

  /// Whether there was an interrupt since the last prompt.
  package static var isPending: Bool { unsafe pending.pointee > 0 }

  /// The same, forgetting it.
  package static func takePending() -> Bool {
    defer { unsafe pending.pointee = 0 }
    return isPending
  }
}
