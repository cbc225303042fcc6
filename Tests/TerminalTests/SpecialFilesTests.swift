import Foundation
import Testing

/// What is written where: regular files, and nothing else.
@Suite struct SpecialFilesTests {
  private let folder: ProgramFolder

  init() throws {
    folder = try ProgramFolder()
    _ = try folder.run([], input: "echo hello\nsave s.lab.md\n")
    try folder.write("precious, of kmslab", to: "precious")
  }

  /// What stands at the path.
  enum Kind: String, CaseIterable {
    case folder, pipe, socket, device, link, danglingLink, linkToDevice, loop

    /// The words of the refusal.
    var words: String {
      switch self {
      case .folder: "Is a directory"
      case .pipe: "it is a named pipe; only regular files are written"
      case .socket: "it is a socket; only regular files are written"
      case .device: "it is a device; only regular files are written"
      case .link: "/precious; name that file to write it"
      case .danglingLink: "it is a link to none/such; name that file to write it"
      case .linkToDevice: "it is a link to /dev/null; name that file to write it"
      case .loop: "it is a link to "
      }
    }
  }

  /// Puts something at a path; false where this user cannot.
  private func make(_ kind: Kind, at path: String) throws -> Bool {
    let files = FileManager.default
    func link(to target: String) throws {
      try files.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
    switch kind {
    case .folder: try files.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .pipe: return unsafe mkfifo(path, 0o600) == 0
    case .socket: return unsafe mknod(path, S_IFSOCK | 0o600, 0) == 0
    // The null device's numbers, so that nothing is harmed.
    case .device: return unsafe mknod(path, S_IFCHR | 0o600, 0x103) == 0
    case .link: try link(to: "\(folder.path)/precious")
    case .danglingLink: try link(to: "none/such")
    case .linkToDevice: try link(to: "/dev/null")
    case .loop: try link(to: path)
    }
    return true
  }

  private func identity(_ path: String) -> [UInt64] {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return [] }
    return [UInt64(status.st_ino), UInt64(status.st_mode)]
  }

  /// Everything that writes a real file: the program's arguments, or what is typed.
  private static let writers: [(arguments: [String], input: String)] = [
    ([], "save t.lab.md"), ([], "save t.lab.md --force"), ([], "save f --as t.lab.md --force"),
    ([], "save --as script t.lab.md --force"), ([], "save --as markdown t.lab.md --force"),
    ([], "report t.lab.md"), (["report", "s.lab.md", "-o", "t.lab.md"], ""),
    (["new-lab", "t"], ""),
  ]

  @Test(arguments: Kind.allCases)
  func `What is no regular file is never replaced, and no link is followed`(kind: Kind) throws {
    defer { folder.clean() }
    let path = "\(folder.path)/t.lab.md"
    guard try make(kind, at: path) else { return }
    let before = identity(path)
    for (arguments, line) in Self.writers {
      let input = line.isEmpty ? "" : "echo x >f\n\(line)\n"
      let output = try folder.run(arguments, input: input)
      #expect(output.status != 0, "\(kind) \(arguments) \(line): \(output.text)")
      // A link to what kmslab did not write is refused for that, as long as it is not forced.
      #expect(output.text.contains(kind.words), "\(kind) \(arguments) \(line): \(output.text)")
      #expect(identity(path) == before)
    }
    #expect(try folder.text(of: "precious") == "precious, of kmslab")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(left) == ["t.lab.md", "s.lab.md", "precious"])
  }

  @Test func `A lab behind a link is run, and not rewritten`() throws {
    defer { folder.clean() }
    try folder.write("---\nlab: x\n---\n```console\n$ echo a\nb\n```\n", to: "x.lab.md")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/y.lab.md", withDestinationPath: "x.lab.md")
    let output = try folder.run(["run", "--update", "y.lab.md"])
    #expect(output.status != 0)
    #expect(output.text.contains("/x.lab.md; name that file to write it"), "\(output.text)")
    #expect(try folder.text(of: "x.lab.md").contains("\nb\n"))
    #expect(try folder.run(["run", "--update", "x.lab.md"]).status == 0)
    #expect(try folder.text(of: "x.lab.md").contains("\na\n"))
  }

  @Test func `A page for standard output is nothing but the page`() throws {
    defer { folder.clean() }
    for place in ["-", "/dev/stdout"] {
      let output = try folder.run(["report", "s.lab.md", "-o", place])
      #expect(output.status == 0)
      #expect(output.text.hasPrefix("<!DOCTYPE html>"))
      #expect(output.text.hasSuffix("</html>\n"))
    }
  }

  @Test func `A named pipe is not read, and not waited for`() throws {
    defer { folder.clean() }
    #expect(try make(.pipe, at: folder.path + "/p"))
    let output = try folder.run([], input: "import p\nload p\n")
    #expect(output.text.contains("p: it is a named pipe; only regular files are read"))
  }

  @Test func `A file that nobody may write stays, and the new one is its owner's alone`() throws {
    defer { folder.clean() }
    var status = stat()
    #expect(unsafe stat(folder.path + "/s.lab.md", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    // Who is root may write everything.
    guard getuid() != 0 else { return }
    for mode in [0o400, 0o200] {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: folder.path + "/precious")
      let output = try folder.run([], input: "save precious --force\n")
      #expect(output.text.contains("precious: Permission denied"))
    }
  }
}
