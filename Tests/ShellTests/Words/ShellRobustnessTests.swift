import Shell
import ShellBench
import Testing

/// SplitMix64, so that every run tries the same texts.
private struct FixedGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

struct ShellRobustnessTests {
  @Test func `A quoted word is read back as itself`() throws {
    var generator = FixedGenerator(state: 1)
    let alphabet = Array("ab'\"\\$`()<>|&;#~*?[]{}!= \t\r\n\0é“🔑-_/:,.%@^\u{301}")
    for _ in 0..<5_000 {
      let length = Int.random(in: 0...12, using: &generator)
      let words = (0..<3).map { _ in
        String((0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
      }
      var environment = FakeEnvironment()
      _ = try environment.enter("args " + words.map(quoted).joined(separator: " "))
      let texts = environment.calls.last?.dropFirst().map { Array($0.text.utf8) }
      #expect(texts == words.map { Array($0.utf8) })
    }
  }

  @Test func `Garbage never crashes, and every mistake is inside the text`() {
    var generator = FixedGenerator(state: 2)
    let pieces = [
      "a", "X=1", " ", "\n", "'", "\"", "\\", "$", "$(", ")", "${X}", "$X", "$?", "`", "|", "||",
      "&", "&&", ";", "<", ">", ">>", "<<E", "<<-'E'", "\nE\n", "\t", "#", "é", "“", "\r\n", "2",
      "echo", "cat", "-", "base64", "xxd -p", "printf %s", "tr -d a", "/dev/null", "\0", "wc",
    ]
    for _ in 0..<10_000 {
      let count = Int.random(in: 1...20, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      do throws(ShellSyntaxError) {
        guard case .complete(let script) = try ShellParser.parse(text) else { continue }
        var environment = FakeEnvironment()
        _ = environment.interpret(script)
      } catch {
        #expect(error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count)
      }
    }
  }

  @Test(arguments: [
    "$(", "\"$(", "$(a <<E\n", "(", "a|", "a&&", "a;", "'", "''", "\\", "\\\n", "<",
  ])
  func `Deep and long texts are read or refused`(piece: String) {
    let text = "x " + String(repeating: piece, count: 100_000)
    _ = try? ShellParser.parse(text)
  }

  @Test func `Substitutions are fifty deep at most`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "$(echo ", count: depth) + "x" + String(repeating: ")", count: depth)
    }
    var environment = FakeEnvironment()
    #expect(try environment.enter("echo \(nested(50))").text == "x\n")
    #expect(throws: ShellSyntaxError.self) { try ShellParser.parse("echo \(nested(51))") }
  }

  @Test func `A long line is one word`() throws {
    let word = String(repeating: "é", count: 1 << 19)
    var environment = FakeEnvironment()
    #expect(try environment.enter("echo '\(word)' | wc -c").text == "1048577\n")
  }

  @Test func `32 MiB go through pipes`() throws {
    var environment = FakeEnvironment()
    try environment.files.write([UInt8](repeating: 0xFF, count: 32 << 20), to: "big")
    #expect(try environment.enter("cat big | cat | head -c 32M | cmp - big").text.isEmpty)
    #expect(environment.lastStatus == 0)
  }
}
