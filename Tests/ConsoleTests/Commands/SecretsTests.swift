import Sessions
import Testing

@testable import Console

/// Which lines stay out of the history.
@Suite struct SecretsTests {
  @Test(arguments: [
    ("aws kms encrypt --plaintext aGk=", true), ("aws kms encrypt --plaintext=aGk=", true),
    ("aws kms encrypt --plain aGk=", true),  // the beginning of its name
    ("aws kms encrypt --pl=x", true), ("aws kms encrypt \"--plaintext\" x", true),
    ("aws kms encrypt --cli-input-json '{\"Plaintext\": \"x\"}'", true),
    ("aws kms encrypt --cli-input-json '{\"Plaintex\": \"x\"}'", false),
    ("aws kms list-keys --p x", true),  // could be the beginning of one
    ("aws kms put-key-policy --policy file://p", false),  // has a name of its own
    ("aws s3api get-object --sse-customer-key fileb://k", false),  // the name of a file
    ("aws s3api get-object --sse-customer-key file.bin", true),
    ("aws kms encrypt --plaintext fileb://a", false),
    ("aws kms encrypt --plaintext=file://a", false),
    ("aws kms encrypt --plaintext \"fileb://a\"", false),
    ("aws kms encrypt --plaintext fileb://a --plaintext YQ==", true),
    ("aws kms encrypt --plaintext file:/a", true),
    ("aws s3 cp a s3://b --sse-c --sse-c-key k", true), ("aws s3 cp a s3://b --sse-c", false),
    ("cat > k <<E\n-----BEGIN PRIVATE KEY-----\nMC4C", true),
    ("echo -----BEGIN EC PRIVATE KEY----- > k", true),
    ("echo -----BEGIN PUBLIC KEY-----", false), ("echo -----BEGIN ", false),
    ("aws kms list-keys", false), ("echo -- plaintext", false), ("", false), ("-", false),
    ("\t--plaintext\tx", true), ("--plaintex", true), ("--plaintext", true), ("\"Plaintext", false),
  ])
  func `A line that gives a secret is told`(line: String, isSecret: Bool) {
    #expect(CommandTable.console.holdsSecret(line) == isSecret)
  }

  @Test(arguments: [
    String(repeating: "x", count: 1 << 17), String(repeating: "a -b --zz= ", count: 12_000),
    String(repeating: "\"", count: 1 << 17), String(repeating: "-", count: 1 << 17),
  ])
  func `A long line is looked at to its end`(filling: String) {
    #expect(!CommandTable.console.holdsSecret("echo \(filling)"))
    #expect(CommandTable.console.holdsSecret("echo \(filling) --plaintext x"))
  }
}
