import Ciphers
package import Kernel

/// The checksum algorithms of S3.
package enum ChecksumAlgorithm: String, EnumerationValue {
  case crc32 = "CRC32"
  case crc32c = "CRC32C"
  case crc64nvme = "CRC64NVME"
  case sha1 = "SHA1"
  case sha256 = "SHA256"
  case sha512 = "SHA512"
  case md5 = "MD5"

  /// Those that AWS has beside them.
  private static let notComputed = ["XXHASH64", "XXHASH3", "XXHASH128"]

  /// Whether AWS has it and this program has not.
  package static func isNotComputed(_ name: String) -> Bool {
    notComputed.contains(name.uppercased())
  }

  /// Fails for one that this program has not.
  package static func checkComputed(_ name: String) throws(S3Failure) {
    guard isNotComputed(name) else { return }
    throw .notSimulated(
      "kmslab does not compute \(name.uppercased()); CRC64NVME, CRC32, CRC32C, SHA1, SHA256, SHA512"
        + " and MD5 work.")
  }

  /// What S3 computes where a writer sends no checksum.
  static let standard = ChecksumAlgorithm.crc64nvme

  /// Starts the computation.
  var start: any Checksum {
    switch self {
    case .crc32: CRC32()
    case .crc32c: CRC32C()
    case .crc64nvme: CRC64NVME()
    case .sha1: Insecure.SHA1()
    case .sha256: SHA256()
    case .sha512: SHA512()
    case .md5: Insecure.MD5()
    }
  }

  /// The length of the checksum in bytes.
  var byteCount: Int { Swift.type(of: start).byteCount }
}

/// What a checksum is of.
package enum ChecksumType: String, EnumerationValue {
  /// Of the checksums of the parts, one behind the other.
  case composite = "COMPOSITE"
  /// Of all bytes.
  case fullObject = "FULL_OBJECT"
}

/// The checksum of a content, as S3 keeps it.
package struct ContentChecksum: Sendable, Equatable {
  /// How it was computed.
  package let algorithm: ChecksumAlgorithm
  /// Its bytes.
  package let value: [UInt8]
  /// What it is of.
  package let type: ChecksumType
  /// The number of parts that its text tells; `nil` where it tells none.
  private(set) var toldPartCount: Int?

  /// Makes a checksum.
  init(_ algorithm: ChecksumAlgorithm, _ value: [UInt8], _ type: ChecksumType = .fullObject) {
    self.algorithm = algorithm
    self.value = value
    self.type = type
  }

  /// Makes a checksum as a request sends it.
  init(_ algorithm: ChecksumAlgorithm, _ value: [UInt8], toldPartCount: Int?) {
    self.init(algorithm, value)
    self.toldPartCount = toldPartCount
  }

  /// Makes the checksum of a content of those of its parts.
  init(
    ofParts parts: [(size: Int, value: [UInt8])], _ algorithm: ChecksumAlgorithm,
    _ type: ChecksumType
  ) {
    self.init(algorithm, algorithm.checksum(ofParts: parts, type), type)
    if type == .composite { toldPartCount = parts.count }
  }

  /// The checksum of a content; `known` where it is of that algorithm.
  static func of(
    _ content: [UInt8], _ algorithm: ChecksumAlgorithm, unless known: ContentChecksum
  ) -> ContentChecksum {
    if known.algorithm == algorithm { return known }
    var checksum = algorithm.start
    checksum.update(content)
    return ContentChecksum(algorithm, checksum.finalize())
  }

  /// The same without the number of parts, as GetObjectAttributes tells it.
  var withoutPartCount: ContentChecksum { ContentChecksum(algorithm, value, type) }
}

extension ChecksumAlgorithm {
  /// What an upload has that names this algorithm and no type.
  var typeOfUploads: ChecksumType { self == .crc64nvme ? .fullObject : .composite }

  /// Whether an upload can have it of that kind: of all bytes only where it follows from the
  /// checksums of the parts.
  func has(_ type: ChecksumType) -> Bool {
    type == .fullObject ? start is any CombinableChecksum : self != .crc64nvme
  }

  fileprivate func checksum(
    ofParts parts: [(size: Int, value: [UInt8])], _ type: ChecksumType
  ) -> [UInt8] {
    if type == .fullObject, let kind = Swift.type(of: start) as? any CombinableChecksum.Type {
      return parts.dropFirst().reduce(parts.first?.value ?? []) { whole, part in
        kind.combined(whole, part.value, secondByteCount: part.size)
      }
    }
    var checksum = start
    for part in parts { checksum.update(part.value) }
    return checksum.finalize()
  }
}

extension ContentChecksum {
  /// The members of an answer, of which only the one of the algorithm is present.
  static let fields = Fields<ContentChecksum>(
    .init("ChecksumCRC32", \.crc32), .init("ChecksumCRC32C", \.crc32c),
    .init("ChecksumCRC64NVME", \.crc64nvme), .init("ChecksumSHA1", \.sha1),
    .init("ChecksumSHA256", \.sha256), .init("ChecksumSHA512", \.sha512),
    .init("ChecksumMD5", \.md5))
  /// The member that tells what it is the checksum of.
  static let typeField = Fields<ContentChecksum>(.init("ChecksumType", \.type))

  private var crc32: String? { text(.crc32) }
  private var crc32c: String? { text(.crc32c) }
  private var crc64nvme: String? { text(.crc64nvme) }
  private var sha1: String? { text(.sha1) }
  private var sha256: String? { text(.sha256) }
  private var sha512: String? { text(.sha512) }
  private var md5: String? { text(.md5) }

  /// Base64, and the number of parts where it is of their checksums.
  var text: String { Base64.encode(value) + (toldPartCount.map { "-\($0)" } ?? "") }

  /// The text, where this is of the algorithm asked for.
  private func text(_ algorithm: ChecksumAlgorithm) -> String? {
    self.algorithm == algorithm ? text : nil
  }
}

/// Digests of a content, computed while it passes.
struct ContentDigests {
  private let algorithm: ChecksumAlgorithm
  private var checksum: any Checksum
  private var md5: Insecure.MD5?

  /// Starts; MD5 only where something needs it.
  init(_ algorithm: ChecksumAlgorithm, withMD5: Bool) {
    self.algorithm = algorithm
    checksum = algorithm.start
    md5 = withMD5 ? Insecure.MD5() : nil
  }

  /// Adds to the content.
  mutating func update(_ bytes: [UInt8]) {
    checksum.update(bytes)
    md5?.update(bytes)
  }

  /// The checksum, and MD5 where it was asked for.
  consuming func finalize() -> (checksum: ContentChecksum, md5: [UInt8]?) {
    (ContentChecksum(algorithm, checksum.finalize()), md5?.finalize())
  }
}

/// The checksums that a request sends, one at most.
package struct ChecksumValues: Sendable {
  let crc32: String?
  let crc32c: String?
  let crc64nvme: String?
  let sha1: String?
  let sha256: String?
  let sha512: String?
  let md5: String?

  static let shape = Shape(
    ChecksumValues.init(crc32:crc32c:crc64nvme:sha1:sha256:sha512:md5:),
    Member("ChecksumCRC32", \.crc32, help: "CRC-32 in base64, to be compared."),
    Member("ChecksumCRC32C", \.crc32c, help: "CRC-32C in base64, to be compared."),
    Member("ChecksumCRC64NVME", \.crc64nvme, help: "CRC-64/NVME in base64, the same."),
    Member("ChecksumSHA1", \.sha1, help: "SHA-1 in base64, the same."),
    Member("ChecksumSHA256", \.sha256, help: "SHA-256 in base64, the same."),
    Member("ChecksumSHA512", \.sha512, help: "SHA-512 in base64, the same."),
    Member("ChecksumMD5", \.md5, help: "MD5 in base64, the same."))

  /// The checksums that were sent.
  var sent: [(algorithm: ChecksumAlgorithm, text: String)] {
    let values: [(ChecksumAlgorithm, String?)] = [
      (.crc32, crc32), (.crc32c, crc32c), (.crc64nvme, crc64nvme), (.sha1, sha1),
      (.sha256, sha256), (.sha512, sha512), (.md5, md5),
    ]
    return values.compactMap { algorithm, text in text.map { (algorithm, $0) } }
  }

  /// The checksum that was sent; fails for several, and for one that can be none.
  func checked() throws(S3Failure) -> ContentChecksum? {
    let sent = sent
    guard sent.count <= 1 else {
      throw .invalidRequest(
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")
    }
    return try sent.first.map { (sent) throws(S3Failure) in
      // The checksum of an upload has the number of its parts behind it.
      let halves = sent.text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      let count = halves.count == 2 ? Int(halves[1]) : nil
      guard let bytes = Base64.decode(halves[0].utf8), bytes.count == sent.algorithm.byteCount,
        halves.count == 1 || count != nil
      else {
        throw .invalidRequest(
          "Value for x-amz-checksum-\(sent.algorithm.headerName) header is invalid.")
      }
      return ContentChecksum(sent.algorithm, bytes, toldPartCount: count)
    }
  }
}

extension ChecksumAlgorithm {
  /// How headers and messages name it.
  var headerName: String { rawValue.lowercased() }
}

/// What a writer says about the checksum of a content.
package struct ChecksumHeaders: Sendable {
  let algorithm: OpenEnumeration<ChecksumAlgorithm>?
  let contentMD5: String?
  let values: ChecksumValues

  static let shape = shape("The checksum to keep; CRC64NVME by default.")
  /// The same for a part of an upload.
  static let shapeOfParts = shape("The checksum to send; the upload says which is kept.")

  private static func shape(_ help: String) -> Shape<ChecksumHeaders> {
    Shape(
      ChecksumHeaders.init(algorithm:contentMD5:values:),
      Member("ChecksumAlgorithm", \.algorithm, help: help),
      Member("ContentMD5", \.contentMD5, help: "MD5 of the content in base64, to be compared."),
      Member(\.values, group: ChecksumValues.shape))
  }

  /// The names of the members.
  package static let memberNames = shape.members.map(\.name)

  /// Fails where what a request says in these members of its content, a document, is wrong.
  package static func check(
    _ content: [UInt8], _ members: DocumentObject
  ) throws(S3Failure) {
    guard !members.isEmpty, let headers = try? shape.decode(.object(members)) else { return }
    _ = try headers.verified(content, needsMD5: false)
  }

  /// What was computed of a content.
  struct Verified {
    /// The checksum to keep.
    let kept: ContentChecksum
    /// The one that was sent, which is right, or whose algorithm was named.
    let named: ContentChecksum?
    /// MD5, where something needs it.
    let md5: [UInt8]?
  }

  /// Computes the checksum to keep, of the algorithm of an upload where there is one, and MD5 where
  /// it is needed; fails where what was sent is wrong.
  func verified(
    _ content: [UInt8], needsMD5: Bool, keeping ofUpload: ChecksumAlgorithm? = nil
  ) throws(S3Failure) -> Verified {
    let wanted = try Self.known(algorithm)
    let expectedMD5 = try contentMD5.map { (text) throws(S3Failure) in
      guard let bytes = Base64.decode(text.utf8), bytes.count == 16 else {
        throw .invalidDigest(text)
      }
      return bytes
    }
    let sent = try values.checked()
    var digests = ContentDigests(
      ofUpload ?? sent?.algorithm ?? wanted ?? .standard, withMD5: needsMD5 || expectedMD5 != nil)
    digests.update(content)
    let (kept, md5) = digests.finalize()
    if let expectedMD5, expectedMD5 != md5 {
      throw .otherContent(expected: expectedMD5, calculated: md5 ?? [])
    }
    if let sent, sent != ContentChecksum.of(content, sent.algorithm, unless: kept) {
      throw .badDigest(
        "The \(sent.algorithm.rawValue) you specified did not match the calculated checksum.")
    }
    let named =
      sent ?? wanted.map { ContentChecksum.of(content, $0, unless: kept) }
    return Verified(kept: kept, named: named, md5: md5)
  }

  /// The algorithm that a request names.
  static func known(
    _ algorithm: OpenEnumeration<ChecksumAlgorithm>?
  ) throws(S3Failure) -> ChecksumAlgorithm? {
    guard let algorithm else { return nil }
    try ChecksumAlgorithm.checkComputed(algorithm.text)
    guard let known = algorithm.known else {
      throw .invalidRequest(
        "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
          + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]")
    }
    return known
  }
}
