import Shell
import ShellBench
import Testing

struct ShellParserTests {
  @Test(arguments: [
    ("a 'b", IncompleteReason.singleQuote), ("a \"b", .doubleQuote), ("a \"b$(c", .substitution),
    ("a \"$(b 'c", .singleQuote), ("a \\", .backslash), ("a $(b", .substitution),
    ("a $(b # c)", .substitution), ("a |", .connector("|")), ("a &&\n\n", .connector("&&")),
    ("a || # b", .connector("||")),
    ("a <<EOF", .hereDocument(delimiter: "EOF", stripsTabs: false)),
    ("a <<-'E F'\nb\nE", .hereDocument(delimiter: "E F", stripsTabs: true)),
    ("a <<A |", .hereDocument(delimiter: "A", stripsTabs: false)),
  ])
  func `A text goes on`(text: String, reason: IncompleteReason) throws {
    #expect(try ShellParser.parse(text) == .incomplete(reason))
  }

  @Test(arguments: [
    ("a 'b", "c", false), ("a 'b", "c'", true), ("a \"b", "'", false), ("a \"b", "c\"", true),
    ("a \\", "b \\", false), ("a \\", "b", true), ("a $(b", "c", false), ("a $(b", "c)", true),
    ("a |", "  ", false), ("a |", "b", true), ("a <<EOF", "EOF ", false), ("a <<EOF", "EOF", true),
    ("a <<EOF", "\tEOF", false), ("a <<-EOF", "\tEOF", true), ("a <<EOF", "EOF\r", true),
    ("a <<E\r ", "E", false), ("a <<E\r ", "E\r", true), ("a <<E\r ", "E\r\r", true),
  ])
  func `A line may end what is open`(text: String, line: String, mayEnd: Bool) throws {
    guard case .incomplete(let reason) = try ShellParser.parse(text) else {
      Issue.record("complete")
      return
    }
    #expect(reason.mayEnd(with: line) == mayEnd)
  }

  struct Mistake: CustomTestStringConvertible {
    let text: String
    let fault: String
    let words: String
    var testDescription: String { text }

    init(_ text: String, _ fault: String, _ words: String) {
      self.text = text
      self.fault = fault
      self.words = words
    }
  }

  @Test(arguments: [
    Mistake("a `b`", "`", "$(…)"), Mistake("a \"`b`\"", "`", "$(…)"),
    Mistake("a & b", "&", "background"), Mistake("a 3> f", "3>", "errors 2 alone"),
    Mistake("a 2< f", "2<", "errors 2 alone"), Mistake("a 2>&3", ">&", "no >&"),
    Mistake("a 2>&1 2> f", ">", "standard error of this command"),
    Mistake("a >&1", ">&", "no >&"), Mistake("a >&$(b", ">&", "no >&"),
    Mistake("a 2>&1x", ">&", "no >&"), Mistake("a 2>& 1", ">&", "no >&"),
    Mistake("a > f >&2", ">&", "twice"),
    Mistake("a |& b", "|&", "2>&1 |"),
    Mistake("(a)", "(", "(…)"), Mistake("a b(c)", "(", "single quotes"),
    Mistake("a )", ")", "no ( is open"), Mistake("a <(b)", "<(", "file"),
    Mistake("a <<<b", "<<<", "echo"), Mistake("a; if b; then c; fi", "if", "no if"),
    Mistake("for x in a", "for", "no for"), Mistake("while true", "while", "no while"),
    Mistake("{ a; }", "{", "no {"), Mistake("a $((1+1))", "$((", "calculate"),
    Mistake("a $1", "$1", "$NAME"), Mistake("a ${X:-y}", "${X:", "${NAME}"),
    Mistake("a ${", "${", "${NAME}"), Mistake("a $'b'", "$'", "printf"),
    Mistake("| a", "|", "missing before |"), Mistake("a ;; b", ";", "missing before ;"),
    Mistake("a && ; b", ";", "missing before ;"), Mistake("a $(b |)", ")", "missing before )"),
    Mistake("a >", ">", "file name"), Mistake("a > > b", ">", "file name"),
    Mistake("a >b >c", ">", "twice"), Mistake("a <b <c", "<", "twice"),
    Mistake("a <<$X\n", "$X", "as it stands"), Mistake("a $(b <<E)\nE", "E", "before the )"),
    Mistake("a <<E\n$(b\nE\n", "$(b\n", "too early"), Mistake("a \\ \n  b", "\\ ", "blanks"),
    Mistake("a “b”", "“", "typographic"),
  ])
  func `A mistake is pointed at, with a way on`(row: Mistake) throws {
    do throws(ShellSyntaxError) {
      let result = try ShellParser.parse(row.text)
      Issue.record("\(result)")
    } catch {
      let fault = Array(row.text.utf8)[error.range]
      #expect(String(decoding: fault, as: UTF8.self) == row.fault)
      #expect(error.description.contains(row.words), "\(error)")
      #expect(error.suggestion != nil)
    }
  }

  @Test(arguments: [("", 0), ("  # a", 0), ("\n\n", 0), ("$ a", 1), ("a;", 1), ("a;b\nc && d", 4)])
  func `A text has so many pipelines`(text: String, count: Int) throws {
    #expect(try script(text).steps.count == count)
  }

  @Test func `Prompts before pasted lines are dropped`() throws {
    let steps = try script("$ a b\n  $ c\r\n$ d '\n$ e'").steps
    let words = steps.flatMap(\.pipeline.commands).flatMap(\.words)
    #expect(words.map(\.range) == [2..<3, 4..<5, 10..<11, 15..<16, 17..<23])
  }

  @Test func `Parts know their quotes and places`() throws {
    let word = try script("x a\"b$C\"$D'e'\\f").steps[0].pipeline.commands[0].words[1]
    #expect(word.range == 2..<15)
    #expect(
      word.parts == [
        part(.literal("a"), isQuoted: false, 2..<3),
        part(.literal("b"), isQuoted: true, 4..<5),
        part(.variable("C"), isQuoted: true, 5..<7),
        part(.variable("D"), isQuoted: false, 8..<10),
        part(.literal("ef"), isQuoted: true, 11..<15),
      ])
  }

  private func part(_ content: Word.Content, isQuoted: Bool, _ range: Range<Int>) -> Word.Part {
    Word.Part(content: content, isQuoted: isQuoted, range: range)
  }

  private func script(_ text: String) throws -> Script {
    guard case .complete(let script) = try ShellParser.parse(text) else {
      throw FakeEnvironment.Incomplete()
    }
    return script
  }
}
