package import Access
import KMS
package import Kernel

/// Why S3 refuses a call; `wire` alone knows AWS's codes and texts.
package enum S3Failure: ServiceFailure {
  /// No such bucket.
  case noSuchBucket(BucketName)
  /// No such object.
  case noSuchKey(ObjectKey)
  /// No such version of an object, though its id was issued once.
  case noSuchVersion(ObjectKey, ObjectVersionID)
  /// A delete marker was named, of which this method can do nothing.
  case deleteMarker(method: String)
  /// The source of a copy is a delete marker.
  case markerAsSource
  /// No such upload: never begun, completed or aborted.
  case noSuchUpload(UploadID)
  /// A completion names a part that was not uploaded, or is another by now.
  case invalidPart(UploadID, number: Int, eTag: String)
  /// A completion names parts out of order.
  case invalidPartOrder(UploadID)
  /// A part that others follow is of so few bytes.
  case partTooSmall(number: Int, eTag: String, size: Int)
  /// An object that has so many parts has none of this number.
  case invalidPartNumber(Int, count: Int)
  /// A checksum of the parts' checksums, and parts that are not numbered from 1 on.
  case partsNotConsecutive
  /// A condition holds, and yet the key changed while its upload was open: the header's name.
  case conflict(String, ObjectKey)
  /// A request to set versions that says nothing of them.
  case noVersioning
  /// Somebody else in the world has a bucket of that name.
  case bucketAlreadyExists(BucketName)
  /// The caller's account has a bucket of that name.
  case bucketAlreadyOwnedByYou(BucketName)
  /// A bucket that holds objects cannot be deleted.
  case bucketNotEmpty(BucketName, keptVersions: Bool)
  /// A name that breaks the rules of bucket names.
  case invalidBucketName(BucketName)
  /// A Region other than the one that is called, or the missing name of it.
  case illegalLocation(String)
  /// A text that is no Region.
  case invalidLocation(String)
  /// A key of so many bytes, more than 1,024.
  case keyTooLong(Int)
  /// User metadata of so many bytes, more than 2 KB.
  case metadataTooLarge(Int)
  /// A header or parameter of a wrong value, in S3's words; which, and the value, where S3 tells.
  case invalidArgument(String, _ name: String? = nil, _ value: String? = nil)
  /// A request that makes no sense as a whole, in S3's words.
  case invalidRequest(String)
  /// What is wrong with a key of the caller's own, and whether it is of the source of a copy.
  case customerKey(CustomerKeyFault, ofSource: Bool = false)
  /// A KMS key for an object that KMS shall not encrypt.
  case keyWithoutKMS
  /// A KMS key for a bucket's default that is not KMS.
  case masterKeyWithoutKMS
  /// A configuration that breaks the schema.
  case malformedXML
  /// A tag or a set of tags that breaks a rule: the code, S3's words, and the tag, where S3 tells.
  case tags(code: String, String, key: String? = nil)
  /// A bucket that has no tags.
  case noTags(BucketName)
  /// A bucket that has not a setting which nothing here can set.
  case noSetting(code: String, String, BucketName)
  /// A bucket that has no policy.
  case noBucketPolicy(BucketName)
  /// A policy that breaks a rule: S3's words, and what is wrong and where.
  case malformedPolicy(String, explanation: String)
  /// A policy of so many bytes as S3 writes it, more than 20,480.
  case policyTooLarge(Int)
  /// Somebody of another account than the bucket's, who is permitted, asks for its policy.
  case policyOfAnotherAccount(method: String)
  /// A public policy, which Block Public Access prevents.
  case publicPolicy(Principal, BucketName)
  /// A bucket without settings of Block Public Access.
  case noPublicAccessBlock(BucketName)
  /// An account without settings of Block Public Access.
  case noAccountPublicAccessBlock(AccountID)
  /// A bucket that has no rules of a lifecycle.
  case noLifecycle(BucketName)
  /// A lock of an object, in a bucket without Object Lock.
  case missingObjectLock
  /// A bucket without Object Lock is asked for it.
  case noObjectLock(BucketName)
  /// An object without the retention or legal hold that is asked for.
  case neverLocked
  /// Object Lock for a bucket that does not keep versions.
  case lockWithoutVersions
  /// A bucket with Object Lock that shall keep no versions.
  case lockNeedsVersions
  /// A version that is locked cannot be deleted, nor its lock be weakened.
  case objectLocked
  /// A text that is no storage class.
  case invalidStorageClass(String)
  /// An object that cannot be read, since it is archived.
  case archived(StorageClass)
  /// A range outside an object of so many bytes.
  case invalidRange(ByteRange, size: Int)
  /// A condition of the request does not hold: the header's name.
  case preconditionFailed(String)
  /// The reader's copy is still the latest.
  case notModified
  /// A digest that is none.
  case invalidDigest(String)
  /// The content is not the one that the digest is of, in S3's words.
  case badDigest(String)
  /// The content is not the one that Content-MD5 is of.
  case otherContent(expected: [UInt8], calculated: [UInt8])
  /// A request about an ACL that is none.
  case acl(ACLFault)
  /// ACLs are off, as for every bucket since 2023 unless its owner turns them on.
  case aclsOff
  /// S3 says no, in these words.
  case accessDenied(String)
  /// KMS said no to S3, which passes the error on.
  case kms(CallFailure)
  /// A policy of the key said no to the caller, for whom S3 asked KMS.
  case deniedByKMS(AccessDenial)
  /// The stored bytes are not those that were written.
  case damaged
  /// A header that S3 does not take here: which, and S3's words beside its text, where it has some.
  case refusedHeader(String, _ message: String? = nil)
  /// The account that a caller expects to own a bucket is no account's number.
  case invalidOwner(String)
  /// AWS has it, this program has not; the text says what it has instead.
  case notSimulated(String)

  package static var denialCode: String { "AccessDenied" }
  package static var expiredCredentials: WireError {
    WireError("ExpiredToken", "The provided token has expired.")
  }
  package static var unknownCredentials: WireError {
    WireError(
      "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
  }

  /// What KMS's refusal becomes on its way through S3.
  init(_ refusal: Refusal<KMSFailure>) {
    switch refusal {
    case .denied(let denial): self = .deniedByKMS(denial)
    default: self = .kms(CallFailure(refusal.wire, refusal.cause))
    }
  }

  package var wire: WireError {
    WireError(answer.code, answer.message, details: details, isNotSimulated: isNotSimulated)
  }

  private var isNotSimulated: Bool { if case .notSimulated = self { true } else { false } }

  /// The HTTP status.
  package var status: Int { answer.status }

  private var answer: (code: String, status: Int, message: String?) {
    switch self {
    case .noSuchBucket: ("NoSuchBucket", 404, "The specified bucket does not exist")
    case .noSuchKey: ("NoSuchKey", 404, "The specified key does not exist.")
    case .noSuchVersion, .deleteMarker, .markerAsSource, .noVersioning: versionAnswer
    case .noSuchUpload, .invalidPart, .invalidPartOrder, .partTooSmall, .invalidPartNumber,
      .partsNotConsecutive, .conflict:
      uploadAnswer
    case .bucketAlreadyExists, .bucketAlreadyOwnedByYou, .bucketNotEmpty, .invalidBucketName,
      .illegalLocation, .invalidLocation:
      bucketAnswer
    case .keyTooLong: ("KeyTooLongError", 400, "Your key is too long")
    case .metadataTooLarge:
      (
        "MetadataTooLarge", 400,
        "Your metadata headers exceed the maximum allowed metadata size"
      )
    case .invalidArgument(let text, _, _): ("InvalidArgument", 400, text)
    case .invalidRequest(let text): ("InvalidRequest", 400, text)
    case .malformedXML:
      (
        "MalformedXML", 400,
        "The XML you provided was not well-formed or did not validate against our published schema"
      )
    case .tags(let code, let text, _): (code, 400, text)
    case .noTags: ("NoSuchTagSet", 404, "The TagSet does not exist")
    case .noSetting(let code, let text, _): (code, 404, text)
    case .noLifecycle:
      (
        "NoSuchLifecycleConfiguration", 404, "The lifecycle configuration does not exist"
      )
    case .archived:
      (
        "InvalidObjectState", 403, "The operation is not valid for the object's storage class"
      )
    case .invalidStorageClass:
      ("InvalidStorageClass", 400, "The storage class you specified is not valid")
    case .invalidRange: ("InvalidRange", 416, "The requested range is not satisfiable")
    case .preconditionFailed:
      (
        "PreconditionFailed", 412,
        "At least one of the pre-conditions you specified did not hold"
      )
    case .notModified: ("304", 304, "Not Modified")
    case .invalidDigest: ("InvalidDigest", 400, "The Content-MD5 you specified was invalid.")
    case .badDigest(let text): ("BadDigest", 400, text)
    case .otherContent:
      ("BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
    case .acl(let fault): fault.answer
    case .aclsOff:
      ("AccessControlListNotSupported", 400, "The bucket does not allow ACLs")
    case .accessDenied(let text): ("AccessDenied", 403, text)
    case .customerKey(let fault, _): fault.answer
    case .keyWithoutKMS:
      (
        "InvalidArgument", 400,
        "Server Side Encryption with AWS KMS managed key requires HTTP header"
          + " x-amz-server-side-encryption : aws:kms"
      )
    case .masterKeyWithoutKMS:
      (
        "InvalidArgument", 400,
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
          + " aws:kms:dsse"
      )
    case .deniedByKMS(let denial): ("AccessDenied", 403, denial.message)
    case .kms(let error): ("KMS.\(error.code)", 400, error.message)
    case .damaged:
      (
        "InternalError", 500, "We encountered an internal error. Please try again."
      )
    case .refusedHeader:
      (
        "NotImplemented", 501,
        "A header you provided implies functionality that is not implemented"
      )
    case .invalidOwner(let text):
      (
        "InvalidBucketOwnerAWSAccountID", 400,
        "The value of the expected bucket owner parameter must be an AWS Account ID... [\(text)]"
      )
    case .notSimulated(let text): ("NotImplemented", 501, text)
    case .missingObjectLock, .noObjectLock, .neverLocked, .lockWithoutVersions,
      .lockNeedsVersions, .objectLocked:
      answerOnLock
    case .noBucketPolicy, .malformedPolicy, .policyTooLarge, .policyOfAnotherAccount,
      .publicPolicy, .noPublicAccessBlock, .noAccountPublicAccessBlock:
      answerOnAccess
    }
  }

  private var versionAnswer: (code: String, status: Int, message: String?) {
    switch self {
    case .deleteMarker:
      (
        "MethodNotAllowed", 405,
        "The specified method is not allowed against this resource."
      )
    case .markerAsSource:
      (
        "InvalidRequest", 400,
        "The source of a copy request may not specifically refer to a delete marker by version id."
      )
    case .noVersioning:
      (
        "IllegalVersioningConfigurationException", 400,
        "The Versioning element must be specified"
      )
    default: ("NoSuchVersion", 404, "The specified version does not exist.")
    }
  }

  private var uploadAnswer: (code: String, status: Int, message: String?) {
    switch self {
    case .invalidPart:
      (
        "InvalidPart", 400,
        "One or more of the specified parts could not be found.  The part may not have been"
          + " uploaded, or the specified entity tag may not match the part's entity tag."
      )
    case .invalidPartOrder:
      (
        "InvalidPartOrder", 400,
        "The list of parts was not in ascending order. Parts must be ordered by part number."
      )
    case .partTooSmall:
      (
        "EntityTooSmall", 400,
        "Your proposed upload is smaller than the minimum allowed size"
      )
    case .invalidPartNumber:
      ("InvalidPartNumber", 416, "The requested partnumber is not satisfiable")
    case .partsNotConsecutive: S3Failure.damaged.answer
    case .conflict:
      (
        "ConditionalRequestConflict", 409,
        "The conditional request cannot succeed due to a conflicting operation against this"
          + " resource."
      )
    default:
      (
        "NoSuchUpload", 404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
          + " been aborted or completed."
      )
    }
  }

  private var bucketAnswer: (code: String, status: Int, message: String?) {
    switch self {
    case .bucketAlreadyExists:
      (
        "BucketAlreadyExists", 409,
        "The requested bucket name is not available. The bucket namespace is shared by all users"
          + " of the system. Please select a different name and try again."
      )
    case .bucketAlreadyOwnedByYou:
      (
        "BucketAlreadyOwnedByYou", 409,
        "Your previous request to create the named bucket succeeded and you already own it."
      )
    case .bucketNotEmpty(_, let keptVersions):
      (
        "BucketNotEmpty", 409,
        "The bucket you tried to delete is not empty"
          + (keptVersions ? ". You must delete all versions in the bucket." : "")
      )
    case .illegalLocation(let text):
      (
        "IllegalLocationConstraintException", 400,
        "The \(text) location constraint is incompatible for the region specific endpoint this"
          + " request was sent to."
      )
    case .invalidLocation:
      (
        "InvalidLocationConstraint", 400, "The specified location-constraint is not valid"
      )
    default: ("InvalidBucketName", 400, "The specified bucket is not valid.")
    }
  }
}

extension Refusal<S3Failure> {
  /// The code and text of an answer without a body, as HEAD has them: the status alone is told.
  var withoutBody: WireError {
    let status =
      switch self {
      case .denied, .unauthenticated(.unknown): 403
      case .failed(let failure): failure.status
      case .invalid, .unauthenticated(.expired): 400
      case .injected, .throttled: 500
      }
    let reason =
      switch status {
      case 304: "Not Modified"
      case 403: "Forbidden"
      case 404: "Not Found"
      case 405: "Method Not Allowed"
      case 412: "Precondition Failed"
      case 416: "Requested Range Not Satisfiable"
      case 500: "Internal Server Error"
      case 501: "Not Implemented"
      default: "Bad Request"
      }
    return WireError(String(status), reason, isNotSimulated: wire.isNotSimulated)
  }
}
