import Kernel
import Testing

@Suite struct DocumentTests {
  private static let composed = "\u{E9}"
  private static let decomposed = "e\u{301}"

  @Test(
    arguments: [
      (Document.string(composed), Document.string(decomposed)),
      ([.string(composed)], [.string(decomposed)]),
      (.object([composed: 1]), .object([decomposed: 1])),
      (["a": .string(composed)], ["a": .string(decomposed)]),
      (.string("K"), .string("\u{212A}")),  // the Kelvin sign
      (.string("AQ=="), .bytes([1])),  // one text on the wire, two kinds
      (.integer(1), .number(Number(validLiteral: "1.0"))),
      (["a": 1, "b": 2], ["b": 2, "a": 1]),  // order counts
      (.null, false),
    ] as [(Document, Document)])
  func `Documents that AWS tells apart differ`(left: Document, right: Document) {
    #expect(left != right)
    #expect(left == left)
  }

  @Test func `An object finds, changes and removes members by their bytes`() {
    var object: DocumentObject = [Self.composed: 1, Self.decomposed: 2]
    #expect(object.count == 2)
    object[Self.decomposed] = 3
    #expect(object[Self.composed] == 1)
    object[Self.composed] = nil
    #expect(object.entries.map(\.value) == [3])
    object["new"] = 4
    #expect(object.names == [Self.decomposed, "new"])
    object["none"] = nil
    #expect(object.count == 2)
  }

  @Test func `Other kinds have no members, elements or text`() {
    #expect(Document.string("a")["a"] == nil)
    #expect(Document.null.members == nil)
    #expect((["a": 1] as Document).elements == nil)
    #expect((1 as Document).text == nil)
  }
}
