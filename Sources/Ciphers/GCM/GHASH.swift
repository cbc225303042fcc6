// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

/// GHASH, NIST SP 800-38D §6.4: a polynomial in H over GF(2¹²⁸), block by block; constant-time.
///
/// It holds the hash subkey: whoever makes one erases it.
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

  /// Yᵢ = (Yᵢ₋₁ ⊕ Xᵢ) • H for all blocks of `X`, the last one filled with zeros (0ᵛ, 0ᵘ of §7.1).
  mutating func update(_ X: Span<UInt8>) {
    var offset = X.count < Self.pairedByteCount ? 0 : updatePaired(X)
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
  consuming func finalize(byteCounts A: Int, _ C: Int) -> Block {
    FieldElement(H).multiply(Y ^ Block(high: UInt64(A) &* 8, low: UInt64(C) &* 8))
  }
}

extension GHASH {
  /// The fewest bytes for which H² is worth its computation.
  private static let pairedByteCount = 128

  /// Two steps of §6.4 in one, Yᵢ = (Yᵢ₋₂ ⊕ Xᵢ₋₁) • H² ⊕ Xᵢ • H, and the number of bytes done.
  @inline(never)
  private mutating func updatePaired(_ X: Span<UInt8>) -> Int {
    let powers = ElementPair(FieldElement(H).multiply(H), H)
    var Y = self.Y
    var offset = 0
    while X.count &- offset >= 32 {
      let pair = ElementPair(Y ^ Block(X, at: offset), Block(X, at: offset &+ 16))
      Y = ProductSum(pair, powers).reduced
      offset &+= 32
    }
    self.Y = Y
    return offset
  }
}
