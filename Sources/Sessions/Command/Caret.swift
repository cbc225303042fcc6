import Text

/// A line and the pointer under the bytes at fault.
struct Caret {
  /// The line that holds the fault, cut where it is very long.
  let line: String
  /// Spaces and `^`.
  let pointer: String

  /// Finds the line of a fault; `nil` for a range outside the text.
  init?(_ text: String, _ range: Range<Int>) {
    let bytes = Array(text.utf8)
    guard range.lowerBound <= bytes.count, range.upperBound <= bytes.count else { return nil }
    let start = bytes[..<range.lowerBound].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let end = bytes[range.lowerBound...].firstIndex(of: 10) ?? bytes.count
    let window = Caret.window(start, end, around: range.lowerBound)
    let decode = { (slice: ArraySlice<UInt8>) in String(decoding: slice, as: UTF8.self) }
    line = decode(bytes[window]).replacing("\t", with: " ")
    let before = decode(bytes[window.lowerBound..<range.lowerBound])
    let marked = decode(
      bytes[range.lowerBound..<max(range.lowerBound, min(range.upperBound, window.upperBound))])
    pointer =
      String(repeating: " ", count: DisplayWidth.of(before))
      + String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
  }

  /// The part of a long line that is shown: 60 bytes before the fault and 100 after.
  private static func window(_ start: Int, _ end: Int, around fault: Int) -> Range<Int> {
    end - start <= 200 ? start..<end : max(start, fault - 60)..<min(end, fault + 100)
  }
}
