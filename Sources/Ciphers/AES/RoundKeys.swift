// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197.

/// The key schedule, KEYEXPANSION of FIPS 197 §5.2, and its form for four blocks at once.
///
/// It lies on the stack of `lend`, which erases it: an operation on a short message would otherwise
/// spend a good part of its time on allocating memory. Constant-time.
@safe struct RoundKeys: ~Copyable {
  /// The words w of §5.2, little-endian.
  private let words: UnsafeMutableBufferPointer<UInt32>
  /// Eight planes for each of the Nr + 1 round keys; none where a processor's instructions do
  /// without.
  private let planes: UnsafeMutableBufferPointer<UInt64>
  /// What the key is used with; the key, which keeps it, is there for as long as `lend` takes.
  private unowned(unsafe) let instructions: Instructions

  /// Expands a key of 16, 24 or 32 bytes for the time that `body` takes.
  @inline(__always)
  static func lend<R>(
    _ key: SymmetricKey, to body: (borrowing RoundKeys) -> R
  ) throws(CipherError) -> R {
    guard isKey(ofByteCount: key.count) else { throw .incorrectKeySize }
    return lend(unchecked: key, to: body)
  }

  /// Whether AES has keys of that length, FIPS 197 §5.
  static func isKey(ofByteCount n: Int) -> Bool { n == 16 || n == 24 || n == 32 }

  /// Expands a key whose length is known to be right.
  @inline(__always)
  static func lend<R>(unchecked key: SymmetricKey, to body: (borrowing RoundKeys) -> R) -> R {
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 60) { words in
      unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 120) { planes in
        let roundKeys = unsafe RoundKeys(key, words, planes)
        let result = body(roundKeys)
        roundKeys.destroy()
        return result
      }
    }
  }

  /// Fills the memory, as much of it as the key's length needs.
  private init(
    _ key: SymmetricKey, _ words: UnsafeMutableBufferPointer<UInt32>,
    _ planes: UnsafeMutableBufferPointer<UInt64>
  ) {
    unsafe instructions = key.instructions
    let aes = key.instructions.aes
    let Nr = key.count / 4 + 6
    let words = unsafe UnsafeMutableBufferPointer(rebasing: words[..<(4 * (Nr + 1))])
    let planes = unsafe UnsafeMutableBufferPointer(
      rebasing: planes[..<(aes == nil ? 8 * (Nr + 1) : 0)])
    unsafe words.initialize(repeating: 0)
    unsafe planes.initialize(repeating: 0)
    unsafe (self.words, self.planes) = (words, planes)
    var w = unsafe MutableSpan(_unsafeElements: words)
    if let aes {
      key.withBytes { aes.expand($0, into: &w) }
      return
    }
    key.withBytes { Self.expand($0, into: &w) }
    var q = unsafe MutableSpan(_unsafeElements: planes)
    Self.slice(w.span, into: &q)
  }

  /// Overwrites both forms with zeros.
  private borrowing func destroy() {
    unsafe erase(UnsafeMutableRawBufferPointer(words))
    unsafe erase(UnsafeMutableRawBufferPointer(planes))
  }

  /// A processor's instructions, if the key is used with them.
  @inline(__always)
  var aes: (any AESInstructions)? { unsafe planes.isEmpty ? instructions.aes : nil }

  /// Lends the words of §5.2, four for each round key.
  @inline(__always)
  borrowing func withWords<R: ~Copyable>(_ body: (Span<UInt32>) -> R) -> R {
    body(unsafe Span(_unsafeElements: words))
  }
}

extension RoundKeys {
  /// KEYEXPANSION, FIPS 197 §5.2, Algorithm 2; words are little-endian, so ROTWORD turns right.
  @inline(never)
  private static func expand(_ key: Span<UInt8>, into w: inout MutableSpan<UInt32>) {
    let Nk = key.count / 4
    for i in 0..<Nk { w[i] = key.bigEndian(at: 4 * i, as: UInt32.self).byteSwapped }
    var Rcon: UInt32 = 1
    var phase = 0
    for i in Nk..<w.count {
      var temp = w[i &- 1]
      if phase == 0 {
        temp = Planes<UInt64>.subWord(temp &>> 8 | temp &<< 24) ^ Rcon
        Rcon = Rcon &<< 1 ^ (Rcon &>> 7) &* 0x11B
      } else if Nk > 6 && phase == 4 {
        temp = Planes<UInt64>.subWord(temp)
      }
      w[i] = w[i &- Nk] ^ temp
      phase = phase &+ 1 == Nk ? 0 : phase &+ 1
    }
  }

  /// Every round key, four times over, as planes; the constant 63 of SUBBYTES is added to all but
  /// the first.
  @inline(never)
  private static func slice(_ w: Span<UInt32>, into planes: inout MutableSpan<UInt64>) {
    var constant: UInt64 = 0
    for round in 0..<planes.count / 8 {
      let block = Block(
        high: (UInt64(w[4 * round]) | UInt64(w[4 * round + 1]) &<< 32).byteSwapped,
        low: (UInt64(w[4 * round + 2]) | UInt64(w[4 * round + 3]) &<< 32).byteSwapped)
      let (even, odd) = Planes.interleave(block)
      for bit in 0..<8 {
        let plane = Planes.spread(bit: UInt64(bit), even, odd)
        planes[8 * round + bit] = 0x63 >> bit & 1 == 1 ? plane ^ constant : plane
      }
      constant = .max
    }
  }
}

extension RoundKeys {
  /// CIPHER, FIPS 197 §5.1, on four blocks for the price of one; constant-time.
  @inline(__always)
  borrowing func encrypt(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block
  ) -> (Block, Block, Block, Block) {
    if let aes { return withWords { aes.encrypt(a, b, c, d, $0) } }
    return encryptSliced(a, b, c, d)
  }

  /// INVCIPHER, FIPS 197 §5.3, on four blocks for the price of one; constant-time.
  @inline(__always)
  borrowing func decrypt(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block
  ) -> (Block, Block, Block, Block) {
    if let aes { return withWords { aes.decrypt(a, b, c, d, $0) } }
    return decryptSliced(a, b, c, d)
  }

  @inline(never)
  private borrowing func encryptSliced(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block
  ) -> (Block, Block, Block, Block) {
    var state = Planes(a, b, c, d)
    state.encrypt(unsafe Span(_unsafeElements: UnsafeBufferPointer(planes)))
    return state.blocks()
  }

  @inline(never)
  private borrowing func decryptSliced(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block
  ) -> (Block, Block, Block, Block) {
    var state = Planes(a, b, c, d)
    state.decrypt(unsafe Span(_unsafeElements: UnsafeBufferPointer(planes)))
    return state.blocks()
  }

  /// CIPHER, FIPS 197 §5.1, on one block; constant-time.
  borrowing func encrypt(_ block: Block) -> Block {
    encrypt(block, .zero, .zero, .zero).0
  }

  /// INVCIPHER, FIPS 197 §5.3, on one block; constant-time.
  borrowing func decrypt(_ block: Block) -> Block {
    decrypt(block, .zero, .zero, .zero).0
  }
}
