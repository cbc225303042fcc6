import AWSCLI
import Access
import Cloud
import Console
import KMS
import Kernel
import S3
import Sessions
import Shell
import Testing

struct BadInputTests {
  /// A line that no command is, of many kinds; its answer must be short and its status not 0.
  @Test(arguments: [
    String(repeating: "x", count: 1 << 20), "echo '" + String(repeating: "x ", count: 1 << 18),
    String(repeating: "$(", count: 1000),
    "echo " + String(repeating: "$(echo ", count: 60) + "a"
      + String(repeating: ")", count: 60),
    String(repeating: "|", count: 10_000), String(repeating: "\"", count: 9_999),
    "aws kms create-key --tags " + String(repeating: "[", count: 100_000),
    "aws kms create-key --tags TagKey=" + String(repeating: "[", count: 100_000),
    "aws kms create-key --tags " + String(repeating: "a={", count: 100_000),
    "aws kms create-key --cli-input-json '" + String(repeating: "{\"a\":", count: 100_000) + "'",
    "aws kms list-keys --query '" + String(repeating: "(", count: 100_000) + "'",
    "aws kms list-keys --query '" + String(repeating: "[", count: 100_000) + "'",
    "aws kms list-keys --query '" + String(repeating: "a|", count: 100_000) + "a'",
    "aws kms list-keys --query '" + String(repeating: "!", count: 100_000) + "a'",
    "aws kms list-keys --query '" + String(repeating: "[@,@]|", count: 40) + "@'",
    "aws kms list-keys --query '" + String(repeating: "{a:@,b:@}|", count: 40) + "@'",
    "aws kms list-keys --query '" + String(repeating: "[@,@][]|", count: 40) + "@'",
    "aws kms list-keys --query '`\"ab\"`|" + String(repeating: "join(@,[@,@,@])|", count: 40)
      + "@'",
    "aws kms list-keys --query '" + String(repeating: "to_string([@,@])|", count: 40) + "@'",
    "aws kms list-keys --" + String(repeating: "x", count: 1 << 20),
    "aws kms describe-key --key-id " + String(repeating: "x", count: 1 << 20),
    "aws kms create-key --policy " + String(repeating: "[", count: 30_000),
    "aws kms create-key --policy '" + String(repeating: "{\"a\":", count: 6_000) + "'",
    "advance " + String(repeating: "9", count: 100_000) + "d",
    "undo " + String(repeating: "9", count: 1_000),
    "inspect " + String(repeating: "A", count: 1 << 20),
    "as \u{0}", "\u{0}", "\u{1}\u{2}", "aws \u{0} kms", "help \u{7F}", "\u{202E}txt", "load ''",
    "aws kms describe-key --key-id \u{0}",
    "aws kms create-alias --alias-name 'alias/\u{0}' --target-key-id x",
  ])
  func `Bad input is refused, in a few words, and changes nothing`(line: String) {
    for isCoached in [false, true] {
      var session = Session.withKey(isCoached: isCoached)
      let digest = session.world.digest()
      let storage = session.present.world.storage
      var text = session.enter(line)
      if text.hasPrefix("incomplete"),
        case .done(let results, _, _) = session.refuse(
          line, endingWith: .singleQuote)
      {
        text = results.map(\.errors).joined()
      }
      #expect(session.lastStatus != 0, "\(line.prefix(60)): \(text.prefix(200))")
      #expect(text.utf8.count < 4 * line.utf8.count + 10_000)
      // A refused call is in the trail; nothing else may be different.
      if !line.hasPrefix("aws") { #expect(session.world.digest() == digest) }
      #expect(session.present.world.storage.kms.keys.count == storage.kms.keys.count)
      #expect(session.now == SessionConfiguration.standardStart)
    }
  }

  // `64 MiB go through pipes` is among the tests of the tools.
  @Test func `A mebibyte is no ciphertext, by pipe and by file`() {
    var session = Session()
    session.enter("printf '%04096d' 0 > d")
    for _ in 0..<4 { session.enter("cat d d d d > e; cat e > d") }
    #expect(session.enter("wc -c d") == "1048576 d\n")
    #expect(session.enter("cat d | inspect").contains("no ciphertext"))
    #expect(session.enter("aws kms decrypt --ciphertext-blob fileb://d").contains("ciphertextBlob"))
  }

  @Test(arguments: 0..<10)
  func `Random lines never crash, and change nothing as long as none succeeds`(seed: UInt64) {
    let words = [
      "aws", "kms", "sts", "list-keys", "encrypt", "decrypt", "--key-id", "--plaintext", "--query",
      "'[", "]'", "\"", "'", "$(", ")", "|", "&&", ";", ">", "<", "<<E", "\n", "\\", "$K", "${",
      "}",
      "alias/k", "file://", "fileb://f", "--tags", "TagKey=a,", "{\"a\":", "é", "\u{0}", "\u{301}",
      "\r\n", "#", "*", "--output", "json", "advance", "-1d", "until", "next", "undo", "redo", "as",
      "inspect", "trail", "-n", "help", "load", "save", "x", "=", "a=b", "--", "-", "`", "~",
      "99999999999999999999",
      "policy", "template", "--limit", "--no-dry-run", "--cli-input-json", "Keys[?", "@", "`1`",
    ]
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 7
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var session = Session.withKey(isCoached: seed % 2 == 0)
    for _ in 0..<1_000 {
      var line = ""
      for _ in 0...draw(9) { line += words[draw(words.count)] + (draw(3) == 0 ? "" : " ") }
      let digest = session.world.digest()
      let calls = session.world.environment.trail.count
      let steps = session.log.count
      _ = session.execute(line)
      // Valid lines may come up; what fails without a call and moves no time changes no world.
      let isQuiet = session.lastStatus != 0 && session.world.environment.trail.count == calls
      if isQuiet, session.log.count == steps + 1,
        !["undo", "redo", "advance"].contains(where: line.contains)
      {
        #expect(session.world.digest() == digest, "\(line)")
      }
    }
    #expect(session.world.check().isEmpty)
  }
}
