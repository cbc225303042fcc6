import Kernel
import Testing

@testable import Wire

/// What services other than S3 answer to a request that nobody is believed to have signed.
@Suite struct ServiceFaultTests {
  typealias Row = SignatureFaultTests.Row

  static let mismatch =
    "The request signature we calculated does not match the signature you provided. Check your AWS"
    + " Secret Access Key and signing method. Consult the service documentation for details."
  static let unknown = "The security token included in the request is invalid."
  static let hashed = " (Hashed with SHA-256 and encoded with Base64) Authorization="

  static let json: [Row] = [
    Row(
      name: "nothing", base: "KMS", status: 400, code: "MissingAuthenticationTokenException",
      message: "Missing Authentication Token"
    ) { $0.setting("authorization", nil) },
    Row(
      name: "another type", base: "KMS", status: 400, code: "IncompleteSignatureException",
      message: "Authorization header requires 'Credential' parameter. Authorization header requires"
        + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
        + hashed + "AK+rg3mIGeouojwZwNRMjBjZouASr4mu4FWMTXQQcD0="
    ) { $0.setting("authorization", "Basic dXNlcjpwYXNz") },
    Row(
      name: "parts missing", base: "KMS", status: 400, code: "IncompleteSignatureException",
      message: "Authorization header requires 'SignedHeaders' parameter. Authorization header"
        + " requires 'Signature' parameter. Authorization header requires existence of either a"
        + " 'X-Amz-Date' or a 'Date' header." + hashed
        + "520Nq5bS80gLhTcgcZzjkP74XCXMcdxItgMCiiN4K6U="
    ) {
      $0.setting("authorization", "AWS4-HMAC-SHA256 Credential=a").setting("x-amz-date", nil)
    },
    Row(
      name: "another algorithm", base: "KMS", status: 400, code: "IncompleteSignatureException",
      message: "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'."
    ) { $0.authorizing("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1") },
    Row(
      name: "a part that is none", base: "KMS", status: 400, code: "IncompleteSignatureException",
      message: "'x' not a valid key=value pair (missing equal-sign) in Authorization."
    ) { $0.authorizing("Signature=", "x, Signature=") },
    Row(
      name: "a credential that is none", base: "KMS", status: 400,
      code: "IncompleteSignatureException",
      message: "Credential must have exactly 5 slash-delimited elements, e.g."
        + " keyid/date/region/service/term, got 'AKIAIOSFODNN7EXAMPLE/20261129/eu-west-1/kms'"
    ) { $0.authorizing("/aws4_request", "") },
    Row(
      name: "another day", base: "KMS", status: 400, code: "InvalidSignatureException",
      message: "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
        + " HTTP: '20261128' != '20261129', from '20261129T061033Z'."
    ) { $0.authorizing("20261129", "20261128") },
    Row(
      name: "another service", base: "KMS", status: 400, code: "InvalidSignatureException",
      message: "Credential should be scoped to correct service: 'kms'. "
    ) { $0.authorizing("/kms/", "/s3/") },
    Row(
      name: "a Region that is none", base: "KMS", status: 400, code: "InvalidSignatureException",
      message: "Credential should be scoped to a valid region. "
    ) { $0.authorizing("eu-west-1", "nowhere") },
    Row(
      name: "the key of nobody", base: "KMS", status: 400, code: "UnrecognizedClientException",
      message: unknown
    ) { $0.authorizing("AKIAIOSFODNN7EXAMPLE", "AKIAX") },
    Row(
      name: "a clock that is behind", base: "KMS", machine: "20261129T061534Z", status: 400,
      code: "InvalidSignatureException",
      message: "Signature expired: 20261129T061033Z is now earlier than 20261129T061034Z"
        + " (20261129T061534Z - 5 min.)"
    ) { $0 },
    Row(
      name: "a clock that is ahead", base: "KMS", machine: "20261129T060532Z", status: 400,
      code: "InvalidSignatureException",
      message: "Signature not yet current: 20261129T061033Z is still later than 20261129T061032Z"
        + " (20261129T060532Z + 5 min.)"
    ) { $0 },
    Row(
      name: "no host signed", base: "KMS", status: 400, code: "InvalidSignatureException",
      message: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
    ) { $0.authorizing("host;", "") },
    Row(
      name: "another body", base: "KMS", status: 400, code: "InvalidSignatureException",
      message: mismatch
    ) { $0.with(body: []) },
    Row(
      name: "CloudTrail too", base: "CloudTrail", status: 400, code: "InvalidSignatureException",
      message: mismatch
    ) { $0.with(body: []) },
  ]

  @Test(arguments: json.indices) func `JSON services tell what is wrong`(index: Int) throws {
    try SignatureFaultTests.check(Self.json[index])
  }

  static let query: [Row] = [
    Row(
      name: "nothing", base: "STS", status: 403, code: "MissingAuthenticationToken",
      message: "Request is missing Authentication Token"
    ) { $0.setting("authorization", nil) },
    Row(
      name: "an old link", base: "STS", status: 403, code: "MissingAuthenticationToken",
      message: "Request is missing Authentication Token"
    ) { $0.setting("authorization", nil).with(target: "/?AWSAccessKeyId=a&Signature=b&Expires=1") },
    Row(
      name: "the key of nobody", base: "IAM", status: 403, code: "InvalidClientTokenId",
      message: unknown
    ) { $0.authorizing("AKIAIOSFODNN7EXAMPLE", "AKIAX") },
    Row(
      name: "another Region than IAM's", base: "IAM", status: 403, code: "SignatureDoesNotMatch",
      message: "Credential should be scoped to a valid region, not 'us-east-2'. "
    ) { $0.authorizing("us-east-1", "us-east-2") },
    Row(
      name: "another service", base: "IAM", status: 403, code: "SignatureDoesNotMatch",
      message: "Credential should be scoped to correct service: 'iam'. "
    ) { $0.authorizing("/iam/", "/sts/") },
    Row(
      name: "a clock that is behind", base: "STS", machine: "20261129T061534Z", status: 403,
      code: "SignatureDoesNotMatch",
      message: "Signature expired: 20261129T061033Z is now earlier than 20261129T061034Z"
        + " (20261129T061534Z - 5 min.)"
    ) { $0 },
    Row(
      name: "a credential that is none", base: "STS", status: 400, code: "IncompleteSignature",
      message: "Credential must have exactly 5 slash-delimited elements, e.g."
        + " keyid/date/region/service/term, got 'AKIAIOSFODNN7EXAMPLE/20261129/us-west-2/sts'"
    ) { $0.authorizing("/aws4_request", "") },
    Row(
      name: "another body", base: "STS", status: 403, code: "SignatureDoesNotMatch",
      message: mismatch
    ) { $0.with(body: Array("Action=GetCallerIdentity".utf8)) },
    Row(
      name: "a link with another action", base: "a link of STS", status: 403,
      code: "SignatureDoesNotMatch", message: mismatch
    ) { $0.targeting("GetCallerIdentity", "AssumeRole") },
    Row(
      name: "a link that has ended", base: "a link of STS", machine: "20261129T071034Z",
      status: 403, code: "SignatureDoesNotMatch",
      message: "Signature expired: 20261129T061033Z is now earlier than 20261129T061034Z"
        + " (20261129T071034Z - 60 min.)"
    ) { $0 },
    Row(
      name: "a link from the future", base: "a link of STS", machine: "20261129T055532Z",
      status: 403, code: "SignatureDoesNotMatch", message: "Signature not yet current"
    ) { $0 },
    Row(
      name: "a link without its headers", base: "a link of STS", status: 400,
      code: "IncompleteSignature",
      message: "AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the"
        + " query-string parameters."
    ) { $0.targeting("X-Amz-SignedHeaders=host&", "") },
    Row(
      name: "a link for longer than a week", base: "a link of STS", status: 400,
      code: "IncompleteSignature", message: "Re-examine the query-string parameters."
    ) { $0.targeting("Expires=3600", "Expires=604801") },
  ]

  @Test(arguments: query.indices) func `Query services tell what is wrong`(index: Int) throws {
    try SignatureFaultTests.check(Self.query[index])
  }

  @Test func `no fault has a wording without code`() {
    let faults: [SignatureFault] = [
      .claim(.several), .claim(.missingDate(.header)), .claim(.incompleteVersion2),
      .malformedToken("t"), .expiredToken("t"), .content(.incompleteBody),
    ]
    for fault in faults {
      for service in Service.allCases {
        let refusal = fault.failure(of: service)
        #expect((400...411).contains(refusal.status) && refusal.error.message?.isEmpty == false)
        #expect(
          refusal.error.code.hasSuffix("Exception") == ([.kms, .cloudtrail].contains(service)))
      }
    }
  }
}
