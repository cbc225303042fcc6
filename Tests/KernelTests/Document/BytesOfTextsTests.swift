import Kernel
import Testing

/// Comparing texts by their bytes, beside the standard library's comparison byte by byte.
struct BytesOfTextsTests {
  /// Texts that begin alike, of all lengths around eight bytes, some beyond ASCII and NUL.
  static let texts: [String] = {
    let stem = "arn:aws:s3:::papers/team"
    let ends = ["", "a", "b", "é", "e\u{301}", "\u{0}", "~", "ÿ", "日本", "👩‍👩‍👧"]
    let lengths = 0...17
    return lengths.flatMap { length in ends.map { stem.prefix(length) + $0 } }
      + ends + ends.flatMap { [stem + $0 + stem, $0 + stem] }
  }()

  @Test func `texts are one, sorted and begin alike as their bytes do`() {
    for left in Self.texts {
      for right in Self.texts {
        #expect(left.hasSameBytes(as: right) == left.utf8.elementsEqual(right.utf8))
        #expect(
          left.precedesByBytes(right) == left.utf8.lexicographicallyPrecedes(right.utf8),
          "\(left) before \(right)")
        #expect(
          left.startsBytewise(with: right) == left.utf8.starts(with: right.utf8),
          "\(left) begins with \(right)")
      }
    }
  }

  @Test func `a high byte comes behind a low one in each of eight places`() {
    for place in 0..<16 {
      let left = String(repeating: "x", count: place) + "\u{7F}" + String(repeating: "z", count: 9)
      let right = String(repeating: "x", count: place) + "é" + String(repeating: "a", count: 9)
      #expect(left.precedesByBytes(right))
      #expect(!right.precedesByBytes(left))
      #expect(!left.precedesByBytes(left))
    }
  }

  @Test func `a text that Swift calls equal to another is another`() {
    #expect("é" == "e\u{301}")
    #expect(!"é".hasSameBytes(as: "e\u{301}"))
    let map: OrderedMap<String, Int> = ["é": 1, "e\u{301}": 2]
    #expect(map.count == 2)
  }
}
