import Kernel
import TestBench
import Testing

@testable import Wire

/// What comes of an upload by a form: what its answer tells, and the tags that it gives.
@Suite struct FormAnswerTests {
  /// The answer to an upload by a form with these fields beside its own.
  private static func upload(
    _ more: [(String, String)], in bench: inout Bench, _ form: PostForm
  ) throws -> HTTPResponse {
    let visit = FormTests.visit(form, more)
    let members = try bench.must("PutObject", .object(try visit.request(body: [1, 2, 3])))
    return visit.response(members, id: RequestID(refused: 1))
  }

  /// What the headers of an answer tell of the object, by their names.
  private static func told(_ response: HTTPResponse) -> [String] {
    response.headers.map(\.name).filter {
      $0.hasPrefix("x-amz-") && !["x-amz-request-id", "x-amz-id-2"].contains($0)
    }.sorted()
  }

  @Test(arguments: [
    ("success_action_status", "204"), ("success_action_status", "201"),
    ("success_action_redirect", "https://a"),
  ]) func `an answer tells the version, its end and its encryption`(
    name: String, value: String
  ) throws {
    var (bench, form) = try FormTests.bench()
    try bench.must(
      "PutBucketVersioning",
      ["Bucket": "b-1", "VersioningConfiguration": ["Status": "Enabled"]])
    try bench.must(
      "PutBucketLifecycleConfiguration",
      [
        "Bucket": "b-1",
        "LifecycleConfiguration": [
          "Rules": [
            [
              "ID": "month", "Status": "Enabled", "Filter": ["Prefix": ""],
              "Expiration": ["Days": 30],
            ]
          ]
        ],
      ])
    let key = "x-amz-server-side-encryption-aws-kms-key-id"
    let response = try Self.upload(
      [
        (name, value), ("x-amz-server-side-encryption-bucket-key-enabled", "true"),
        ("x-amz-server-side-encryption-context", "eyJhIjoiMSJ9"),
      ], in: &bench, form)
    let head = try bench.must("HeadObject", ["Bucket": "b-1", "Key": "up/report"])
    #expect(response.header("x-amz-server-side-encryption") == "aws:kms")
    #expect(response.header(key) == head["SSEKMSKeyId"]?.text)
    #expect(response.header("x-amz-version-id") == head["VersionId"]?.text)
    #expect(response.header("x-amz-expiration") == head["Expiration"]?.text)
    #expect(
      Self.told(response) == [
        "x-amz-expiration", "x-amz-server-side-encryption", key,
        "x-amz-server-side-encryption-bucket-key-enabled", "x-amz-version-id",
      ])
  }

  @Test func `an answer tells of S3's own key no more than that`() throws {
    var (bench, form) = try FormTests.bench()
    let response = try Self.upload(
      [("x-amz-server-side-encryption", "AES256")], in: &bench, form)
    #expect(Self.told(response) == ["x-amz-server-side-encryption"])
    #expect(response.header("x-amz-server-side-encryption") == "AES256")
  }

  /// A document of tags.
  private static func tagging(_ tags: [(String, String)]) -> String {
    let list = tags.map { "<Tag><Key>\($0.0)</Key><Value>\($0.1)</Value></Tag>" }.joined()
    return "<Tagging><TagSet>\(list)</TagSet></Tagging>"
  }

  /// Fields, and the tags that they give.
  @Test(arguments: [
    (tagging([("team", "a/b + c"), ("empty", "")]), ["team=a/b + c", "empty="]),
    (tagging([("ü", "1=2")]), ["ü=1=2"]), (tagging([]), []),
    ("<AccessControlPolicy/>", []),
  ]) func `a form's tags are kept`(field: String, tags: [String]) throws {
    var (bench, form) = try FormTests.bench()
    _ = try Self.upload([("tagging", field)], in: &bench, form)
    let told = try bench.must("GetObjectTagging", ["Bucket": "b-1", "Key": "up/report"])
    #expect(
      told["TagSet"]?.elements?.map { "\($0["Key"]?.text ?? "")=\($0["Value"]?.text ?? "")" }
        == tags)
  }

  /// Fields that are refused, as put-object-tagging refuses them.
  @Test(arguments: [
    ("a=1", "MalformedXML"), ("", "MalformedXML"), ("<Tagging/>", "MalformedXML"),
    ("<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>", "MalformedXML"),
    (tagging([("", "1")]), "MalformedXML"), (tagging([("a", "1"), ("a", "2")]), "InvalidTag"),
    (tagging([("aws:a", "1")]), "InvalidTag"), (tagging([("a", "?")]), "InvalidTag"),
    (tagging((0..<11).map { ("k\($0)", "") }), "BadRequest"),
  ]) func `tags that break a rule are refused as put-object-tagging refuses them`(
    field: String, code: String
  ) throws {
    let (_, form) = try FormTests.bench()
    let visit = FormTests.visit(form, [("tagging", field)])
    let refusal = #expect(throws: HTTPFailure.self) { try visit.request(body: []) }
    #expect(refusal?.error.code == code)
    #expect(refusal?.status == 400)
  }

  @Test func `tags need the permission to give them`() throws {
    var (bench, form) = try FormTests.bench()
    try bench.must(
      "PutBucketPolicy",
      [
        "Bucket": "b-1",
        "Policy": #"""
        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
        "Action": "s3:PutObjectTagging", "Resource": "arn:aws:s3:::b-1/*"}]}
        """#,
      ])
    _ = try Self.upload([], in: &bench, form)
    let visit = FormTests.visit(form, [("tagging", Self.tagging([("a", "1")]))])
    let request = try visit.request(body: [])
    #expect(bench.refusal("PutObject", .object(request))?.code == "AccessDenied")
  }
}
