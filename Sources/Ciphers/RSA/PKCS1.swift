// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

extension RSA.PrivateKey {
  /// RSASSA-PKCS1-V1_5-SIGN, RFC 8017 §8.2.1, of a digest by SHA-256, SHA-384 or SHA-512.
  ///
  /// Another hash function, or a digest of another length, throws `incorrectParameterSize`;
  /// `authenticationFailure` means that the computer computed wrongly.
  package func signPKCS1(
    _ digest: [UInt8], using hash: HashAlgorithm
  ) throws(CipherError) -> [UInt8] {
    guard let EM = RSA.encoded(digest, using: hash, k: publicKey.byteCount) else {
      throw .incorrectParameterSize
    }
    return try signed(EM)
  }
}

extension RSA.PublicKey {
  /// RSASSA-PKCS1-V1_5-VERIFY, RFC 8017 §8.2.2, of a digest: whether the signature is valid.
  ///
  /// What the signature contains is compared with what it has to contain, rather than read: readers
  /// have been deceived. All inputs are public.
  package func isValidPKCS1(
    _ signature: [UInt8], for digest: [UInt8], using hash: HashAlgorithm
  ) -> Bool {
    guard let EM = RSA.encoded(digest, using: hash, k: byteCount) else { return false }
    return opened(signature) == EM
  }
}

extension RSA {
  /// EMSA-PKCS1-v1_5, RFC 8017 §9.2: 00 01 FF … FF 00 ‖ T, k bytes.
  fileprivate static func encoded(_ digest: [UInt8], using hash: HashAlgorithm, k: Int) -> [UInt8]?
  {
    guard let start = digestInfo(hash), digest.count == hash.byteCount else { return nil }
    let T = start + digest
    return [0, 1] + [UInt8](repeating: 0xFF, count: k - T.count - 3) + [0] + T
  }

  /// The DER of DigestInfo up to the digest, note 1 of RFC 8017 §9.2.
  private static func digestInfo(_ hash: HashAlgorithm) -> [UInt8]? {
    // The last number of the hash function's object identifier: 2.16.840.1.101.3.4.2.x.
    let last: UInt8
    switch hash {
    case .sha256: last = 1
    case .sha384: last = 2
    case .sha512: last = 3
    case .md5, .sha1, .sha224: return nil
    }
    let length = UInt8(hash.byteCount)
    return [0x30, 17 + length, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04]
      + [0x02, last, 0x05, 0x00, 0x04, length]
  }
}
