package import Cloud
import Kernel

/// Where a member of S3's API travels: its name says it, but for the exceptions here.
///
/// `S3PlaceTests` holds the whole against AWS's service model.
enum MemberPlace: Sendable, Equatable {
  /// In the path, as bucket or key.
  case path
  /// Behind the question mark, under a name.
  case query(String)
  /// In a header, by its name in small letters in requests and as AWS spells it in answers.
  case header(String)
  /// In headers that begin so, one for each entry of a map.
  case headers(prefix: String)
  /// As the content: raw bytes.
  case raw
  /// As the content: an XML document with that root.
  case document(root: String)
  /// As an element of the content's XML document.
  case element(S3Element)
}

/// Where the members of an operation of S3 travel: found out once, since every call asks.
struct MemberPlaces: Sendable {
  /// Those of the request, in the order of its members.
  let request: [MemberPlace]
  /// Those of the answer, in the order of its results.
  let answer: [MemberPlace]
  /// Whether the request's content is a document.
  let hasDocument: Bool

  private init(_ operation: AnyOperation) {
    request = operation.members.map { MemberPlace.request(operation.name, $0) }
    answer = operation.results.map { MemberPlace.answer(operation.name, $0.name, $0.type) }
    hasDocument = request.contains { if case .document = $0 { true } else { false } }
  }

  /// Those of an operation.
  static func of(_ operation: AnyOperation) -> MemberPlaces {
    all[operation.service]?[operation.name] ?? MemberPlaces(operation)
  }

  private static let all: [Service: [String: MemberPlaces]] = Dictionary(
    uniqueKeysWithValues: [Service.s3, .s3control].map { service in
      let places = Catalogue.operations(of: service).map { ($0.name, MemberPlaces($0)) }
      return (service, Dictionary(uniqueKeysWithValues: places))
    })
}

extension AnyOperation {
  /// The header of S3's API in which a member of a request travels; `nil` for one that has another
  /// place.
  package func header(of member: String) -> String? {
    guard let index = members.firstIndex(where: { $0.name == member }),
      [.s3, .s3control].contains(service),
      case .header(let name) = MemberPlaces.of(self).request[index]
    else { return nil }
    return name
  }
}

extension MemberPlace {
  /// The place of a request's member.
  static func request(_ operation: String, _ member: MemberDescription) -> MemberPlace {
    switch (member.name, member.type) {
    case ("Bucket", _), ("Key", _): .path
    case ("AccountId", _): .header("x-amz-account-id")
    case ("Metadata", _): .headers(prefix: "x-amz-meta-")
    case ("Policy", .string), (_, .stream), (_, .blob): .raw
    case ("MultipartUpload", _): .document(root: "CompleteMultipartUpload")
    case (_, .structure): .document(root: member.name)
    case ("ChecksumAlgorithm", _) where !createsObject.contains(operation):
      .header("x-amz-sdk-checksum-algorithm")
    case ("MaxParts", _) where operation == "GetObjectAttributes",
      ("PartNumberMarker", _) where operation == "GetObjectAttributes":
      .header("x-amz-" + kebabCase(member.name))
    default: queries[member.name].map { .query($0) } ?? .header(header(member.name).lowercased())
    }
  }

  /// The place of an answer's member.
  static func answer(_ operation: String, _ name: String, _ type: MemberType) -> MemberPlace {
    let root = S3Route.root(of: operation)
    switch (name, type) {
    case ("Metadata", _): return .headers(prefix: "x-amz-meta-")
    case ("Policy", _), (_, .stream), (_, .blob): return .raw
    case ("LocationConstraint", _): return .document(root: name)
    case (_, .structure) where !parts.contains(name): return .document(root: name)
    default: break
    }
    let isHeader =
      root == nil || headersBesideElements.contains(name)
      || operation == "CreateMultipartUpload" && name.hasPrefix("Checksum")
      || operation == "GetObjectAttributes" && name == "LastModified"
    return isHeader
      ? .header(header(name)) : .element(S3Element(name, type, in: root ?? ""))
  }

  /// Structures that are parts of an answer's document, where others are the whole of it.
  private static let parts: Set<String> = ["Checksum", "Initiator", "ObjectParts", "Owner"]

  /// The operations whose `ChecksumAlgorithm` is that of an object to be, not of the request.
  private static let createsObject: Set<String> = ["CopyObject", "CreateMultipartUpload"]

  /// What is a header even where the answer has a document.
  private static let headersBesideElements: Set<String> = [
    "AbortDate", "AbortRuleId", "BucketKeyEnabled", "CopySourceVersionId", "DeleteMarker",
    "Expiration", "RequestCharged", "SSECustomerAlgorithm", "SSECustomerKeyMD5",
    "SSEKMSEncryptionContext", "SSEKMSKeyId", "ServerSideEncryption",
    "TransitionDefaultMinimumObjectSize", "VersionId",
  ]

  /// The members of requests that stand behind the question mark.
  private static let queries: [String: String] = {
    var queries = ["UploadId": "uploadId", "VersionId": "versionId", "PartNumber": "partNumber"]
    for name in [
      "BucketRegion", "ContinuationToken", "Delimiter", "EncodingType", "FetchOwner", "KeyMarker",
      "Marker", "MaxBuckets", "MaxKeys", "MaxParts", "MaxUploads", "PartNumberMarker", "Prefix",
      "ResponseCacheControl", "ResponseContentDisposition", "ResponseContentEncoding",
      "ResponseContentLanguage", "ResponseContentType", "ResponseExpires", "StartAfter",
      "UploadIdMarker", "VersionIdMarker",
    ] {
      queries[name] = kebabCase(name)
    }
    return queries
  }()

  /// The header of a member: HTTP's own, or `x-amz-` and the member's words.
  static func header(_ name: String) -> String {
    headerNames[name] ?? "x-amz-" + kebabCase(name)
  }

  /// HTTP's own headers, and those of S3 whose words are others than the member's.
  private static let headerNames = [
    "AcceptRanges": "accept-ranges", "CacheControl": "Cache-Control",
    "ContentDisposition": "Content-Disposition", "ContentEncoding": "Content-Encoding",
    "ContentLanguage": "Content-Language", "ContentLength": "Content-Length",
    "ContentMD5": "Content-MD5", "ContentRange": "Content-Range", "ContentType": "Content-Type",
    "ETag": "ETag", "Expires": "Expires", "IfMatch": "If-Match",
    "IfModifiedSince": "If-Modified-Since", "IfNoneMatch": "If-None-Match",
    "IfUnmodifiedSince": "If-Unmodified-Since", "LastModified": "Last-Modified",
    "Location": "Location", "Range": "Range",
    "BucketKeyEnabled": "x-amz-server-side-encryption-bucket-key-enabled",
    "ChecksumCRC32C": "x-amz-checksum-crc32c", "ChecksumCRC64NVME": "x-amz-checksum-crc64nvme",
    "CopySourceSSECustomerAlgorithm":
      "x-amz-copy-source-server-side-encryption-customer-algorithm",
    "CopySourceSSECustomerKey": "x-amz-copy-source-server-side-encryption-customer-key",
    "CopySourceSSECustomerKeyMD5": "x-amz-copy-source-server-side-encryption-customer-key-MD5",
    "ExpectedSourceBucketOwner": "x-amz-source-expected-bucket-owner",
    "MpuObjectSize": "x-amz-mp-object-size",
    "ObjectLockEnabledForBucket": "x-amz-bucket-object-lock-enabled",
    "ObjectLockLegalHoldStatus": "x-amz-object-lock-legal-hold",
    "PartsCount": "x-amz-mp-parts-count",
    "SSECustomerAlgorithm": "x-amz-server-side-encryption-customer-algorithm",
    "SSECustomerKey": "x-amz-server-side-encryption-customer-key",
    "SSECustomerKeyMD5": "x-amz-server-side-encryption-customer-key-MD5",
    "SSEKMSEncryptionContext": "x-amz-server-side-encryption-context",
    "SSEKMSKeyId": "x-amz-server-side-encryption-aws-kms-key-id",
    "Size": "x-amz-object-size", "TagCount": "x-amz-tagging-count",
    "Token": "x-amz-bucket-object-lock-token",
  ]
}
