import Access
import Ciphers
import Kernel

/// The ids that S3 issues: 24 bytes in 32 characters.
///
/// They tell nothing, and S3 knows without a look-up whether it has ever issued one: an id is an
/// ordinal under a block cipher, and a tag behind it.
enum IssuedID: String {
  /// Of a version.
  case version = "kmslab-v"
  /// Of a multipart upload.
  case upload = "kmslab-u"

  /// What stands beside an ordinal in a block: an id that S3 made has it.
  private var label: UInt64 { rawValue.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._".utf8)

  /// The id of an ordinal.
  func text(of ordinal: Int, under key: SymmetricKey) -> String {
    let block = IssuedID.apply(
      AES.encrypt, to: Block(high: UInt64(ordinal), low: label), under: key)
    let words = [block.high, block.low, IssuedID.tag(of: block, under: key)]
    let letters = IssuedID.letters
    return unsafe String(unsafeUninitializedCapacity: 32) { text in
      for place in 0..<32 {
        let (index, shift) = IssuedID.bits(of: place)
        let next = shift < 0 ? words[index + 1] >> (64 + shift) : 0
        unsafe text[place] = letters[Int((words[index] >> shift | next) & 63)]
      }
      return 32
    }
  }

  /// The ordinal of an id; `nil` for a text that S3 never issued.
  func ordinal(of text: String, under key: SymmetricKey) -> Int? {
    let values = text.utf8.compactMap { IssuedID.letters.firstIndex(of: $0) }
    guard text.utf8.count == 32, values.count == 32 else { return nil }
    var words: [UInt64] = [0, 0, 0]
    for (place, value) in values.enumerated() {
      let (index, shift) = IssuedID.bits(of: place)
      words[index] |= UInt64(value) << shift
      if shift < 0 { words[index + 1] |= UInt64(value) << (64 + shift) }
    }
    let block = Block(high: words[0], low: words[1])
    guard words[2] == IssuedID.tag(of: block, under: key) else { return nil }
    let opened = IssuedID.apply(AES.decrypt, to: block, under: key)
    return opened.low == label ? Int(exactly: opened.high) : nil
  }

  /// Where the six bits of a letter stand among the words of an id: in which of them, and how far
  /// from its end; less than 0 where the next one has the last of them.
  private static func bits(of place: Int) -> (index: Int, shift: Int) {
    (6 * place / 64, 58 - 6 * place % 64)
  }

  private static func tag(of block: Block, under key: SymmetricKey) -> UInt64 {
    apply(AES.encrypt, to: Block(high: ~block.high, low: ~block.low), under: key).high
  }

  /// A block through the cipher, either way.
  private static func apply(
    _ cipher: (Block, SymmetricKey) throws(CipherError) -> Block, to block: Block,
    under key: SymmetricKey
  ) -> Block {
    do throws(CipherError) {
      return try cipher(block, key)
    } catch {
      preconditionFailure("the key of all ids has 32 bytes: \(error)")
    }
  }
}

extension S3State {
  /// Makes the key of all ids, where there is none.
  mutating func makeIDKey(_ environment: inout Environment) {
    guard idKey == nil else { return }
    idKey = SymmetricKey(environment.random.bytes(32, from: .objectKey))
  }
}
