/// The Advanced Encryption Standard, FIPS 197, and the modes built on it.
///
/// Every function below is constant-time by construction: nothing branches on, or indexes by, key
/// or data. The cipher is bit-sliced: eight blocks at once in eight vectors (`EightBlocks`), or 32
/// at once in 32 vectors (`WideState`).
package enum AES {
  /// CIPHER for one block, FIPS 197 §5.1; constant-time.
  package static func encrypt(
    block: [UInt8], using key: SymmetricKey
  ) throws(CipherError) -> [UInt8] {
    guard block.count == 16 else { throw .incorrectParameterSize }
    return try encrypt(Block(block.span, at: 0), using: key).bytes
  }

  /// INVCIPHER for one block, FIPS 197 §5.3; constant-time.
  package static func decrypt(
    block: [UInt8], using key: SymmetricKey
  ) throws(CipherError) -> [UInt8] {
    guard block.count == 16 else { throw .incorrectParameterSize }
    return try decrypt(Block(block.span, at: 0), using: key).bytes
  }

  /// CIPHER for one block as its two halves, FIPS 197 §5.1; constant-time.
  package static func encrypt(
    _ block: Block, using key: SymmetricKey
  ) throws(CipherError) -> Block {
    try RoundKeys.lend(key) { $0.encrypt(block) }
  }

  /// INVCIPHER for one block as its two halves, FIPS 197 §5.3; constant-time.
  package static func decrypt(
    _ block: Block, using key: SymmetricKey
  ) throws(CipherError) -> Block {
    try RoundKeys.lend(key) { $0.decrypt(block) }
  }

  /// SUBWORD, FIPS 197 §5.2, by the same circuit that the rounds use; constant-time.
  package static func subWord(_ word: UInt32) -> UInt32 {
    Planes<UInt64>.subWord(word)
  }
}
