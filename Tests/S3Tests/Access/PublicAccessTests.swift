import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// What is public, and what Block Public Access does about it.
@Suite struct PublicAccessTests {
  /// A policy of one statement, and whether it is public.
  struct Row: Sendable, CustomTestStringConvertible {
    let statement: String
    let isPublic: Bool
    var testDescription: String { statement }

    init(_ principal: String, _ condition: String = "", effect: String = "Allow", is isPublic: Bool)
    {
      statement = BucketAccessTests.statement(
        principal, effect: effect,
        condition.isEmpty ? "" : #", "Condition": {\#(condition)}"#)
      self.isPublic = isPublic
    }

    init(not principal: String, effect: String, is isPublic: Bool) {
      statement = BucketAccessTests.statement(principal, effect: effect, not: true)
      self.isPublic = isPublic
    }
  }

  static let bob = BucketAccessTests.user("bob")

  static let rows = [
    // By the principal alone.
    Row(#""*""#, is: true), Row(#"{"AWS": "*"}"#, is: true), Row(bob, is: false),
    Row(#"{"AWS": ["arn:aws:iam::111122223333:user/bob", "*"]}"#, is: true),
    Row(BucketAccessTests.foreign, is: false), Row(#"{"Service": "s3.amazonaws.com"}"#, is: false),
    Row(#"{"Federated": "www.amazon.com"}"#, is: true), Row(not: bob, effect: "Allow", is: true),
    Row(#""*""#, effect: "Deny", is: false), Row(not: bob, effect: "Deny", is: false),
    // Narrowed to addresses.
    Row(#""*""#, #""IpAddress": {"aws:SourceIp": "203.0.113.0/24"}"#, is: false),
    Row(#""*""#, #""IpAddress": {"aws:SourceIp": "10.0.0.0/9"}"#, is: false),
    Row(#""*""#, #""IpAddress": {"aws:SourceIp": "10.0.0.0/8"}"#, is: true),
    Row(#""*""#, #""IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"]}"#, is: true),
    Row(#""*""#, #""IpAddress": {"aws:SourceIp": "2001:db8::/33"}"#, is: false),
    Row(#""*""#, #""IpAddress": {"aws:SourceIp": "2001::/32"}"#, is: true),
    Row(#""*""#, #""NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}"#, is: true),
    // Narrowed to fixed values of a key that tells who calls.
    Row(#""*""#, #""StringEquals": {"aws:SourceVpc": "vpc-1"}"#, is: false),
    Row(#""*""#, #""StringLike": {"aws:SourceVpc": "vpc-*"}"#, is: true),
    Row(#""*""#, #""StringLike": {"aws:SourceVpc": "vpc-1"}"#, is: false),
    Row(#""*""#, #""StringEquals": {"aws:SourceVpce": ["vpce-1", "vpce-2"]}"#, is: false),
    Row(#""*""#, #""StringEqualsIfExists": {"aws:SourceVpc": "vpc-1"}"#, is: true),
    Row(#""*""#, #""StringNotEquals": {"aws:SourceVpc": "vpc-1"}"#, is: true),
    Row(#""*""#, #""ForAllValues:StringEquals": {"aws:SourceVpc": "vpc-1"}"#, is: true),
    Row(#""*""#, #""Null": {"aws:SourceVpc": "false"}"#, is: true),
    Row(#""*""#, #""StringEquals": {"aws:PrincipalOrgID": "o-1"}"#, is: false),
    Row(#""*""#, #""StringEquals": {"aws:SourceAccount": "111122223333"}"#, is: false),
    Row(#""*""#, #""StringEquals": {"aws:SourceOwner": "111122223333"}"#, is: false),
    Row(
      #""*""#, #""ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t"}"#, is: false),
    Row(
      #""*""#, #""ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:*"}"#, is: true),
    Row(#""*""#, #""StringEquals": {"aws:userid": "AIDAEXAMPLE"}"#, is: false),
    Row(#""*""#, #""StringLike": {"aws:userid": "AROAEXAMPLE:*"}"#, is: true),
    Row(
      #""*""#,
      #""StringLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/*"}"#,
      is: false),
    Row(
      #""*""#, #""StringLike": {"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:*:accesspoint/a"}"#,
      is: true),
    Row(#""*""#, #""StringEquals": {"s3:DataAccessPointAccount": "111122223333"}"#, is: false),
    // Keys that tell something else.
    Row(#""*""#, #""Bool": {"aws:SecureTransport": "true"}"#, is: true),
    Row(#""*""#, #""StringLike": {"aws:Referer": "https://example.com/"}"#, is: true),
    Row(#""*""#, #""StringEquals": {"s3:ExistingObjectTag/public": "yes"}"#, is: true),
  ]

  @Test(arguments: rows)
  func `a policy is public unless principal or condition names fixed callers`(row: Row) throws {
    var bench = try Bench.withBucket()
    try bench.block()
    try bench.must("PutBucketPolicy", Bench.putting(Bench.policy(row.statement)))
    #expect(
      try bench.must("GetBucketPolicyStatus", ["Bucket": "b-1"])
        == ["PolicyStatus": ["IsPublic": .bool(row.isPublic)]])
    // One public statement is enough, and no Deny makes up for it.
    let deny = BucketAccessTests.statement(#""*""#, effect: "Deny")
    let good = BucketAccessTests.statement(Self.bob)
    try bench.must("PutBucketPolicy", Bench.putting(Bench.policy(good, row.statement, deny)))
    #expect(
      try bench.must("GetBucketPolicyStatus", ["Bucket": "b-1"])
        == ["PolicyStatus": ["IsPublic": .bool(row.isPublic)]])
  }

  @Test func `the id of a key as a condition makes a policy of writes not public`() throws {
    var bench = try Bench.withBucket()
    let arn = "arn:aws:kms:us-east-1:111122223333:key/1"
    try bench.setPolicy(
      Bench.statement(
        #""Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b-1/*", "Condition": "#
          + #"{"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "\#(arn)"}}"#))
    #expect(bench.world.storage.s3.buckets["b-1"]?.policy?.isPublic == false)
  }

  @Test func `a new bucket blocks everything, and the settings come and go`() throws {
    var bench = try Bench.withBucket()
    func settings(_ flags: [Bool]) -> DocumentObject {
      [
        "PublicAccessBlockConfiguration": [
          "BlockPublicAcls": .bool(flags[0]), "IgnorePublicAcls": .bool(flags[1]),
          "BlockPublicPolicy": .bool(flags[2]), "RestrictPublicBuckets": .bool(flags[3]),
        ]
      ]
    }
    let bucket: Document = ["Bucket": "b-1"]
    #expect(
      try bench.must("GetPublicAccessBlock", bucket) == settings([true, true, true, true]))
    try bench.block("BlockPublicPolicy")
    #expect(
      try bench.must("GetPublicAccessBlock", bucket) == settings([false, false, true, false]))
    #expect(
      bench.refusal(
        "PutPublicAccessBlock", ["Bucket": "b-1", "PublicAccessBlockConfiguration": [:]])
        == WireError("InvalidRequest", "Must specify at least one configuration."))
    for _ in 0..<2 { #expect(try bench.must("DeletePublicAccessBlock", bucket) == [:]) }
    #expect(
      bench.refusal("GetPublicAccessBlock", bucket)
        == WireError(
          "NoSuchPublicAccessBlockConfiguration",
          "The public access block configuration was not found"))
  }

  @Test func `BlockPublicPolicy refuses a public policy, and touches none that is there`() throws {
    var bench = try Bench.withBucket()
    let open = Bench.putting(Bench.policy(BucketAccessTests.statement(#""*""#)))
    #expect(
      bench.refusal("PutBucketPolicy", open)
        == WireError(
          "AccessDenied",
          "User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
            + " s3:PutBucketPolicy on resource: \"arn:aws:s3:::b-1\" because public policies are"
            + " prevented by the BlockPublicPolicy setting in S3 Block Public Access."))
    #expect(bench.world.storage.s3.buckets["b-1"]?.policy == nil)
    try bench.block("RestrictPublicBuckets")
    #expect(bench.refusal("PutBucketPolicy", open) == nil)
    try bench.block("BlockPublicPolicy")
    #expect(bench.refusal("PutBucketPolicy", open)?.code == "AccessDenied")
    #expect(bench.world.storage.s3.buckets["b-1"]?.policy?.isPublic == true)
  }

  @Test func `RestrictPublicBuckets keeps other accounts out of a public bucket, named ones too`()
    throws
  {
    var bench = try Bench.withBucket()
    bench.permit(.eve, "s3:*")
    try bench.put("k")
    try bench.block()
    try bench.setPolicy(
      BucketAccessTests.statement(#""*""#), BucketAccessTests.statement(BucketAccessTests.eve))
    #expect(try bench.with(.eve) { try $0.get("k") } == [1, 2, 3])
    #expect(try bench.with(.bob) { try $0.get("k") } == [1, 2, 3])
    try bench.block("RestrictPublicBuckets")
    #expect(
      bench.with(.eve) { $0.objectRefusal("GetObject", "k") }
        == WireError("AccessDenied", "Access Denied"))
    #expect(try bench.with(.bob) { try $0.get("k") } == [1, 2, 3])
    try bench.setPolicy(BucketAccessTests.statement(BucketAccessTests.eve))
    #expect(try bench.with(.eve) { try $0.get("k") } == [1, 2, 3])
  }
}
