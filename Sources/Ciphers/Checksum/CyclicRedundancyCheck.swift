/// A reflected cyclic redundancy check whose register starts, and is read, complemented.
///
/// Reflected: the least significant bit stands for the highest power of x. Not constant-time.
struct CyclicRedundancyCheck<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// The remainder of the message so far.
  private var register = Word.max
  /// What each byte contributes, shared by all checks of one kind.
  private let table: Table

  /// Starts an empty message.
  init(_ table: Table) {
    self.table = table
  }

  /// Divides on.
  mutating func update(_ data: Span<UInt8>) {
    register = table.remainder(of: data, after: register)
  }

  /// The check, most significant byte first.
  consuming func finalize() -> [UInt8] {
    let check = ~register
    return stride(from: Word.bitWidth - 8, through: 0, by: -8).map { shift in
      UInt8(truncatingIfNeeded: check >> shift)
    }
  }
}

extension CyclicRedundancyCheck {
  /// The remainders of every byte when 0 to 7 bytes follow it.
  struct Table: Sendable {
    /// 256 for each distance.
    private let remainders: [Word]

    /// Divides by the polynomial, bit by bit; `polynomial` is reflected, without its highest power.
    init(reflected polynomial: Word) {
      var remainders = [Word](repeating: 0, count: 8 * 256)
      for byte in 0..<256 {
        var x = Word(byte)
        for _ in 0..<8 { x = x & 1 == 1 ? x >> 1 ^ polynomial : x >> 1 }
        remainders[byte] = x
      }
      for i in 256..<remainders.count {
        let nearer = remainders[i - 256]
        remainders[i] = nearer >> 8 ^ remainders[Int(nearer & 0xFF)]
      }
      self.remainders = remainders
    }

    /// Divides eight bytes at a time: their remainder is the sum of those of the single bytes.
    func remainder(of data: Span<UInt8>, after register: Word) -> Word {
      let table = remainders.span
      var x = register
      var offset = 0
      while data.count &- offset >= 8 {
        let next = data.littleEndian(at: offset, as: UInt64.self) ^ UInt64(truncatingIfNeeded: x)
        x = table[next, 0, before: 7] ^ table[next, 1, before: 6]
        x ^= table[next, 2, before: 5] ^ table[next, 3, before: 4]
        x ^= table[next, 4, before: 3] ^ table[next, 5, before: 2]
        x ^= table[next, 6, before: 1] ^ table[next, 7, before: 0]
        offset &+= 8
      }
      while offset < data.count {
        let next = UInt64(truncatingIfNeeded: x) ^ UInt64(data[offset])
        x = x &>> 8 ^ table[next, 0, before: 0]
        offset &+= 1
      }
      return x
    }
  }
}

extension Span where Element: FixedWidthInteger {
  /// Of a table: the remainder of byte `i` of `word` when `distance` bytes follow.
  @inline(__always)
  fileprivate subscript(_ word: UInt64, _ i: UInt64, before distance: Int) -> Element {
    self[distance &* 256 &+ Int(truncatingIfNeeded: word &>> (8 &* i) & 0xFF)]
  }
}
