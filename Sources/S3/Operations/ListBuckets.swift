package import Access
package import Kernel

/// Lists the account's buckets in all Regions.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
package enum ListBuckets: S3Operation {
  package struct Request: Sendable {
    let limit: Int?
    let token: ContinuationToken?
    let prefix: String?
    let region: String?
  }
  package struct Response: Sendable {
    let buckets: [Entry]
    let owner: Owner
    let next: ContinuationToken?
    let prefix: String?
  }
  /// One bucket of the list.
  package struct Entry: ReplyStructure {
    let bucket: Bucket
    let showsRegion: Bool
    package static let fields = Fields<Entry>(
      .init("Name", \.bucket.name), .init("CreationDate", \.bucket.creationDate),
      .init("BucketRegion", \.region), .init("BucketArn", \.bucket.name.arn))
    private var region: String? { showsRegion ? bucket.region.description : nil }
  }

  package static let name = "ListBuckets"
  package static let summary = "Lists the account's buckets in all Regions."
  package static let request = Shape(
    Request.init(limit:token:prefix:region:),
    Member("MaxBuckets", \.limit, .range(1...10_000), help: "Most buckets of one answer."),
    Member("ContinuationToken", \.token, help: "ContinuationToken of the answer before."),
    Member("Prefix", \.prefix, help: "Only buckets whose names begin so."),
    Member("BucketRegion", \.region, help: "Only buckets of this Region."))
  package static let response = Fields<Response>(
    .init("Buckets", \.buckets), .init("Owner", \.owner), .init("ContinuationToken", \.next),
    .init("Prefix", \.prefix))
  package static let paging: Paging? = Paging(
    .init("ContinuationToken", "ContinuationToken"), limit: "MaxBuckets",
    lists: ["Buckets"], others: ["Owner", "Prefix"])
  package static let effect = Effect.read
  package static let permissions = ["s3:ListAllMyBuckets"]
  package static let errors = ["InvalidArgument"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [.ofS3("s3:ListAllMyBuckets", nil, as: call)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    if let region = request.region, Region(region) == nil {
      throw .invalidArgument(
        "Argument value \(region) is not a valid AWS Region", "bucket-region", region)
    }
    let start = BucketName(try request.token?.key() ?? "")
    let limit = request.limit ?? 10_000
    var entries: [Entry] = []
    var next: ContinuationToken?
    for (name, bucket) in storage.s3.buckets.entries(from: start)
    where name != start && bucket.owner == call.account && name.text.hasPrefix(request.prefix ?? "")
      && request.region ?? bucket.region.description == bucket.region.description
    {
      guard entries.count < limit else {
        next = entries.last.map { ContinuationToken(after: $0.bucket.name.text) }
        break
      }
      entries.append(Entry(bucket: bucket, showsRegion: request.isWithParameter))
    }
    return Response(
      buckets: entries, owner: Owner(account: call.account), next: next, prefix: request.prefix)
  }
}

/// Whose something is.
package struct Owner: ReplyStructure {
  let account: AccountID
  package static let fields = Fields<Owner>(.init("ID", \.account.canonicalID))
}

extension ListBuckets.Request {
  /// Whether it has any parameter: then S3 tells the Region of each bucket.
  fileprivate var isWithParameter: Bool {
    limit != nil || token != nil || prefix != nil || region != nil
  }
}

/// Where a list goes on: the last name of the page before, in base64.
package struct ContinuationToken: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  private static let prefix = "after:"

  /// Makes the token of a list that goes on after a name.
  init(after name: String) { text = Base64.encode(Array((ContinuationToken.prefix + name).utf8)) }

  /// The name after which the list goes on.
  func key() throws(S3Failure) -> String {
    // By bytes: a name may begin with a mark that Swift joins with the character before it.
    let prefix = ContinuationToken.prefix.utf8
    guard let bytes = Base64.decode(text.utf8), bytes.starts(with: prefix),
      let name = String(validating: bytes.dropFirst(prefix.count), as: UTF8.self)
    else {
      throw .invalidArgument(
        "The continuation token provided is incorrect", "continuation-token", text)
    }
    return name
  }
}
