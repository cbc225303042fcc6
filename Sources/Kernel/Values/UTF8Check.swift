/// Finds bytes that are no UTF-8.
package enum UTF8Check {
  /// The offset of the first byte at which the text stops to be UTF-8; `nil` for a valid text.
  package static func firstInvalidByte(in text: [UInt8]) -> Int? {
    if String(validating: text, as: UTF8.self) != nil { return nil }
    var low = 0
    var high = text.count
    while low < high {
      let middle = (low + high + 1) / 2
      if isValidPrefix(text[..<middle]) { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Whether a slice is UTF-8 but perhaps for a last character that is cut off.
  private static func isValidPrefix(_ slice: ArraySlice<UInt8>) -> Bool {
    (0...3).contains { cut in
      cut <= slice.count && slice.suffix(cut).allSatisfy { $0 >= 0x80 }
        && String(validating: slice.dropLast(cut), as: UTF8.self) != nil
    }
  }
}
