import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import Wire

/// Forms that upload: how they are signed, and what S3 says of those that do not fit.
@Suite struct FormTests {
  static let date = "20261129T061033Z"

  @Test func `the signature of a policy is the one of boto3`() {
    // generate_presigned_post of boto3 1.43.11, with the keys of AWS's documentation.
    let policy =
      "eyJleHBpcmF0aW9uIjogIjIwMjYtMTEtMjlUMDc6MTA6MzNaIiwgImNvbmRpdGlvbnMiOiBbeyJ4LWFtei1zZXJ2ZXIt"
      + "c2lkZS1lbmNyeXB0aW9uIjogImF3czprbXMifSwgWyJjb250ZW50LWxlbmd0aC1yYW5nZSIsIDEsIDEwMF0sIHsiYn"
      + "Vja2V0IjogImItMSJ9LCBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXAvIl0sIHsieC1hbXotYWxnb3JpdGhtIjog"
      + "IkFXUzQtSE1BQy1TSEEyNTYifSwgeyJ4LWFtei1jcmVkZW50aWFsIjogIkFLSUFJT1NGT0ROTjdFWEFNUExFLzIwMj"
      + "YxMTI5L2V1LXdlc3QtMS9zMy9hd3M0X3JlcXVlc3QifSwgeyJ4LWFtei1kYXRlIjogIjIwMjYxMTI5VDA2MTAzM1oi"
      + "fV19"
    #expect(
      SignatureV4.signature(
        of: policy, CredentialScope(date: Self.date, region: "eu-west-1"), LinkTests.documented)
        == "af7784f942553b0359eaaf7d7d528cddb136601c3c650f8273a2f3349387f6b1")
  }

  /// A world with a bucket, and a form of alice's for its keys below `up/`.
  static func bench(
    key: String = "up/${filename}", seconds: Int = 3600, conditions: [Document] = []
  ) throws -> (bench: Bench, form: PostForm) {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    let form = PostForm(
      bucket: "b-1", key: key, fields: [.init("x-amz-server-side-encryption", "aws:kms")],
      conditions: conditions, seconds: seconds,
      by: bench.world.environment.identities.credentials(of: .alice), in: .usEast1,
      at: bench.world.now)
    return (bench, form)
  }

  static func visit(
    _ form: PostForm, _ more: [(String, String)] = [], size: Int = 3
  ) -> FormVisit {
    FormVisit(
      form, more: more.map { .init($0.0, $0.1) }, fileName: "report", size: size)
  }

  @Test func `a form is read as it was written, and uploads as its signer`() throws {
    var (bench, form) = try Self.bench()
    let again = try #require(PostForm(form.document))
    #expect(again.fields == form.fields && again.link.text == form.link.text)
    try bench.advance(days: 0, seconds: 30)
    let visit = Self.visit(again)
    let call = try visit.call(in: bench.world)
    #expect(call.principal == .alice && call.authentication == .form(age: 30))
    #expect(visit.status == 204)
    #expect(
      try visit.request(body: [1, 2, 3])
        == [
          "Body": .bytes([1, 2, 3]), "Bucket": "b-1", "Key": "up/report",
          "ServerSideEncryption": "aws:kms",
        ])
  }

  /// What is sent in the place of the form's fields, and what S3 answers.
  struct Row: Sendable {
    let name: String
    let more: [(String, String)]
    var size = 3
    let code, message: String
  }

  static let denied = "Invalid according to Policy: "
  static func missing(_ name: String) -> String {
    "Bucket POST must contain a field named '\(name)'.  If it is specified, please check the order"
      + " of the fields."
  }

  static let rows: [Row] = [
    Row(
      name: "another encryption", more: [("x-amz-server-side-encryption", "AES256")],
      code: "AccessDenied",
      message: denied
        + #"Policy Condition failed: ["eq", "$x-amz-server-side-encryption", "aws:kms"]"#),
    Row(
      name: "another key", more: [("key", "other")], code: "AccessDenied",
      message: denied + #"Policy Condition failed: ["starts-with", "$key", "up/"]"#),
    Row(
      name: "a field of which nothing is said", more: [("Content-Type", "a/b")],
      code: "AccessDenied", message: denied + "Extra input fields: content-type"),
    Row(
      name: "too large", more: [], size: 11, code: "EntityTooLarge",
      message: "Your proposed upload exceeds the maximum allowed size"),
    Row(
      name: "too small", more: [], size: 0, code: "EntityTooSmall",
      message: "Your proposed upload is smaller than the minimum allowed size"),
    Row(
      name: "another signature", more: [("x-amz-signature", "00")],
      code: "SignatureDoesNotMatch", message: LinkVisitTests.mismatch),
    Row(
      name: "another policy", more: [("policy", "e30=")], code: "SignatureDoesNotMatch",
      message: LinkVisitTests.mismatch),
    Row(
      name: "the key of nobody",
      more: [("x-amz-credential", "AKIA/20250101/us-east-1/s3/aws4_request")],
      code: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records."),
    Row(
      name: "no scope", more: [("x-amz-credential", "AKIA")], code: "InvalidArgument",
      message: "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed;"
        + " expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."),
  ]

  @Test(arguments: rows.indices) func `what the policy does not allow is refused`(
    index: Int
  ) throws {
    let row = Self.rows[index]
    let (bench, form) = try Self.bench(conditions: [["content-length-range", 1, 10]])
    let visit = Self.visit(form, row.more, size: row.size)
    let refusal = #expect(throws: HTTPFailure.self) { try visit.call(in: bench.world) }
    #expect(refusal?.error.code == row.code, "\(row.name)")
    #expect(refusal?.error.message == row.message, "\(row.name)")
  }

  @Test func `what no policy has to speak of is passed over`() throws {
    let (bench, form) = try Self.bench()
    _ = try Self.visit(form, [("x-ignore-me", "1")]).call(in: bench.world)
  }

  @Test func `a form dies with its time`() throws {
    var (bench, form) = try Self.bench(seconds: 60)
    try bench.advance(days: 0, seconds: 60)
    let refusal = #expect(throws: HTTPFailure.self) {
      try Self.visit(form).call(in: bench.world)
    }
    #expect(refusal?.error.message == Self.denied + "Policy expired.")
  }

  @Test(arguments: [
    ("policy", "policy"), ("key", "key"), ("x-amz-date", "X-Amz-Date"),
    ("x-amz-algorithm", "X-Amz-Algorithm"), ("x-amz-credential", "X-Amz-Credential"),
    ("x-amz-signature", "X-Amz-Signature"),
  ]) func `a form without a field that it needs is refused`(name: String, told: String) throws {
    let (bench, form) = try Self.bench()
    var document = try #require(form.document["fields"]?.members)
    document[name] = nil
    let rest = try #require(
      PostForm(["url": .string(form.link.text), "fields": .object(document)]))
    let refusal = #expect(throws: HTTPFailure.self) {
      try Self.visit(rest).call(in: bench.world)
    }
    #expect(refusal?.error.code == "InvalidArgument")
    #expect(refusal?.error.message == Self.missing(told))
    #expect(refusal?.error.details.first?.value == told)
  }

  @Test func `nobody signed a form without signature, credential and policy`() throws {
    let (bench, form) = try Self.bench()
    let rest = try #require(
      PostForm(["url": .string(form.link.text), "fields": ["key": "up/x"]]))
    let refusal = #expect(throws: HTTPFailure.self) {
      try Self.visit(rest).call(in: bench.world)
    }
    #expect(refusal?.error.message == "Access Denied")
  }

  /// Policies that are none; each is signed.
  @Test(arguments: [
    ("[]", "Invalid JSON."), (#"{"expiration": "2030-01-01T00:00:00Z"}"#, "Invalid JSON."),
    (
      #"{"expiration": "2030-01-01T00:00:00Z", "conditions": [{"a": "1", "b": "2"}]}"#,
      "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified."
    ),
    (
      #"{"expiration": "2030-01-01T00:00:00Z", "conditions": [["ends-with", "$key", "x"]]}"#,
      "Invalid JSON."
    ),
    (
      #"{"expiration": "2030-01-01T00:00:00Z", "conditions": [["content-length-range", 3, 1]]}"#,
      "Invalid content-length-range."
    ),
  ]) func `a policy that is none is refused`(json: String, message: String) throws {
    let (bench, form) = try Self.bench()
    let text = Base64.encode(Array(json.utf8))
    let scope = CredentialScope(date: bench.world.now.basicText, region: "us-east-1")
    let signature = SignatureV4.signature(
      of: text, scope, bench.world.environment.identities.credentials(of: .alice))
    let visit = Self.visit(form, [("policy", text), ("x-amz-signature", signature)])
    let refusal = #expect(throws: HTTPFailure.self) { try visit.call(in: bench.world) }
    #expect(refusal?.error.code == "InvalidPolicyDocument")
    #expect(refusal?.error.message == "Invalid Policy: " + message)
  }

  @Test(arguments: [
    ("success_action_status", "201", 201), ("success_action_status", "200", 200),
    ("success_action_status", "302", 204), ("success_action_redirect", "https://a", 303),
  ]) func `a form says how a success is answered`(name: String, value: String, status: Int) throws {
    let (_, form) = try Self.bench()
    #expect(Self.visit(form, [(name, value)]).status == status)
  }
}
