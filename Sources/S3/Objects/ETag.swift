/// An ETag without its quotes: 32 hexadecimal digits, and behind them the number of parts of an
/// upload; kept as numbers, since every object has one.
struct ETag: Sendable {
  private let high: UInt64
  private let low: UInt64
  private let partCount: Int
  private static let digits = Array("0123456789abcdef".utf8)

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
    var text = Array(quotes.utf8)
    text.reserveCapacity(40)
    for number in [high, low] {
      for place in 0..<16 {
        text.append(ETag.digits[Int(number >> (60 - 4 * UInt64(place)) & 15)])
      }
    }
    if partCount > 0 { text += "-\(partCount)".utf8 }
    text += quotes.utf8
    return String(decoding: text, as: UTF8.self)
  }
}
