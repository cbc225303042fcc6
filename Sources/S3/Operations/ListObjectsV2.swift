package import IAM
package import Kernel

/// Lists the objects of a bucket, in the order of the bytes of their keys; needs no key.
package enum ListObjectsV2: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let delimiter: String?
    let encoding: OpenEnumeration<EncodingType>?
    let limit: Int?
    let prefix: String?
    let token: ContinuationToken?
    let fetchesOwner: Bool?
    let startAfter: String?
    let owner: ExpectedOwner?
    let refused: RefusedMembers
  }
  package struct Response: Sendable {
    let request: Request
    let page: Listing
    let account: AccountID
  }

  package static let name = "ListObjectsV2"
  package static let summary =
    "Lists the objects of a bucket, in the order of the bytes of their keys; needs no key."
  package static let request = Shape(
    Request.init(
      bucket:delimiter:encoding:limit:prefix:token:fetchesOwner:startAfter:owner:refused:),
    BucketName.member(\.bucket),
    Member("Delimiter", \.delimiter, help: "Groups keys by what stands before it: /."),
    Member("EncodingType", \.encoding, help: "url: writes names percent-encoded."),
    Member("MaxKeys", \.limit, help: "Most names of one answer, at most 1,000."),
    Member("Prefix", \.prefix, help: "Only keys that begin so."),
    Member("ContinuationToken", \.token, help: "NextContinuationToken of the answer before."),
    Member("FetchOwner", \.fetchesOwner, help: "Tells the owner of each object."),
    Member("StartAfter", \.startAfter, help: "Only keys after this one."),
    ExpectedOwner.member(\.owner),
    Member(refused: \.refused, ["RequestPayer"], lists: ["OptionalObjectAttributes"]))
  package static let response = Fields<Response>(
    .init("IsTruncated", \.isTruncated), .init("Contents", \.contents),
    .init("Name", \.request.bucket), .init("Prefix", \.prefix),
    .init("Delimiter", \.delimiter), .init("MaxKeys", \.limit),
    .init("CommonPrefixes", \.commonPrefixes), .init("EncodingType", \.request.encoding),
    .init("KeyCount", \.page.count), .init("ContinuationToken", \.request.token),
    .init("NextContinuationToken", \.next), .init("StartAfter", \.startAfter))
  package static let paging: Paging? = Paging(
    .init("ContinuationToken", "NextContinuationToken"), limit: "MaxKeys",
    lists: ["Contents", "CommonPrefixes"], others: ["RequestCharged", "Prefix"])
  package static let effect = Effect.read
  package static let permissions = ["s3:ListBucket"]
  package static let errors = ["NoSuchBucket", "InvalidArgument"]

  package static func check(_ request: Request) throws(S3Failure) { try request.refused.check() }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    var values = ConditionValues()
    values.add(.s3Prefix, request.prefix)
    values.add(.s3Delimiter, request.delimiter)
    values.add(.s3MaxKeys, request.limit)
    return [try storage.s3.demand("s3:ListBucket", on: request.bucket, values)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try EncodingType.check(request.encoding)
    let page = Listing(
      bucket.objects,
      ListRequest(
        prefix: request.prefix ?? "", delimiter: request.delimiter ?? "",
        after: try request.token?.key() ?? request.startAfter ?? "",
        limit: try ListRequest.limit(request.limit)))
    return Response(request: request, page: page, account: bucket.owner)
  }
}

extension ListObjectsV2.Response {
  fileprivate var isTruncated: Bool { page.last != nil }
  fileprivate var next: ContinuationToken? { page.last.map(ContinuationToken.init(after:)) }
  fileprivate var prefix: String { EncodingType.written(request.prefix ?? "", request.encoding) }
  fileprivate var delimiter: String? {
    request.delimiter.map { EncodingType.written($0, request.encoding) }
  }
  fileprivate var startAfter: String? {
    request.startAfter.map { EncodingType.written($0, request.encoding) }
  }
  fileprivate var limit: Int { request.limit ?? ListRequest.mostKeys }
  fileprivate var contents: [ListedObject]? {
    let owner = request.fetchesOwner == true ? Owner(account: account) : nil
    return page.contents.isEmpty
      ? nil
      : page.contents.map { key, object in
        ListedObject(
          key: EncodingType.written(key, request.encoding), object: object, owner: owner)
      }
  }
  fileprivate var commonPrefixes: [CommonPrefix]? {
    page.commonPrefixes.isEmpty
      ? nil
      : page.commonPrefixes.map {
        CommonPrefix(prefix: EncodingType.written($0, request.encoding))
      }
  }
}
