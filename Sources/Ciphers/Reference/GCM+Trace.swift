// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

extension AES.GCM {
  /// GCM-AE as SP 800-38D says it, with every value on the way; for tests and for `gcm trace`.
  ///
  /// Not constant-time, as `AES.Reference` is not: never for anything but tests and lessons.
  package struct Trace: Equatable, Sendable {
    /// The hash subkey, CIPH_K(0¹²⁸), §7.1, step 1.
    package let H: [UInt8]
    /// The pre-counter block, §7.1, step 2.
    package let J0: [UInt8]
    /// The blocks of GCTR, §6.5.
    package let counters: [Counter]
    /// The blocks that GHASH takes, and what they make, §6.4.
    package let hashes: [Hash]
    /// The ciphertext C.
    package let ciphertext: [UInt8]
    /// CIPH_K(J₀), which GCTR adds to S, §7.1, step 6.
    package let tagMask: [UInt8]
    /// The tag T, all 16 bytes of it.
    package let tag: [UInt8]

    /// A counter block and what it does, §6.5, steps 5 and 6.
    package struct Counter: Equatable, Sendable {
      /// CBᵢ.
      package let block: [UInt8]
      /// CIPH_K(CBᵢ).
      package let encrypted: [UInt8]
      /// Xᵢ, of the plaintext.
      package let input: [UInt8]
      /// Yᵢ, of the ciphertext.
      package let output: [UInt8]
    }

    /// A step of GHASH, §6.4, step 3.
    package struct Hash: Equatable, Sendable {
      /// Whether the block is of A, of C or of the lengths.
      package let part: Part
      /// Xᵢ.
      package let X: [UInt8]
      /// Yᵢ = (Yᵢ₋₁ ⊕ Xᵢ) • H.
      package let Y: [UInt8]
    }

    /// What a block of the hashed string contains, §7.1, step 5.
    package enum Part: Equatable, Sendable {
      /// The authenticated data A, with zeros after it.
      case data
      /// The ciphertext C, with zeros after it.
      case ciphertext
      /// [len(A)]₆₄ ‖ [len(C)]₆₄.
      case lengths
    }
  }

  /// GCM-AE, SP 800-38D §7.1, Algorithm 4, step by step; see `Trace`.
  package static func trace(
    _ P: [UInt8], key K: [UInt8], nonce IV: [UInt8], authenticating A: [UInt8]
  ) throws(CipherError) -> Trace {
    guard !IV.isEmpty else { throw .incorrectParameterSize }
    let zeros = [UInt8](repeating: 0, count: 16)
    let H = try AES.Reference.encrypt(block: zeros, key: K).output
    let J0 =
      IV.count == 12
      ? IV + [0, 0, 0, 1]
      : Trace.GHASH(H, [(.data, Trace.padded(IV)), (.lengths, Trace.lengths(0, IV.count))]).Y
    var CB = J0
    var counters: [Trace.Counter] = []
    for offset in stride(from: 0, to: P.count, by: 16) {
      CB = Trace.inc32(CB)
      let encrypted = try AES.Reference.encrypt(block: CB, key: K).output
      let X = Array(P[offset..<min(offset + 16, P.count)])
      counters.append(
        .init(block: CB, encrypted: encrypted, input: X, output: zip(X, encrypted).map { $0 ^ $1 }))
    }
    let C = counters.flatMap(\.output)
    let (S, hashes) = Trace.GHASH(
      H,
      [
        (.data, Trace.padded(A)), (.ciphertext, Trace.padded(C)),
        (.lengths, Trace.lengths(A.count, C.count)),
      ])
    let mask = try AES.Reference.encrypt(block: J0, key: K).output
    return Trace(
      H: H, J0: J0, counters: counters, hashes: hashes, ciphertext: C, tagMask: mask,
      tag: zip(S, mask).map { $0 ^ $1 })
  }
}

extension AES.GCM.Trace {
  /// GHASH_H, SP 800-38D §6.4, Algorithm 2.
  fileprivate static func GHASH(
    _ H: [UInt8], _ parts: [(Part, [UInt8])]
  ) -> (Y: [UInt8], steps: [Hash]) {
    var Y = [UInt8](repeating: 0, count: 16)
    var steps: [Hash] = []
    for (part, bytes) in parts {
      for offset in stride(from: 0, to: bytes.count, by: 16) {
        let X = Array(bytes[offset..<offset + 16])
        Y = multiply(zip(Y, X).map { $0 ^ $1 }, H)
        steps.append(Hash(part: part, X: X, Y: Y))
      }
    }
    return (Y, steps)
  }

  /// X • Y in GF(2¹²⁸), SP 800-38D §6.3, Algorithm 1.
  package static func multiply(_ X: [UInt8], _ Y: [UInt8]) -> [UInt8] {
    var Z = [UInt8](repeating: 0, count: 16)
    var V = Y
    for i in 0..<128 {
      if X[i / 8] >> UInt8(7 - i % 8) & 1 == 1 { Z = zip(Z, V).map { $0 ^ $1 } }
      let isLSBSet = V[15] & 1 == 1
      for j in stride(from: 15, to: 0, by: -1) { V[j] = V[j] >> 1 | V[j - 1] << 7 }
      V[0] >>= 1
      if isLSBSet { V[0] ^= 0xE1 }
    }
    return Z
  }

  /// inc₃₂, SP 800-38D §6.2.
  fileprivate static func inc32(_ X: [UInt8]) -> [UInt8] {
    var X = X
    for i in stride(from: 15, through: 12, by: -1) {
      X[i] &+= 1
      if X[i] != 0 { break }
    }
    return X
  }

  /// With zeros up to a whole block: 0ᵛ and 0ᵘ of SP 800-38D §7.1, step 4.
  fileprivate static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (16 - bytes.count % 16) % 16)
  }

  /// [len(A)]₆₄ ‖ [len(C)]₆₄, SP 800-38D §7.1, step 5.
  fileprivate static func lengths(_ A: Int, _ C: Int) -> [UInt8] {
    [A, C].flatMap { n in (0..<8).map { UInt8(truncatingIfNeeded: (n * 8) >> (56 - 8 * $0)) } }
  }
}
