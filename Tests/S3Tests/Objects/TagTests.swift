import Kernel
import TestBench
import Testing

@testable import S3

/// Tags of objects.
@Suite struct TagTests {
  static func set(_ pairs: [(String, String)]) -> Document {
    ["TagSet": .list(pairs.map { ["Key": .string($0), "Value": .string($1)] })]
  }

  @Test func `tags are put, told and taken away, and the content stays`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", [6], ["Tagging": "a=1&b=%20x+y%2B&c&d="])
    let before = try bench.stored("k")
    #expect(
      try bench.must("GetObjectTagging", Bench.request("k"))
        == .init([
          (
            "TagSet",
            Self.set([("a", "1"), ("b", " x y+"), ("c", ""), ("d", "")])["TagSet"]
              ?? .null
          )
        ]))
    #expect(try bench.must("HeadObject", Bench.request("k"))["TagCount"] == 4)
    try bench.must("PutObjectTagging", Bench.request("k", ["Tagging": Self.set([("z", "9")])]))
    #expect(
      try bench.must("GetObjectTagging", Bench.request("k"))["TagSet"]
        == [["Key": "z", "Value": "9"]])
    try bench.must("DeleteObjectTagging", Bench.request("k"))
    #expect(try bench.must("GetObjectTagging", Bench.request("k")) == ["TagSet": []])
    let after = try bench.stored("k")
    #expect(after.segments == before.segments && after.eTag == before.eTag)
    #expect(after.lastModified == before.lastModified)
    #expect(try bench.get("k") == [6])
  }

  static let long = String(repeating: "x", count: 257)

  /// A set that breaks a rule, with the code and text of the answer.
  @Test(arguments: [
    (
      (0..<11).map { ("k\($0)", "") }, "BadRequest", "Object tags cannot be greater than 10"
    ),  // too many
    (
      [("a", "1"), ("a", "2")], "InvalidTag", "Cannot provide multiple Tags with the same key"
    ),  // one key twice
    ([(String(long.prefix(129)), "")], "InvalidTag", "The TagKey you have provided is invalid"),
    ([("a;b", "")], "InvalidTag", "The TagKey you have provided is invalid"),
    ([("a\u{1}", "")], "InvalidTag", "The TagKey you have provided is invalid"),
    ([("a", "*?&%!")], "InvalidTag", "The TagValue you have provided is invalid"),
    ([("a", long)], "InvalidTag", "The TagValue you have provided is invalid"),  // too long
    ([("aws:a", "")], "InvalidTag", "Your TagKey cannot be prefixed with aws:"),  // AWS's own
  ])
  func `tags that break a rule are refused`(
    pairs: [(String, String)], code: String, message: String
  ) throws {
    var bench = try Bench.withBucket()
    try bench.put("k", ["Tagging": "old=1"])
    #expect(
      bench.objectRefusal("PutObjectTagging", "k", ["Tagging": Self.set(pairs)])
        == WireError(code, message))
    #expect(try bench.must("HeadObject", Bench.request("k"))["TagCount"] == 1)
  }

  @Test func `a bucket is made with tags, by whoever may tag it, or not at all`() throws {
    var bench = Bench()
    let tagged: (String) -> Document = { key in
      [
        "Bucket": "b-1",
        "CreateBucketConfiguration": ["Tags": [["Key": .string(key), "Value": "1"]]],
      ]
    }
    let refusal = bench.refusal("CreateBucket", tagged("aws:a"))
    #expect(refusal?.code == "InvalidTag")
    #expect(refusal?.message?.hasPrefix("User-defined tag keys can't start with") == true)
    #expect(bench.refusal("HeadBucket", ["Bucket": "b-1"])?.code == "404")
    bench.letBobUseS3("s3:CreateBucket")
    #expect(bench.with(.bob) { $0.refusal("CreateBucket", tagged("a")) }?.code == "AccessDenied")
    bench.letBobUseS3("s3:CreateBucket", "s3:TagResource")
    try bench.with(.bob) { _ = try $0.must("CreateBucket", tagged("a")) }
    #expect(
      try bench.must("GetBucketTagging", ["Bucket": "b-1"])["TagSet"]
        == [["Key": "a", "Value": "1"]])
  }

  @Test func `the longest and the most tags are fine`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    let pairs = (0..<10).map {
      (String(Self.long.prefix(127)) + "\($0)", String(Self.long.prefix(256)))
    }
    try bench.must("PutObjectTagging", Bench.request("k", ["Tagging": Self.set(pairs)]))
    #expect(try bench.must("HeadObject", Bench.request("k"))["TagCount"] == 10)
  }

  @Test(arguments: ["a=1&a=2", "a=%", "a=%zz", "%ff=1"])
  func `a header that is no query is refused`(header: String) throws {
    var bench = try Bench.withBucket()
    #expect(
      bench.objectRefusal("PutObject", "k", ["Tagging": .string(header)])?.code
        == "InvalidArgument")
  }

  @Test func `a mark behind a separator does not join it`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", ["Tagging": "a=\u{301}&\u{301}b=1"])
    #expect(
      try bench.must("GetObjectTagging", Bench.request("k"))["TagSet"]
        == [["Key": "a", "Value": "\u{301}"], ["Key": "\u{301}b", "Value": "1"]])
  }
}
