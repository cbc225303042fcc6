// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

/// GHASH, NIST SP 800-38D §6.4: a polynomial in H over GF(2¹²⁸), block by block; constant-time.
struct GHASH: ~Copyable {
  /// H = CIPH_K(0¹²⁸), the hash subkey, as its two halves.
  private let H: SecretBuffer<UInt64>
  /// Y of §6.4, so far.
  private var Y = Block.zero

  /// Starts with the hash subkey.
  init(H subkey: Block) {
    H = SecretBuffer(count: 2) { halves in
      halves[0] = subkey.high
      halves[1] = subkey.low
    }
  }

  /// Yᵢ = (Yᵢ₋₁ ⊕ Xᵢ) • H for all blocks of `X`, the last one filled with zeros (0ᵛ, 0ᵘ of §7.1).
  mutating func update(_ X: Span<UInt8>) {
    let whole = X.count & ~15
    let H = subkey
    var Y = self.Y
    var offset = 0
    while offset < whole {
      Y = H.multiply(Y ^ Block(X, at: offset))
      offset &+= 16
    }
    if whole < X.count { Y = H.multiply(Y ^ Block(paddingTailOf: X, at: whole)) }
    self.Y = Y
  }

  /// The block with the two lengths in bits, [len(A)]₆₄ ‖ [len(C)]₆₄, and the result S.
  consuming func finalize(byteCounts A: Int, _ C: Int) -> Block {
    subkey.multiply(Y ^ Block(high: UInt64(A) &* 8, low: UInt64(C) &* 8))
  }

  /// H, spread for multiplication.
  private var subkey: FieldElement {
    H.withSpan { FieldElement(Block(high: $0[0], low: $0[1])) }
  }
}
