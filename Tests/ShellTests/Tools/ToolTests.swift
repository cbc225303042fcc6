import Kernel
import Shell
import ShellBench
import Testing

struct ToolTests {
  @Test(arguments: gnuRows)
  func `A tool prints what GNU's prints`(row: BashRow) throws {
    var environment = FakeEnvironment()
    let results = try environment.enter(row.line)
    #expect(results.text == row.output)
    #expect(environment.lastStatus == row.status)
  }

  // true succeeds silently whatever it is given, as in every shell.
  @Test(arguments: Toolbox.all.map(\.name).filter { $0 != "true" })
  func `Every tool explains itself`(name: String) throws {
    var environment = FakeEnvironment()
    let text = try environment.enter("\(name) --help").text
    #expect(text.hasPrefix("usage: \(name) "))
    #expect(text.utf8.split(separator: 10).allSatisfy { $0.count <= 80 }, "\(text)")
  }

  @Test(arguments: [
    ("cat -z", "cat: invalid option -- 'z'; the options are --help\n", 1),
    ("base64 -z", "base64: invalid option -- 'z'; the options are -d, -i, -w N, --help\n", 1),
    ("wc --no", "wc: unrecognized option '--no'; the options are -c, -l, -w, --help\n", 1),
    ("ls -z", "ls: invalid option -- 'z'; the options are -l, -1, --help\n", 2),
    ("base64 -w", "base64: option '-w' requires an argument: -w N\n", 1),
    ("base64 --decode=1", "base64: option '--decode' doesn't allow an argument\n", 1),
    ("head -n x", "head: invalid number of lines: 'x'\n", 1),
    ("rm", "rm: missing operand: rm FILE...\n", 1),
    ("rm no", "rm: cannot remove 'no': No such file or directory\n", 1),
    ("ls no", "ls: cannot access 'no': No such file or directory\n", 2),
    ("head no", "head: cannot open 'no' for reading: No such file or directory\n", 1),
    ("cmp a no", "cmp: no: No such file or directory\n", 2),
    ("cmp a b", "cmp: EOF on b after byte 5, in line 1\n", 1),
    ("cmp c empty", "cmp: EOF on empty which is empty\n", 1),
    ("tr a", "tr: missing operand after 'a'; translating takes two sets: tr SET1 SET2\n", 1),
    ("xxd -r a", "xxd: -r turns plain digits back: xxd -r -p\n", 1),
    (
      "xxd -p a /out",
      "xxd: /out: a virtual file's name does not start with /; write a plain name, "
        + "as key.bin\n", 3
    ),
    ("printf %d x", "printf: x: invalid number\n", 1),
    ("printf a%", "printf: '%': missing format character\n", 1),
    ("echo YQ | base64 -d", "base64: invalid input\n", 1),
  ])
  func `A mistake is told`(line: String, errors: String, status: Int) throws {
    var environment = FakeEnvironment()
    #expect(try environment.enter(line).errors == errors)
    #expect(environment.lastStatus == status)
  }

  @Test func `ls -l shows sizes`() throws {
    var environment = FakeEnvironment()
    #expect(try environment.enter("ls -l a bin").text == "  6 a\n256 bin\n")
  }

  @Test func `Lists of many different lines make one hunk`() throws {
    var environment = FakeEnvironment()
    let old = (0..<3000).map { "old \($0)\n" }.joined()
    try environment.files.write(Array("same\n\(old)".utf8), to: "old")
    try environment.files.write(Array("same\nnew\n".utf8), to: "new")
    #expect(try environment.enter("diff old new | head -n 1").text == "2,3001c2\n")
  }

  @Test func `printf stops where its output grows too large`() throws {
    var environment = FakeEnvironment()
    environment.variables["X"] = String(repeating: "%9999s", count: 4_000)
    #expect(try environment.enter("printf $X").errors.contains("larger than 32 MiB"))
  }
}
