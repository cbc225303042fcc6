import Kernel
import Testing

@testable import Text

/// Pictures of signs, and what they are made of.
struct CanvasTests {
  private static let plain = Drawing.Style.plain
  private static let coloured = Drawing.Style(columns: 72, isUnicode: true, usesColours: true)

  @Test func `What stands outside is passed over, and no blank ends a line`() {
    var canvas = Canvas(width: 5)
    canvas.write("abc", at: 3)
    canvas.put("x", at: -1, .text)
    #expect(canvas.text(Self.plain) == "   ab")
    #expect(canvas.isBlank(0..<3) && !canvas.isBlank(0..<4))
    #expect(Canvas(width: 4).text(Self.plain) == "")
    #expect(Canvas(width: -1).width == 0)
  }

  @Test func `A name that would steer the terminal does not`() {
    #expect(Canvas("a\u{1B}[31m\u{202E}b").text(Self.plain) == "a?[31m?b")
  }

  @Test func `Signs of one colour share it, and it ends with the line`() {
    let canvas = Canvas("ab", .sound) + Canvas(" c") + Canvas("d", .end)
    #expect(
      canvas.text(Self.coloured) == "\u{1B}[32mab\u{1B}[0m c\u{1B}[31md\u{1B}[0m")
    #expect(canvas.text(Self.plain) == "ab cd")
  }

  @Test(
    arguments: [
      (AxisTick.hour, 6 as Int?), (.day, nil), (.month, nil), (.year, nil), (.none, nil),
    ])
  func `An axis of six hours has a mark for each`(row: (unit: AxisTick, count: Int?)) throws {
    let first = try #require(Timestamp("2025-01-01T00:30:00Z"))
    let last = try #require(Timestamp("2025-01-01T06:30:00Z"))
    #expect(row.unit.ticks(from: first, to: last, most: 10)?.count == row.count)
    #expect(row.unit.ticks(from: first, to: last, most: 2) == nil)
  }

  @Test func `A chain shows what opens what, and where that is broken`() {
    let chain = LinkChain(links: [
      LinkChain.Link(depth: 0, name: "object", note: "100 bytes"),
      LinkChain.Link(depth: 1, name: "data key 2", goesOn: true),
      LinkChain.Link(depth: 2, name: "KMS key", note: "gone", holds: false),
      LinkChain.Link(depth: 1, name: "data key 1"),
    ])
    let rows = chain.drawing.text(Self.plain).split(separator: "\n")
    #expect(
      rows == [
        "  object         100 bytes", "  |- data key 2", "  |  `x KMS key  gone",
        "  `- data key 1",
      ])
  }

  @Test func `Bytes lie in their order, and what is encrypted looks so`() {
    let map = ByteMap(fields: [
      ByteMap.Field(name: "IV", byteCount: 12, isEncrypted: false),
      ByteMap.Field(name: "data", byteCount: 5, isEncrypted: true),
    ])
    let rows = map.drawing.text(Self.plain).split(separator: "\n")
    #expect(
      rows == [
        "  0            12    17", "  |IV..........|data#|", "  . in clear   # encrypted",
      ])
  }
}
