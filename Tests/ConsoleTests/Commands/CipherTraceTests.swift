import Kernel
import Sessions
import Testing
import Text

@testable import Console

/// `aes trace` and `gcm trace`.
struct CipherTraceTests {
  @Test(arguments: [
    // FIPS 197, appendix A.1, i = 4; appendix B, the second row of round 1, and the output.
    "4   09cf4f3c  cf4f3c09  8a84eb01  01000000  8b84eb01  2b7e1516  a0fafe17",
    "          3d f4 c6 f8   27 bf b4 41   bf b4 41 27   66 cb f8 06   fa 54 a3 6c",
    "          25 dc 11 6a", "ciphertext  3925841d02dc09fbdc118597196a0b32",
  ])
  func `The example of FIPS 197 has the standard's own lines`(line: String) {
    var session = Session()
    let output = session.enter(AESTrace.example)
    #expect(output.contains(line + "\n"))
    for line in output.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80) }
  }

  @Test(arguments: [(16, 44, 10), (24, 52, 12), (32, 60, 14)])
  func `Every key size has its words and rounds`(row: (bytes: Int, words: Int, rounds: Int)) throws
  {
    var session = Session()
    let key = String(repeating: "0f", count: row.bytes)
    let block = String(repeating: "00", count: 16)
    let text = session.enter("aes trace --key \(key) --block \(block) --output json")
    let document = try JSONReader.read(text)
    #expect(document["KeySchedule"]?.elements?.count == row.words)
    let states = try #require(document["States"]?.elements)
    #expect(states.count == row.rounds && document["Rounds"] == .integer(row.rounds))
    #expect(states.last?["MixColumns"] == nil && states.first?["MixColumns"] != nil)
    for (state, next) in zip(states, states.dropFirst()) {
      #expect(state["AddRoundKey"] == next["Start"])
    }
  }

  @Test func `A trace of GCM has every block, and fits the terminal`() throws {
    var session = Session()
    let bytes = String(repeating: "5a", count: 100)
    let line = "gcm trace --key \(bytes.prefix(48)) --iv \(bytes.prefix(24)) --plaintext \(bytes)"
    for line in session.enter(line + " --aad 00").split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= 80)
    }
    let document = try JSONReader.read(session.enter(line + " --aad 00 --output json"))
    #expect(document["GCTR"]?.elements?.count == 7)
    #expect(document["GHASH"]?.elements?.count == 9)
  }

  @Test(arguments: [
    ("aes trace --key 2bxe --block 00", "2bxe", "\"x\", character 3 of --key", 2),
    ("aes trace --key=2bxe --block 00", "2bxe", "\"x\", character 3 of --key", 2),
    ("aes trace --key '2b xe' --block 00", "2b xe", "\"x\", character 4 of --key", 3),
  ])
  func `A wrong digit is pointed to`(
    row: (line: String, word: String, message: String, offset: Int)
  ) throws {
    var session = Session(isCoached: true)
    let lines = session.enter(row.line).split(separator: "\n").map(String.init)
    let start = try #require(lines[0].firstRange(of: row.word)).lowerBound
    let column = lines[0].distance(from: lines[0].startIndex, to: start) + row.offset
    #expect(lines[1].prefix(column + 1) == String(repeating: " ", count: column) + "^")
    #expect(!lines[1].dropFirst(column + 1).hasPrefix("^"))
    #expect(lines.joined().contains(row.message))
    #expect(session.lastStatus == 2)
  }

  @Test(arguments: [
    ("aes", "aes does one thing: trace"),
    ("aes trace", "--key is missing: an AES key has 16, 24 or 32 bytes"),
    ("aes trace --key 000", "--key has 3 digits, and a byte has two"),
    ("aes trace --key 00", "--key has 1 byte: an AES key has 16, 24 or 32 bytes"),
    ("aes trace now", "aes takes no more words; now is one too many"),
    ("gcm trace --key 00000000000000000000000000000000", "--iv is missing: an IV has 1 byte"),
    ("gcm trace --key 00000000000000000000000000000000 --iv ''", "--iv has 0 bytes"),
  ])
  func `What is wrong is said, with a line that works`(row: (line: String, message: String)) {
    var session = Session(isCoached: true)
    let text = session.enter(row.line)
    #expect(text.contains(row.message), "\(text)")
    #expect(session.lastStatus == 2)
    guard let next = text.firstMatch(of: /next: (.*)\n/) else { return }
    session.enter(String(next.1) == "help aes" ? "help aes" : String(next.1))
    #expect(session.lastStatus == 0)
  }

  @Test func `Nothing longer than the limit is traced`() {
    var session = Session()
    let long = String(repeating: "00", count: 1025)
    let start = "gcm trace --key 00000000000000000000000000000000 --iv 00"
    #expect(session.enter("\(start) --plaintext \(long)").contains("at most 1,024 bytes"))
    #expect(session.enter("\(start) --aad \(long)").contains("at most 1,024 bytes"))
    #expect(session.enter("\(start) --aad \(long.dropLast(2))").contains("A 1024"))
  }

  @Test func `A traced key stays out of the history file`() {
    let table = CommandTable.console
    #expect(table.holdsSecret(AESTrace.example) && table.holdsSecret(GCMTrace.example))
    #expect(table.holdsSecret("echo | gcm trace"))
    #expect(!table.holdsSecret("aws s3api get-object --bucket aes1 --key gcm.txt out"))
  }
}

extension Document {
  /// What a list holds.
  fileprivate var elements: [Document]? {
    if case .list(let elements) = self { elements } else { nil }
  }
}
