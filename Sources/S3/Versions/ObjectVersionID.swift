import Ciphers
import IAM
import Kernel

/// The id of a version as requests and answers have it: opaque, or `null`.
package struct ObjectVersionID: TextValue {
  /// The text as it was given.
  package let text: String

  /// Makes an id of any text.
  package init(_ text: String) { self.text = text }

  /// The id of what was written while its bucket kept no versions.
  package static let null = ObjectVersionID("null")

  /// The member VersionId of a request.
  static func member<Root>(
    _ path: any KeyPath<Root, ObjectVersionID?> & Sendable
  ) -> Member<Root, ObjectVersionID?> {
    Member("VersionId", path, suggests: .versions, help: "This version; the newest without.")
  }
}

extension S3State {
  /// The id of a version.
  ///
  /// As on AWS ids tell nothing, and S3 knows without a look-up whether it has ever issued one:
  /// they are the ordinal under a block cipher, and a tag behind it.
  package func id(of number: VersionNumber) -> ObjectVersionID {
    guard !number.isNull, let key = versionKey else { return .null }
    return ObjectVersionID(IssuedID.text(of: number.ordinal, under: key))
  }

  /// The version of a key that an id names.
  ///
  /// - Throws: `invalidArgument` for an id that was never issued, `noSuchVersion` for one whose
  ///   version is gone or of another key.
  package func version(
    _ id: ObjectVersionID, of key: ObjectKey, in bucket: Bucket
  ) throws(S3Failure) -> ObjectVersion {
    if id == .null {
      guard let version = bucket.nullVersion(of: key.text) else {
        throw bucket.versioning == nil ? .noSuchKey(key) : .noSuchVersion(key, id)
      }
      return version
    }
    guard bucket.versioning != nil, let versionKey,
      let ordinal = IssuedID.ordinal(of: id.text, under: versionKey)
    else { throw .invalidArgument("Invalid version id specified", "versionId", id.text) }
    guard let version = bucket.version(ordinal, of: key.text), !version.number.isNull else {
      throw .noSuchVersion(key, id)
    }
    return version
  }

  /// The version that an id names, `nil` where it is gone; fails for an id that was never issued.
  func found(
    _ id: ObjectVersionID, of key: ObjectKey, in bucket: Bucket
  ) throws(S3Failure) -> ObjectVersion? {
    do throws(S3Failure) {
      return try version(id, of: key, in: bucket)
    } catch {
      if case .invalidArgument = error { throw error }
      return nil
    }
  }

  /// Whether an id that was once issued names nothing of a key.
  func isGone(_ id: ObjectVersionID, of key: ObjectKey, in bucket: Bucket) -> Bool {
    do throws(S3Failure) {
      return try found(id, of: key, in: bucket) == nil
    } catch {
      return false
    }
  }

  /// The object that a reader names by key, and by a version or as the current one.
  ///
  /// `method` is the one that a delete marker does not allow; a newest one that is not named hides
  /// the key, but not from those who want to change or see its tags.
  func object(
    _ key: ObjectKey, _ id: ObjectVersionID?, in bucket: Bucket, method: String,
    seesMarker: Bool = false
  ) throws(S3Failure) -> StoredObject {
    guard let id else {
      if let object = bucket.current(key.text) { return object }
      throw seesMarker && bucket.latest(key.text) != nil
        ? .deleteMarker(method: method) : .noSuchKey(key)
    }
    guard let object = try version(id, of: key, in: bucket).object else {
      throw .deleteMarker(method: method)
    }
    return object
  }

  /// The id of a version that a reader is told: none in a bucket that never kept any.
  package func shownID(of number: VersionNumber, in bucket: Bucket) -> ObjectVersionID? {
    bucket.versioning == nil ? nil : id(of: number)
  }

  /// The id of a version that its writer is told: none unless the bucket keeps versions now.
  func writtenID(of number: VersionNumber, in bucket: Bucket) -> ObjectVersionID? {
    bucket.versioning == .enabled ? id(of: number) : nil
  }

  /// The ordinal of a version behind which a list goes on, though it may be gone by now; a version
  /// `null` that is gone was the oldest.
  func ordinal(
    ofMarker id: ObjectVersionID, of key: String, in bucket: Bucket
  ) throws(S3Failure) -> Int {
    if id == .null { return bucket.nullVersion(of: key)?.number.ordinal ?? 0 }
    guard let versionKey, let ordinal = IssuedID.ordinal(of: id.text, under: versionKey) else {
      throw .invalidArgument("Invalid version id specified", "version-id-marker", id.text)
    }
    return ordinal
  }

  /// Makes the key of all version ids, where there is none.
  mutating func makeVersionKey(_ environment: inout Environment) {
    guard versionKey == nil else { return }
    versionKey = SymmetricKey(environment.random.bytes(32, from: .objectKey))
  }
}

/// The ids that S3 issues: 24 bytes in 32 characters.
private enum IssuedID {
  /// What stands beside an ordinal in a block: an id that S3 made has it.
  private static let label = Array("kmslab-v".utf8)
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._".utf8)

  static func text(of ordinal: Int, under key: SymmetricKey) -> String {
    let number = (0..<8).map { UInt8(truncatingIfNeeded: ordinal >> (56 - 8 * $0)) }
    let block = sealed(number + label, under: key)
    let bytes = block + tag(of: block, under: key)
    let text = stride(from: 0, to: bytes.count, by: 3).flatMap { index -> [UInt8] in
      let bits = bytes[index..<index + 3].reduce(0) { $0 << 8 | Int($1) }
      return [18, 12, 6, 0].map { letters[bits >> $0 & 63] }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The ordinal of an id; `nil` for a text that S3 never issued.
  static func ordinal(of text: String, under key: SymmetricKey) -> Int? {
    let values = text.utf8.compactMap { letters.firstIndex(of: $0) }
    guard text.utf8.count == 32, values.count == 32 else { return nil }
    let bytes = stride(from: 0, to: 32, by: 4).flatMap { index -> [UInt8] in
      let bits = values[index..<index + 4].reduce(0) { $0 << 6 | $1 }
      return [16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) }
    }
    let block = Array(bytes[..<16])
    guard Array(bytes[16...]) == tag(of: block, under: key),
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
