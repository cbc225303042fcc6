// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8018.

extension KDF {
  /// PBKDF2, RFC 8018 §5.2 and SP 800-132 §5.3, with HMAC: a key out of a password, slowly.
  ///
  /// `iterations` and `byteCount` are 1 at least; the work grows with the product of both.
  package static func pbkdf2(
    _ algorithm: HashAlgorithm, password: SymmetricKey, salt: [UInt8], iterations: Int,
    byteCount: Int
  ) -> SymmetricKey {
    switch algorithm {
    case .md5: pbkdf2(Insecure.MD5.self, password, salt, iterations, byteCount)
    case .sha1: pbkdf2(Insecure.SHA1.self, password, salt, iterations, byteCount)
    case .sha224: pbkdf2(SHA224.self, password, salt, iterations, byteCount)
    case .sha256: pbkdf2(SHA256.self, password, salt, iterations, byteCount)
    case .sha384: pbkdf2(SHA384.self, password, salt, iterations, byteCount)
    case .sha512: pbkdf2(SHA512.self, password, salt, iterations, byteCount)
    }
  }

  private static func pbkdf2<H: HashFunction>(
    _: H.Type, _ password: SymmetricKey, _ salt: [UInt8], _ iterations: Int, _ byteCount: Int
  ) -> SymmetricKey {
    precondition(iterations > 0 && byteCount > 0, "c and dkLen must be positive")
    // Keyed once: a copy of it is the start of every message.
    let keyed = HMAC<H>(key: password)
    var output: [UInt8] = []
    output.reserveCapacity(byteCount)
    var i: UInt32 = 1
    while output.count < byteCount {
      var part = block(i, keyed, salt, iterations)
      output.append(contentsOf: part.prefix(byteCount - output.count))
      erase(&part)
      i += 1
    }
    return SymmetricKey(consume output, with: password.instructions)
  }

  /// F(P, S, c, i) = U₁ ⊕ U₂ ⊕ … ⊕ U_c.
  private static func block<H: HashFunction>(
    _ i: UInt32, _ keyed: HMAC<H>, _ salt: [UInt8], _ iterations: Int
  ) -> [UInt8] {
    var U = code(salt + i.bigEndianBytes, keyed)
    var T = U
    for _ in 1..<iterations {
      U = code(U, keyed)
      for k in T.indices { T[k] ^= U[k] }
    }
    erase(&U)
    return T
  }

  private static func code<H: HashFunction>(_ message: [UInt8], _ keyed: HMAC<H>) -> [UInt8] {
    var hmac = keyed
    hmac.update(message)
    return hmac.finalize()
  }
}
