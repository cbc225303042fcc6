import Kernel

/// The part of an object that a reader wants: `bytes=0-99`, `bytes=100-`, `bytes=-5`.
package struct ByteRange: TextValue {
  /// The header as it was given.
  package let text: String

  /// Makes a range of any text.
  package init(_ text: String) { self.text = text }

  /// The offsets in a content; `nil` for a header that has not the form of one range, which RFC
  /// 9110 §14.2 has a server pass over; fails for a range that begins behind the content.
  func offsets(in size: Int) throws(S3Failure) -> Range<Int>? {
    guard text.hasPrefix("bytes=") else { return nil }
    let ends = text.dropFirst(6).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, ends.contains(where: { !$0.isEmpty }),
      ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let (start, end) = (ByteRange.number(ends[0]), ByteRange.number(ends[1]))
    switch (start, end) {
    case (let start?, let end?):
      guard start <= end else { return nil }
      guard start < size else { throw .invalidRange(self, size: size) }
      return start..<min(end, size - 1) + 1
    case (let start?, nil):
      guard start < size else { throw .invalidRange(self, size: size) }
      return start..<size
    case (nil, let length?):
      guard length > 0, size > 0 else { throw .invalidRange(self, size: size) }
      return max(0, size - length)..<size
    case (nil, nil): return nil
    }
  }

  /// A number of digits; one that does not fit is beyond every content.
  private static func number(_ text: Substring) -> Int? {
    text.isEmpty ? nil : Int(text).map { min($0, Int.max - 1) } ?? Int.max - 1
  }
}
