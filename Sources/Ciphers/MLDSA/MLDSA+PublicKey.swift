// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

extension MLDSA {
  /// A public key, FIPS 204 §7.2; everything that it does takes variable time.
  package struct PublicKey: Sendable, Equatable {
    /// ρ ‖ t₁, Algorithm 22.
    package let bytes: [UInt8]
    /// What it belongs to.
    package let parameters: ParameterSet

    /// Any bytes of the right length are a public key; `incorrectKeySize` for others.
    package init(_ bytes: [UInt8], _ parameters: ParameterSet) throws(CipherError) {
      guard bytes.count == parameters.publicKeyByteCount else { throw .incorrectKeySize }
      self.init(unchecked: bytes, parameters)
    }

    /// Bytes whose number is known to be right.
    init(unchecked bytes: [UInt8], _ parameters: ParameterSet) {
      self.bytes = bytes
      self.parameters = parameters
    }

    /// tr, the hash of the public key, 64 bytes.
    package var hash: [UInt8] { H(bytes, count: 64) }

    /// μ, the representative of a message, 64 bytes: step 6 of Algorithm 7 on step 10 of Algorithm
    /// 2.
    ///
    /// No bytes for a context of more than 255, which nothing may be signed in.
    package func mu(of message: [UInt8], context: [UInt8] = []) -> [UInt8] {
      MLDSA.mu(of: message, context: context, hash)
    }

    /// ML-DSA.Verify, Algorithm 3; false for a context of more than 255 bytes.
    package func isValid(
      _ signature: [UInt8], for message: [UInt8], context: [UInt8] = []
    ) -> Bool {
      isValid(signature, mu: mu(of: message, context: context))
    }

    /// ML-DSA.Verify_internal, Algorithm 8, of a representative μ; false for other than 64 bytes.
    package func isValid(_ signature: [UInt8], mu: [UInt8]) -> Bool {
      guard mu.count == 64, let parts = DecodedSignature(signature, parameters),
        !parts.z.isNorm(atLeast: parameters.gamma1 - parameters.beta)
      else { return false }
      let rounding = Rounding(parameters)
      var z = parts.z.copy()
      z.ntt()
      var c = Polynomials(inBall: parts.cTilde, parameters)
      c.ntt()
      // t₁ · 2ᵈ.
      var t = Polynomials(unpacking: bytes.span.extracting(droppingFirst: 32), bits: 10)
      t.map { $0 &<< MLDSA.d }
      t.ntt()
      let A = Polynomials(expandA: bytes.span.extracting(first: 32), parameters)
      var w = A.times(z)
      w.inverseNTT()
      var ct = t.scaled(by: c)
      ct.inverseNTT()
      w.subtract(ct)
      w.use(parts.h, rounding)
      return H(mu, w.encoded(parameters), count: parts.cTilde.count) == parts.cTilde
    }
  }

  /// H(tr ‖ 0 ‖ |ctx| ‖ ctx ‖ M, 64), or no bytes if the context is too long.
  static func mu(of message: [UInt8], context: [UInt8], _ tr: [UInt8]) -> [UInt8] {
    guard context.count <= 255 else { return [] }
    return H(tr, [0, UInt8(context.count)], context, message, count: 64)
  }
}

extension Polynomials {
  /// w1Encode, Algorithm 28, of high bits.
  borrowing func encoded(_ parameters: MLDSA.ParameterSet) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, bits: parameters.highBitCount)
    return bytes
  }
}
