package import Access
import KMS
package import Kernel

/// Encrypts a stored object anew under a KMS key; all else that is told of it stays.
///
/// AWS wraps the data key anew. Here the content is sealed under a new one, since the data keys of
/// bucket keys are derived and cannot be chosen; KMS is asked the same.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html
package enum UpdateObjectEncryption: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let key: ObjectKey
    let versionID: ObjectVersionID?
    let encryption: ObjectEncryption
    let owner: ExpectedOwner?
    package let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    package let unsimulated: UnsimulatedMembers
  }
  /// ObjectEncryption.
  package struct ObjectEncryption: StructureValue {
    let kms: SSEKMS?
    package static let shape = Shape(
      ObjectEncryption.init(kms:), Member("SSEKMS", \.kms, help: "SSE-KMS under this key."))
  }
  /// SSEKMSEncryption.
  package struct SSEKMS: StructureValue {
    let keyARN: String
    let bucketKeyEnabled: Bool?
    package static let shape = Shape(
      SSEKMS.init(keyARN:bucketKeyEnabled:),
      Member(
        "KMSKeyArn", \.keyARN, .leastLength(20), suggests: .keys,
        help: "The key's ARN; ids and aliases are refused."),
      Member("BucketKeyEnabled", \.bucketKeyEnabled, help: "Whether a bucket key is used."))
  }

  package static let name = "UpdateObjectEncryption"
  package static let summary =
    "Encrypts a stored object anew under a KMS key; all else that is told of it stays."
  package static let request = Shape(
    Request.init(bucket:key:versionID:encryption:owner:checksumAlgorithm:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ObjectVersionID.member(\.versionID),
    Member(
      "ObjectEncryption", \.encryption,
      help: "SSEKMS={KMSKeyArn=ARN,BucketKeyEnabled=false}: the new encryption."),
    ExpectedOwner.member(\.owner),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    Member(\.unsimulated, .refused("ContentMD5"), .idle("RequestPayer")))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutObject", "s3:UpdateObjectEncryption"]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
    "InvalidRequest", "AccessDenied",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    var demands: [Demand] = []
    for action in permissions {
      demands.append(
        try storage.s3.demand(action, on: request.key, request.versionID, in: request.bucket)
          .withXML)
    }
    return demands
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    guard let kms = request.encryption.kms else {
      throw .invalidRequest(
        "Requests that modify an object encryption configuration require a valid new encryption"
          + " type. Valid values are SSEKMS.")
    }
    guard let address = ARN(kms.keyARN).flatMap({ KeyAddress($0) }) else {
      throw .invalidRequest(
        "Requests that modify an object's encryption type to SSE-KMS require an AWS KMS key Amazon"
          + " Resource Name (ARN).")
    }
    guard address.account == bucket.owner else {
      throw .accessDenied(
        "The AWS KMS key in the request must be owned by the same account as the bucket.")
    }
    let object = try storage.s3.object(request.key, request.versionID, in: bucket, method: "PUT")
    guard [.managed(.aes256), .managed(.kms)].contains(object.envelope.kind) else {
      throw .invalidRequest(
        "The UpdateObjectEncryption operation doesn't support source objects with the encryption"
          + " type DSSE-KMS or SSE-C.")
    }
    guard !object.lock.protects(at: environment.now) else {
      throw .accessDenied(
        "The encryption type for the specified object can't be updated because that object is"
          + " protected by S3 Object Lock.")
    }
    let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
    try storage.encryptAnew(object, .managed(ManagedEncryption(kms)), at: place, &environment)
    return EmptyResponse()
  }
}

extension ManagedEncryption {
  /// What a change of an object's encryption asks for.
  fileprivate init(_ kms: UpdateObjectEncryption.SSEKMS) {
    self.init(
      algorithm: .kms, key: KeyReference(kms.keyARN), context: EncryptionContext(pairs: []),
      usesBucketKey: kms.bucketKeyEnabled ?? false)
  }
}
