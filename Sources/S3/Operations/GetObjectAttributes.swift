package import Access
import Ciphers
package import Kernel

/// Tells what is asked of an object in one answer; only the checksum needs a key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html
package enum GetObjectAttributes: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let key: ObjectKey
    let versionID: ObjectVersionID?
    let mostParts: Int?
    let partMarker: Int?
    let customer: CustomerKeyHeaders
    let owner: ExpectedOwner?
    let attributes: [OpenEnumeration<Attribute>]
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let object: StoredObject
    let versionID: ObjectVersionID?
    let wanted: [Attribute]
    let checksum: Checksum?
    let parts: Parts?
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

  /// GetObjectAttributesParts: single parts are told where they have checksums of their own.
  package struct Parts: ReplyStructure {
    let count: Int
    let page: Page?
    package static let fields = Fields<Parts>(
      .init("TotalPartsCount", \.count), .init("PartNumberMarker", \.page?.marker),
      .init("NextPartNumberMarker", \.page?.next), .init("MaxParts", \.page?.limit),
      .init("IsTruncated", \.page?.isTruncated), .init("Parts", \.page?.parts))
  }
  /// A page of single parts.
  package struct Page: Sendable {
    let marker: Int
    let limit: Int
    let isTruncated: Bool
    let parts: [Part]
    fileprivate var next: Int { parts.last?.number ?? 0 }
  }
  /// ObjectPart.
  package struct Part: ReplyStructure {
    let number: Int
    let size: Int
    let checksum: ContentChecksum
    package static let fields =
      Fields<Part>(.init("PartNumber", \.number), .init("Size", \.size))
      + ContentChecksum.fields.of(\.checksum)
  }

  package static let name = "GetObjectAttributes"
  package static let summary =
    "Tells what is asked of an object in one answer; only the checksum needs a key."
  package static let request = Shape(
    Request.init(bucket:key:versionID:mostParts:partMarker:customer:owner:attributes:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ObjectVersionID.member(\.versionID),
    Member("MaxParts", \.mostParts, help: "Most parts of a multipart upload to tell."),
    Member("PartNumberMarker", \.partMarker, help: "Only parts after this one."),
    Member(\.customer, group: CustomerKeyHeaders.shape), ExpectedOwner.member(\.owner),
    Member(
      "ObjectAttributes", \.attributes,
      help: "Any of ETag, Checksum, ObjectParts, StorageClass, ObjectSize."),
    Member(\.unsimulated, .idle("RequestPayer")))
  package static let response = Fields<Response>(
    .init("LastModified", \.object.lastModified), .init("VersionId", \.versionID),
    .init("ETag", \.eTag), .init("Checksum", \.checksum), .init("ObjectParts", \.parts),
    .init("StorageClass", \.storageClass),
    .init("ObjectSize", \.size))
  package static let effect = Effect.read
  package static let permissions = [
    "s3:GetObject", "s3:GetObjectAttributes", "s3:GetObjectVersion",
    "s3:GetObjectVersionAttributes", "s3:ListBucket",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
    "InvalidRequest", "InvalidEncryptionAlgorithmError",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToRead(
      request.key, request.versionID, in: request.bucket,
      ["s3:GetObject", "s3:GetObjectAttributes"], request.customer.conditionValues)
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
    let customerKey = try request.customer.key(for: object.envelope)
    let tellsChecksum = wanted.contains(.checksum)
    let tellsParts = wanted.contains(.objectParts) && object.checksumType == .composite
    var keys: [SymmetricKey] = []
    if tellsChecksum || tellsParts {
      let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
      keys = try storage.openDataKeys(
        object.envelope, with: customerKey, of: place, &environment)
    }
    return Response(
      object: object, versionID: storage.s3.shownID(of: object.version, in: bucket),
      wanted: wanted,
      checksum: tellsChecksum
        ? Checksum(value: try object.checksum(keys).withoutPartCount) : nil,
      parts: wanted.contains(.objectParts) ? try parts(of: object, request, keys) : nil)
  }

  /// The parts of an object of a multipart upload, numbered from 1 on.
  private static func parts(
    of object: StoredObject, _ request: Request, _ keys: [SymmetricKey]
  ) throws(S3Failure) -> Parts? {
    let limit = try ListRequest.limit(request.mostParts, "max-parts")
    let marker = try ListRequest.number(request.partMarker, "part-number-marker")
    guard !object.parts.isEmpty else { return nil }
    let count = object.parts.count
    guard object.checksumType == .composite else { return Parts(count: count, page: nil) }
    let start = min(marker, count)
    let end = min(count, start + limit)
    var parts: [Part] = []
    for (index, part) in object.parts.enumerated() where (start..<end).contains(index) {
      parts.append(
        Part(
          number: index + 1, size: part.size,
          checksum: try part.checksum(object.checksumAlgorithm, keys)))
    }
    return Parts(
      count: count,
      page: Page(
        marker: marker, limit: request.mostParts ?? ListRequest.mostKeys,
        isTruncated: end < count && limit > 0, parts: parts))
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
