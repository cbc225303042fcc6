/// The keyed-hash message authentication code, FIPS 198-1 §4 (and RFC 2104).
///
/// Takes time that depends on lengths only. The padded keys are erased; the hash functions' states
/// are plain values and are not.
package struct HMAC<H: HashFunction>: Sendable {
  /// H after K₀ ⊕ ipad.
  private var inner: H
  /// H after K₀ ⊕ opad.
  private var outer: H

  /// Starts an empty message: steps 1 to 5 and 7 of FIPS 198-1 §4, table 1.
  package init(key: SymmetricKey) {
    inner = H(with: key.instructions)
    outer = H(with: key.instructions)
    var block = key.copyBytes()
    if block.count > H.blockByteCount {
      let digest = H.hash(block, with: key.instructions)
      erase(&block)
      block = digest
    }
    var pad = [UInt8](repeating: 0x36, count: H.blockByteCount)
    for i in block.indices { pad[i] ^= block[i] }
    inner.update(pad)
    for i in pad.indices { pad[i] ^= 0x36 ^ 0x5C }
    outer.update(pad)
    erase(&pad)
    erase(&block)
  }

  /// Adds to the message.
  package mutating func update(_ data: [UInt8]) {
    inner.update(data)
  }

  /// H((K₀ ⊕ opad) ‖ H((K₀ ⊕ ipad) ‖ text)): steps 6, 8 and 9.
  package consuming func finalize() -> [UInt8] {
    outer.update(inner.finalize())
    return outer.finalize()
  }

  /// The code of a whole message.
  package static func authenticationCode(
    for message: [UInt8], using key: SymmetricKey
  ) -> [UInt8] {
    var hmac = HMAC(key: key)
    hmac.update(message)
    return hmac.finalize()
  }

  /// Whether a code belongs to a message, told in constant time; a shortened code does not.
  package static func isValidAuthenticationCode(
    _ code: [UInt8], authenticating message: [UInt8], using key: SymmetricKey
  ) -> Bool {
    constantTimeEqual(code, authenticationCode(for: message, using: key))
  }
}
