import Foundation
import Testing

/// The commands for authors and teachers, as the built program runs them.
@Suite struct GradingProgramTests {
  /// A folder of the test's own.
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("kmslab-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private struct Output {
    let text: String
    let status: Int32
  }

  /// Runs the program in the folder; what it printed, errors too.
  private func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: PseudoTerminal.product("kmslab"))
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "XDG_STATE_HOME": folder.path].merging(
      environment
    ) { $1 }
    let (reader, writer) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (
      reader, writer, writer
    )
    try process.run()
    reader.fileHandleForWriting.write(Data(input.utf8))
    try reader.fileHandleForWriting.close()
    let bytes = try writer.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Output(text: String(decoding: bytes, as: UTF8.self), status: process.terminationStatus)
  }

  private func clean() { try? FileManager.default.removeItem(at: folder) }

  private static let work = """
    learn 1
    K=$(aws kms create-key --query KeyMetadata.KeyId --output text)
    aws kms create-alias --alias-name alias/lab-key --target-key-id $K
    next
    policy template admins-and-users --admin alice --user alice >p.json
    aws kms put-key-policy --key-id $K --policy file://p.json

    """

  @Test func `Sessions that were handed in are graded, checked and reported`() throws {
    defer { clean() }
    let seed = try run(["seed-for", "ada"]).text.filter { !$0.isWhitespace }
    _ = try run(["--seed", seed], input: Self.work + "save ada.lab.md\n")
    _ = try run([], input: "learn 1\nskip\nsave ben.lab.md\n")
    let table = try run(["grade", "a-key-of-your-own", "."])
    #expect(table.status == 1)
    #expect(table.text.contains("ada        100  yes"))
    #expect(table.text.contains("ben          0  no"))
    let csv = try run(["grade", "a-key-of-your-own", ".", "--seeds", "by-name", "--format", "csv"])
    #expect(csv.text.contains("ada,100,yes,2/2,5/5"))
    #expect(
      csv.text.contains("\"made with seed 1, expected") || csv.text.contains("made with seed 1"))
    #expect(try run(["grade", "a-key-of-your-own", "ada.lab.md"]).status == 0)
    #expect(try run(["grade", "a-key-of-your-own", "ada.lab.md", "none"]).status == 2)
    #expect(try run(["grade", "a-key-of-your-own", ".", "--class"]).text.contains("1 of 2"))
    #expect(try run(["check", "ada.lab.md"]).status == 0)
    #expect(try run(["check", "ben.lab.md"]).status == 1)
    #expect(try run(["check", "none.lab.md"]).status == 2)
    #expect(try run(["report", "ada.lab.md", "-o", "r.html"]).status == 0)
    let page = try String(contentsOf: folder.appendingPathComponent("r.html"), encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>"))
  }

  @Test func `A lab is begun, linted, run, and found in its folder`() throws {
    defer { clean() }
    #expect(try run(["new-lab", "our-first-lab"]).status == 0)
    #expect(try run(["lint", "our-first-lab.lab.md"]).text == "")
    #expect(try run(["run", "our-first-lab.lab.md"]).status == 0)
    let again = try run(["new-lab", "our-first-lab"])
    #expect(again.status == 252)
    #expect(again.text.contains("File exists"))
    let shelf = ["KMSLAB_SCENARIOS": "\(folder.path):/no/such/folder"]
    let list = try run(["scenarios"], environment: shelf)
    #expect(list.text.contains("our-first-lab"))
    #expect(list.text.contains("KMSLAB_SCENARIOS: /no/such/folder: No such file or directory"))
    #expect(try run(["run", "our-first-lab"], environment: shelf).status == 0)
    try Data("no lab".utf8).write(to: folder.appendingPathComponent("bad.lab.md"))
    let lint = try run(["lint", "."])
    #expect(lint.status == 1)
    #expect(lint.text.contains("bad.lab.md:1: a lab file starts with ---"))
  }
}
