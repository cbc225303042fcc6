/// A reflected cyclic redundancy check whose register starts, and is read, complemented.
///
/// Reflected: the least significant bit stands for the highest power of x. Not constant-time.
struct CyclicRedundancyCheck<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// The remainder of the message so far.
  private var register = Word.max
  /// What each byte contributes, shared by all checks of one kind.
  private let table: Table
  /// What long messages are shortened with.
  private let instructions: Instructions

  /// Starts an empty message.
  init(_ table: Table, with instructions: Instructions) {
    self.table = table
    self.instructions = instructions
  }

  /// Divides on.
  mutating func update(_ data: Span<UInt8>) {
    var offset = 0
    if let folding = instructions.folding, data.count >= Self.foldedByteCount {
      offset = data.count & -64
      let words = folding.fold(
        data.extracting(..<offset), after: UInt64(truncatingIfNeeded: register), table.factors)
      register = table.remainder(of: words)
    }
    register = table.remainder(of: data.extracting(offset...), after: register)
  }

  /// The fewest bytes that are worth folding.
  private static var foldedByteCount: Int { 192 }

  /// The check, most significant byte first.
  consuming func finalize() -> [UInt8] {
    Self.bytes(~register)
  }

  /// A word, most significant byte first.
  fileprivate static func bytes(_ word: Word) -> [UInt8] {
    stride(from: Word.bitWidth - 8, through: 0, by: -8).map { shift in
      UInt8(truncatingIfNeeded: word >> shift)
    }
  }
}

extension CyclicRedundancyCheck {
  /// The remainders of every byte when 0 to 7 bytes follow it.
  struct Table: Sendable {
    /// 256 for each distance.
    private let remainders: [Word]
    /// The polynomial, reflected, without its highest power.
    fileprivate let polynomial: Word
    /// What folds a message.
    let factors: FoldingFactors

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
      self.polynomial = polynomial
      factors = FoldingFactors(reflected: polynomial)
    }

    /// Divides 16 bytes, as two little-endian words, that nothing came before.
    func remainder(of words: (UInt64, UInt64)) -> Word {
      let table = remainders.span
      return table.remainder(of: words.1 ^ UInt64(truncatingIfNeeded: table.remainder(of: words.0)))
    }

    /// Divides eight bytes at a time: their remainder is the sum of those of the single bytes.
    func remainder(of data: Span<UInt8>, after register: Word) -> Word {
      let table = remainders.span
      var x = register
      var offset = 0
      while data.count &- offset >= 8 {
        let next = data.littleEndian(at: offset, as: UInt64.self) ^ UInt64(truncatingIfNeeded: x)
        x = table.remainder(of: next)
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

extension CyclicRedundancyCheck.Table {
  /// The check of a message that is two others, one behind the other; `first` and `second` are
  /// their checks, as many bytes as the word has, and `byteCount` is the length of the second.
  ///
  /// A remainder that n bytes follow counts x^8n times as much, modulo the polynomial.
  func check(of first: [UInt8], then second: [UInt8], _ byteCount: Int) -> [UInt8] {
    CyclicRedundancyCheck.bytes(product(word(first), power(ofBytes: byteCount)) ^ word(second))
  }

  private func word(_ check: [UInt8]) -> Word {
    precondition(check.count == Word.bitWidth / 8, "a check of another length")
    return check.reduce(0) { $0 << 8 | Word($1) }
  }

  /// x^8n modulo the polynomial, by squaring.
  private func power(ofBytes n: Int) -> Word {
    var (square, power) = (Word(1) << (Word.bitWidth - 9), Word(1) << (Word.bitWidth - 1))
    var rest = n
    while rest > 0 {
      if rest & 1 == 1 { power = product(power, square) }
      square = product(square, square)
      rest >>= 1
    }
    return power
  }

  /// The product of two polynomials modulo the one of the check.
  private func product(_ left: Word, _ right: Word) -> Word {
    var (sum, multiple) = (Word(0), right)
    for bit in stride(from: Word.bitWidth - 1, through: 0, by: -1) {
      if left >> bit & 1 == 1 { sum ^= multiple }
      multiple = multiple & 1 == 1 ? multiple >> 1 ^ polynomial : multiple >> 1
    }
    return sum
  }
}

extension Span where Element: FixedWidthInteger {
  /// Of a table: the remainder of a word of eight bytes.
  @inline(__always)
  fileprivate func remainder(of word: UInt64) -> Element {
    let (a, b) = (self[word, 0, before: 7], self[word, 1, before: 6])
    let (c, d) = (self[word, 2, before: 5], self[word, 3, before: 4])
    let (e, f) = (self[word, 4, before: 3], self[word, 5, before: 2])
    return a ^ b ^ c ^ d ^ e ^ f ^ self[word, 6, before: 1] ^ self[word, 7, before: 0]
  }

  /// Of a table: the remainder of byte `i` of `word` when `distance` bytes follow.
  @inline(__always)
  fileprivate subscript(_ word: UInt64, _ i: UInt64, before distance: Int) -> Element {
    self[distance &* 256 &+ Int(truncatingIfNeeded: word &>> (8 &* i) & 0xFF)]
  }
}
