// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

extension MLDSA {
  /// A private key by its seed, FIPS 204 §3.6.3; expanded once, and erased with its last owner.
  package struct PrivateKey: Sendable {
    /// ξ.
    private let seed: SymmetricKey
    /// What Algorithm 6 makes of it.
    private let signingKey: SigningKey
    /// The public key.
    package let publicKey: PublicKey

    /// ML-DSA.KeyGen_internal, Algorithm 6, of a seed ξ of 32 bytes; `incorrectKeySize` for others.
    package init(seed: [UInt8], _ parameters: ParameterSet) throws(CipherError) {
      guard seed.count == 32 else { throw .incorrectKeySize }
      self.seed = SymmetricKey(seed)
      (signingKey, publicKey) = SigningKey.generate(seed, parameters)
    }

    /// What it belongs to.
    package var parameters: ParameterSet { publicKey.parameters }

    /// A copy of the seed outside the protection of this type.
    package func copySeed() -> [UInt8] { seed.copyBytes() }

    /// A copy of the expanded key, Algorithm 24, outside the protection of this type.
    package func copyExpanded() -> [UInt8] { signingKey.copyExpanded() }

    /// ML-DSA.Sign, Algorithm 2: a context of at most 255 bytes, `rnd` of 32 bytes, which are
    /// random, or all zero for the deterministic variant.
    package func sign(
      _ message: [UInt8], context: [UInt8] = [], rnd: [UInt8]
    ) throws(CipherError) -> [UInt8] {
      try signingKey.sign(message, context: context, rnd: rnd)
    }

    /// ML-DSA.Sign_internal, Algorithm 7, of a representative μ of 64 bytes; `rnd` as for `sign`.
    package func sign(mu: [UInt8], rnd: [UInt8]) throws(CipherError) -> [UInt8] {
      try signingKey.sign(mu: mu, rnd: rnd)
    }
  }
}
