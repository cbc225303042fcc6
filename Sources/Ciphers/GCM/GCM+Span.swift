// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

/// The two functions themselves, on memory of any owner: nothing is allocated.
///
/// Exclusive access, which the compiler enforces, rules out buffers that overlap; unsafe pointers
/// may yet make spans of memory that do, which is refused.
extension AES.GCM {
  /// The length t of a whole tag, NIST SP 800-38D §5.2.1.2, in bytes.
  package static let tagByteCount = 16
  /// The lengths t that a tag may have, NIST SP 800-38D §5.2.1.2: those for general use.
  package static let tagByteCounts = 12...16
  /// The length of an IV that needs no hashing, NIST SP 800-38D §8.2, in bytes.
  static let nonceByteCount = 12
  /// The longest message, 2³⁹ − 256 bits, NIST SP 800-38D §5.2.1.1, in bytes.
  package static let messageByteLimit = (1 << 36) - 32

  /// GCM-AE of `message` into `ciphertext`, of the same length, and the tag into all of `tag`.
  package static func seal(
    _ message: Span<UInt8>, into ciphertext: inout MutableSpan<UInt8>,
    tag: inout MutableSpan<UInt8>, using key: SymmetricKey, nonce: Span<UInt8>,
    authenticating data: Span<UInt8>
  ) throws(CipherError) {
    guard ciphertext.count == message.count else { throw .incorrectParameterSize }
    try check(key: key, nonce: nonce.count, message: message.count)
    try checkTag(tag.count)
    let (output, end) = (Place(ciphertext.span), Place(tag.span))
    guard !output.overlaps(message, nonce, data), !end.overlaps(message, nonce, data),
      !end.overlaps(ciphertext.span)
    else { throw .overlappingBuffers }
    for i in message.indices { ciphertext[i] = message[i] }
    let T = try seal(inPlace: &ciphertext, using: key, nonce: nonce, authenticating: data)
    for i in tag.indices { tag[i] = T.byte(i) }
  }

  /// GCM-AD of `ciphertext` into `message`, of the same length, which is not touched if it throws.
  package static func open(
    _ ciphertext: Span<UInt8>, tag: Span<UInt8>, into message: inout MutableSpan<UInt8>,
    using key: SymmetricKey, nonce: Span<UInt8>, authenticating data: Span<UInt8>
  ) throws(CipherError) {
    guard ciphertext.count == message.count else { throw .incorrectParameterSize }
    try check(key: key, nonce: nonce.count, message: message.count)
    try checkTag(tag.count)
    let output = Place(message.span)
    guard !output.overlaps(ciphertext, nonce, data), !output.overlaps(tag) else {
      throw .overlappingBuffers
    }
    let isAuthentic = try GCMStart.lend(key, nonce) { w, start in
      guard start.tag(A: data, C: ciphertext, w).hasPrefix(tag) else { return false }
      for i in ciphertext.indices { message[i] = ciphertext[i] }
      start.GCTR(&message, w)
      return true
    }
    guard isAuthentic else { throw .authenticationFailure }
  }

  /// GCM-AE in place, and the whole tag.
  static func seal(
    inPlace message: inout MutableSpan<UInt8>, using key: SymmetricKey, nonce: Span<UInt8>,
    authenticating data: Span<UInt8>
  ) throws(CipherError) -> Block {
    try check(key: key, nonce: nonce.count, message: message.count)
    if let aes = key.instructions.aes, nonce.count == AES.GCM.nonceByteCount {
      return key.withBytes { aes.seal(&message, key: $0, nonce: nonce, data: data) }
    }
    return try GCMStart.lend(key, nonce) { w, start in
      start.seal(&message, A: data, w)
    }
  }

  /// GCM-AD in place; nothing is decrypted before the tag was verified.
  static func open(
    inPlace ciphertext: inout MutableSpan<UInt8>, tag: Span<UInt8>, using key: SymmetricKey,
    nonce: Span<UInt8>, authenticating data: Span<UInt8>
  ) throws(CipherError) {
    try check(key: key, nonce: nonce.count, message: ciphertext.count)
    try checkTag(tag.count)
    if let aes = key.instructions.aes, nonce.count == AES.GCM.nonceByteCount {
      let isAuthentic = key.withBytes {
        aes.open(&ciphertext, tag: tag, key: $0, nonce: nonce, data: data)
      }
      guard isAuthentic else { throw .authenticationFailure }
      return
    }
    let isAuthentic = try GCMStart.lend(key, nonce) { w, start in
      guard start.tag(A: data, C: ciphertext.span, w).hasPrefix(tag) else { return false }
      start.GCTR(&ciphertext, w)
      return true
    }
    guard isAuthentic else { throw .authenticationFailure }
  }

  /// The lengths of NIST SP 800-38D §5.2.1.1; before anything is written.
  package static func check(key: SymmetricKey, nonce: Int, message: Int) throws(CipherError) {
    guard RoundKeys.isKey(ofByteCount: key.count) else { throw .incorrectKeySize }
    guard nonce > 0 else { throw .incorrectParameterSize }
    guard message <= messageByteLimit else { throw .messageTooLong }
  }

  /// The lengths of NIST SP 800-38D §5.2.1.2.
  static func checkTag(_ byteCount: Int) throws(CipherError) {
    guard tagByteCounts.contains(byteCount) else { throw .incorrectParameterSize }
  }
}

/// Where bytes lie in memory.
private struct Place {
  private let start, end: UInt

  /// The addresses of the first byte and of what follows the last.
  init(_ bytes: Span<UInt8>) {
    start = unsafe bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    end = start &+ UInt(bitPattern: bytes.count)
  }

  /// Whether a byte is in both.
  func overlaps(_ bytes: Span<UInt8>) -> Bool {
    let other = Place(bytes)
    return max(start, other.start) < min(end, other.end)
  }

  /// Whether a byte is here and in one of three others.
  func overlaps(_ a: Span<UInt8>, _ b: Span<UInt8>, _ c: Span<UInt8>) -> Bool {
    overlaps(a) || overlaps(b) || overlaps(c)
  }
}

extension Block {
  /// The first `count` bytes, MSB of SP 800-38D §4.2.2.
  func prefix(_ count: Int) -> [UInt8] {
    (0..<count).map(byte)
  }

  /// Whether `tag`, 8 to 16 bytes, is how this block begins; constant-time but for the length.
  package func hasPrefix(_ tag: Span<UInt8>) -> Bool {
    precondition(tag.count >= 8 && tag.count <= 16)
    let start = tag.bigEndian(at: 0, as: UInt64.self)
    // The last 8 bytes, moved to where they stand in the block; what both have counts twice.
    let end = tag.bigEndian(at: tag.count &- 8, as: UInt64.self) &<< UInt64(8 &* (16 &- tag.count))
    let mask: UInt64 = tag.count == 8 ? 0 : .max &<< UInt64(8 &* (16 &- tag.count))
    return (high ^ start) | ((low ^ end) & mask) == 0
  }
}
