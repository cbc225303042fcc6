// Words as RFC 1321 §2 numbers them: the least significant byte comes first.

extension Span<UInt8> {
  /// The word whose bytes start at `offset`, RFC 1321 §2; traps outside the span.
  @inline(__always)
  func littleEndian<Word: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Word.Type = Word.self
  ) -> Word {
    let bytes = unsafe self.bytes
    return unsafe Word(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }
}
