/// Where the elements of some DER stand, for who shows them; X.690 §8.1.
package struct DEROutline: Sendable, Equatable {
  /// An element.
  package struct Element: Sendable, Equatable {
    /// Where its tag stands.
    package let offset: Int
    /// The bytes of its tag and its length.
    package let headerByteCount: Int
    /// The bytes of its contents.
    package let contentByteCount: Int
    /// How many elements it stands in.
    package let depth: Int
    /// Its tag.
    package let tag: UInt8

    /// Where its contents stand.
    package var contents: Range<Int> {
      let start = offset + headerByteCount
      return start..<start + contentByteCount
    }
  }

  /// The elements in the order of the bytes, each before those within it.
  package private(set) var elements: [Element] = []

  /// How many elements are told at most, and how many within each other.
  private static let (mostElements, mostDepth) = (64, 12)

  /// The elements of bytes which are one element; nothing for other bytes.
  ///
  /// Those within a SEQUENCE, a [0] or a [1] follow it, and that of a BIT STRING which a SEQUENCE
  /// fills.
  package init?(_ bytes: [UInt8]) {
    var ends = [bytes.count]
    var offset = 0
    while offset < bytes.count {
      while let end = ends.last, offset == end, ends.count > 1 { ends.removeLast() }
      guard let end = ends.last,
        let element = DEROutline.element(bytes, at: offset, before: end, depth: ends.count - 1),
        elements.count < DEROutline.mostElements, ends.count <= DEROutline.mostDepth,
        ends.count > 1 || elements.isEmpty
      else { return nil }
      elements.append(element)
      let contents = element.contents
      switch DERTag(rawValue: element.tag) {
      case .sequence, .explicit0, .explicit1:
        ends.append(contents.upperBound)
        offset = contents.lowerBound
      case .bitString where bytes[contents].starts(with: [0, DERTag.sequence.rawValue]):
        ends.append(contents.upperBound)
        offset = contents.lowerBound + 1
      default: offset = contents.upperBound
      }
    }
    guard !elements.isEmpty else { return nil }
  }

  private static func element(
    _ bytes: [UInt8], at offset: Int, before end: Int, depth: Int
  ) -> Element? {
    let rest = bytes[offset..<end]
    guard let tag = rest.first.flatMap({ DERTag(rawValue: $0) }) else { return nil }
    var reader = DERReader(rest)
    guard let contents = try? reader.contents(of: tag) else { return nil }
    return Element(
      offset: offset, headerByteCount: contents.startIndex - offset,
      contentByteCount: contents.count, depth: depth, tag: tag.rawValue)
  }
}
