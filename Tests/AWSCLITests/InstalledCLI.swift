import Foundation
import Kernel

/// The awscli that is installed beside an `aws` command, where one is: version 1, in Python.
///
/// Version 2 is not importable; what both share is compared with version 1's own classes.
enum InstalledCLI {
  /// Whether there is one.
  static let isHere: Bool = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    guard folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/aws") })
    else { return false }
    return (try? run(["-c", "import awscli.formatter, botocore.session, jmespath"], input: ""))
      != nil
  }()

  /// What it makes of a case.
  enum Answer {
    /// A value.
    case result(Document)
    /// A refusal in its words, and the class of the Python error.
    case error(String, type: String)
  }

  /// What it makes of many cases, in one process.
  static func answers(to cases: [Document]) throws -> [Answer?] {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "InstalledCLI.py").path()
    let input = cases.map { JSONWriter.text($0) + "\n" }.joined()
    return try run([script], input: input).split(separator: "\n").map { line in
      // Python writes NaN and Infinity, which are no JSON: such answers are left out.
      guard let answer = try? JSONReader.read(String(line)) else { return nil }
      if let error = answer["error"]?.text {
        return .error(error, type: answer["type"]?.text ?? "")
      }
      return .result(answer["result"] ?? .null)
    }
  }

  private struct Failure: Error {}

  private static func run(_ arguments: [String], input: String) throws -> String {
    // Through a file: a pipe that nobody reads yet would take part of it only.
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("kmslab-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return String(decoding: data, as: UTF8.self)
  }
}
