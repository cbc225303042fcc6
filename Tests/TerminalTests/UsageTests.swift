import Testing

/// What the program says of wrong words.
@Suite struct UsageTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  @Test(arguments: [
    ("scenarios", ["scenarios", "nope"]), ("run", ["run", "nope"]),
    ("run", ["run", "--update", "time"]), ("lint", ["lint", "nope"]),
    ("grade", ["grade", "nope", "nope"]), ("grade", ["grade", "time", "x", "--pass", "200"]),
    ("new-lab", ["new-lab", "No Name"]), ("report", ["report", "nope", "--output", "page.html"]),
    ("attach", ["attach", "localhost:no-port"]), ("prompt", ["--session", "a/b"]),
    ("prompt", ["--session", "a/b", "--", "whoami"]),
  ])
  func `What is wrong is told with the usage of its command`(
    row: (command: String, words: [String])
  ) throws {
    defer { folder.clean() }
    try check(row.words, showUsageOf: row.command)
  }

  #if Server
    @Test(arguments: [
      ["--clock", "slow"], ["--access-key", "x"], ["--access-key", "a:b:nobody"],
      ["--session", "a/b"], ["--transport", "x"],
    ])
    func `So are the options of the server`(options: [String]) throws {
      defer { folder.clean() }
      try check(["serve"] + options, showUsageOf: "serve")
    }
  #endif

  private func check(_ words: [String], showUsageOf command: String) throws {
    let output = try folder.run(words)
    #expect(output.text.hasPrefix("Error: "))
    #expect(output.text.contains("\nUsage: kmslab \(command) "), "\(output.text)")
    #expect(
      output.text.hasSuffix("\n  See 'kmslab \(command) --help' for more information.\n"))
    #expect(output.status == 252)
  }
}
