import Foundation
import Lab
import Sessions
import Testing

/// Every file of `scenarios/` prints what it says; with `UPDATE=1` the files are rewritten instead.
struct ScenarioTests {
  @Test func `There are scenarios`() { #expect(!ScenarioFiles.paths.isEmpty) }

  @Test(arguments: ScenarioFiles.paths)
  func `A scenario prints what it says`(path: String) throws {
    let bytes = try ScenarioFiles.bytes(path)
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      let updated = try Replay.updated(bytes)
      let url = ScenarioFiles.root.appending(path: path)
      if updated != bytes { try Data(updated).write(to: url, options: .atomic) }
      return
    }
    for difference in try Replay(bytes).differences {
      Issue.record("\(difference.report(path: path))")
    }
  }
}
