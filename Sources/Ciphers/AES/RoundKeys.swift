// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197.

/// The key schedule, KEYEXPANSION of FIPS 197 §5.2, and its form for eight blocks at once.
///
/// It lies on the stack of `lend`, which erases it: an operation on a short message would otherwise
/// spend a good part of its time on allocating memory. Constant-time.
@safe struct RoundKeys: ~Copyable {
  /// The words w of §5.2, little-endian.
  private let words: UnsafeMutableBufferPointer<UInt32>
  /// The same, row by row, as eight blocks need them; none where a processor's instructions do
  /// without.
  private let rows: UnsafeMutableBufferPointer<SIMD4<UInt32>>
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
      unsafe withUnsafeTemporaryAllocation(of: SIMD4<UInt32>.self, capacity: 15) { rows in
        let roundKeys = unsafe RoundKeys(key, words, rows)
        let result = body(roundKeys)
        roundKeys.destroy()
        return result
      }
    }
  }

  /// Fills the memory, as much of it as the key's length needs.
  private init(
    _ key: SymmetricKey, _ words: UnsafeMutableBufferPointer<UInt32>,
    _ rows: UnsafeMutableBufferPointer<SIMD4<UInt32>>
  ) {
    unsafe instructions = key.instructions
    let aes = key.instructions.aes
    let keyCount = key.count / 4 + 7
    let words = unsafe UnsafeMutableBufferPointer(rebasing: words[..<(4 * keyCount)])
    let rows = unsafe UnsafeMutableBufferPointer(rebasing: rows[..<(aes == nil ? keyCount : 0)])
    unsafe words.initialize(repeating: 0)
    unsafe rows.initialize(repeating: .zero)
    unsafe (self.words, self.rows) = (words, rows)
    var w = unsafe MutableSpan(_unsafeElements: words)
    if let aes {
      key.withBytes { aes.expand($0, into: &w) }
      return
    }
    key.withBytes { Self.expand($0, into: &w) }
    var r = unsafe MutableSpan(_unsafeElements: rows)
    Self.arrange(w.span, into: &r)
  }

  /// Overwrites both forms with zeros.
  private borrowing func destroy() {
    unsafe erase(UnsafeMutableRawBufferPointer(words))
    unsafe erase(UnsafeMutableRawBufferPointer(rows))
  }

  /// A processor's instructions, if the key is used with them.
  @inline(__always)
  var aes: (any AESInstructions)? { unsafe instructions.aes }

  /// Lends the words of §5.2, four for each round key.
  @inline(__always)
  borrowing func withWords<R: ~Copyable>(_ body: (Span<UInt32>) -> R) -> R {
    body(unsafe Span(_unsafeElements: words))
  }

  /// CIPHER, FIPS 197 §5.1, on eight blocks, by the portable code; constant-time.
  @inline(__always)
  borrowing func encryptSliced(_ blocks: inout EightBlocks) {
    blocks.encrypt(unsafe Span(_unsafeElements: rows))
  }

  /// INVCIPHER, FIPS 197 §5.3, on eight blocks, by the portable code; constant-time.
  @inline(__always)
  borrowing func decryptSliced(_ blocks: inout EightBlocks) {
    blocks.decrypt(unsafe Span(_unsafeElements: rows))
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

  /// Every round key, row by row, with the constant of `key(ofRound:)`.
  @inline(never)
  private static func arrange(_ w: Span<UInt32>, into rows: inout MutableSpan<SIMD4<UInt32>>) {
    for i in rows.indices { rows[i] = w.key(ofRound: i).rows.lanes }
  }
}

extension Span<UInt32> {
  /// The key of a round from the words w, FIPS 197 §5.2, with the constant 63 of SUBBYTES added to
  /// all but the first.
  @inline(__always)
  func key(ofRound i: Int) -> Block {
    let words = SIMD4(self[4 &* i], self[4 &* i &+ 1], self[4 &* i &+ 2], self[4 &* i &+ 3])
    return Block(littleEndian: words ^ SIMD4(repeating: i > 0 ? 0x6363_6363 : 0))
  }
}

extension RoundKeys {
  /// CIPHER, FIPS 197 §5.1, on eight blocks; constant-time.
  @inline(__always)
  borrowing func encrypt(_ blocks: inout EightBlocks) {
    if let aes {
      withWords {
        (blocks[0], blocks[1], blocks[2], blocks[3]) = aes.encrypt(
          blocks[0], blocks[1], blocks[2], blocks[3], $0)
        (blocks[4], blocks[5], blocks[6], blocks[7]) = aes.encrypt(
          blocks[4], blocks[5], blocks[6], blocks[7], $0)
      }
    } else {
      encryptSliced(&blocks)
    }
  }

  /// CIPHER, FIPS 197 §5.1, on four blocks; constant-time.
  @inline(__always)
  borrowing func encrypt(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block
  ) -> (Block, Block, Block, Block) {
    if let aes { return withWords { aes.encrypt(a, b, c, d, $0) } }
    return withBlocks(a, b, c, d) { encryptSliced(&$0) }
  }

  /// INVCIPHER, FIPS 197 §5.3, on four blocks; constant-time.
  @inline(__always)
  borrowing func decrypt(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block
  ) -> (Block, Block, Block, Block) {
    if let aes { return withWords { aes.decrypt(a, b, c, d, $0) } }
    return withBlocks(a, b, c, d) { decryptSliced(&$0) }
  }

  /// What becomes of four blocks among eight.
  @inline(__always)
  private func withBlocks(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block,
    _ body: (inout EightBlocks) -> Void
  ) -> (Block, Block, Block, Block) {
    var blocks = EightBlocks()
    (blocks[0], blocks[1], blocks[2], blocks[3]) = (a, b, c, d)
    body(&blocks)
    let result = (blocks[0], blocks[1], blocks[2], blocks[3])
    blocks.destroy()
    return result
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
