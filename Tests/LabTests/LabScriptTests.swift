import Cloud
import Console
import Kernel
import Sessions
import Shell
import Testing

@testable import Lab

/// The script that `save --as script` makes of a lab.
struct LabScriptTests {
  /// A session in which a lab was done as its author would.
  private static func session(_ name: String) throws -> Session {
    let lesson = try #require(Tutor.builtIn.first { $0.name == name })
    var session = Session()
    session.companion = Tutor()
    _ = session.execute("learn \(name)")
    for _ in lesson.steps { _ = session.execute("skip") }
    return session
  }

  private static let capstone = ["photos-build", "photos-a-year", "photos-the-end"]

  @Test(arguments: capstone)
  func `The lab's own lines and files are in it, each on its day`(name: String) throws {
    let session = try Self.session(name)
    let script = SessionScript(session).text
    #expect(
      script.contains("\ncat > trust.json <<'EOF'\n") || script.contains("cat >trust.json <<"))
    #expect(script.contains("aws iam create-role --role-name Uploader"))
    #expect(script.contains("\n# 2026-01-01\n") || script.contains("\naws kms create-key"))
    #expect(script.contains("# Users who are there before it"))
    let day = "# \(session.now.date)\n"
    #expect(script.contains(day) || session.now.date == "2026-01-01")
  }

  @Test(arguments: capstone)
  func `Every line of it runs where time passes, and the files are the same`(name: String)
    throws
  {
    let session = try Self.session(name)
    let script = SessionScript(session).text
    var again = Session(session.configuration)
    var (entry, failed): (String, [String]) = ("", [])
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      // What runs nowhere but here is a comment: in AWS time passes by itself.
      if line.hasPrefix("# advance ") { _ = again.execute(String(line.dropFirst(2))) }
      entry += (entry.isEmpty ? "" : "\n") + line
      guard case .done(let results, let status, _) = again.execute(entry) else { continue }
      if status != 0, !entry.hasPrefix("#") {
        failed.append("\(entry)\n\(results.map(\.errors).joined())")
      }
      entry = ""
    }
    #expect(entry == "")
    #expect(failed == [])
    let made = Set(again.files.names)
    #expect(session.files.names.filter { !made.contains($0) } == [])
  }
}
