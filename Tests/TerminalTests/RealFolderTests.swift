import Foundation
import Terminal
import Testing

/// Folders of strangers: links lead nowhere twice, and nowhere out.
@Suite struct RealFolderTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/" + name, withDestinationPath: target)
  }

  private func found() throws -> (names: [String], linksOut: [String]) {
    let files = try RealFolder.files(below: folder.path, endingIn: ".lab.md")
    let names = { (paths: [String]) in paths.map { String($0.dropFirst(folder.path.count + 1)) } }
    return (names(files.found), names(files.linksOut))
  }

  @Test func `A file is visited once, whatever leads to it`() throws {
    defer { folder.clean() }
    try folder.write("x", to: "ada.lab.md")
    for number in 0..<6 { try link("l\(number)", to: ".") }
    try link("ben.lab.md", to: "ada.lab.md")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/more", withIntermediateDirectories: false)
    try folder.write("x", to: "more/cleo.lab.md")
    try folder.write("x", to: "more/notes.txt")
    try link("more/up", to: "..")
    try link("zoe.lab.md", to: "more/cleo.lab.md")
    let files = try found()
    #expect(files.names == ["ada.lab.md", "more/cleo.lab.md"])
    #expect(files.linksOut == [])
  }

  @Test func `A link that leads out of the folder, or to nothing, is left out and told`() throws {
    defer { folder.clean() }
    let other = try ProgramFolder()
    defer { other.clean() }
    try other.write("x", to: "out.lab.md")
    try folder.write("x", to: "ada.lab.md")
    try link("away", to: other.path)
    try link("far.lab.md", to: other.path + "/out.lab.md")
    try link("gone.lab.md", to: "nothing")
    let files = try found()
    #expect(files.names == ["ada.lab.md"])
    #expect(files.linksOut == ["away", "far.lab.md", "gone.lab.md"])
    // A folder whose name begins as this one's does is another one.
    let twin = folder.path + "-twin"
    try FileManager.default.createDirectory(atPath: twin, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: twin) }
    try link("twin", to: twin)
    #expect(try found().linksOut.contains("twin"))
  }

  @Test func `A file beyond the size that was asked for is not read`() throws {
    defer { folder.clean() }
    try folder.write("12345", to: "five")
    #expect(try RealFile.read(folder.path + "/five", most: 5).count == 5)
    #expect { try RealFile.read(folder.path + "/five", most: 4) } throws: {
      ($0 as? RealFile.Failure)?.number == EFBIG
    }
  }

  @Test func `A large session is refused by its size, and a large import until it is asked for`()
    throws
  {
    defer { folder.clean() }
    let big = FileManager.default.createFile(atPath: folder.path + "/big.lab.md", contents: nil)
    #expect(big)
    // A file with a hole: its size says 2 GiB, and nothing is on the disk.
    #expect(unsafe truncate(folder.path + "/big.lab.md", 2 << 30) == 0)
    let graded = try folder.run(["grade", "a-key-of-your-own", "."])
    #expect(graded.text.contains("it is larger than 16 MiB"))
    #expect(graded.status == 2)
    for command in [["check", "big.lab.md"], ["report", "big.lab.md", "-o", "r.html"]] {
      #expect(try folder.run(command).text.contains("larger than 16 MiB"), "\(command)")
    }
    let loaded = try folder.run([], input: "load big.lab.md\nimport big.lab.md\n")
    #expect(loaded.text.contains("big.lab.md: it is larger than 16 MiB"))
    #expect(loaded.text.contains("big.lab.md: it is larger than 64 MiB"))
    #expect(unsafe truncate(folder.path + "/big.lab.md", 65 << 20) == 0)
    let large = try folder.run([], input: "import --large big.lab.md\n")
    #expect(large.text.contains("big.lab.md  68157440 bytes\n"))
  }
}
