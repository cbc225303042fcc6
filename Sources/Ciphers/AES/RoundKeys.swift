// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197.

/// The key schedule, KEYEXPANSION of FIPS 197 §5.2, sliced like the blocks that it is added to.
///
/// Constant-time; the words are erased with their owner.
struct RoundKeys: ~Copyable {
  /// Eight planes for each of the Nr + 1 round keys.
  private let planes: SecretBuffer<UInt64>

  /// Expands a key of 16, 24 or 32 bytes.
  init(_ key: SymmetricKey) throws(CipherError) {
    guard key.count == 16 || key.count == 24 || key.count == 32 else { throw .incorrectKeySize }
    self.init(unchecked: key)
  }

  /// Expands a key whose length is known to be right.
  init(unchecked key: SymmetricKey) {
    let Nk = key.count / 4
    let roundKeyCount = Nk + 7
    let w = SecretBuffer<UInt32>(count: 4 * roundKeyCount) { w in
      key.withBytes { Self.expand($0, into: &w) }
    }
    planes = SecretBuffer(count: 8 * roundKeyCount) { planes in
      w.withSpan { Self.slice($0, into: &planes) }
    }
  }

  /// KEYEXPANSION, FIPS 197 §5.2, Algorithm 2; words are little-endian, so ROTWORD turns right.
  private static func expand(_ key: Span<UInt8>, into w: inout MutableSpan<UInt32>) {
    let Nk = key.count / 4
    for i in 0..<Nk { w[i] = key.bigEndian(at: 4 * i, as: UInt32.self).byteSwapped }
    var Rcon: UInt32 = 1
    for i in Nk..<w.count {
      var temp = w[i &- 1]
      if i % Nk == 0 {
        temp = Planes.subWord(temp &>> 8 | temp &<< 24) ^ Rcon
        Rcon = Rcon &<< 1 ^ (Rcon &>> 7) &* 0x11B
      } else if Nk > 6 && i % Nk == 4 {
        temp = Planes.subWord(temp)
      }
      w[i] = w[i &- Nk] ^ temp
    }
  }

  /// Every round key, four times over, as planes.
  private static func slice(_ w: Span<UInt32>, into planes: inout MutableSpan<UInt64>) {
    for round in 0..<planes.count / 8 {
      let block = Block(
        high: (UInt64(w[4 * round]) | UInt64(w[4 * round + 1]) &<< 32).byteSwapped,
        low: (UInt64(w[4 * round + 2]) | UInt64(w[4 * round + 3]) &<< 32).byteSwapped)
      let sliced = Planes(block, block, block, block)
      planes[8 * round] = sliced.q0
      planes[8 * round + 1] = sliced.q1
      planes[8 * round + 2] = sliced.q2
      planes[8 * round + 3] = sliced.q3
      planes[8 * round + 4] = sliced.q4
      planes[8 * round + 5] = sliced.q5
      planes[8 * round + 6] = sliced.q6
      planes[8 * round + 7] = sliced.q7
    }
  }
}

extension RoundKeys {
  /// CIPHER, FIPS 197 §5.1, on four blocks for the price of one; constant-time.
  @inline(never)
  borrowing func encrypt(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block
  ) -> (Block, Block, Block, Block) {
    planes.withSpan { w in
      var state = Planes(a, b, c, d)
      state.encrypt(w)
      return state.blocks()
    }
  }

  /// CIPHER, FIPS 197 §5.1, on one block; constant-time.
  borrowing func encrypt(_ block: Block) -> Block {
    encrypt(block, .zero, .zero, .zero).0
  }
}
