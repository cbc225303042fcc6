import Sessions
import Testing

@testable import Console

/// What the words of a line are.
@Suite struct HighlightTests {
  /// The kinds of the words of a line, those without one left out.
  private func kinds(_ line: String) throws -> [String] {
    var session = Session()
    _ = session.execute(
      "aws kms create-alias --alias-name alias/lab-key --target-key-id"
        + " $(aws kms create-key --query KeyMetadata.KeyId --output text); echo x >note.txt")
    return session.highlights(of: line).map { highlight in
      "\(highlight.kind) " + String(decoding: Array(line.utf8)[highlight.range], as: UTF8.self)
    }
  }

  @Test(arguments: [
    (
      "aws kms encrypt --key-id alias/lab-key --plaintext x",
      [
        "command aws", "command kms", "command encrypt", "option --key-id",
        "liveName alias/lab-key",
        "option --plaintext", "value x",
      ]
    ),
    (
      "aws kms encrypt --key-id alias/la",
      ["command aws", "command kms", "command encrypt", "option --key-id", "value alias/la"]
    ),
    ("aws kmz encrypt", ["command aws", "error kmz", "value encrypt"]),
    ("aws km", ["command aws"]),
    ("aws kx", ["command aws", "error kx"]),
    ("aws kms create-kee --x", ["command aws", "command kms", "error create-kee", "error --x"]),
    ("aws kms list-keys --lim", ["command aws", "command kms", "command list-keys"]),
    ("whoam", []),
    ("whoem", ["error whoem"]),
    (
      "cat note.txt | base64 >b", ["command cat", "liveName note.txt", "command base64", "value b"]
    ),
    ("echo $(cat fileb://note.txt)", ["command echo", "command cat", "liveName fileb://note.txt"]),
    ("echo 'open", ["command echo", "value 'open"]),
    ("echo `x`", ["error `"]),
    (
      "aws s3 ls --recursive --sse",
      ["command aws", "command s3", "command ls", "option --recursive", "error --sse"]
    ),
    ("", []),
  ]) func `Each word has the colour of what it is`(line: String, expected: [String]) throws {
    #expect(try kinds(line) == expected)
  }
}
