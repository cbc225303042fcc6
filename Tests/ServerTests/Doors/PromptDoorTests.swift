import Console
import Kernel
import Sessions
import Synchronization
import Testing
import Wire

@testable import Server

/// The doors of a prompt elsewhere.
@Suite struct PromptDoorTests {
  private static let style = ResultStyle(drawing: nil, usesColours: false)

  /// What a prompt hears.
  private func reply(
    _ bench: ServerBench, _ lines: String, isCoached: Bool? = true
  ) throws -> PromptReply {
    let request = PromptRequest(lines, name: "a", isCoached: isCoached, style: Self.style)
    let answer = bench.ask("POST", "/_kmslab/prompt", JSONWriter.text(request.document))
    return try #require(PromptReply(try JSONReader.read(answer.body)), "\(answer.text)")
  }

  /// What helps with a line, over the wire.
  private func help(_ bench: ServerBench, _ typed: TypedLine) throws -> LineHelp {
    let answer = bench.ask("POST", "/_kmslab/complete", JSONWriter.text(typed.document))
    return LineHelp(try JSONReader.read(answer.body), of: typed.line)
  }

  @Test func `a prompt is told where it is, also before the first line`() throws {
    let bench = ServerBench()
    let place = try reply(bench, "").place
    #expect(place.left == "2025-01-01 $ ")
    #expect(place.right == "alice 111122223333 us-east-1")
    let later = try reply(bench, "advance 1d; aws configure set region eu-west-1\nas bob").place
    #expect(later.left == "2025-01-02 $ ")
    #expect(later.right == "bob 111122223333 eu-west-1")
  }

  @Test func `lines print what they print at a prompt, with what explains it`() throws {
    let bench = ServerBench()
    let reply = try reply(bench, "printf '\\377'; aws kms describe-key --key-id alias/none; quit 3")
    #expect(reply.results.first?.output == [0xFF])
    #expect(reply.results[1].errors.contains("NotFoundException"))
    #expect(reply.results[1].errors.contains("next: "))
    #expect(reply.nextLine?.isEmpty == false)
    #expect(reply.status == 3)
    #expect(reply.ends)
    let plain = try self.reply(bench, "aws kms describe-key --key-id alias/none", isCoached: nil)
    #expect(!plain.results[0].errors.contains("next: "))
    #expect(plain.nextLine == nil)
  }

  /// Lines that are typed, and where the cursor is from their end.
  private static let typed: [(line: String, back: Int, entry: String)] = [
    ("", 0, ""), ("aws kms describe-key --key-id alias/a", 0, ""), ("aws s3 ls s3://ph", 0, ""),
    ("aws kms describe-key --key-id alias/a --output json", 14, ""), ("echo $K", 0, ""),
    ("whoa", 0, ""), ("aws kms cre", 0, ""), ("--key-id ali", 0, "aws kms describe-key \\\n"),
    ("cat 'f", 0, ""), ("aws kms list-kees", 0, ""), ("echo é \u{1F600} $K", 0, ""),
  ]

  @Test(arguments: typed)
  func `whoever types elsewhere is helped as at the prompt itself`(
    row: (line: String, back: Int, entry: String)
  ) throws {
    let bench = ServerBench()
    bench.lines(
      "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text); echo x > f-1\n"
        + "aws kms create-alias --alias-name alias/app-1 --target-key-id $KEY\n"
        + "aws s3 mb s3://photos-1")
    let typed = TypedLine(
      row.line, cursor: row.line.utf8.count - row.back, entry: row.entry,
      history: ["whoami", "echo $KEY", "help"])
    let session = try #require(bench.endpoint.presentSession)
    #expect(try help(bench, typed) == session.help(with: typed))
  }

  @Test func `names of the served world are completed`() throws {
    let bench = ServerBench()
    bench.lines("aws s3 mb s3://photos-1")
    let line = "aws s3 ls s3://pho"
    let help = try help(bench, TypedLine(line, cursor: line.utf8.count))
    #expect(help.completion?.choices.map(\.insertion) == ["s3://photos-1/"])
    #expect(help.completion?.range == 10..<18)
    #expect(help.hint == "tos-1/")
  }

  @Test(arguments: [
    "", "{}", "[]", "{\"line\":1}", "{\"line\":\"a\",\"cursor\":\"x\"}",
    "{\"line\":\"a\",\"x\":1}",
  ])
  func `what is no line is refused`(content: String) {
    #expect(ServerBench().ask("POST", "/_kmslab/complete", content).status == 400)
  }

  @Test(arguments: [-1, 3, 1_000_000_000])
  func `a cursor outside of the line is at its end or its beginning`(cursor: Int) throws {
    let bench = ServerBench()
    let content = "{\"line\":\"é\",\"cursor\":\(cursor)}"
    #expect(bench.ask("POST", "/_kmslab/complete", content).status == 200)
  }

  @Test func `help that lies outside of the line is left out`() {
    let document: Document = [
      "hint": "x", "start": 0, "end": 9, "choices": [["insertion": "a"]],
      "words": [
        ["start": 0, "end": 9, "kind": "command"], ["start": 0, "end": 1, "kind": "song"],
      ],
    ]
    var help = LineHelp()
    help.hint = "x"
    #expect(LineHelp(document, of: "line") == help)
  }

  @Test func `a world of a prompt is not begun anew by its clients, who see no files`() throws {
    var rules = EndpointRules()
    rules.isAtPrompt = true
    rules.keepsPast = true
    var host = Host.none
    rules.lineHost = host
    host.readFile = { (_, _) in Array("secret".utf8) }
    let bench = ServerBench(rules)
    bench.endpoint.begin(Session(host: host), at: bench.moment)
    #expect(bench.ask("POST", "/_kmslab/reset").status == 409)
    #expect(bench.lines("import /etc/passwd").contains("No such file or directory"))
    // Nor are its lines told otherwise than they are told there.
    #expect(try reply(bench, "aws kms describe-key --key-id alias/none").nextLine == nil)
    let told = bench.endpoint.alone(at: bench.moment) { $0.host.readFile }
    #expect(try told("x", 10) == Array("secret".utf8))
  }

  @Test func `lines are told as they come in, and never their secrets`() {
    let bench = ServerBench()
    bench.lines("advance 1d\nwhoami")
    bench.lines("\n")
    bench.lines("cat none")
    bench.lines(
      "aws kms encrypt --key-id alias/a --plaintext c2VjcmV0")
    #expect(
      bench.notes.texts == [
        "2025-01-02 00:00:00 - line: advance 1d … 0", "2025-01-02 00:00:00 - line: cat none 1",
        "2025-01-02 00:00:00 - line 254",
      ])
  }
}
