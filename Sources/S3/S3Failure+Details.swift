import Ciphers
import Kernel

extension S3Failure {
  /// The elements that S3's error body has beside code and text.
  var details: [WireError.Detail] {
    let elements: [(name: String, value: String?)] =
      switch self {
      case .noSuchBucket(let name), .bucketAlreadyExists(let name),
        .bucketAlreadyOwnedByYou(let name), .bucketNotEmpty(let name, _),
        .invalidBucketName(let name), .noTags(let name), .noLifecycle(let name),
        .noSetting(_, _, let name),
        .noBucketPolicy(let name), .noObjectLock(let name),
        .noPublicAccessBlock(let name):
        [("BucketName", name.text)]
      case .noAccountPublicAccessBlock(let account): [("AccountId", account.description)]
      case .noSuchKey(let key): [("Key", key.text)]
      case .refusedHeader(let header, let message):
        [("Header", header), ("additionalMessage", message)]
      case .noSuchVersion(let key, let id): [("Key", key.text), ("VersionId", id.text)]
      case .noSuchUpload(let id), .invalidPartOrder(let id): [("UploadId", id.text)]
      case .invalidPart(let id, let number, let eTag):
        [("UploadId", id.text), ("PartNumber", String(number)), ("ETag", eTag)]
      case .partTooSmall(let number, let eTag, let size):
        [
          ("ETag", eTag), ("MinSizeAllowed", String(NamedUpload.leastPartSize)),
          ("PartNumber", String(number)), ("ProposedSize", String(size)),
        ]
      case .invalidPartNumber(let number, let count):
        [("PartNumberRequested", String(number)), ("ActualPartCount", String(count))]
      case .conflict(let condition, let key): [("Condition", condition), ("Key", key.text)]
      case .deleteMarker(let method): [("Method", method), ("ResourceType", "DeleteMarker")]
      case .policyOfAnotherAccount(let method):
        [("Method", method), ("ResourceType", "BUCKETPOLICY")]
      case .invalidLocation(let text): [("LocationConstraint", text)]
      case .invalidArgument(_, let name, let value):
        [("ArgumentName", name), ("ArgumentValue", value)]
      case .masterKeyWithoutKMS: [("ArgumentName", "ApplyServerSideEncryptionByDefault")]
      case .acl(let fault): fault.details
      case .customerKey(let fault, _): fault.details
      case .keyTooLong(let size): S3Failure.limit(size, ObjectKey.mostBytes)
      case .metadataTooLarge(let size): S3Failure.limit(size, ObjectHeaders.mostMetadataBytes)
      case .tags(_, _, let key): [("TagKey", key)]
      case .invalidStorageClass(let text): [("StorageClassRequested", text)]
      case .archived(let storageClass): [("StorageClass", storageClass.rawValue)]
      case .invalidRange(let range, let size):
        [("RangeRequested", range.text), ("ActualObjectSize", String(size))]
      case .preconditionFailed(let condition): [("Condition", condition)]
      case .invalidDigest(let text): [("Content-MD5", text)]
      case .otherContent(let expected, let calculated):
        [("ExpectedDigest", Hex.encode(expected)), ("CalculatedDigest", Base64.encode(calculated))]
      default: []
      }
    return elements.compactMap { name, value in value.map { WireError.Detail(name, $0) } }
  }

  private static func limit(_ size: Int, _ most: Int) -> [(name: String, value: String?)] {
    [("Size", String(size)), ("MaxSizeAllowed", String(most))]
  }
}
