// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197 and SP 800-38D.

/// AES and GCM by a processor's instructions; all constant-time.
///
/// The words w of FIPS 197 §5.2 are little-endian, four for each of the Nr + 1 round keys: the
/// bytes of a round key in their order. Lengths were checked before.
package protocol AESInstructions: AnyObject, Sendable {
  /// KEYEXPANSION, FIPS 197 §5.2, Algorithm 2; `w` has as many words as the key's length asks for.
  func expand(_ key: Span<UInt8>, into w: inout MutableSpan<UInt32>)

  /// CIPHER, FIPS 197 §5.1, on four blocks.
  func encrypt(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block, _ w: Span<UInt32>
  ) -> (Block, Block, Block, Block)

  /// INVCIPHER, FIPS 197 §5.3, on four blocks.
  func decrypt(
    _ a: Block, _ b: Block, _ c: Block, _ d: Block, _ w: Span<UInt32>
  ) -> (Block, Block, Block, Block)

  /// Counter mode, SP 800-38A §6.5: adds E(T₁) ‖ E(T₂) ‖ … to a part of `text`.
  func applyKeystream(
    from first: Block, counting: Increment, to text: inout MutableSpan<UInt8>,
    in range: Range<Int>, _ w: Span<UInt32>)

  /// Y of GHASH, SP 800-38D §6.4, after all blocks of `X`, the last one filled with zeros.
  func hash(_ X: Span<UInt8>, H: Block, Y: Block) -> Block

  /// GCM-AE, SP 800-38D §7.1, in place of the message; the tag. The nonce has 12 bytes.
  func seal(
    _ message: inout MutableSpan<UInt8>, key: Span<UInt8>, nonce: Span<UInt8>, data: Span<UInt8>
  ) -> Block

  /// GCM-AD, SP 800-38D §7.2, in place of the ciphertext, which stays as it is unless its tag
  /// begins with `tag`. The nonce has 12 bytes.
  func open(
    _ ciphertext: inout MutableSpan<UInt8>, tag: Span<UInt8>, key: Span<UInt8>, nonce: Span<UInt8>,
    data: Span<UInt8>
  ) -> Bool
}
