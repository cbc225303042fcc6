import Ciphers
import Kernel

/// A part of a multipart upload, as it stands in its object: sealed under keys of its own.
package struct ObjectPart: Sendable {
  /// Its number, from 1 to 10,000.
  package let number: Int
  /// The length of its content in bytes.
  package let size: Int
  /// What its keys are derived with from the data keys: no other part has it, not even one that
  /// takes its place, so that no key seals two contents.
  package let salt: [UInt8]
  /// The checksum of its content, encrypted as the content is.
  let sealedChecksum: [UInt8]

  /// The keys of the part, of those of its object: SP 800-108 with a salt and the part's number.
  static func keys(number: Int, salt: [UInt8], of keys: [SymmetricKey]) -> [SymmetricKey] {
    let context = salt + [UInt8(number >> 8), UInt8(number & 0xFF)]
    return keys.map { key in
      KDF.counterMode(
        key: key, label: Array("kmslab s3 part".utf8), context: context, byteCount: 32)
    }
  }

  /// The keys of this part.
  func keys(of keys: [SymmetricKey]) -> [SymmetricKey] {
    ObjectPart.keys(number: number, salt: salt, of: keys)
  }
}

/// What was sealed as one in a stored object: the whole content, or each part of it.
struct SealedRun {
  /// Where its plaintext stands in the content.
  let range: Range<Int>
  let segments: ArraySlice<[UInt8]>
  /// The part; `nil` for a whole content.
  let part: ObjectPart?

  /// The keys that its segments are sealed under, of those of the object.
  func keys(of keys: [SymmetricKey]) -> [SymmetricKey] { part?.keys(of: keys) ?? keys }
}

extension StoredObject {
  /// What was sealed as one, in order.
  var runs: [SealedRun] {
    guard !parts.isEmpty else {
      return [SealedRun(range: 0..<size, segments: segments[...], part: nil)]
    }
    var (start, first) = (0, 0)
    return parts.map { part in
      let count = Segments.count(size: part.size)
      defer { (start, first) = (start + part.size, first + count) }
      return SealedRun(
        range: start..<start + part.size, segments: segments[first..<first + count], part: part)
    }
  }

  /// Where the plaintext of a part stands in the content; an object that was written as a whole
  /// has one part.
  ///
  /// - Throws: `invalidPartNumber` for a number that no part has.
  func range(ofPart number: Int) throws(S3Failure) -> Range<Int> {
    guard number > 0, number <= max(1, parts.count) else {
      throw .invalidPartNumber(number, count: max(1, parts.count))
    }
    return runs[number - 1].range
  }
}
