import Foundation
import Lab
import Sessions
import Testing

/// Every file of `scenarios/` prints what it says; with `UPDATE=1` the files are rewritten instead.
struct ScenarioTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios")

  private static let names: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".lab.md") }.sorted() ?? []

  @Test func `There are scenarios`() { #expect(!Self.names.isEmpty) }

  @Test(arguments: names)
  func `A scenario prints what it says`(name: String) throws {
    let url = Self.folder.appending(path: name)
    let bytes = Array(try Data(contentsOf: url))
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      let updated = try Replay.updated(bytes)
      if updated != bytes { try Data(updated).write(to: url, options: .atomic) }
      return
    }
    for difference in try Replay(bytes).differences {
      Issue.record("\(difference.report(path: "scenarios/\(name)"))")
    }
  }
}
