import Foundation

/// A folder of a test's own, in which the built program runs.
struct ProgramFolder {
  /// The folder.
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("kmslab-\(UUID().uuidString)")

  /// Its path.
  var path: String { url.path }

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  struct Output {
    let text: String
    let status: Int32
  }

  /// Runs the program; what it printed, errors too.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Output {
    try run(PseudoTerminal.product("kmslab"), arguments, input: input, environment: environment)
  }

  /// Runs another program.
  func run(
    _ program: String, _ arguments: [String], input: String = "",
    environment: [String: String] = [:]
  ) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = url
    process.environment = ["PATH": "/usr/bin:/bin", "XDG_STATE_HOME": url.path].merging(
      environment
    ) { $1 }
    let (reader, writer) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (
      reader, writer, writer
    )
    try process.runWithoutBlockedSignals()
    reader.fileHandleForWriting.write(Data(input.utf8))
    try reader.fileHandleForWriting.close()
    let bytes = try writer.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Output(text: String(decoding: bytes, as: UTF8.self), status: process.terminationStatus)
  }

  /// Writes a file, one that can be run where asked.
  func write(_ text: String, to name: String, runs: Bool = false) throws {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    guard runs else { return }
    // What another test starts meanwhile has this file open for writing until it is on its way, and
    // a program that anybody writes cannot start. So another process makes the one that will.
    let copy = try Process.run(
      URL(fileURLWithPath: "/bin/sh"),
      arguments: ["-c", "cp \"$0\" \"$0+\" && chmod 755 \"$0+\" && mv \"$0+\" \"$0\"", file.path])
    copy.waitUntilExit()
  }

  /// The text of a file.
  func text(of name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  /// The first of the usual places that has a program.
  static func path(of program: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + program }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  func clean() { try? FileManager.default.removeItem(at: url) }
}

extension Process {
  /// Starts with no signal blocked: Foundation passes on what the calling thread blocks, and the
  /// threads on which tests run block nearly all.
  func runWithoutBlockedSignals() throws {
    var (none, blocked) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &blocked)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    try run()
  }
}
