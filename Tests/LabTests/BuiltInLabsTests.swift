import Lab
import Sessions
import Testing

/// The labs inside the program are the files of `scenarios/`.
struct BuiltInLabsTests {
  @Test func `Every file of the folder is built in, byte for byte, and no other`() throws {
    let names = ScenarioFiles.paths.map(ScenarioFiles.name)
    #expect(BuiltInLabs.all.map(\.name) == names, "one entry a file, in Sources/CLabs/labs.c")
    for (entry, path) in zip(BuiltInLabs.all, ScenarioFiles.paths) {
      // Compared before, or a failure would print both files.
      let isSame = try entry.bytes == ScenarioFiles.bytes(path)
      #expect(isSame, "\(entry.name) is another file inside: touch Sources/CLabs/labs.c")
    }
  }

  @Test(arguments: ScenarioFiles.paths)
  func `A file lies in the folder of its kind, a lab in that of its theme`(path: String) throws {
    let file = try LabFile(ScenarioFiles.bytes(path))
    let folder =
      switch file["kind"] {
      case "lab": "labs/\(try #require(file["theme"]?.first))-"
      case "quiz": "quizzes/"
      default: "transcripts/"
      }
    #expect(path.hasPrefix("scenarios/\(folder)"))
  }

  @Test func `Every lab inside can be read, and has its steps when it is opened`() throws {
    let lessons = LabShelf().lessons
    var count = 0
    for entry in BuiltInLabs.all {
      let file = try LabFile(entry.bytes)
      guard file["kind"] == "lab" else { continue }
      let read = try Lesson(file, name: LabShelf.original(of: entry.name))
      let opened = try #require(
        lessons.first { $0.name == read.name && $0.language == read.language })
      #expect(opened.steps.map(\.title) == read.steps.map(\.title) && !read.steps.isEmpty)
      #expect(opened.introduction == read.introduction && opened.title == read.title)
      count += 1
    }
    #expect(lessons.count == count)
  }

  @Test func `The labs to learn are numbered from one, without a gap`() {
    let lessons = Tutor().lessons
    #expect(lessons.compactMap(\.number) == Array(1...lessons.count))
  }

  @Test func `A lab is found by its name`() {
    #expect(BuiltInLabs.named("brief-task-1") != nil)
    #expect(BuiltInLabs.named("no-such-lab") == nil)
  }
}
