package import IAM
package import Kernel

/// Tells what is asked of an object in one answer; only the checksum needs a key.
package enum GetObjectAttributes: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let key: ObjectKey
    let versionID: ObjectVersionID?
    let mostParts: Int?
    let partMarker: Int?
    let owner: ExpectedOwner?
    let attributes: [OpenEnumeration<Attribute>]
    let refused: RefusedMembers
  }
  package struct Response: Sendable {
    let object: StoredObject
    let versionID: ObjectVersionID?
    let wanted: [Attribute]
    let checksum: Checksum?
  }
  /// What can be asked for; parts have only objects of multipart uploads.
  package enum Attribute: String, EnumerationValue {
    case eTag = "ETag"
    case checksum = "Checksum"
    case objectParts = "ObjectParts"
    case storageClass = "StorageClass"
    case objectSize = "ObjectSize"
  }
  /// Checksum.
  package struct Checksum: ReplyStructure {
    let value: ContentChecksum
    package static let fields =
      ContentChecksum.fields.of(\Checksum.value) + ContentChecksum.typeField.of(\Checksum.value)
  }

  package static let name = "GetObjectAttributes"
  package static let summary =
    "Tells what is asked of an object in one answer; only the checksum needs a key."
  package static let request = Shape(
    Request.init(bucket:key:versionID:mostParts:partMarker:owner:attributes:refused:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ObjectVersionID.member(\.versionID),
    Member("MaxParts", \.mostParts, help: "Most parts of a multipart upload to tell."),
    Member("PartNumberMarker", \.partMarker, help: "Only parts after this one."),
    ExpectedOwner.member(\.owner),
    Member(
      "ObjectAttributes", \.attributes,
      help: "Any of ETag, Checksum, ObjectParts, StorageClass, ObjectSize."),
    Member(
      refused: \.refused, ["SSECustomerAlgorithm", "SSECustomerKeyMD5", "RequestPayer"],
      secrets: ["SSECustomerKey"]))
  package static let response = Fields<Response>(
    .init("LastModified", \.object.lastModified), .init("VersionId", \.versionID),
    .init("ETag", \.eTag), .init("Checksum", \.checksum), .init("StorageClass", \.storageClass),
    .init("ObjectSize", \.size))
  package static let effect = Effect.read
  package static let permissions = [
    "s3:GetObject", "s3:GetObjectAttributes", "s3:GetObjectVersion",
    "s3:GetObjectVersionAttributes", "s3:ListBucket",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
  ]

  package static func check(_ request: Request) throws(S3Failure) { try request.refused.check() }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToRead(
      request.key, request.versionID, in: request.bucket,
      ["s3:GetObject", "s3:GetObjectAttributes"])
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let wanted = request.attributes.compactMap(\.known)
    guard wanted.count == request.attributes.count, !wanted.isEmpty else {
      throw .invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes")
    }
    let object = try storage.s3.object(request.key, request.versionID, in: bucket, method: "GET")
    var checksum: Checksum?
    if wanted.contains(.checksum) {
      let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
      let keys = try storage.openDataKeys(object.envelope, of: place, &environment)
      checksum = Checksum(value: try storage.checksum(of: object, keys))
    }
    return Response(
      object: object, versionID: storage.s3.shownID(of: object.version, in: bucket),
      wanted: wanted, checksum: checksum)
  }
}

extension GetObjectAttributes.Response {
  /// The ETag, here without quotes.
  fileprivate var eTag: String? { wanted.contains(.eTag) ? object.eTag : nil }
  fileprivate var storageClass: StorageClass? {
    wanted.contains(.storageClass) ? object.storageClass : nil
  }
  fileprivate var size: Int? { wanted.contains(.objectSize) ? object.size : nil }
}
