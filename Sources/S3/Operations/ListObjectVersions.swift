package import Access
package import Kernel

/// Lists all versions of the objects of a bucket, by key and from new to old; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
package enum ListObjectVersions: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let list: ListParameters
    let keyMarker: String?
    let versionMarker: ObjectVersionID?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let request: Request
    let page: VersionListing
  }

  package static let name = "ListObjectVersions"
  package static let summary =
    "Lists all versions of the objects of a bucket, by key and from new to old; needs no key."
  package static let request = Shape(
    Request.init(bucket:list:keyMarker:versionMarker:owner:unsimulated:),
    BucketName.member(\.bucket), Member(\.list, group: ListParameters.shape),
    Member("KeyMarker", \.keyMarker, help: "Only keys after this one."),
    Member("VersionIdMarker", \.versionMarker, help: "With KeyMarker: after this version of it."),
    ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .idle("RequestPayer"), .idle("OptionalObjectAttributes", [String].self)))
  package static let response = Fields<Response>(
    .init("IsTruncated", \.isTruncated), .init("KeyMarker", \.keyMarker),
    .init("VersionIdMarker", \.versionMarker), .init("NextKeyMarker", \.nextKey),
    .init("NextVersionIdMarker", \.page.next?.version), .init("Versions", \.versions),
    .init("DeleteMarkers", \.markers), .init("Name", \.request.bucket),
    .init("Prefix", \.request.list.toldPrefix), .init("Delimiter", \.request.list.toldDelimiter),
    .init("MaxKeys", \.request.list.toldLimit),
    .init("CommonPrefixes", \.commonPrefixes), .init("EncodingType", \.request.list.encoding))
  package static let paging: Paging? = Paging(
    .init("KeyMarker", "NextKeyMarker"),
    .init("VersionIdMarker", "NextVersionIdMarker"), limit: "MaxKeys",
    lists: ["Versions", "DeleteMarkers", "CommonPrefixes"], others: ["RequestCharged", "Prefix"])
  package static let effect = Effect.read
  package static let permissions = ["s3:ListBucketVersions"]
  package static let errors = ["NoSuchBucket", "InvalidArgument"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [
      try storage.s3.demand(
        "s3:ListBucketVersions", on: request.bucket, request.list.conditionValues)
    ]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try EncodingType.check(request.list.encoding)
    let marker = try storage.s3.marker(of: request, in: bucket)
    let page = try VersionListing(bucket, request.list, after: marker, in: storage.s3)
    return Response(request: request, page: page)
  }
}

extension S3State {
  /// Behind which version a page begins.
  fileprivate func marker(
    of request: ListObjectVersions.Request, in bucket: Bucket
  ) throws(S3Failure) -> VersionListing.Marker? {
    let key = request.keyMarker ?? ""
    let id = request.versionMarker.flatMap { $0.text.isEmpty ? nil : $0 }
    guard !key.isEmpty else {
      guard let id else { return nil }
      throw .invalidArgument(
        "A version-id marker cannot be specified without a key marker.", "version-id-marker",
        id.text)
    }
    guard let id else { return VersionListing.Marker(key: key, ordinal: nil) }
    return VersionListing.Marker(
      key: key, ordinal: try ordinal(ofMarker: id, of: ObjectKey(key), in: bucket))
  }
}

extension ListObjectVersions.Response {
  fileprivate var isTruncated: Bool { page.next != nil }
  fileprivate var keyMarker: String {
    request.list.written(request.keyMarker ?? "")
  }
  fileprivate var versionMarker: String { request.versionMarker?.text ?? "" }
  fileprivate var nextKey: String? {
    page.next.map { request.list.written($0.key) }
  }
  fileprivate var versions: [ListedVersion]? { page.versions.isEmpty ? nil : page.versions }
  fileprivate var markers: [ListedMarker]? {
    page.deleteMarkers.isEmpty ? nil : page.deleteMarkers
  }
  fileprivate var commonPrefixes: [CommonPrefix]? { request.list.told(page.commonPrefixes) }
}
