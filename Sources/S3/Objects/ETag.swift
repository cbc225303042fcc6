/// An ETag without its quotes: 32 hexadecimal digits, and behind them the number of parts of an
/// upload; kept as numbers, since every object has one.
struct ETag: Sendable {
  private let high: UInt64
  private let low: UInt64
  private let partCount: Int

  /// Makes the ETag of 16 bytes, for the object of an upload with the number of its parts.
  init(_ bytes: [UInt8], partCount: Int = 0) {
    precondition(bytes.count == 16, "an ETag is that long")
    func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    high = number(bytes[..<8])
    low = number(bytes[8...])
    self.partCount = partCount
  }

  /// As answers tell it, but for the quotes.
  var text: String { written(between: "") }

  /// As answers tell it.
  var quoted: String { written(between: "\"") }

  /// At one go, since a page of a list tells a thousand of them.
  private func written(between quotes: String) -> String {
    let end = partCount > 0 ? "-\(partCount)\(quotes)" : quotes
    let count = quotes.utf8.count + 32 + end.utf8.count
    return unsafe String(unsafeUninitializedCapacity: count) { text in
      var place = unsafe text.initialize(fromContentsOf: quotes.utf8)
      for number in [high, low] {
        for shift in stride(from: 60, through: 0, by: -4) {
          let digit = UInt8(number >> shift & 15)
          unsafe text[place] = digit + UInt8(ascii: digit < 10 ? "0" : "W")
          place += 1
        }
      }
      return unsafe text[place...].initialize(fromContentsOf: end.utf8)
    }
  }
}
