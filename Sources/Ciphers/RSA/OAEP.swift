// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

extension RSA.PublicKey {
  /// RSAES-OAEP-ENCRYPT, RFC 8017 §7.1.1, with MGF1 by the same hash function.
  ///
  /// The message has at most k − 2 hLen − 2 bytes, else `messageTooLong`; the seed, which is new
  /// and random for each message, has hLen bytes, else `incorrectParameterSize`.
  package func encryptOAEP(
    _ message: [UInt8], using hash: HashAlgorithm, label: [UInt8] = [], seed: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    let (k, hLen) = (byteCount, hash.byteCount)
    guard seed.count == hLen else { throw .incorrectParameterSize }
    guard message.count <= k - 2 * hLen - 2 else { throw .messageTooLong }
    let PS = [UInt8](repeating: 0, count: k - message.count - 2 * hLen - 2)
    var maskedDB = hash.hash(label) + PS + [1] + message
    RSA.applyMask(from: seed, using: hash, to: &maskedDB)
    var maskedSeed = seed
    RSA.applyMask(from: maskedDB, using: hash, to: &maskedSeed)
    return raised(Natural([0] + maskedSeed + maskedDB, count: modulus.n.count)).bytes(k)
  }
}

extension RSA.PrivateKey {
  /// RSAES-OAEP-DECRYPT, RFC 8017 §7.1.2.
  ///
  /// A ciphertext of other than k bytes throws `incorrectParameterSize`; whatever else is wrong
  /// throws `authenticationFailure` after the same time, so that nobody learns what it was (Manger,
  /// A Chosen Ciphertext Attack on RSA-OAEP, 2001). The length of a message that is right is
  /// public.
  package func decryptOAEP(
    _ ciphertext: [UInt8], using hash: HashAlgorithm, label: [UInt8] = []
  ) throws(CipherError) -> [UInt8] {
    let (k, hLen) = (publicKey.byteCount, hash.byteCount)
    guard ciphertext.count == k else { throw .incorrectParameterSize }
    guard let c = publicKey.representative(ciphertext), let m = powered(c) else {
      throw .authenticationFailure
    }
    var EM = m.bytes(k)
    defer { erase(&EM) }
    var (seed, DB) = (Array(EM[1...hLen]), Array(EM[(hLen + 1)...]))
    defer { erase(&seed) }
    defer { erase(&DB) }
    RSA.applyMask(from: DB, using: hash, to: &seed)
    RSA.applyMask(from: seed, using: hash, to: &DB)
    let (start, wrong) = RSA.messageStart(in: DB, after: hash.hash(label))
    guard wrong | EM[0] == 0 else { throw .authenticationFailure }
    return Array(DB[start...])
  }
}

extension RSA {
  /// Where the message in DB = lHash ‖ PS ‖ 01 ‖ M begins, and what is wrong: step 3g of §7.1.2.
  ///
  /// Nothing is wrong if no bit of the answer is set. Time depends on lengths only.
  @inline(never)
  fileprivate static func messageStart(
    in DB: [UInt8], after lHash: [UInt8]
  ) -> (start: Int, wrong: UInt8) {
    var wrong: UInt8 = 0
    for i in lHash.indices { wrong |= DB[i] ^ lHash[i] }
    // All ones until the first byte that is not zero, which must be 1.
    var (isPadding, start): (UInt8, Int) = (.max, lHash.count + 1)
    for i in lHash.count..<DB.count {
      let isZero = 0 &- ((~DB[i] & (DB[i] &- 1)) &>> 7)
      wrong |= isPadding & ~isZero & (DB[i] ^ 1)
      isPadding &= isZero
      start &+= Int(isPadding & 1)
    }
    return (start, wrong | isPadding)
  }
}
