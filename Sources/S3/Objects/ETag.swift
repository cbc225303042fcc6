import Kernel

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
  var text: String {
    let bytes = [high, low].flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    }
    return Hex.encode(bytes) + (partCount == 0 ? "" : "-\(partCount)")
  }
}
