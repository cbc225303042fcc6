import Kernel
import Sessions
import Shell
import Testing
import Text

/// Pictures at the head of answers.
struct DrawingTests {
  /// A session with the life of three keys.
  private static func session() -> Session {
    var session = Session.withKey()
    for line in [
      "aws kms enable-key-rotation --key-id $K", "aws s3 mb s3://q4-reports",
      "echo hello > a.txt",
      "aws s3 cp a.txt s3://q4-reports/a.txt --sse aws:kms --sse-kms-key-id alias/k",
      "aws s3 cp a.txt s3://q4-reports/b.txt",
      "aws s3api put-object --bucket q4-reports --key c.txt --body a.txt"
        + " --server-side-encryption aws:kms:dsse --ssekms-key-id alias/k",
      "aws s3api put-object --bucket q4-reports --key d.txt --body a.txt --server-side-encryption aws:kms"
        + " --ssekms-key-id $K --bucket-key-enabled",
      "printf '%04000d' 1 > zeros",
      "aws kms encrypt --key-id alias/k --plaintext fileb://zeros --query CiphertextBlob"
        + " --output text > large",
      "aws kms encrypt --key-id alias/k --plaintext aGVsbG8= --query CiphertextBlob"
        + " --output text > blob",
      "advance 100d",
      "L=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      "aws kms create-alias --alias-name alias/a-rather-long-name-for-a-key --target-key-id $L",
      "aws kms create-key --origin EXTERNAL", "advance 500d", "aws kms disable-key --key-id $L",
      "advance 10d", "aws kms schedule-key-deletion --key-id $L",
    ] { session.enter(line) }
    return session
  }

  private static func result(_ line: String) throws -> CommandResult {
    var session = session()
    guard case .done(let results, _, _) = session.execute(line) else { throw Nothing() }
    return try #require(results.last)
  }

  private struct Nothing: Error {}

  private static let pictures = [
    "timeline", "timeline alias/k", "inspect blob", "inspect large",
    "inspect s3://q4-reports/a.txt",
    "inspect s3://q4-reports/b.txt", "inspect s3://q4-reports/c.txt",
    "inspect s3://q4-reports/d.txt",
  ]

  @Test(arguments: pictures, [40, 60, 72, 100, 400])
  func `A picture fits its columns`(line: String, columns: Int) throws {
    let drawing = try #require(try Self.result(line).drawing)
    for isUnicode in [false, true] {
      let style = Drawing.Style(columns: columns, isUnicode: isUnicode, usesColours: false)
      let text = drawing.text(style)
      for row in text.split(separator: "\n") { #expect(row.count <= columns, "\(row)") }
      #expect(isUnicode != text.utf8.allSatisfy { $0 < 0x80 }, "\(text)")
    }
  }

  @Test(arguments: ["inspect blob", "inspect large"], [false, true])
  func `The name of a field stands in one row, at every width`(
    line: String, isUnicode: Bool
  ) throws {
    let drawing = try #require(try Self.result(line).drawing)
    for columns in 36...160 {
      let style = Drawing.Style(columns: columns, isUnicode: isUnicode, usesColours: false)
      let rows = drawing.text(style).split(separator: "\n")
      let wall = isUnicode ? "│" : "|"
      for name in ["format", "account", "key id", "material", "N", "IV", "check", "tag"] {
        let count = rows.count { $0.contains("\(wall)\(name)") }
        #expect(count == 1, "\(name) at \(columns)")
      }
    }
  }

  @Test(arguments: pictures)
  func `Colours change nothing but colours`(line: String) throws {
    let drawing = try #require(try Self.result(line).drawing)
    let plain = Drawing.Style(columns: 80, isUnicode: true, usesColours: false)
    let coloured = drawing.text(
      Drawing.Style(columns: 80, isUnicode: true, usesColours: true))
    #expect(coloured.contains("\u{1B}["))
    #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == drawing.text(plain))
  }

  @Test(arguments: pictures)
  func `A terminal draws anew what a pipe prints, and a screen reader hears none`(
    line: String
  ) throws {
    let result = try Self.result(line)
    let drawing = try #require(result.drawing)
    let (none, rest) = result.output(drawnIn: nil)
    let words = String(decoding: rest, as: UTF8.self)
    #expect(none == "")
    #expect(
      String(decoding: result.output, as: UTF8.self) == drawing.text(.plain) + words)
    #expect(!words.hasPrefix("\n") && !words.contains("==="))
    let style = Drawing.Style(columns: 50, isUnicode: true, usesColours: true)
    let drawn = result.output(drawnIn: style)
    #expect(drawn.picture == drawing.text(style))
    #expect(drawn.rest == rest)
    let plain = result.output(drawnIn: .plain)
    #expect(Array(plain.picture.utf8) + plain.rest == result.output)
  }

  @Test(arguments: ["timeline | cat", "timeline > x", "timeline --output json"])
  func `What goes elsewhere is not drawn anew`(line: String) throws {
    let result = try Self.result(line)
    let (picture, rest) = result.output(drawnIn: nil)
    #expect(picture == "")
    #expect(rest == result.output)
  }

  @Test func `A chart needs some time`() throws {
    var session = Session.withKey()
    #expect(!session.enter("timeline").contains("= Enabled"))
    session.enter("advance 1h")
    #expect(session.enter("timeline").contains("00:00:00"))
    #expect(session.enter("timeline").contains("= Enabled"))
  }

  @Test func `The chart shows states, rotations, ends and now`() throws {
    let text = String(decoding: try Self.result("timeline").output, as: UTF8.self)
    #expect(text.hasPrefix(Self.chart), "\(text)")
  }

  private static let chart = """
                          2025-01-01                              2027-01-01
                          ------------------------+---------------|---------
      alias/k             ========================o===============|........o
      45a513b4                  __________________________________|
      alias/a-rather-l..        ==================================|~X
      = Enabled   - Disabled   _ PendingImport   ~ PendingDeletion
      o rotates   X deleted   | now, 2026-09-03   . to come   + a new year
    """
}
