import Foundation

/// A program running on a terminal of its own, and the hands and eyes of who sits there.
final class PseudoTerminal {
  /// What the program wrote so far, escape sequences and carriage returns left out.
  private(set) var text = ""

  /// The end that we hold.
  private let master: Int32

  /// The program's end, kept open so that its settings can be read when the program is gone.
  private let slave: Int32

  /// The program.
  private let process: pid_t

  /// What the program wrote, as it was written.
  private(set) var bytes: [UInt8] = []

  /// How many bytes of `text` were expected already.
  private var seen = 0

  /// Whether the end of the program was taken note of.
  private var isReaped = false

  /// Whether our end is closed.
  private var isHungUp = false

  /// How long an expectation waits, on a machine with much else to do.
  static let patience: Duration = .seconds(90)

  /// What went wrong, with the text so far.
  struct Failure: Error, CustomStringConvertible {
    /// The words for it.
    var description: String
  }

  /// How the program ended.
  enum Exit: Equatable {
    /// It returned a code.
    case code(Int32)

    /// It died of a signal.
    case signal(Int32)
  }

  /// Starts `executable`, the only process of a new session on the terminal.
  init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    columns: UInt16 = 80
  ) throws {
    // Not to be inherited by what other tests start: the terminal would then never hang up.
    master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    guard let path = Self.slavePath(master) else {
      throw Failure(description: "no pseudo terminal")
    }
    slave = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    let words = [
      "TERM": "xterm", "LC_ALL": "C.UTF-8", "EDITRC": "/dev/null", "HOME": "/nonexistent",
      "PATH": "/usr/bin:/bin",
      // On a busy machine a line would else tell that it goes on, where a test reads on.
      "KMSLAB_PATIENCE": "600",
    ].merging(environment) { $1 }
    Self.setColumns(columns, master)
    process = try Self.spawn([executable] + arguments, words.map { "\($0)=\($1)" }, on: path)
  }

  /// Ends the program if it did not end by itself.
  deinit {
    hangUp()
    if isReaped { return }
    kill(process, SIGKILL)
    _ = waitpid(process, nil, 0)
  }

  /// Presses keys.
  func send(_ keys: String) throws {
    var rest = Array(keys.utf8)[...]
    let end = ContinuousClock.now + Self.patience
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(master, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      // A program that is written to faster than it is read from would stand still.
      try readSome(before: end, "to accept keys")
    }
  }

  /// Waits for the program to write `wanted`; answers what it wrote since the last expectation.
  @discardableResult func expect(
    _ wanted: String, within patience: Duration = PseudoTerminal.patience
  ) throws -> String {
    let end = ContinuousClock.now + patience
    while true {
      let news = text.utf8.dropFirst(seen)
      if let found = String(decoding: news, as: UTF8.self).range(of: wanted) {
        let passed = String(decoding: news, as: UTF8.self)[..<found.upperBound]
        seen += passed.utf8.count
        return String(passed)
      }
      try readSome(before: end, "to write \(wanted.debugDescription)", wait: true)
    }
  }

  /// Types a line, again where nothing comes of it: what is typed just after a ^C may go with it.
  func type(_ line: String, until wanted: String) throws {
    for _ in 0..<9 {
      try send("\u{15}\(line)\r")
      if (try? expect(wanted, within: Self.patience / 10)) != nil { return }
    }
    try send("\u{15}\(line)\r")
    try expect(wanted)
  }

  /// Waits for the program to end.
  func waitForExit() throws -> Exit {
    let end = ContinuousClock.now + Self.patience
    while true {
      var status: Int32 = 0
      if unsafe waitpid(process, &status, WNOHANG) == process {
        isReaped = true
        return status & 0x7F == 0 ? .code((status >> 8) & 0xFF) : .signal(status & 0x7F)
      }
      try readSome(before: end, "to end", wait: true)
    }
  }
}

extension PseudoTerminal {
  /// What the program wrote so far, as it was written.
  var raw: String { String(decoding: bytes, as: UTF8.self) }

  /// The modes and control characters of the terminal.
  var settings: [UInt32] {
    var settings = termios()
    guard unsafe tcgetattr(slave, &settings) == 0 else { return [] }
    let characters = unsafe withUnsafeBytes(of: &settings.c_cc) { unsafe $0.map(UInt32.init) }
    return [
      UInt32(settings.c_iflag), UInt32(settings.c_oflag), UInt32(settings.c_cflag),
      UInt32(settings.c_lflag),
    ] + characters
  }

  /// Makes the terminal as wide as told, which signals SIGWINCH.
  func resize(columns: UInt16, rows: UInt16 = 24) {
    Self.setColumns(columns, rows: rows, master)
  }

  /// Sends the program a signal.
  func signal(_ number: Int32) {
    kill(process, number)
  }

  /// Closes the terminal, which signals SIGHUP.
  func hangUp() {
    if isHungUp { return }
    isHungUp = true
    close(master)
    close(slave)
  }

  /// The path of a product of the package, which lies beside the tests.
  static func product(_ name: String) -> String {
    let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
    let candidates =
      [URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()] + bundles
      + [URL(fileURLWithPath: CommandLine.arguments[0])]
    let paths = candidates.map { $0.deletingLastPathComponent().appendingPathComponent(name).path }
    return paths.first(where: FileManager.default.isExecutableFile) ?? name
  }
}

extension PseudoTerminal {
  /// Reads what there is, having waited a little for it if asked.
  private func readSome(before end: ContinuousClock.Instant, _ hope: String, wait: Bool = false)
    throws
  {
    guard ContinuousClock.now < end else {
      throw Failure(description: "waited too long for the program \(hope); it wrote:\n\(text)")
    }
    if isHungUp {
      usleep(10_000)
      return
    }
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    // Short, because the end of the program shows in no descriptor.
    guard unsafe poll(&entry, 1, wait ? 20 : 1) > 0 else { return }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe chunk.withUnsafeMutableBytes {
      unsafe read(master, $0.baseAddress, $0.count)
    }
    if count <= 0 { return }
    bytes += chunk[..<count]
    text = Self.withoutEscapes(bytes)
  }

  /// Text without the sequences that move the cursor or set modes.
  private static func withoutEscapes(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
      .replacingOccurrences(
        of: "\u{1B}(\\[[0-9;?]*[ -/]*[@-~]|[()].|[=>78])|[\\r\\x07]", with: "",
        options: .regularExpression)
  }

  #if canImport(Glibc)
    // Swift's module of glibc has neither these numbers nor `posix_openpt` and its kin.
    /// POSIX_SPAWN_SETSID.
    private static let newSession: Int32 = 0x80

    /// TIOCSPTLCK.
    private static let unlock: UInt = 0x4004_5431

    /// TIOCGPTN.
    private static let number: UInt = 0x8004_5430

    /// Where the other end of the terminal is.
    private static func slavePath(_ master: Int32) -> String? {
      var index: Int32 = 0
      guard unsafe ioctl(master, unlock, &index) == 0, unsafe ioctl(master, number, &index) == 0
      else { return nil }
      return "/dev/pts/\(index)"
    }
  #else
    /// POSIX_SPAWN_SETSID.
    private static let newSession: Int32 = 0x400

    /// Where the other end of the terminal is.
    private static func slavePath(_ master: Int32) -> String? {
      guard grantpt(master) == 0, unlockpt(master) == 0 else { return nil }
      return unsafe ptsname(master).map { unsafe String(cString: $0) }
    }
  #endif

  /// Sets the size.
  private static func setColumns(_ columns: UInt16, rows: UInt16 = 24, _ master: Int32) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Starts a program as the leader of a session whose terminal is at `path`.
  private static func spawn(_ words: [String], _ environment: [String], on path: String) throws
    -> pid_t
  {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader itself, the terminal becomes that of the session.
    unsafe posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // Nothing of the test runner's signal handling is to reach the program.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGCHLD, SIGQUIT] {
      unsafe sigaddset(&signals, number)
    }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    let variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { _ = unsafe (arguments + variables).map { unsafe free($0) } }
    var process: pid_t = 0
    let failure = unsafe posix_spawn(
      &process, words[0], &actions, &attributes, arguments, variables)
    if failure != 0 { throw Failure(description: "cannot start \(words[0]): error \(failure)") }
    return process
  }
}
