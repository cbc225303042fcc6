import Shell
import Testing

struct VirtualFilesTests {
  @Test(arguments: ["a", "key.bin", "dir/file", "a b", "é", "..a", "a..b", "-", "./a", "🔑"])
  func `A name is good`(name: String) throws {
    var files = VirtualFiles()
    try files.write([1], to: name)
    #expect(files[name] == [1])
  }

  @Test(arguments: [
    ("", VirtualFileError.emptyName), ("./", .emptyName), ("/a", .absoluteName("/a")),
    ("..", .parentName("..")), ("a/../b", .parentName("a/../b")),
    ("a/", .directoryName("a/")), ("a//b", .directoryName("a//b")), (".", .directoryName(".")),
    ("a\nb", .unprintableName), ("a\u{202E}b", .unprintableName),
    (String(repeating: "x", count: 256), .longName(String(repeating: "x", count: 256))),
  ])
  func `A name is refused`(name: String, error: VirtualFileError) {
    var files = VirtualFiles()
    #expect(throws: error) { try files.write([1], to: name) }
    #expect(throws: error) { try files.append([1], to: name) }
    #expect(files.count == 0 && files.totalBytes == 0)
  }

  @Test func `The sum of the sizes is kept, and limited`() throws {
    var files = VirtualFiles()
    let half = [UInt8](repeating: 0, count: VirtualFiles.capacityBytes / 2)
    try files.write(half, to: "a")
    try files.write(half, to: "b")
    #expect(throws: VirtualFileError.full("c")) { try files.write([1], to: "c") }
    #expect(throws: VirtualFileError.full("a")) { try files.append([1], to: "a") }
    try files.write([1, 2], to: "a")
    try files.append([3], to: "./a")
    #expect(files["a"] == [1, 2, 3])
    #expect(files.remove("b") == half)
    #expect(files.remove("b") == nil)
    #expect(files.totalBytes == 3)
    #expect(files.names == ["a"])
  }
}
