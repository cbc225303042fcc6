import Foundation
import Lab
import Sessions
import Testing

/// A folder of faulty labs: each has one fault, and lint finds that one and no other.
struct FaultyLabTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Faulty")

  private static let files: [LintSet.File] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      let data = try? Data(contentsOf: folder.appending(path: name))
      return data.map { LintSet.File(path: name, bytes: Array($0)) }
    }
  }()

  private static let findings = LintSet(files, known: []).findings()

  @Test func `The folder is there`() { #expect(Self.files.count > 30) }

  @Test(arguments: files.map(\.path))
  func `Lint finds the one fault of a file`(path: String) throws {
    let file = try #require(Self.files.first { $0.path == path })
    let text = String(decoding: file.bytes, as: UTF8.self)
    let found = Self.findings.filter { $0.path == path }.map(\.finding)
    let wanted =
      switch path {
      case "notes.txt": "unlisted: a lab is named NAME.lab.md"
      case "no-front-matter.lab.md": "a lab file starts with ---"
      default: String(try #require(text.firstMatch(of: /\nexpect: (.+)\n/)).1)
      }
    guard wanted != "none" else {
      #expect(found == [])
      return
    }
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.message.hasPrefix(wanted) == true, "\(found)")
    let lineCount = text.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect((1...lineCount).contains(found.first?.line ?? 0))
  }

  @Test func `A name that came twice is told, in whatever folder`() throws {
    let sound = try #require(Self.files.first { $0.path == "sound.lab.md" })
    let twins = ["a/sound.lab.md", "b/sound.lab.md"].map {
      LintSet.File(path: $0, bytes: sound.bytes)
    }
    let findings = LintSet(twins, known: []).findings()
    #expect(findings.map(\.path) == ["b/sound.lab.md"])
    #expect(findings.first?.finding.message == "the name sound is that of a/sound.lab.md too")
  }

  @Test(arguments: ["our-first-lab", "a", "lab-2"])
  func `A skeleton is sound and replays`(name: String) throws {
    let bytes = Array(LabSkeleton.text(name).utf8)
    #expect(LabSkeleton.isName(name))
    #expect(LintSet([.init(path: "\(name).lab.md", bytes: bytes)], known: []).findings().isEmpty)
    #expect(ReplayReport(name: name, bytes).isAsExpected)
  }

  @Test(arguments: ["", "A", "1a", "a b", "a/b", "..", "a-", "-a", "a--b", "é", "a.fr"])
  func `What is no name is refused`(name: String) { #expect(!LabSkeleton.isName(name)) }
}
