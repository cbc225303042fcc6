import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What signals do to a terminal that is being edited on.
///
/// A signal may come at any moment, so the handlers only call what POSIX lets them call. They reach
/// their state through pointers made before they are installed and never freed: a handler must
/// neither allocate nor begin an access that Swift checks for exclusivity.
enum TerminalRescue {
  /// Turns bracketed paste on.
  static let pasteOn = Array("\u{1B}[?2004h".utf8)

  /// Turns bracketed paste off.
  static let pasteOff = Array("\u{1B}[?2004l".utf8)

  /// The settings that `arm` found.
  // Safe: written once, before a handler can read it.
  private nonisolated(unsafe) static let original = UnsafeMutablePointer<termios>.allocate(
    capacity: 1)

  /// Whether the program was stopped since `takeResumed` was last asked.
  // Safe: one aligned word, written by the handler and by the only thread that edits lines.
  private nonisolated(unsafe) static let resumed = {
    let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
    unsafe flag.initialize(to: 0)
    return unsafe flag
  }()

  /// Takes down the terminal's settings and catches the signals, once in a program.
  static let arm: Void = {
    unsafe original.initialize(to: termios())
    unsafe resumed.pointee = 0
    unsafe temporary[0] = nil
    unsafe drawnOn.pointee = 0
    unsafe editor.pointee = 0
    if unsafe tcgetattr(STDIN_FILENO, original) != 0 { return }
    // A crash too: whatever ends the program, the shell after it must be able to type.
    let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]
    for number in [SIGTERM, SIGHUP, SIGQUIT] + crashes { kl_catch(number, dieRestored) }
    kl_catch(SIGCONT) { _ in unsafe TerminalRescue.resumed.pointee = 1 }
  }()

  /// Whether lines are edited on the terminal, which was told so.
  // Safe: one aligned word, as `resumed`.
  private nonisolated(unsafe) static let drawnOn = UnsafeMutablePointer<sig_atomic_t>.allocate(
    capacity: 1)

  /// Arms, for a terminal on which lines are edited.
  static func armForEditing() {
    _ = arm
    unsafe drawnOn.pointee = 1
  }

  /// The editor that has the terminal, for the system to write when it starts one; 0 for none.
  // Safe: one aligned word, as `resumed`.
  nonisolated(unsafe) static let editor = UnsafeMutablePointer<pid_t>.allocate(capacity: 1)

  /// Gives the terminal the settings that `arm` found.
  static func restore() {
    _ = unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, original)
  }

  /// The path of a file to remove and of its folder, each NULL or a C string.
  // Safe: two aligned words, set by the only thread that edits and read by the handlers.
  private nonisolated(unsafe) static let temporary = {
    let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 2)
    unsafe paths.initialize(repeating: nil, count: 2)
    return unsafe paths
  }()

  /// Has a file and its folder removed should a signal end the program.
  static func willRemove(_ path: String, in folder: String) {
    unsafe temporary[0] = unsafe strdup(path)
    unsafe temporary[1] = unsafe strdup(folder)
  }

  /// Forgets what was to be removed.
  static func hasRemoved() {
    for index in 0..<2 {
      let path = unsafe temporary[index]
      unsafe temporary[index] = nil
      unsafe free(path)
    }
  }

  /// Notes that the program was stopped and the terminal is to be set up again.
  static func noteResumed() {
    unsafe resumed.pointee = 1
  }

  /// Whether the program was stopped, and nobody has taken note of that yet.
  static var isResumed: Bool { unsafe resumed.pointee != 0 }

  /// Tells, once, that the program was stopped since it was last asked.
  static func takeResumed() -> Bool {
    defer { unsafe resumed.pointee = 0 }
    return unsafe resumed.pointee != 0
  }
}

extension TerminalRescue {
  /// Gives the terminal back as it was found and dies of the signal.
  static let dieRestored: @convention(c) (Int32) -> Void = { number in
    TerminalRescue.endEditor()
    // In the background the terminal is someone else's, and touching it would stop the program.
    if tcgetpgrp(STDIN_FILENO) == getpgrp() {
      unsafe _ = tcsetattr(STDIN_FILENO, TCSANOW, original)
      // What the shell says of the end stands on a line of its own.
      let text: StaticString = "\u{1B}[?2004l\r\n"
      if unsafe drawnOn.pointee != 0 {
        _ = unsafe write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      }
    }
    if let path = unsafe temporary[0], let folder = unsafe temporary[1] {
      unsafe unlink(path)
      unsafe rmdir(folder)
    }
    // The default action is taken when the handler returns and the signal is let through again.
    _ = signal(number, SIG_DFL)
    _ = kill(getpid(), number)
  }

  /// Ends the editor that has the terminal, by force where it does not listen.
  private static func endEditor() {
    let process = unsafe editor.pointee
    guard process > 0 else { return }
    unsafe editor.pointee = 0
    // Both times it is waited for: what it does to the terminal at its end comes before what we do.
    if !ends(process, by: SIGTERM) { _ = ends(process, by: SIGKILL) }
  }

  /// Sends a signal; whether the process ends within two seconds.
  private static func ends(_ process: pid_t, by number: Int32) -> Bool {
    _ = kill(process, number)
    _ = kill(process, SIGCONT)
    var turn = 0
    while turn < 100 {
      if waitpid(process, nil, WNOHANG) != 0 { return true }
      _ = poll(nil, 0, 20)
      turn += 1
    }
    return false
  }
}
