import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import Wire

/// Forms with signatures of version 2, as boto3 makes them by default.
@Suite struct FormsOfVersion2Tests {
  /// The policy of the form of boto3.
  private static let policy =
    "eyJleHBpcmF0aW9uIjogIjIwMjYtMTEtMjlUMDc6MTA6MzNaIiwgImNvbmRpdGlvbnMiOiBbeyJ4LWFtei1zZXJ2ZXIt"
    + "c2lkZS1lbmNyeXB0aW9uIjogIkFFUzI1NiJ9LCBbImNvbnRlbnQtbGVuZ3RoLXJhbmdlIiwgMSwgMTAwXSwgeyJidWNr"
    + "ZXQiOiAiYi0xIn0sIFsic3RhcnRzLXdpdGgiLCAiJGtleSIsICJ1cC8iXV19"

  /// `generate_presigned_post` of boto3 1.43.11 at 2026-11-29T06:10:33Z for an hour, with the keys
  /// of AWS's documentation.
  static let ofBoto3: Document = [
    "url": "http://127.0.0.1:4566/b-1",
    "fields": [
      "x-amz-server-side-encryption": "AES256", "key": "up/${filename}",
      "AWSAccessKeyId": "AKIAIOSFODNN7EXAMPLE",
      "policy": .string(policy),
      "signature": "Sn6iapiT4sex3KXxml1FMXKApD4=",
    ],
  ]

  private static func visit(_ more: [(String, String)] = [], size: Int = 3) throws -> FormVisit {
    FormTests.visit(try #require(PostForm(ofBoto3)), more, size: size)
  }

  @Test func `a form of boto3 is its signer's, who may not be told apart by a Region`() throws {
    let signer = try Authenticator.documented().signer(of: Self.visit())
    #expect(signer.principal == .alice && signer.accessKeyID == LinkTests.documented.accessKeyID)
    #expect(signer.region == nil)
    #expect(signer.authentication == .form(age: 0, version: .two))
    let terms = try Self.visit().terms
    #expect(terms?.accessKeyID == LinkTests.documented.accessKeyID && terms?.start == nil)
    #expect(terms?.end?.description == "2026-11-29T07:10:33Z")
  }

  /// What is sent in the place of the form's fields, and what S3 answers.
  static let rows: [FormTests.Row] = [
    FormTests.Row(
      name: "another signature", more: [("signature", "Sn6iapiT4sex3KXxml1FMXKApD5=")],
      code: "SignatureDoesNotMatch", message: LinkVisitTests.mismatch),
    FormTests.Row(
      name: "another policy", more: [("policy", "e30=")], code: "SignatureDoesNotMatch",
      message: LinkVisitTests.mismatch),
    FormTests.Row(
      name: "the key of nobody", more: [("AWSAccessKeyId", "AKIA")], code: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records."),
    FormTests.Row(
      name: "the token of a session", more: [("x-amz-security-token", "x")], code: "AccessDenied",
      message: FormTests.denied + "Extra input fields: x-amz-security-token"),
    FormTests.Row(
      name: "another key", more: [("key", "other")], code: "AccessDenied",
      message: FormTests.denied + #"Policy Condition failed: ["starts-with", "$key", "up/"]"#),
    FormTests.Row(
      name: "a field of which nothing is said", more: [("acl", "private")], code: "AccessDenied",
      message: FormTests.denied + "Extra input fields: acl"),
    FormTests.Row(
      name: "too large", more: [], size: 101, code: "EntityTooLarge",
      message: "Your proposed upload exceeds the maximum allowed size"),
    FormTests.Row(
      name: "fields of version 4 beside it", more: [("x-amz-signature", "00")],
      code: "InvalidArgument", message: FormTests.missing("X-Amz-Algorithm")),
  ]

  @Test(arguments: rows.indices) func `what it does not allow is refused`(index: Int) throws {
    let row = Self.rows[index]
    let visit = try Self.visit(row.more, size: row.size)
    let refusal = #expect(throws: HTTPFailure.self) {
      try Authenticator.documented().signer(of: visit)
    }
    #expect(refusal?.error.code == row.code, "\(row.name)")
    #expect(refusal?.error.message == row.message, "\(row.name)")
  }

  @Test func `each changed character of its signature is refused`() throws {
    let authenticator = try Authenticator.documented()
    let signature = Array("Sn6iapiT4sex3KXxml1FMXKApD4=")
    for place in signature.indices {
      var changed = signature
      changed[place] = changed[place] == "a" ? "b" : "a"
      let visit = try Self.visit([("signature", String(changed))])
      #expect(throws: HTTPFailure.self) { try authenticator.signer(of: visit) }
    }
  }

  @Test(arguments: [
    ("policy", "policy"), ("key", "key"), ("AWSAccessKeyId", "AWSAccessKeyId"),
    ("signature", "signature"),
  ]) func `without a field that it needs it is refused`(name: String, told: String) throws {
    var fields = try #require(Self.ofBoto3["fields"]?.members)
    fields[name] = nil
    let form = try #require(PostForm(["url": "http://127.0.0.1/b-1", "fields": .object(fields)]))
    let refusal = #expect(throws: HTTPFailure.self) {
      try Authenticator.documented().signer(of: FormTests.visit(form))
    }
    #expect(refusal?.error.message == FormTests.missing(told))
    #expect(refusal?.error.details.first?.value == told)
  }

  /// The machine's clock, how far the world's was moved, and whether the form still holds.
  @Test(arguments: [
    ("20261129T071032Z", 0, true), ("20261129T071033Z", 0, false), ("20261129T061033Z", 3599, true),
    ("20261129T061033Z", 3600, false),
  ]) func `it dies with its time, by either clock`(
    machine: String, advanced: Int, holds: Bool
  ) throws {
    let moment = try #require(Timestamp(basicText: SignedByBotocore.date))
    let authenticator = try Authenticator.documented(
      machine: machine, advances: [ServedClock.Advance(at: moment, seconds: advanced)])
    let visit = try Self.visit()
    guard !holds else {
      _ = try authenticator.signer(of: visit)
      return
    }
    let refusal = #expect(throws: HTTPFailure.self) { try authenticator.signer(of: visit) }
    #expect(refusal?.error.message == FormTests.denied + "Policy expired.")
  }

  /// What a bucket seals by itself, what a request asks for, and whether that is refused.
  @Test(
    arguments: [
      ("AES256", nil, false), ("AES256", "aws:kms", true), ("AES256", "aws:kms:dsse", true),
      ("aws:kms", nil, true), ("aws:kms", "AES256", false),
    ] as [(String, String?, Bool)]) func `nothing is sealed with a KMS key by it`(
      algorithm: String, asked: String?, isRefused: Bool
    ) throws
  {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    try bench.must(
      "PutBucketEncryption",
      [
        "Bucket": "b-1",
        "ServerSideEncryptionConfiguration": [
          "Rules": [
            ["ApplyServerSideEncryptionByDefault": ["SSEAlgorithm": .string(algorithm)]]
          ]
        ],
      ])
    var members: DocumentObject = ["Bucket": "b-1", "Key": "k"]
    members.append("ServerSideEncryption", asked.map { .string($0) })
    let put = try #require(Catalogue.operation("PutObject"))
    let by = { (version: Call.SignatureVersion) in
      Call(
        principal: .alice, region: .usEast1, authentication: .form(age: 0, version: version))
    }
    try bench.world.checkVersion(of: by(.four), put, members)
    guard isRefused else {
      try bench.world.checkVersion(of: by(.two), put, members)
      return
    }
    let refusal = #expect(throws: HTTPFailure.self) {
      try bench.world.checkVersion(of: by(.two), put, members)
    }
    #expect(refusal?.error.code == "InvalidArgument")
    #expect(refusal?.error.details.first?.value == "Authorization")
  }

  /// A statement that lets alice in by signatures of one version, and which that is.
  @Test(arguments: [("AWS", Call.SignatureVersion.two), ("AWS4-HMAC-SHA256", .four)])
  func `policies see its version`(name: String, version: Call.SignatureVersion) throws {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    try bench.must(
      "PutBucketPolicy",
      [
        "Bucket": "b-1",
        "Policy": .string(
          #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "#
            + #""Action": "s3:GetObject", "Resource": "arn:aws:s3:::b-1/*", "Condition": "#
            + #"{"StringNotEquals": {"s3:signatureversion": "\#(name)"}}}]}"#),
      ])
    try bench.must("PutObject", ["Bucket": "b-1", "Key": "k"])
    let get = try #require(Catalogue.operation("GetObject"))
    for other in [Call.SignatureVersion.two, .four] {
      let call = Call(
        principal: .alice, region: .usEast1, authentication: .link(age: 0, version: other))
      let outcome = bench.world.handle(get, ["Bucket": "b-1", "Key": "k"], as: call)
      if case .failure(let error) = outcome {
        #expect(error.code == "AccessDenied" && other != version)
      } else {
        #expect(other == version)
      }
    }
  }
}
