import Kernel
import Testing

@testable import Wire

/// What services answer to a request that nobody is believed to have signed.
@Suite struct SignatureFaultTests {
  /// A request of botocore's, what is changed of it, and the answer.
  struct Row: Sendable {
    let name: String
    let base: String
    /// The machine's clock when it arrives.
    var machine = SignedByBotocore.date
    var takesChunks = true
    let status: Int
    let code: String
    let message: String?
    var details: [String: String] = [:]
    let change: @Sendable (HTTPRequest) -> HTTPRequest
  }

  static func check(_ row: Row, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let base = try SignedByBotocore.named(row.base)
    let refusal = try Authenticator.documented(machine: row.machine).refusal(
      row.change(base.request), of: base.service, takesChunks: row.takesChunks)
    #expect(refusal?.status == row.status, "\(row.name)", sourceLocation: sourceLocation)
    #expect(refusal?.error.code == row.code, "\(row.name)", sourceLocation: sourceLocation)
    #expect(refusal?.error.message == row.message, "\(row.name)", sourceLocation: sourceLocation)
    for (name, value) in row.details {
      let told = refusal?.error.details.first { $0.name == name }?.value
      #expect(told == value, "\(row.name): \(name)", sourceLocation: sourceLocation)
    }
  }

  static let mismatch = LinkVisitTests.mismatch
  static let malformed = "The authorization header is malformed; "
  static let day = "20261129/us-east-1"

  static let inHeader: [Row] = [
    Row(
      name: "nothing", base: "a list", status: 403, code: "AccessDenied", message: "Access Denied"
    ) { $0.setting("authorization", nil) },
    Row(
      name: "another type", base: "a list", status: 400, code: "InvalidArgument",
      message: "Unsupported Authorization Type", details: ["ArgumentName": "Authorization"]
    ) { $0.setting("authorization", "Basic dXNlcjpwYXNz") },
    Row(
      name: "version 2", base: "a list", status: 400, code: "InvalidRequest",
      message: "The authorization mechanism you have provided is not supported. Please use"
        + " AWS4-HMAC-SHA256."
    ) { $0.setting("authorization", "AWS AKIAIOSFODNN7EXAMPLE:c2ln") },
    Row(
      name: "version 4a", base: "a list", status: 400, code: "InvalidRequest",
      message: "The authorization mechanism you have provided is not supported. Please use"
        + " AWS4-HMAC-SHA256."
    ) { $0.authorizing("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256") },
    Row(
      name: "header and parameters", base: "a list", status: 400, code: "InvalidArgument",
      message:
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
        + " query string parameter or the Authorization header should be specified"
    ) { $0.with(target: $0.target + "&X-Amz-Algorithm=AWS4-HMAC-SHA256") },
    Row(
      name: "a part missing", base: "a list", status: 400, code: "AuthorizationHeaderMalformed",
      message: malformed + "the authorization header requires three components: Credential,"
        + " SignedHeaders, and Signature."
    ) { $0.setting("authorization", "AWS4-HMAC-SHA256 Credential=a, Signature=b") },
    Row(
      name: "a part misspelt", base: "a list", status: 400, code: "AuthorizationHeaderMalformed",
      message: malformed + "the authorization component \"Credenadsftial=a/b\" is malformed."
    ) { $0.setting("authorization", "AWS4-HMAC-SHA256 Credenadsftial=a/b") },
    Row(
      name: "a scope of four parts", base: "a list", status: 400,
      code: "AuthorizationHeaderMalformed",
      message: malformed + "the Credential is mal-formed; expecting"
        + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
    ) { $0.authorizing("/aws4_request", "") },
    Row(
      name: "another end of the scope", base: "a list", status: 400,
      code: "AuthorizationHeaderMalformed",
      message: malformed + "the Credential is mal-formed; expecting"
        + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
    ) { $0.authorizing("aws4_request", "aws5_request") },
    Row(
      name: "another day", base: "a list", status: 400, code: "AuthorizationHeaderMalformed",
      message: malformed + "Invalid credential date. Date is not the same as X-Amz-Date."
    ) { $0.authorizing(day, "20261128/us-east-1") },
    Row(
      name: "another service", base: "a list", status: 400, code: "AuthorizationHeaderMalformed",
      message: malformed + "incorrect service \"kms\". This endpoint belongs to \"s3\"."
    ) { $0.authorizing("/s3/", "/kms/") },
    Row(
      name: "a Region that is none", base: "a list", status: 400,
      code: "AuthorizationHeaderMalformed",
      message: malformed + "the region 'nowhere' is wrong; expecting 'us-east-1'",
      details: ["Region": "us-east-1"]
    ) { $0.authorizing("us-east-1", "nowhere") },
    Row(
      name: "no date", base: "a list", status: 403, code: "AccessDenied",
      message: "AWS authentication requires a valid Date or x-amz-date header"
    ) { $0.setting("x-amz-date", nil) },
    Row(
      name: "a date that is none", base: "a list", status: 403, code: "AccessDenied",
      message: "AWS authentication requires a valid Date or x-amz-date header"
    ) { $0.setting("x-amz-date", "yesterday") },
    Row(
      name: "a clock that is behind", base: "a list", machine: "20261129T062534Z", status: 403,
      code: "RequestTimeTooSkewed",
      message: "The difference between the request time and the current time is too large.",
      details: [
        "RequestTime": "20261129T061033Z", "ServerTime": "2026-11-29T06:25:34Z",
        "MaxAllowedSkewMilliseconds": "900000",
      ]
    ) { $0 },
    Row(
      name: "a clock that is ahead", base: "a list", machine: "20261129T055532Z", status: 403,
      code: "RequestTimeTooSkewed",
      message: "The difference between the request time and the current time is too large."
    ) { $0 },
    Row(
      name: "the key of nobody", base: "a list", status: 403, code: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records.",
      details: ["AWSAccessKeyId": "AKIAX"]
    ) { $0.authorizing("AKIAIOSFODNN7EXAMPLE", "AKIAX") },
    Row(
      name: "a header that is not signed", base: "a list", status: 403, code: "AccessDenied",
      message: "There were headers present in the request which were not signed",
      details: ["HeadersNotSigned": "content-md5, x-amz-acl"]
    ) { $0.setting("x-amz-acl", "private").setting("content-md5", "eA==") },
    Row(
      name: "a host that is not signed", base: "a list", status: 403, code: "AccessDenied",
      message: "There were headers present in the request which were not signed",
      details: ["HeadersNotSigned": "host"]
    ) { $0.authorizing("host;", "") },
    Row(
      name: "no hash", base: "a list", status: 400, code: "InvalidRequest",
      message: "Missing required header for this request: x-amz-content-sha256"
    ) { $0.setting("x-amz-content-sha256", nil) },
    Row(
      name: "a hash that is none", base: "a list", status: 400, code: "InvalidArgument",
      message: "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
        + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
        + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
        + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
      details: ["ArgumentName": "x-amz-content-sha256", "ArgumentValue": "00"]
    ) { $0.setting("x-amz-content-sha256", "00") },
    Row(
      name: "chunks of another algorithm", base: "a list", status: 400, code: "InvalidRequest",
      message: "The value of x-amz-content-sha256 header is invalid."
    ) { $0.setting("x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD") },
    Row(
      name: "chunks where none belong", base: "in unsigned chunks", takesChunks: false, status: 400,
      code: "InvalidRequest", message: "The value of x-amz-content-sha256 header is invalid."
    ) { $0 },
    Row(
      name: "another hash", base: "an upload", status: 400, code: "XAmzContentSHA256Mismatch",
      message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
      details: [
        "ClientComputedContentSHA256":
          "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "S3ComputedContentSHA256":
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      ]
    ) { $0.with(body: []) },
    Row(
      name: "another signature", base: "a subresource", status: 403, code: "SignatureDoesNotMatch",
      message: mismatch,
      details: [
        "AWSAccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SignatureProvided": "00",
        "CanonicalRequest": """
        GET
        /b
        versioning=
        host:127.0.0.1:4566
        x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        x-amz-date:20261129T061033Z

        host;x-amz-content-sha256;x-amz-date
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
        """,
      ]
    ) { $0.setting("authorization", $0.header("authorization").map { $0.dropLast(64) + "00" }) },
  ]

  @Test(arguments: inHeader.indices) func `S3 tells what is wrong with a header`(
    index: Int
  ) throws {
    try Self.check(Self.inHeader[index])
  }

  @Test func `S3 tells the bytes of what was to be signed`() throws {
    let row = try SignedByBotocore.named("a subresource")
    let refusal = try #require(
      try Authenticator.documented().refusal(row.request.with(method: "PUT"), of: .s3))
    let details = refusal.error.details
    #expect(
      details.map(\.name) == [
        "AWSAccessKeyId", "StringToSign", "SignatureProvided", "StringToSignBytes",
        "CanonicalRequest", "CanonicalRequestBytes",
      ])
    #expect(details[1].value.hasPrefix("AWS4-HMAC-SHA256\n20261129T061033Z\n20261129/us-east-1/"))
    #expect(details[3].value.hasPrefix("41 57 53 34 2d 48"))
    #expect(details[5].value.hasPrefix("50 55 54 0a 2f 62 0a"))
  }

  static let query =
    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
    + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."
  static let version2 =
    "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters"

  /// Beside those that `LinkVisitTests` has.
  static let inLinks: [Row] = [
    Row(
      name: "another algorithm", base: "a link", status: 400,
      code: "AuthorizationQueryParametersError",
      message: "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\""
    ) { $0.targeting("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1") },
    Row(
      name: "a date that is none", base: "a link", status: 400,
      code: "AuthorizationQueryParametersError",
      message: "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""
    ) { $0.targeting("20261129T061033Z", "2026") },
    Row(
      name: "another service", base: "a link", status: 400,
      code: "AuthorizationQueryParametersError",
      message: "Error parsing the X-Amz-Credential parameter; incorrect service \"kms\". This"
        + " endpoint belongs to \"s3\"."
    ) { $0.targeting("%2Fs3%2F", "%2Fkms%2F") },
    Row(
      name: "the date alone", base: "a list", status: 400,
      code: "AuthorizationQueryParametersError", message: query
    ) { $0.setting("authorization", nil).with(target: "/b?X-Amz-Date=20261129T061033Z") },
    Row(
      name: "from the future", base: "a link", machine: "20261129T055532Z", status: 403,
      code: "AccessDenied", message: "Request is not yet valid"
    ) { $0 },
    Row(
      name: "ended", base: "a link", machine: "20261129T071033Z", status: 403,
      code: "AccessDenied", message: "Request has expired",
      details: [
        "X-Amz-Expires": "3600", "Expires": "2026-11-29T07:10:33Z",
        "ServerTime": "2026-11-29T07:10:33Z",
      ]
    ) { $0 },
    Row(
      name: "an old link that has ended", base: "an old link", machine: "20261129T071033Z",
      status: 403, code: "AccessDenied", message: "Request has expired",
      details: ["Expires": "2026-11-29T07:10:33Z", "ServerTime": "2026-11-29T07:10:33Z"]
    ) { $0 },
    Row(
      name: "an old link without its end", base: "an old link", status: 403, code: "AccessDenied",
      message: version2
    ) { $0.targeting("&Expires=1795936233", "") },
    Row(
      name: "an old link without its key", base: "an old link", status: 403, code: "AccessDenied",
      message: version2
    ) { $0.targeting("AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&", "") },
    Row(
      name: "an old link without signature", base: "an old link", status: 403,
      code: "AccessDenied", message: version2
    ) { $0.targeting("Signature=", "S=") },
    Row(
      name: "an old link whose end is none", base: "an old link", status: 403,
      code: "AccessDenied", message: "Invalid date (should be seconds since epoch): soon"
    ) { $0.targeting("1795936233", "soon") },
    Row(
      name: "an old link of nobody", base: "an old link", status: 403, code: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records."
    ) { $0.targeting("AKIAIOSFODNN7EXAMPLE", "AKIAX") },
    Row(
      name: "an old link with another end", base: "an old link", status: 403,
      code: "SignatureDoesNotMatch", message: mismatch,
      details: [
        "StringToSign": "GET\n\n\n1795936234\n/b/a%20b/%C3%A9%2B~.txt",
        "SignatureProvided": "9yP1u8ThmM3rtgEemiNyeQe8vtk=",
      ]
    ) { $0.targeting("1795936233", "1795936234") },
    Row(
      name: "an old link without its type", base: "an old link for uploads", status: 403,
      code: "SignatureDoesNotMatch", message: mismatch
    ) { $0.setting("content-type", "text/html") },
    Row(
      name: "an old link without end", base: "an old link", status: 403,
      code: "SignatureDoesNotMatch", message: mismatch
    ) { $0.targeting("1795936233", "9223372036854775807") },
    Row(
      name: "an old link from before all time", base: "an old link", status: 403,
      code: "AccessDenied", message: "Request has expired"
    ) { $0.targeting("1795936233", "-9223372036854775808") },
  ]

  @Test(arguments: inLinks.indices) func `S3 tells what is wrong with a link`(index: Int) throws {
    try Self.check(Self.inLinks[index])
  }

  @Test func `another Region than the bucket's is told by where the signature is`() throws {
    for (name, code) in [
      ("a list", "AuthorizationHeaderMalformed"), ("a link", "AuthorizationQueryParametersError"),
    ] {
      let row = try SignedByBotocore.named(name)
      let signer = try Authenticator.documented().signer(of: row.request, to: Addressee(.s3))
      try signer.check(.usEast1)
      let fault = #expect(throws: SignatureFault.self) { try signer.check(.euWest1) }
      let refusal = fault?.failure(of: .s3)
      #expect(refusal?.error.code == code)
      #expect(refusal?.error.message?.hasSuffix("is wrong; expecting 'eu-west-1'") == true)
      #expect(refusal?.error.details.first?.value == "eu-west-1")
    }
  }
}
