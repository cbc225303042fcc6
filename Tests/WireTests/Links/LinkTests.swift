import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import Wire

/// Links: their form, their signature, and what S3 says of those that are not good.
@Suite struct LinkTests {
  /// The keys of AWS's documentation.
  static let documented = Credentials(
    accessKeyID: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    token: nil)

  /// A link that AWS CLI 2.9.19 or boto3 has made, by its parts.
  struct Row: Sendable {
    let bucket, key, region, date: String
    var seconds = 3600
    var token: String?
    let link: String
  }

  static let ofCLI = [
    Row(
      bucket: "my-bucket", key: "a/b+c d.txt", region: "us-east-1", date: "20261129T061010Z",
      link: "https://my-bucket.s3.us-east-1.amazonaws.com/a/b%2Bc%20d.txt?X-Amz-Algorithm="
        + "AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Fus-east-1%2Fs3%2F"
        + "aws4_request&X-Amz-Date=20261129T061010Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=9eed5dbaff5b7ff6afaa64405b960ef131c62b5ac9b93e261dbcc92cb64f9d23"),
    Row(
      bucket: "my.bucket", key: "k", region: "eu-west-1", date: "20261129T061018Z",
      link: "https://s3.eu-west-1.amazonaws.com/my.bucket/k?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20261129T061018Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=2f0f43bfab982137ffa7ca91f1168d28258b56ea354e529e307ac12ecb3a4adb"),
    Row(
      bucket: "b-1", key: "k", region: "eu-west-1", date: "20261129T061020Z",
      token: "FwoGZXIvYXdzEXAMPLE/+=",
      link: "https://b-1.s3.eu-west-1.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20261129T061020Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host"
        + "&X-Amz-Security-Token=FwoGZXIvYXdzEXAMPLE%2F%2B%3D"
        + "&X-Amz-Signature=0f7c9a7a608d5a8d4e8dd4e598d5392bc266e347372fc962af7508c9ca906ac6"),
    Row(
      bucket: "b-1", key: "k", region: "eu-west-1", date: "20261129T061022Z", seconds: 700_000,
      link: "https://b-1.s3.eu-west-1.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20261129T061022Z&X-Amz-Expires=700000&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=b712159217e39cbd6da4ce3044ee7e157e971fe26f6feaa7a0220e937cb21393"),
  ]

  @Test(arguments: ofCLI) func `a link is the one that AWS CLI makes`(row: Row) throws {
    let region = try #require(Region(row.region))
    let credentials = Credentials(
      accessKeyID: Self.documented.accessKeyID, secret: Self.documented.secret, token: row.token)
    let link = Link(bucket: row.bucket, key: row.key, region: region).signed(
      for: "GET", seconds: row.seconds, by: credentials, in: region,
      at: try #require(Timestamp(basicText: row.date)))
    #expect(link.text == row.link)
    let read = try #require(Link(row.link))
    #expect(read.bucket == row.bucket && read.key == row.key && read.text == row.link)
  }

  /// Links of boto3 and of AWS's documentation, whose host names no Region.
  static let ofOthers: [(method: String, headers: [(String, String)], link: String)] = [
    (
      "GET", [],
      "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    ),
    (
      "GET", [],
      "https://b-1.s3.amazonaws.com/k?versionId=abc&response-content-type=text%2Fplain"
        + "&X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20261129T061033Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host"
        + "&X-Amz-Signature=4ba86381737522948f05041ce7f5a5711205b030b492d1bc2b9480706b8a0599"
    ),
    (
      "PUT",
      [
        ("content-type", "text/plain"), ("x-amz-meta-a", "1"),
        ("x-amz-server-side-encryption", "aws:kms"),
        ("x-amz-server-side-encryption-aws-kms-key-id", "alias/x"),
      ],
      "https://b-1.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Feu-west-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20261129T061033Z&X-Amz-Expires=900&X-Amz-SignedHeaders=content-type%3Bhost"
        + "%3Bx-amz-meta-a%3Bx-amz-server-side-encryption%3Bx-amz-server-side-encryption-aws-kms-"
        + "key-id"
        + "&X-Amz-Signature=9d8b6e82313368d6561b7c3de54bf564cda732601f56e312d55a9bb8c841eb82"
    ),
  ]

  @Test(arguments: 0..<3) func `the signature is the one of other signers`(index: Int) throws {
    let row = Self.ofOthers[index]
    let link = try #require(Link(row.link))
    let request = SignedRequest(
      method: row.method, path: link.path,
      query: link.query.filter { $0.name != Link.Name.signature },
      headers: ([.init("host", link.host)] + row.headers.map { .init($0.0, $0.1) })
        .sorted { $0.name < $1.name })
    let date = try #require(link.value(Link.Name.date))
    let region = row.link.contains("eu-west-1") ? "eu-west-1" : "us-east-1"
    #expect(
      SignatureV4.signature(
        of: request, CredentialScope(date: date, region: region), Self.documented)
        == link.value(Link.Name.signature))
  }

  @Test(arguments: [
    ("https://b.s3.us-east-1.amazonaws.com/a/b", "b", "a/b"),
    ("https://b.s3.amazonaws.com/k", "b", "k"),
    ("https://s3.eu-west-1.amazonaws.com/b/k/l", "b", "k/l"),
    ("https://s3.amazonaws.com/b/k", "b", "k"), ("http://b.s3.amazonaws.com/", "b", ""),
    ("https://a.s3.b.s3.us-east-1.amazonaws.com/k", "a.s3.b", "k"),
    ("https://b.s3.amazonaws.com/%C3%A9%2F?x", "b", "é/"),
    ("https://example.com/b/k", nil, ""), ("https://kms.us-east-1.amazonaws.com/", nil, ""),
    ("s3://b/k", nil, ""), ("https://b.s3.amazonaws.com/%zz", nil, ""),
    ("https://b.s3.a.b.amazonaws.com/k", nil, ""), ("", nil, ""), ("https://", nil, ""),
  ]) func `an address names bucket and key`(text: String, bucket: String?, key: String) {
    let link = Link(text)
    #expect(link?.bucket == bucket)
    if bucket != nil { #expect(link?.key == key) }
  }

  @Test(arguments: ["20260101T000000Z", "20240229T235959Z"])
  func `moments are written and read in the basic form`(text: String) throws {
    #expect(try #require(Timestamp(basicText: text)).basicText == text)
  }

  @Test(arguments: ["", "2026-01-01T00:00:00Z", "20261301T000000Z", "20260101 000000Z"])
  func `other texts are no moments`(text: String) {
    #expect(Timestamp(basicText: text) == nil)
  }
}

/// What S3 says to somebody who opens a link.
@Suite struct LinkVisitTests {
  /// A world with an object, and a link of alice's to it.
  static func bench() throws -> (bench: Bench, link: Link) {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    try bench.must("PutObject", ["Bucket": "b-1", "Key": "k", "Body": .bytes([1, 2, 3])])
    return (bench, link(of: .alice, in: bench))
  }

  static func link(
    of principal: Principal, in bench: Bench, method: String = "GET",
    headers: [HTTPField] = [], seconds: Int = 3600, region: Region = .usEast1
  ) -> Link {
    Link(bucket: "b-1", key: "k", region: region).signed(
      for: method, headers: headers, seconds: seconds,
      by: bench.world.environment.identities.credentials(of: principal), in: region,
      at: bench.world.now)
  }

  @Test func `a good link is a call of its signer from elsewhere`() throws {
    var (bench, link) = try Self.bench()
    try bench.advance(days: 0, seconds: 60)
    let call = try LinkVisit("GET", link).call(in: bench.world)
    #expect(call.principal == .alice && call.origin === Origin.visitor)
    #expect(call.authentication == .link(age: 60))
  }

  /// A change of a link's text, and what S3 answers.
  struct Change: Sendable {
    let name: String
    let code: String
    let message: String
    let change: @Sendable (String) -> String
  }

  static let mismatch =
    "The request signature we calculated does not match the signature you provided. Check your key"
    + " and signing method."
  static let query =
    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
    + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."
  static let credential = "Error parsing the X-Amz-Credential parameter; "
  static let authorization = "AuthorizationQueryParametersError"

  static let changes: [Change] = [
    Change(name: "another key", code: "SignatureDoesNotMatch", message: mismatch) {
      $0.replacing("/k?", with: "/l?")
    },
    Change(name: "longer", code: "SignatureDoesNotMatch", message: mismatch) {
      $0.replacing("Expires=3600", with: "Expires=36000")
    },
    Change(name: "one more parameter", code: "SignatureDoesNotMatch", message: mismatch) {
      $0 + "&versionId=null"
    },
    Change(
      name: "no host signed", code: "AccessDenied",
      message: "There were headers present in the request which were not signed"
    ) { $0.replacing("SignedHeaders=host", with: "SignedHeaders=") },
    Change(name: "a parameter missing", code: authorization, message: query) {
      $0.replacing("&X-Amz-Expires=3600", with: "")
    },
    Change(name: "no signature at all", code: "AccessDenied", message: "Access Denied") {
      String($0.prefix { $0 != "?" })
    },
    Change(
      name: "more than a week", code: authorization,
      message: "X-Amz-Expires must be less than a week (in seconds); that is, the given"
        + " X-Amz-Expires must be less than 604800 seconds"
    ) { $0.replacing("Expires=3600", with: "Expires=604801") },
    Change(
      name: "no number", code: authorization, message: "X-Amz-Expires should be a number"
    ) { $0.replacing("Expires=3600", with: "Expires=x") },
    Change(
      name: "negative", code: authorization, message: "X-Amz-Expires must be non-negative"
    ) { $0.replacing("Expires=3600", with: "Expires=-1") },
    Change(
      name: "scope of three parts", code: authorization,
      message: credential + "the Credential is mal-formed; expecting"
        + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
    ) { $0.replacing("%2Faws4_request", with: "") },
    Change(
      name: "another day", code: authorization,
      message: credential + "Invalid credential date. Date is not the same as X-Amz-Date."
    ) { $0.replacing("Date=20250101", with: "Date=20250102") },
    Change(
      name: "the key of nobody", code: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records."
    ) { $0.replacing("KLAB", with: "KLAX") },
    Change(
      name: "a token that nobody has", code: "InvalidToken",
      message: "The provided token is malformed or otherwise invalid."
    ) { $0 + "&X-Amz-Security-Token=x" },
  ]

  @Test(arguments: changes.indices) func `a link that was changed is no good`(index: Int) throws {
    let (bench, link) = try Self.bench()
    let change = Self.changes[index]
    let changed = try #require(Link(change.change(link.text)))
    let refusal = #expect(throws: HTTPFailure.self) {
      try LinkVisit("GET", changed).call(in: bench.world)
    }
    #expect(refusal?.error.code == change.code, "\(change.name)")
    #expect(refusal?.error.message == change.message, "\(change.name)")
  }

  @Test func `a link dies with its time`() throws {
    var (bench, _) = try Self.bench()
    let link = Self.link(of: .alice, in: bench, seconds: 60)
    try bench.advance(days: 0, seconds: 59)
    _ = try LinkVisit("GET", link).call(in: bench.world)
    try bench.advance(days: 0, seconds: 1)
    let refusal = #expect(throws: HTTPFailure.self) {
      try LinkVisit("GET", link).call(in: bench.world)
    }
    #expect(refusal?.error.message == "Request has expired")
    #expect(
      refusal?.error.details.map(\.value) == ["60", "2025-01-01T00:01:00Z", "2025-01-01T00:01:00Z"])
  }

  @Test func `headers are believed when they are signed, and exactly so`() throws {
    let (bench, _) = try Self.bench()
    let kind = HTTPField("X-Amz-Server-Side-Encryption", "aws:kms")
    let link = Self.link(of: .alice, in: bench, method: "PUT", headers: [kind])
    _ = try LinkVisit("PUT", link, headers: [kind]).call(in: bench.world)
    for headers in [[], [.init(kind.name, "AES256")]] as [[HTTPField]] {
      let refusal = #expect(throws: HTTPFailure.self) {
        try LinkVisit("PUT", link, headers: headers).call(in: bench.world)
      }
      #expect(refusal?.error.code == "SignatureDoesNotMatch")
    }
    let refusal = #expect(throws: HTTPFailure.self) {
      try LinkVisit("PUT", link, headers: [kind, .init("x-amz-acl", "public-read")])
        .call(in: bench.world)
    }
    #expect(refusal?.error.details.first?.value == "x-amz-acl")
    let other = #expect(throws: HTTPFailure.self) {
      try LinkVisit("GET", link, headers: [kind]).call(in: bench.world)
    }
    #expect(other?.error.code == "SignatureDoesNotMatch", "a link is of one method")
  }

  @Test func `a link dies with its signer's key, and with its session`() throws {
    var (bench, _) = try Self.bench()
    bench.principal = .root
    let made = try bench.must("CreateAccessKey", ["UserName": "bob"])["AccessKey"]
    let id = made?["AccessKeyId"]?.text ?? ""
    let owner = try #require(bench.world.environment.identities.owner(ofKey: id))
    #expect(owner.principal == .bob)
    #expect(made?["SecretAccessKey"] == .string(owner.credentials.secret))
    let link = Link(bucket: "b-1", key: "k", region: .usEast1).signed(
      for: "GET", seconds: 3600, by: owner.credentials, in: .usEast1, at: bench.world.now)
    #expect(try LinkVisit("GET", link).call(in: bench.world).principal == .bob)
    try bench.must(
      "UpdateAccessKey",
      ["UserName": "bob", "AccessKeyId": .string(id), "Status": "Inactive"])
    let refusal = #expect(throws: HTTPFailure.self) {
      try LinkVisit("GET", link).call(in: bench.world)
    }
    #expect(refusal?.error.code == "InvalidAccessKeyId")
  }

  @Test func `the link of a session carries its token and dies with it`() throws {
    var (bench, _) = try Self.bench()
    try bench.takeRole()
    let session = try #require(bench.world.environment.identities.sessions.first?.value.session)
    let link = Self.link(of: .session(session), in: bench, seconds: 86_400)
    #expect(link.text.contains("X-Amz-Security-Token=IQoJ"))
    #expect(try LinkVisit("GET", link).call(in: bench.world).principal == .session(session))
    try bench.advance(days: 0, seconds: 900)
    let refusal = #expect(throws: HTTPFailure.self) {
      try LinkVisit("GET", link).call(in: bench.world)
    }
    #expect(refusal?.error.code == "ExpiredToken")
  }

  @Test func `a link signed for another Region than the bucket's is told the right one`() throws {
    let (bench, _) = try Self.bench()
    let link = Self.link(of: .alice, in: bench, region: .euWest1)
    let refusal = #expect(throws: HTTPFailure.self) {
      try LinkVisit("GET", link).call(in: bench.world)
    }
    #expect(refusal?.error.message?.hasSuffix("is wrong; expecting 'us-east-1'") == true)
  }

  @Test(
    arguments: [
      ("http://127.0.0.1:4566", "http://127.0.0.1:4566/b-1/a%20b"),
      ("http://localhost:80/", "http://localhost:80/b-1/a%20b"),
      ("ftp://127.0.0.1", "https://b-1.s3.us-east-1.amazonaws.com/a%20b"),
      ("http://127.0.0.1/path", "https://b-1.s3.us-east-1.amazonaws.com/a%20b"),
    ])
  func `a link leads to the endpoint that is named, where it is one`(
    _ endpoint: String, _ text: String
  ) throws {
    let link = Link(bucket: "b-1", key: "a b", region: .usEast1, endpoint: endpoint)
    #expect(link.text == text)
    let read = try #require(Link(text))
    #expect(read.bucket == "b-1" && read.key == "a b" && read.text == text)
  }

  @Test func `address, parameters and headers become the members of a request`() throws {
    let link = try #require(
      Link("https://b.s3.amazonaws.com/a%20b?versionId=v&response-content-type=text%2Fplain"))
    #expect(
      try LinkVisit("GET", link, headers: [.init("Range", "bytes=0-1")])
        .request(in: Bench().world)
        == [
          "Bucket": "b", "Key": "a b", "Range": "bytes=0-1", "ResponseContentType": "text/plain",
          "VersionId": "v",
        ])
    let typed = LinkVisit(
      "GET", link, headers: [.init("Content-Type", "a/b"), .init("x-amz-meta-a", "1")])
    let members = try typed.request(in: Bench().world)
    #expect(members["ContentType"] == nil && members["Metadata"] == nil)
    let put = LinkVisit(
      "PUT", try #require(Link("https://b.s3.amazonaws.com/k?x-amz-meta-b=2")),
      headers: [
        .init("X-Amz-Meta-A", "1"), .init("x-amz-server-side-encryption", "aws:kms"),
        .init("x-amz-server-side-encryption-bucket-key-enabled", "true"),
      ])
    let request = try put.request(body: [7], in: Bench().world)
    #expect(put.operation == "PutObject" && request["Body"] == .bytes([7]))
    #expect(request["Metadata"] == ["a": "1", "b": "2"])
    #expect(request["ServerSideEncryption"] == "aws:kms" && request["BucketKeyEnabled"] == true)
  }
}
