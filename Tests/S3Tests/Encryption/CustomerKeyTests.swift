import Access
import Ciphers
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// What the tests of SSE-C do again and again.
extension Bench {
  /// A bench whose bucket takes keys of the caller's own.
  static func withCustomerKeys() throws -> Bench {
    var bench = try Bench.withBucket()
    try bench.block(["NONE"])
    return bench
  }

  /// Sets what writers may not ask for, and nothing else.
  mutating func block(_ kinds: [String]) throws {
    let rule: Document = [
      "BlockedEncryptionTypes": ["EncryptionType": .list(kinds.map { .string($0) })]
    ]
    try must(
      "PutBucketEncryption",
      ["Bucket": "b-1", "ServerSideEncryptionConfiguration": ["Rules": [rule]]])
  }

  /// The key of a seed: 32 bytes.
  static func customerKey(_ seed: UInt8) -> [UInt8] { (0..<32).map { seed &+ $0 &* 7 } }

  /// The three headers of a key; `source` for those of the source of a copy.
  static func headers(_ seed: UInt8, source: Bool = false) -> DocumentObject {
    let prefix = (source ? "CopySource" : "") + "SSECustomer"
    let key = customerKey(seed)
    return DocumentObject([
      (prefix + "Algorithm", "AES256"), (prefix + "Key", .string(Base64.encode(key))),
      (prefix + "KeyMD5", .string(Base64.encode(Insecure.MD5.hash(key)))),
    ])
  }
}

extension DocumentObject {
  /// The members of both.
  static func + (left: DocumentObject, right: DocumentObject) -> DocumentObject {
    DocumentObject((left.entries + right.entries).map { ($0.name, $0.value) })
  }

  /// The same without a member, or with another value of it.
  func with(_ name: String, _ value: Document?) -> DocumentObject {
    var copy = self
    copy[name] = value
    return copy
  }
}

/// SSE-C: objects under keys that their writers keep.
@Suite struct CustomerKeyTests {
  static let one = Bench.headers(1)
  static let two = Bench.headers(2)

  @Test func `answers name the algorithm and the key's MD5, and no kind of S3's own`() throws {
    var bench = try Bench.withCustomerKeys()
    let calls = try bench.kmsCalls { bench in
      let put = try bench.put("k", Self.one)
      let get = try bench.must("GetObject", Bench.request("k", Self.one))
      let head = try bench.must("HeadObject", Bench.request("k", Self.one))
      let attributes = try bench.must(
        "GetObjectAttributes",
        Bench.request("k", Self.one + ["ObjectAttributes": ["ETag", "Checksum"]]))
      for answer in [put, get, head] {
        #expect(answer["SSECustomerAlgorithm"] == "AES256")
        #expect(answer["SSECustomerKeyMD5"] == Self.one["SSECustomerKeyMD5"])
        #expect(answer["ServerSideEncryption"] == nil && answer["SSEKMSKeyId"] == nil)
        #expect(answer["SSECustomerKey"] == nil)
      }
      #expect(get["Body"] == .bytes([1, 2, 3]))
      #expect(put["ChecksumCRC64NVME"] != nil)
      #expect(attributes["Checksum"]?["ChecksumCRC64NVME"] == put["ChecksumCRC64NVME"])
      #expect(attributes["SSECustomerAlgorithm"] == nil)
    }
    #expect(calls == [], "KMS has nothing to do with it")
  }

  @Test func `an ETag is no MD5, and a copy to S3's own key has the MD5 again`() throws {
    var bench = try Bench.withCustomerKeys()
    let md5 = Hex.encode(Insecure.MD5.hash([1, 2, 3]))
    let eTags = try (0..<2).map { _ in try bench.put("k", Self.one)["ETag"] }
    #expect(eTags[0] != eTags[1] && !eTags.contains(.string("\"\(md5)\"")))
    let copy = try bench.must(
      "CopyObject",
      Bench.request("c", Bench.headers(1, source: true) + ["CopySource": "b-1/k"]))
    #expect(copy["ServerSideEncryption"] == "AES256")
    #expect(copy["CopyObjectResult"]?["ETag"] == .string("\"\(md5)\""))
    #expect(try bench.get("c") == [1, 2, 3])
  }

  @Test func `each version has its own key, and lists, tags and deletions need none`() throws {
    var bench = try Bench.withCustomerKeys()
    try bench.must(
      "PutBucketVersioning",
      ["Bucket": "b-1", "VersioningConfiguration": ["Status": "Enabled"]])
    let first = try bench.put("k", [1], Self.one)["VersionId"]
    try bench.put("k", [2], Self.two)
    let old = DocumentObject([("VersionId", first ?? .null)])
    #expect(try bench.get("k", Self.two) == [2])
    #expect(try bench.get("k", Self.one + old) == [1])
    #expect(bench.objectRefusal("GetObject", "k", Self.two + old)?.code == "AccessDenied")
    let list = try bench.must("ListObjectVersions", ["Bucket": "b-1"])
    #expect(list["Versions"]?.elements?.count == 2)
    try bench.must(
      "PutObjectTagging",
      Bench.request("k", ["Tagging": ["TagSet": [["Key": "a", "Value": "1"]]]]))
    try bench.must("DeleteObject", Bench.request("k", old))
    #expect(try bench.get("k", Self.two) == [2])
  }

  @Test func `a copy takes a new key, keeps content and tags, and needs the old one`() throws {
    var bench = try Bench.withCustomerKeys()
    let content = pattern(3 << 20)
    try bench.put("k", content, Self.one + ["Tagging": "a=1"])
    let source = Bench.headers(1, source: true) + ["CopySource": "b-1/k"]
    let copy = try bench.must("CopyObject", Bench.request("k", source + Self.two))
    #expect(copy["SSECustomerKeyMD5"] == Self.two["SSECustomerKeyMD5"])
    #expect(try bench.get("k", Self.two) == content)
    #expect(bench.objectRefusal("GetObject", "k", Self.one)?.code == "AccessDenied")
    let key = try bench.makeKey()
    try bench.must(
      "CopyObject",
      Bench.request(
        "kms",
        Bench.headers(2, source: true)
          + ["CopySource": "b-1/k", "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key]))
    #expect(try bench.get("kms") == content)
    try bench.must("CopyObject", Bench.request("back", ["CopySource": "b-1/kms"] + Self.one))
    #expect(try bench.get("back", Self.one) == content)
  }

  @Test func `ranges need the key too, and read no more than they name`() throws {
    var bench = try Bench.withCustomerKeys()
    let content = pattern(5 << 19)
    try bench.put("k", content, Self.one)
    #expect(
      try bench.get("k", Self.one + ["Range": "bytes=1048570-1048590"])
        == Array(content[1_048_570...1_048_590]))
    #expect(
      bench.objectRefusal("GetObject", "k", ["Range": "bytes=0-1"])?.code == "InvalidRequest")
  }

  @Test func `neither key, data key nor content stands anywhere in the world`() throws {
    var bench = try Bench.withCustomerKeys()
    let content = pattern(64, seed: 9)
    try bench.put("k", content, Self.one)
    let upload = try bench.begin("m", Self.one)
    try bench.part(upload, 1, content, Self.one)
    try bench.must("HeadObject", Bench.request("k", Self.one))
    #expect(bench.objectRefusal("GetObject", "k", Self.two) != nil)
    let object = try bench.stored("k")
    let mark = try #require(object.envelope.customerKeyMark)
    let key = CustomerKey(bytes: SymmetricKey(Bench.customerKey(1)), md5: "")
    let dataKey = key.dataKey(for: BucketName("b-1").arn(of: ObjectKey("k")), mark)
    let secrets = [
      Bench.customerKey(1), Bench.customerKey(2), dataKey.copyBytes(), Array(content[0..<16]),
    ]
    #expect(Search(secrets).count(in: bench.world) == 0)
    #expect(Search([mark.hmac]).count(in: bench.world) == 1, "the search looks into envelopes")
  }

  @Test func `two objects under one key share neither data key nor mark`() throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("k", Self.one)
    let first = try bench.stored("k")
    try bench.put("k", Self.one)
    let second = try bench.stored("k")
    #expect(first.envelope.customerKeyMark != second.envelope.customerKeyMark)
    #expect(first.segments != second.segments)
  }

  @Test func `a block that comes later stops writers and not readers`() throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("k", Self.one)
    let upload = try bench.begin("m", Self.one)
    try bench.block(["SSE-C"])
    #expect(try bench.get("k", Self.one) == [1, 2, 3])
    let source = Bench.headers(1, source: true) + ["CopySource": "b-1/k"]
    try bench.must("CopyObject", Bench.request("c", source))
    for (name, more) in [
      ("PutObject", Self.one), ("CopyObject", source + Self.one),
      ("CreateMultipartUpload", Self.one),
      ("UploadPart", Self.one + ["UploadId": .string(upload.id), "PartNumber": 1]),
      // S3 looks at the block before it looks at the key.
      ("PutObject", ["SSECustomerKeyMD5": "wrong"]),
    ] as [(String, DocumentObject)] {
      let refusal = bench.objectRefusal(name, name == "UploadPart" ? "m" : "k", more)
      #expect(refusal?.code == "AccessDenied", "\(name)")
      #expect(refusal?.message?.contains("has blocked upload requests") == true, "\(name)")
    }
  }

  @Test func `a rule that only blocks keeps the default encryption of the bucket`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    try bench.setDefault("aws:kms", key: key, bucketKey: true)
    try bench.block(["NONE"])
    try bench.put("c", Self.one)
    let put = try bench.put("k")
    #expect(put["ServerSideEncryption"] == "aws:kms" && put["BucketKeyEnabled"] == true)
    #expect(put["SSEKMSKeyId"] == .string(bench.arn(key)))
  }

  @Test func `policies see the algorithm of writers and of readers`() throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("k", Self.one)
    for (action, name) in [("s3:PutObject", "PutObject"), ("s3:GetObject", "GetObject")] {
      let policy = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
        "Action": "\(action)", "Resource": "arn:aws:s3:::b-1/*", "Condition": {"Null":
        {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}}}]}
        """
      try bench.must("PutBucketPolicy", ["Bucket": "b-1", "Policy": .string(policy)])
      let refusal = bench.objectRefusal(name, "k", Self.one)
      #expect(
        refusal?.message?.hasSuffix("with an explicit deny in a resource-based policy") == true)
    }
    #expect(bench.objectRefusal("GetObject", "k")?.code == "InvalidRequest")
    try bench.must("DeleteBucketPolicy", ["Bucket": "b-1"])
    #expect(try bench.get("k", Self.one) == [1, 2, 3])
  }

  @Test func `its encryption cannot be updated in place`() throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("k", Self.one)
    let key = try bench.makeKey()
    let refusal = bench.objectRefusal(
      "UpdateObjectEncryption", "k",
      ["ObjectEncryption": ["SSEKMS": ["KMSKeyArn": .string(bench.arn(key))]]])
    #expect(
      refusal?.message
        == "The UpdateObjectEncryption operation doesn't support source objects with the encryption"
        + " type DSSE-KMS or SSE-C.")
  }
}
