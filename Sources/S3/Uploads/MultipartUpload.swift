import Access
import Ciphers
package import Kernel

/// A multipart upload that was begun, and neither completed nor aborted: S3 keeps it and its parts
/// until somebody ends it.
package struct MultipartUpload: Sendable {
  /// Where it stands among the uploads of its bucket.
  package let place: UploadPlace
  /// When it was begun; its object is as old.
  package let initiated: Timestamp
  /// Who began it.
  package let initiator: Principal
  /// What its writer said of the object.
  let headers: ObjectHeaders
  let tags: [ObjectTag]
  /// How its parts are encrypted, settled when it was begun.
  package let envelope: Envelope
  /// What policies are asked for its parts, whose requests say nothing of encryption.
  let conditionValues: ConditionValues
  /// The checksum that was asked for; `nil` where none was named.
  let checksum: ChosenChecksum?
  /// The lock that its writer asked for.
  let lock: VersionLock
  /// The parts so far, by number.
  package internal(set) var parts: OrderedMap<Int, UploadedPart> = [:]
  /// Whether the key was written or deleted since it was begun.
  var isOvertaken = false

  /// Begins an upload.
  init(
    place: UploadPlace, initiated: Timestamp, initiator: Principal, headers: ObjectHeaders,
    tags: [ObjectTag], envelope: Envelope, conditionValues: ConditionValues,
    checksum: ChosenChecksum?, lock: VersionLock
  ) {
    self.place = place
    self.initiated = initiated
    self.initiator = initiator
    self.headers = headers
    self.tags = tags
    self.envelope = envelope
    self.conditionValues = conditionValues
    self.checksum = checksum
    self.lock = lock
  }

  /// What its parts take in the store.
  package var storedByteCount: Int { parts.values.reduce(0) { $0 + $1.storedByteCount } }

  /// The algorithm of its parts' checksums.
  var checksumAlgorithm: ChecksumAlgorithm { checksum?.algorithm ?? .standard }
  /// What the checksum of its object is of.
  var checksumType: ChecksumType { checksum?.type ?? .fullObject }
  /// Where it is kept.
  var storageClass: StorageClass { headers.storageClass }
}

extension MultipartUpload {
  /// Opens the data keys for its checksums; one under a customer's key needs that key here too.
  func openedKeys(
    with customerKey: CustomerKey?, of place: ObjectPlace, in storage: inout Storage,
    _ environment: inout Environment
  ) throws(S3Failure) -> [SymmetricKey] {
    if envelope.kind == .customer, customerKey == nil { throw .customerKey(.ofNoPart) }
    return try storage.openDataKeys(envelope, with: customerKey, of: place, &environment)
  }
}

/// The checksum that the writer of an upload asked for.
struct ChosenChecksum {
  let algorithm: ChecksumAlgorithm
  let type: ChecksumType
}

/// A part as it was uploaded.
package struct UploadedPart: Sendable {
  /// Its keys and its length.
  package let part: ObjectPart
  /// Its content in encrypted segments.
  package let segments: [[UInt8]]
  /// Its ETag, without the quotes.
  package let eTag: String
  /// When it was uploaded.
  package let lastModified: Timestamp

  /// What it takes in the store.
  package var storedByteCount: Int { segments.reduce(0) { $0 + $1.count } }
  /// The ETag as it is sent: in quotes.
  var quotedETag: String { "\"\(eTag)\"" }
}

/// Where an upload stands in its bucket: by key, and under a key the oldest first.
package struct UploadPlace: Sendable, MapKey {
  /// The object's key.
  package let key: ObjectKey
  /// Its place among all uploads of this world.
  package let ordinal: Int

  /// Makes a place.
  package init(_ key: ObjectKey, _ ordinal: Int) {
    self.key = key
    self.ordinal = ordinal
  }

  /// Orders by key, then from old to new.
  package static func < (left: UploadPlace, right: UploadPlace) -> Bool {
    (left.key, left.ordinal) < (right.key, right.ordinal)
  }
}

/// Who began an upload, as lists tell it: the account of a root user, and the ARN of others.
struct Initiator: ReplyStructure {
  let principal: Principal
  static let fields = Fields<Initiator>(.init("ID", \.id), .init("DisplayName", \.displayName))

  private var id: String {
    if case .root(let account) = principal { account.canonicalID } else { "\(principal.arn)" }
  }
  private var displayName: String? {
    if case .root = principal { return nil }
    return principal.arn.resource.split(separator: "/").dropFirst().joined(separator: "/")
  }
}
