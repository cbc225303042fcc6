// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

extension RSA.PrivateKey {
  /// RSASSA-PSS-SIGN, RFC 8017 §8.1.1, of a digest, with MGF1 by the same hash function.
  ///
  /// Digest and salt have hLen bytes each, else `incorrectParameterSize`; the salt is random, and not
  /// a secret. `authenticationFailure` means that the computer computed wrongly.
  package func signPSS(
    _ digest: [UInt8], using hash: HashAlgorithm, salt: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    let (k, hLen) = (publicKey.byteCount, hash.byteCount)
    guard digest.count == hLen, salt.count == hLen else { throw .incorrectParameterSize }
    let H = RSA.hashed(digest, salt, using: hash)
    var maskedDB = [UInt8](repeating: 0, count: k - 2 * hLen - 2) + [1] + salt
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
  /// The salt is as long as the digest, and MGF1 is by the same hash function. All inputs are public.
  package func isValidPSS(
    _ signature: [UInt8], for digest: [UInt8], using hash: HashAlgorithm
  ) -> Bool {
    let hLen = hash.byteCount
    guard digest.count == hLen, let EM = opened(signature) else { return false }
    let H = Array(EM[(EM.count - hLen - 1)..<(EM.count - 1)])
    var DB = Array(EM[..<(EM.count - hLen - 1)])
    guard EM[EM.count - 1] == 0xBC, DB[0] & 0x80 == 0 else { return false }
    RSA.applyMask(from: H, using: hash, to: &DB)
    DB[0] &= 0x7F
    let salt = Array(DB.suffix(hLen))
    let padding = DB.dropLast(hLen + 1)
    guard padding.allSatisfy({ $0 == 0 }), DB[padding.count] == 1 else { return false }
    return H == RSA.hashed(digest, salt, using: hash)
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
