// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

extension RSA.PrivateKey {
  /// RSASSA-PSS-SIGN, RFC 8017 §8.1.1, of a digest, with MGF1 by the same hash function.
  ///
  /// The digest has hLen bytes and the salt at most k − hLen − 2, best hLen, else
  /// `incorrectParameterSize`; the salt is random, and not a secret. `authenticationFailure` means
  /// that the computer computed wrongly.
  package func signPSS(
    _ digest: [UInt8], using hash: HashAlgorithm, salt: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    let (k, hLen) = (publicKey.byteCount, hash.byteCount)
    guard digest.count == hLen, salt.count <= k - hLen - 2 else { throw .incorrectParameterSize }
    let H = RSA.hashed(digest, salt, using: hash)
    var maskedDB = [UInt8](repeating: 0, count: k - hLen - salt.count - 2) + [1] + salt
    RSA.applyMask(from: H, using: hash, to: &maskedDB)
    maskedDB[0] &= 0x7F
    return try signed(maskedDB + H + [0xBC])
  }

  /// The signature of an encoded message of k bytes that is below n.
  func signed(_ EM: [UInt8]) throws(CipherError) -> [UInt8] {
    guard let m = publicKey.representative(EM), let s = powered(m) else {
      throw .authenticationFailure
    }
    return s.bytes(publicKey.byteCount)
  }
}

extension RSA.PublicKey {
  /// RSASSA-PSS-VERIFY, RFC 8017 §8.1.2, of a digest: whether the signature is valid.
  ///
  /// The salt is as long as the digest, and MGF1 is by the same hash function. All inputs are
  /// public.
  package func isValidPSS(
    _ signature: [UInt8], for digest: [UInt8], using hash: HashAlgorithm
  ) -> Bool {
    guard let parts = partsOfPSS(signature, using: hash), digest.count == hash.byteCount else {
      return false
    }
    return parts.salt.count == digest.count && parts.belongs(to: digest)
  }

  /// What the message encoded in a signature consists of, steps 3 to 11 of RFC 8017 §9.1.2, for a
  /// salt of any length; nothing for what is no signature of PSS with MGF1 by this hash function.
  package func partsOfPSS(_ signature: [UInt8], using hash: HashAlgorithm) -> RSA.PSSParts? {
    let hLen = hash.byteCount
    guard let EM = opened(signature) else { return nil }
    let H = Array(EM[(EM.count - hLen - 1)..<(EM.count - 1)])
    var DB = Array(EM[..<(EM.count - hLen - 1)])
    guard EM[EM.count - 1] == 0xBC, DB[0] & 0x80 == 0 else { return nil }
    RSA.applyMask(from: H, using: hash, to: &DB)
    DB[0] &= 0x7F
    guard let start = DB.firstIndex(where: { $0 != 0 }), DB[start] == 1 else { return nil }
    return RSA.PSSParts(
      hash: hash, maskedDB: Array(EM[..<DB.count]), H: H, salt: Array(DB[(start + 1)...]))
  }
}

extension RSA {
  /// The parts of a message that EMSA-PSS encoded, RFC 8017 §9.1.1: maskedDB ‖ H ‖ BC.
  package struct PSSParts: Sendable, Equatable {
    /// The hash function, of MGF1 too.
    package let hash: HashAlgorithm
    /// The padding and the salt under the mask.
    package let maskedDB: [UInt8]
    /// Hash(eight zeros ‖ mHash ‖ salt).
    package let H: [UInt8]
    /// What was under the mask behind the padding.
    package let salt: [UInt8]

    /// Whether this encodes a digest: step 14 of §9.1.2.
    package func belongs(to digest: [UInt8]) -> Bool {
      H == RSA.hashed(digest, salt, using: hash)
    }
  }
}

extension RSA {
  /// H = Hash(M′), M′ = eight zeros ‖ mHash ‖ salt: steps 5 and 6 of RFC 8017 §9.1.1.
  fileprivate static func hashed(
    _ digest: [UInt8], _ salt: [UInt8], using hash: HashAlgorithm
  ) -> [UInt8] {
    hash.hash([UInt8](repeating: 0, count: 8) + digest + salt)
  }
}
