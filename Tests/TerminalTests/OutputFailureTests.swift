import Foundation
import Testing

/// What the program says and ends with where it cannot print or keep everything.
@Suite struct OutputFailureTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  /// Every command that prints.
  private static let commands: [[String]] = [
    ["--", "aws", "kms", "list-keys"], ["--help"], ["--version"], ["help"], ["help", "grade"],
    ["help", "--markdown"], ["man"], ["completions", "bash"], ["scenarios"],
    ["scenarios", "a-key-of-your-own"], ["run", "a-key-of-your-own"], ["seed-for", "ada"],
    ["grade", "a-key-of-your-own", "s.lab.md", "--format", "csv"], ["check", "s.lab.md"],
    ["report", "s.lab.md", "-o", "-"], ["report", "s.lab.md", "-o", "page.html"],
    ["new-lab", "ours"], ["lint", "wrong.lab.md"], ["grade", "--help"], [],
  ]

  private func prepare() throws {
    _ = try folder.run([], input: "learn 1\nskip\nsave s.lab.md\n")
    try folder.write("no lab", to: "wrong.lab.md")
  }

  /// Runs the program by a shell, which lays its streams.
  private func run(_ arguments: [String], _ redirections: String) throws -> ProgramFolder.Output {
    try folder.run(
      "/bin/sh",
      ["-c", "\"$0\" \"$@\" \(redirections)", PseudoTerminal.product("kmslab")] + arguments,
      input: "echo a\necho b\n")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: commands)
  func `A full device is told, with a status`(command: [String]) throws {
    defer { folder.clean() }
    try prepare()
    let output = try run(command, ">/dev/full")
    #expect(output.text == "kmslab: standard output: No space left on device\n", "\(command)")
    #expect(output.status == 255, "\(command)")
  }

  @Test(arguments: commands)
  func `A closed standard output is told too`(command: [String]) throws {
    defer { folder.clean() }
    try prepare()
    let output = try run(command, ">&-")
    #expect(output.text == "kmslab: standard output: Bad file descriptor\n", "\(command)")
    #expect(output.status == 255, "\(command)")
  }

  @Test(arguments: commands)
  func `Where nobody reads any more, the program ends in silence`(command: [String]) throws {
    defer { folder.clean() }
    try prepare()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: PseudoTerminal.product("kmslab"))
    process.arguments = command
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "/usr/bin:/bin", "XDG_STATE_HOME": folder.path]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
    try output.fileHandleForReading.close()
    try process.runWithoutBlockedSignals()
    input.fileHandleForWriting.write(Data("echo a\necho b\n".utf8))
    try input.fileHandleForWriting.close()
    #expect(try errors.fileHandleForReading.readToEnd() ?? Data() == Data(), "\(command)")
    process.waitUntilExit()
    #expect(process.terminationStatus == 141, "\(command)")
  }

  @Test func `What could not be kept is counted, and the status tells`() throws {
    defer { folder.clean() }
    let lines = (0..<400).map { "echo line \($0) \(String(repeating: "x", count: 2_000))\n" }
    try folder.write(lines.joined(), to: "script")
    let shell = "ulimit -f 600; \"$0\" --session s <script >/dev/null"
    let output = try folder.run("/bin/sh", ["-c", shell, PseudoTerminal.product("kmslab")])
    #expect(output.status == 255)
    let told = output.text.split(separator: "\n")
    #expect(told.count == 2, "\(output.text)")
    #expect(told.first?.hasPrefix("kmslab: this line could not be kept: ") == true)
    let words = try #require(told.last).split(separator: " ")
    let lost = try #require(words.dropFirst().first.flatMap { Int($0) })
    let end = " lines were not kept: what is kept of this session ends before"
    #expect(told.last?.hasSuffix(end) == true)
    // Those before the first that was lost are there.
    let list = try folder.run(["--session", "s", "--", "sessions", "--output", "text"]).text
    #expect(list.contains("\t\(400 - lost)\t"), "\(lost) \(list)")
    #expect((1..<400).contains(lost))
  }
}
