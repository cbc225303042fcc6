import Console
import Sessions
import Testing

/// Tools as somebody at the prompt meets them.
struct SessionToolsTests {
  @Test(arguments: [
    ("openssl enc -aes-256-gcm -in a", "openssl enc -aes-256-cbc -in a"),
    ("openssl enk -in $A", "openssl enc -in $A"),
    ("openssl rand many", "openssl rand 32"),
    ("openssl enc -aes-256-cbc -K 00", "openssl rand -hex 16"),
  ])
  func `A learner gets the next line`(line: String, next: String) {
    var session = Session(isCoached: true)
    let reply = session.execute(line)
    #expect(reply.nextLine == next)
  }

  @Test(arguments: [
    ("openssl enc -aes-256-cbc -K 00112233 -iv 00", true),
    ("openssl enc -aes-256-cbc -k secret", true),
    ("openssl enc -aes-256-cbc -pass pass:secret", true),
    ("cat a | openssl dgst -sha256 -hmac=secret", true),
    ("openssl dgst -mac HMAC -macopt hexkey:00 a", true),
    ("openssl enc -aes-256-cbc -K $(xxd -p -c 64 key.bin) -iv 00", false),
    ("openssl enc -aes-256-cbc -K \"$KEY\" -iv 00", false),
    ("openssl enc -aes-256-cbc -pass file:key.txt", false),
    ("openssl rand -hex 16", false),
    ("echo -k secret", false),
    ("aws kms encrypt --key-id k --plaintext aGk=", true),
    ("aws kms encrypt --key-id k --plai aGk=", true),
    ("aws kms encrypt --key-id k --pl=aGk=", true),
    ("aws s3 cp f s3://b --sse aws:kms", false), ("aws kms list-keys --out text", false),
  ])
  func `A line that gives a key or a password stays out of the history file`(
    line: String, isSecret: Bool
  ) {
    #expect(CommandTable.console.holdsSecret(line) == isSecret)
  }

  @Test(arguments: [
    ("openssl e", ["enc"]),
    ("openssl enc -aes-256-c", ["-aes-256-cbc", "-aes-256-ctr"]),
    ("openssl enc -aes-256-cbc -pb", ["-pbkdf2"]),
    ("openssl enc -aes-256-cbc -in re", ["report.txt"]),
    ("openssl dgst -sha256 re", ["report.txt"]),
    ("openssl rand -", ["-hex", "-base64", "-out"]),
  ])
  func `Tab completes its commands, options and files`(line: String, expected: [String]) {
    var session = Session()
    session.enter("echo hello > report.txt")
    let found = session.completion(of: line, at: line.utf8.count)?.choices.map(\.insertion)
    #expect(found == expected)
  }
}
