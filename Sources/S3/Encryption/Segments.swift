import Ciphers

/// The content of objects as it is stored: segments of 1 MiB, each sealed with AES-256-GCM.
///
/// Each segment is bound to its index and to whether it is the last, so that a content whose
/// segments were left out, swapped or added is refused; and to its object by the data key, which no
/// other object has. A range of the content needs the segments that it touches and no other.
enum Segments {
  /// The plaintext bytes of a segment; the last one has fewer, and that of an empty content none.
  static let byteCount = 1 << 20
  /// The index of the seal of the checksum, which no segment of a content can have.
  private static let checksumIndex = UInt64.max

  /// The number of segments of a content.
  static func count(size: Int) -> Int { max(1, (size + byteCount - 1) / byteCount) }

  /// Where a segment's plaintext stands in the content.
  static func range(of index: Int, size: Int) -> Range<Int> {
    index * byteCount..<min(size, (index + 1) * byteCount)
  }

  /// Seals one segment, layer by layer.
  static func seal(
    _ plaintext: consuming [UInt8], index: Int, of count: Int, _ keys: [SymmetricKey]
  ) -> [UInt8] {
    seal(plaintext, UInt64(index), isLast: index == count - 1, keys)
  }

  /// Opens one of the segments that were sealed as one.
  static func open(
    _ segments: ArraySlice<[UInt8]>, at index: Int, _ keys: [SymmetricKey]
  ) throws(S3Failure) -> [UInt8] {
    guard segments.indices.contains(index) else { throw .damaged }
    return try open(
      segments[index], UInt64(index - segments.startIndex), isLast: index == segments.endIndex - 1,
      keys)
  }

  /// Seals the checksum of a content under the content's own keys.
  static func seal(checksum: [UInt8], _ keys: [SymmetricKey]) -> [UInt8] {
    seal(checksum, checksumIndex, isLast: false, keys)
  }

  /// Opens the checksum of a content.
  static func open(checksum: [UInt8], _ keys: [SymmetricKey]) throws(S3Failure) -> [UInt8] {
    try open(checksum, checksumIndex, isLast: false, keys)
  }

  private static func seal(
    _ plaintext: consuming [UInt8], _ index: UInt64, isLast: Bool, _ keys: [SymmetricKey]
  ) -> [UInt8] {
    var segment = plaintext
    segment.reserveCapacity(segment.count + keys.count * AES.GCM.tagByteCount)
    let (nonce, data) = binding(index, isLast)
    for key in keys {
      do throws(CipherError) {
        let tag = try AES.GCM.seal(
          inPlace: &segment, using: key, nonce: nonce, authenticating: data)
        segment += tag
      } catch {
        preconditionFailure("the sizes of key, nonce and segment are right: \(error)")
      }
    }
    return segment
  }

  private static func open(
    _ sealed: [UInt8], _ index: UInt64, isLast: Bool, _ keys: [SymmetricKey]
  ) throws(S3Failure) -> [UInt8] {
    var segment = sealed
    let (nonce, data) = binding(index, isLast)
    for key in keys.reversed() {
      do throws(CipherError) {
        segment = try AES.GCM.open(
          segment[...], using: key, nonce: nonce, authenticating: data)
      } catch {
        throw .damaged
      }
    }
    return segment
  }

  /// Nonce and associated data of a segment.
  ///
  /// A data key, or the key of a part, seals one content and no more, so that its indices are
  /// nonces that never come back.
  private static func binding(
    _ index: UInt64, _ isLast: Bool
  ) -> (nonce: [UInt8], data: [UInt8]) {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: index >> (56 - 8 * UInt64($0))) }
    return ([0, 0, 0, 0] + bytes, bytes + [isLast ? 1 : 0])
  }
}
