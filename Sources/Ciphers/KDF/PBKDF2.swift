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
    pbkdf2(
      algorithm, password: password, salt: salt, iterations: iterations, byteCount: byteCount
    ) { _, _ in }
  }

  /// The same, which `pause` ends by throwing: it hears how many rounds are done, of how many.
  package static func pbkdf2<Stop: Error>(
    _ algorithm: HashAlgorithm, password: SymmetricKey, salt: [UInt8], iterations: Int,
    byteCount: Int, pause: (_ done: Int, _ total: Int) throws(Stop) -> Void
  ) throws(Stop) -> SymmetricKey {
    switch algorithm {
    case .md5: try pbkdf2(Insecure.MD5.self, password, salt, iterations, byteCount, pause)
    case .sha1: try pbkdf2(Insecure.SHA1.self, password, salt, iterations, byteCount, pause)
    case .sha224: try pbkdf2(SHA224.self, password, salt, iterations, byteCount, pause)
    case .sha256: try pbkdf2(SHA256.self, password, salt, iterations, byteCount, pause)
    case .sha384: try pbkdf2(SHA384.self, password, salt, iterations, byteCount, pause)
    case .sha512: try pbkdf2(SHA512.self, password, salt, iterations, byteCount, pause)
    }
  }

  /// Rounds between two pauses.
  private static let roundsBetweenPauses = 1_000

  private static func pbkdf2<H: HashFunction, Stop: Error>(
    _: H.Type, _ password: SymmetricKey, _ salt: [UInt8], _ iterations: Int, _ byteCount: Int,
    _ pause: (_ done: Int, _ total: Int) throws(Stop) -> Void
  ) throws(Stop) -> SymmetricKey {
    precondition(iterations > 0 && byteCount > 0, "c and dkLen must be positive")
    // Keyed once: a copy of it is the start of every message.
    let keyed = HMAC<H>(key: password)
    var output: [UInt8] = []
    output.reserveCapacity(byteCount)
    let total = (byteCount + H.byteCount - 1) / H.byteCount * iterations
    for i in 1...UInt32((byteCount + H.byteCount - 1) / H.byteCount) {
      var part: [UInt8]
      do throws(Stop) {
        part = try block(i, keyed, salt, iterations) { (done) throws(Stop) in
          try pause((Int(i) - 1) * iterations + done, total)
        }
      } catch {
        erase(&output)
        throw error
      }
      output.append(contentsOf: part.prefix(byteCount - output.count))
      erase(&part)
    }
    return SymmetricKey(consume output, with: password.instructions)
  }

  /// F(P, S, c, i) = U₁ ⊕ U₂ ⊕ … ⊕ U_c.
  private static func block<H: HashFunction, Stop: Error>(
    _ i: UInt32, _ keyed: HMAC<H>, _ salt: [UInt8], _ iterations: Int,
    _ pause: (_ done: Int) throws(Stop) -> Void
  ) throws(Stop) -> [UInt8] {
    var U = code(salt + i.bigEndianBytes, keyed)
    var T = U
    for round in 1..<iterations {
      U = code(U, keyed)
      for k in T.indices { T[k] ^= U[k] }
      guard round.isMultiple(of: roundsBetweenPauses) else { continue }
      do throws(Stop) {
        try pause(round)
      } catch {
        erase(&U)
        erase(&T)
        throw error
      }
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
