import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Buckets: names, Regions, lists.
@Suite struct BucketTests {
  @Test(arguments: [
    "abc", "a-b", "a.b", "0ab", "ab0", "a--b", String(repeating: "a", count: 63), "1.2.3",
    "1.2.3.4.5", "192.168.5.4a", "xn-abc", "sthree", "lab-s3",
  ])
  func `a name that follows the rules is taken`(name: String) {
    var bench = Bench()
    #expect(bench.refusal("CreateBucket", ["Bucket": .string(name)]) == nil)
  }

  @Test(arguments: [
    "", "a", "ab", String(repeating: "a", count: 64),  // lengths
    "Abc", "abC", "a_b", "a b", "a/b", "a\u{E9}b", "abc\n",  // characters
    "-abc", "abc-", ".abc", "abc.", "a..b",  // ends and dots
    "192.168.5.4", "1.2.3.4",  // addresses
    "xn--abc", "sthree-abc", "amzn-s3-demo-abc",  // reserved starts
    "abc-s3alias", "abc--ol-s3", "abc.mrap", "abc--x-s3", "abc--table-s3",  // reserved ends
  ])
  func `a name that breaks the rules is refused`(name: String) {
    var bench = Bench()
    #expect(
      bench.refusal("CreateBucket", ["Bucket": .string(name)])
        == WireError("InvalidBucketName", "The specified bucket is not valid."))
    #expect(bench.world.storage.s3.buckets.isEmpty)
  }

  @Test func `a bucket is kept under no name that was not checked`() async {
    await #expect(processExitsWith: .failure) {
      // What goes wrong before is no such failure.
      guard var bench = try? Bench.withBucket(),
        let bucket = bench.world.storage.s3.buckets["b-1"]
      else { return }
      bench.world.storage.s3.add(
        Bucket(
          name: "B_1", owner: bucket.owner, region: bucket.region,
          creationDate: bucket.creationDate))
    }
  }

  @Test func `a change of a bucket that is gone ends the program`() async {
    await #expect(processExitsWith: .failure) {
      guard var bench = try? Bench.withBucket(),
        (try? bench.must("DeleteBucket", ["Bucket": "b-1"])) != nil
      else { return }
      bench.world.storage.s3[found: "b-1"].tags = []
    }
  }

  @Test func `names are global`() throws {
    var bench = try Bench.withBucket()
    let taken = WireError(
      "BucketAlreadyExists",
      "The requested bucket name is not available. The bucket namespace is shared by all users of"
        + " the system. Please select a different name and try again.")
    #expect(bench.with(.stranger) { $0.refusal("CreateBucket", ["Bucket": "b-1"]) } == taken)
    for name in ["test", "my-bucket"] {
      #expect(bench.refusal("CreateBucket", ["Bucket": .string(name)]) == taken)
      #expect(
        bench.objectRefusal("GetObject", "k", in: name)
          == WireError("AccessDenied", "Access Denied"), "it is there, and somebody else's")
    }
    #expect(try bench.must("CreateBucket", ["Bucket": "b-1"])["Location"] == "/b-1", "as ever")
    let tags: DocumentObject = [
      "CreateBucketConfiguration": ["Tags": [["Key": "a", "Value": "1"]]]
    ]
    #expect(
      bench.refusal("CreateBucket", Bench.request("", in: "b-1", tags))?.code
        == "BucketAlreadyOwnedByYou")
    let eu: DocumentObject = ["CreateBucketConfiguration": ["LocationConstraint": "eu-west-1"]]
    try bench.with(in: .euWest1) { bench in
      let owned = WireError(
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.")
      #expect(bench.refusal("CreateBucket", Bench.request("", in: "b-1", eu)) == owned)
      let made = try bench.must("CreateBucket", Bench.request("", in: "b-eu", eu))
      #expect(made["Location"] == "http://b-eu.s3.amazonaws.com/")
      #expect(bench.refusal("CreateBucket", Bench.request("", in: "b-eu", eu)) == owned)
    }
    try bench.must("DeleteBucket", ["Bucket": "b-1"])
    try bench.with(.stranger) { _ = try $0.must("CreateBucket", ["Bucket": "b-1"]) }
  }

  @Test(
    arguments: [
      (Region.usEast1, nil, nil), (.usEast1, "us-east-1", "InvalidLocationConstraint"),
      (.usEast1, "nowhere", "InvalidLocationConstraint"), (.usEast1, "eu-west-1", nil),
      (.euWest1, nil, "IllegalLocationConstraintException"),
      (.euWest1, "us-west-2", "IllegalLocationConstraintException"), (.euWest1, "eu-west-1", nil),
      (.euWest1, "EU", nil), (.euWest1, "us-east-1", "InvalidLocationConstraint"),
    ] as [(Region, Document?, String?)])
  func `a bucket is made in the Region that is called and named`(
    region: Region, constraint: Document?, code: String?
  ) throws {
    var bench = Bench()
    bench.region = region
    var request: DocumentObject = ["Bucket": "b-1"]
    request["CreateBucketConfiguration"] = constraint.map { ["LocationConstraint": $0] }
    #expect(bench.refusal("CreateBucket", .object(request))?.code == code)
    guard code == nil else { return }
    let told = try bench.must("GetBucketLocation", ["Bucket": "b-1"])["LocationConstraint"]
    let place = constraint == nil ? region : .euWest1
    #expect(told == (place == .usEast1 ? .null : .string(place.description)))
    #expect(
      try bench.must("HeadBucket", ["Bucket": "b-1"])
        == [
          "BucketArn": "arn:aws:s3:::b-1", "BucketRegion": .string(place.description),
          "AccessPointAlias": false,
        ])
  }

  @Test func `only an empty bucket is deleted, and its bucket keys go with it`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", ["ServerSideEncryption": "aws:kms", "BucketKeyEnabled": true])
    #expect(
      bench.refusal("DeleteBucket", ["Bucket": "b-1"])
        == WireError("BucketNotEmpty", "The bucket you tried to delete is not empty"))
    try bench.must("DeleteObject", Bench.request("k"))
    #expect(bench.world.storage.s3.bucketKeys.count == 1)
    try bench.must("DeleteBucket", ["Bucket": "b-1"])
    #expect(bench.world.storage.s3.bucketKeys.isEmpty)
    #expect(bench.world.storage.s3.storedByteCount == 0)
    let gone = WireError("NoSuchBucket", "The specified bucket does not exist")
    #expect(bench.refusal("DeleteBucket", ["Bucket": "b-1"]) == gone)
    #expect(bench.objectRefusal("GetObject", "k") == gone)
    #expect(bench.objectRefusal("PutObject", "k") == gone)
    #expect(bench.refusal("ListObjectsV2", ["Bucket": "b-1"]) == gone)
    #expect(bench.refusal("HeadBucket", ["Bucket": "b-1"]) == WireError("404", "Not Found"))
  }

  @Test(arguments: 1...8)
  func `pages of buckets are the whole list, in the order of names`(size: Int) throws {
    var bench = Bench()
    let names = ["zeta-1", "a.b", "a-b", "alpha-1", "alpha-2", "m10", "m9x"]
    for name in names { try bench.must("CreateBucket", ["Bucket": .string(name)]) }
    try bench.with(.stranger) { _ = try $0.must("CreateBucket", ["Bucket": "m99"]) }
    var found: [String] = []
    var token: Document?
    repeat {
      var request: DocumentObject = ["MaxBuckets": .integer(size)]
      request["ContinuationToken"] = token
      let page = try bench.must("ListBuckets", .object(request))
      let buckets = page["Buckets"]?.elements ?? []
      #expect(buckets.count <= size && !buckets.isEmpty)
      #expect(buckets.allSatisfy { $0["BucketRegion"] == "us-east-1" })
      found += buckets.compactMap { $0["Name"]?.text }
      token = page["ContinuationToken"]
    } while token != nil
    #expect(found == names.sorted())
  }

  @Test(
    arguments: [
      ([:], nil), (["Prefix": "alpha"], "us-east-1"), (["MaxBuckets": 1], "us-east-1"),
      (["BucketRegion": "us-east-1"], "us-east-1"),
    ] as [(Document, Document?)])
  func `a list of buckets tells their Region where it is asked for with a parameter`(
    request: Document, region: Document?
  ) throws {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "alpha-1"])
    let buckets = try bench.must("ListBuckets", request)["Buckets"]?.elements ?? []
    #expect(buckets.map { $0["BucketRegion"] } == [region])
  }

  @Test func `buckets are listed by prefix and Region too`() throws {
    var bench = Bench()
    for name in ["alpha-1", "alpha-2", "beta"] {
      try bench.must("CreateBucket", ["Bucket": .string(name)])
    }
    let list = { (bench: inout Bench, request: Document) in
      try bench.must("ListBuckets", request)["Buckets"]?.elements?.compactMap { $0["Name"]?.text }
    }
    #expect(try list(&bench, ["Prefix": "alpha"]) == ["alpha-1", "alpha-2"])
    #expect(try list(&bench, ["BucketRegion": "eu-west-1"]) == [])
    #expect(try list(&bench, [:]) == ["alpha-1", "alpha-2", "beta"])
    #expect(try bench.must("ListBuckets")["Prefix"] == nil)
    #expect(
      bench.refusal("ListBuckets", ["BucketRegion": "Ireland"])
        == WireError("InvalidArgument", "Argument value Ireland is not a valid AWS Region"))
    #expect(
      bench.refusal("ListBuckets", ["ContinuationToken": "x"])
        == WireError("InvalidArgument", "The continuation token provided is incorrect"))
  }
}
