// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

/// What the passes have in common: one key, one IV, and a place in the message.
struct GCMStream: ~Copyable {
  private let key: SymmetricKey
  /// The pre-counter block of §7.1.
  private let J0: Block
  /// H, CIPH_K(J₀), Y of §6.4, and Y after the authenticated data; erased with its owner.
  private var secrets: SecretBuffer<UInt64>
  /// The length of A.
  private let dataByteCount: Int
  /// The length of C so far.
  private(set) var byteCount = 0
  /// The last block of C while it is not whole, filled with zeros.
  private var rest = Block.zero

  /// Derives what key and IV determine, and hashes A.
  init(_ key: SymmetricKey, _ nonce: [UInt8], _ data: [UInt8]) throws(CipherError) {
    try AES.GCM.check(key: key, nonce: nonce.count, message: 0)
    let (J0, H, mask, Y) = try GCMStart.lend(key, nonce.span) { _, start in
      var hash = GHASH(H: start.H)
      hash.update(data.span, with: key.instructions.aes)
      defer { hash.destroy() }
      return (start.J0, start.H, start.mask, hash.Y)
    }
    self.key = key
    self.J0 = J0
    dataByteCount = data.count
    secrets = SecretBuffer(count: 8) { secrets in
      (secrets[0], secrets[1]) = (H.high, H.low)
      (secrets[2], secrets[3]) = (mask.high, mask.low)
      (secrets[4], secrets[5]) = (Y.high, Y.low)
      (secrets[6], secrets[7]) = (Y.high, Y.low)
    }
  }

  /// The limit of §5.2.1.1.
  func checkLength(adding count: Int) throws(CipherError) {
    guard count <= AES.GCM.messageByteLimit - byteCount else { throw .messageTooLong }
  }

  /// Goes back to the beginning of C.
  mutating func restart() {
    (byteCount, rest) = (0, .zero)
    secrets.withMutableSpan { ($0[4], $0[5]) = ($0[6], $0[7]) }
  }

  /// GCTR of §6.5 for the part of the message that begins at `position`, in place.
  borrowing func GCTR(_ X: inout MutableSpan<UInt8>, at position: Int) {
    let J0 = J0
    RoundKeys.lend(unchecked: key) { roundKeys in
      let first = J0.adding32(UInt32(truncatingIfNeeded: position / 16 + 1))
      let skipped = position % 16
      guard skipped > 0 else {
        return roundKeys.applyKeystream(from: first, counting: .inc32, to: &X)
      }
      let block = roundKeys.encrypt(first)
      let head = min(16 - skipped, X.count)
      for i in 0..<head { X[i] ^= block.byte(skipped + i) }
      roundKeys.applyKeystream(
        from: first.adding32(1), counting: .inc32, to: &X, in: head..<X.count)
    }
  }

  /// Hashes the next part of C, §6.4, up to its last whole block.
  mutating func absorb(_ C: Span<UInt8>) {
    var offset = 0
    while byteCount % 16 != 0 && offset < C.count { absorb(C[offset], &offset) }
    let whole = (C.count - offset) & ~15
    if whole > 0 {
      let aes = key.instructions.aes
      update { $0.update(C.extracting(offset..<offset + whole), with: aes) }
      (offset, byteCount) = (offset + whole, byteCount + whole)
    }
    while offset < C.count { absorb(C[offset], &offset) }
  }

  /// Hashes one byte of C.
  private mutating func absorb(_ byte: UInt8, _ offset: inout Int) {
    rest = rest ^ Block(byte: byte, at: byteCount % 16)
    (offset, byteCount) = (offset + 1, byteCount + 1)
    guard byteCount % 16 == 0 else { return }
    let block = rest
    update { $0.update(block) }
    rest = .zero
  }

  /// T of §7.1, step 6, if the message ended here.
  borrowing func tag() -> Block {
    secrets.withSpan {
      var hash = GHASH(H: Block(high: $0[0], low: $0[1]), Y: Block(high: $0[4], low: $0[5]))
      defer { hash.destroy() }
      if byteCount % 16 != 0 { hash.update(rest) }
      return hash.finalize(byteCounts: dataByteCount, byteCount) ^ Block(high: $0[2], low: $0[3])
    }
  }

  /// Goes on with the hash where it stands.
  private mutating func update(_ body: (inout GHASH) -> Void) {
    secrets.withMutableSpan {
      var hash = GHASH(H: Block(high: $0[0], low: $0[1]), Y: Block(high: $0[4], low: $0[5]))
      defer { hash.destroy() }
      body(&hash)
      ($0[4], $0[5]) = (hash.Y.high, hash.Y.low)
    }
  }
}
