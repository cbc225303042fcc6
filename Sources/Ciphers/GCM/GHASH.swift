// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

/// GHASH, NIST SP 800-38D §6.4: a polynomial in H over GF(2¹²⁸), block by block; constant-time.
///
/// It holds the hash subkey: whoever makes one calls `destroy` at the end.
struct GHASH: BitwiseCopyable {
  /// H = CIPH_K(0¹²⁸), the hash subkey.
  private let H: Block
  /// Y of §6.4, so far.
  private(set) var Y: Block

  /// Starts with the hash subkey, or goes on from `Y`.
  init(H: Block, Y: Block = .zero) {
    self.H = H
    self.Y = Y
  }

  /// Overwrites everything with zeros.
  mutating func destroy() {
    unsafe withUnsafeMutableBytes(of: &self) { unsafe erase($0) }
  }

  /// Yᵢ = (Yᵢ₋₁ ⊕ Xᵢ) • H for all blocks of `X`, the last one filled with zeros (0ᵛ, 0ᵘ of §7.1).
  mutating func update(_ X: Span<UInt8>, with aes: (any AESInstructions)?) {
    if let aes {
      Y = aes.hash(X, H: H, Y: Y)
      return
    }
    var offset = X.count < Self.powersByteCount ? 0 : updateByPowers(X)
    guard offset < X.count else { return }
    let H = FieldElement(H)
    while X.count &- offset >= 16 {
      Y = H.multiply(Y ^ Block(X, at: offset))
      offset &+= 16
    }
    if offset < X.count { Y = H.multiply(Y ^ Block(paddingTailOf: X, at: offset)) }
  }

  /// Yᵢ = (Yᵢ₋₁ ⊕ X) • H for one block.
  mutating func update(_ X: Block) {
    Y = FieldElement(H).multiply(Y ^ X)
  }

  /// The block with the two lengths in bits, [len(A)]₆₄ ‖ [len(C)]₆₄, and the result S.
  func finalize(byteCounts A: Int, _ C: Int) -> Block {
    FieldElement(H).multiply(
      Y ^ Block(high: UInt64(truncatingIfNeeded: A) &* 8, low: UInt64(truncatingIfNeeded: C) &* 8))
  }
}

extension GHASH {
  /// The fewest bytes for which powers of H are worth their computation.
  private static let powersByteCount = 224

  /// Several steps of §6.4 in one, and the number of bytes done: the more blocks there are, the
  /// more powers are worth their computation.
  private mutating func updateByPowers(_ X: Span<UInt8>) -> Int {
    if X.count < 2048 {
      var powers = HashPowers<18>()
      return update(X, &powers, pairs: X.count < 512 ? 1 : 2)
    }
    var powers = HashPowers<72>()
    return update(X, &powers, pairs: X.count < 8192 ? 4 : 8)
  }

  /// Steps of up to `pairs` pairs, for as many whole pairs of blocks as there are.
  @inline(never)
  private mutating func update<let n: Int>(
    _ X: Span<UInt8>, _ powers: inout HashPowers<n>, pairs: Int
  ) -> Int {
    powers.compute(H, pairs: pairs)
    var Y = self.Y
    var offset = 0
    while X.count &- offset >= 32 {
      let count = min(pairs, (X.count &- offset) / 32)
      Y = powers.step(Y, X, at: offset, pairs: count)
      offset &+= 32 &* count
    }
    powers.destroy()
    self.Y = Y
    return offset
  }
}
