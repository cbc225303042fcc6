// Words as FIPS 180-4 §3.1 and FIPS 197 §3.4 number them: the most significant byte comes first.

extension Span<UInt8> {
  /// The word whose bytes start at `offset`, FIPS 180-4 §3.1; traps outside the span.
  @inline(__always)
  func bigEndian<Word: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Word.Type = Word.self
  ) -> Word {
    let bytes = unsafe self.bytes
    return unsafe Word(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }
}

extension Span<UInt8> {
  /// The word whose bytes start at `offset`, FIPS 180-4 §3.1, which the caller has checked to be in
  /// the span.
  @unsafe @inline(__always)
  func bigEndian(uncheckedAt offset: Int) -> UInt32 {
    unsafe UInt32(
      bigEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
  }
}

extension MutableSpan<UInt8> {
  /// Writes a word's bytes from `offset` on, FIPS 180-4 §3.1; traps outside the span.
  @inline(__always)
  mutating func store<Word: FixedWidthInteger & BitwiseCopyable>(
    bigEndian word: Word, at offset: Int
  ) {
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: word.bigEndian, toByteOffset: offset, as: Word.self)
  }
}
