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
  private var label: [UInt8] { Array(rawValue.utf8) }
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._".utf8)

  /// The id of an ordinal.
  func text(of ordinal: Int, under key: SymmetricKey) -> String {
    let number = (0..<8).map { UInt8(truncatingIfNeeded: ordinal >> (56 - 8 * $0)) }
    let block = IssuedID.sealed(number + label, under: key)
    let bytes = block + IssuedID.tag(of: block, under: key)
    let letters = IssuedID.letters
    let text = (0..<32).map { place in
      let (index, shift) = (6 * place / 8, 10 - 6 * place % 8)
      let bits = Int(bytes[index]) << 8 | (shift < 8 ? Int(bytes[index + 1]) : 0)
      return letters[bits >> shift & 63]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The ordinal of an id; `nil` for a text that S3 never issued.
  func ordinal(of text: String, under key: SymmetricKey) -> Int? {
    let values = text.utf8.compactMap { IssuedID.letters.firstIndex(of: $0) }
    guard text.utf8.count == 32, values.count == 32 else { return nil }
    let bytes = stride(from: 0, to: 32, by: 4).flatMap { index -> [UInt8] in
      let bits = values[index..<index + 4].reduce(0) { $0 << 6 | $1 }
      return [16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) }
    }
    let block = Array(bytes[..<16])
    guard Array(bytes[16...]) == IssuedID.tag(of: block, under: key),
      let opened = try? AES.decrypt(block: block, using: key), Array(opened[8...]) == label
    else { return nil }
    return opened[..<8].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func tag(of block: [UInt8], under key: SymmetricKey) -> [UInt8] {
    Array(sealed(block.map { ~$0 }, under: key)[..<8])
  }

  private static func sealed(_ block: [UInt8], under key: SymmetricKey) -> [UInt8] {
    do throws(CipherError) {
      return try AES.encrypt(block: block, using: key)
    } catch {
      preconditionFailure("a block of 16 bytes and a key of 32: \(error)")
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
