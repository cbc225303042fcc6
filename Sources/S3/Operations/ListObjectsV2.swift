package import Access
package import Kernel

/// Lists the objects of a bucket, in the order of the bytes of their keys; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
package enum ListObjectsV2: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let list: ListParameters
    let token: ContinuationToken?
    let fetchesOwner: Bool?
    let startAfter: String?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let request: Request
    let page: Listing
  }

  package static let name = "ListObjectsV2"
  package static let summary =
    "Lists the objects of a bucket, in the order of the bytes of their keys; needs no key."
  package static let request = Shape(
    Request.init(bucket:list:token:fetchesOwner:startAfter:owner:unsimulated:),
    BucketName.member(\.bucket), Member(\.list, group: ListParameters.shape),
    Member("ContinuationToken", \.token, help: "NextContinuationToken of the answer before."),
    Member("FetchOwner", \.fetchesOwner, help: "Tells the owner of each object."),
    Member("StartAfter", \.startAfter, help: "Only keys after this one."),
    ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .idle("RequestPayer"), .idle("OptionalObjectAttributes", [String].self)))
  package static let response = Fields<Response>(
    .init("IsTruncated", \.isTruncated), .init("Contents", \.contents),
    .init("Name", \.request.bucket), .init("Prefix", \.request.list.toldPrefix),
    .init("Delimiter", \.request.list.toldDelimiter), .init("MaxKeys", \.request.list.toldLimit),
    .init("CommonPrefixes", \.commonPrefixes), .init("EncodingType", \.request.list.encoding),
    .init("KeyCount", \.page.count), .init("ContinuationToken", \.request.token),
    .init("NextContinuationToken", \.next), .init("StartAfter", \.startAfter))
  package static let paging: Paging? = Paging(
    .init("ContinuationToken", "NextContinuationToken"), limit: "MaxKeys",
    lists: ["Contents", "CommonPrefixes"], others: ["RequestCharged", "Prefix"])
  package static let effect = Effect.read
  package static let permissions = ["s3:ListBucket"]
  package static let errors = ["NoSuchBucket", "InvalidArgument"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:ListBucket", on: request.bucket, request.list.conditionValues)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try EncodingType.check(request.list.encoding)
    let after = try request.token?.key() ?? request.startAfter ?? ""
    let page = try Listing(
      bucket, request.list, after: after, tellsOwner: request.fetchesOwner == true)
    return Response(request: request, page: page)
  }
}

extension ListObjectsV2.Response {
  fileprivate var isTruncated: Bool { page.last != nil }
  fileprivate var next: ContinuationToken? { page.last.map(ContinuationToken.init(after:)) }
  fileprivate var startAfter: String? {
    request.startAfter.map { request.list.written($0) }
  }
  fileprivate var contents: [ListedObject]? { page.contents.isEmpty ? nil : page.contents }
  fileprivate var commonPrefixes: [CommonPrefix]? { request.list.told(page.commonPrefixes) }
}
