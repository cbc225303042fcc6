import Ciphers
import Kernel
import TestBench
import Testing

@testable import S3

/// Kinds of encryption beside operations: what each answers, stores and asks KMS.
@Suite struct EncryptionTableTests {
  /// How an object is to be encrypted.
  struct Mode: Sendable, CustomTestStringConvertible {
    let name, algorithm: String
    /// How the key is named; `nil` for none.
    var key: Naming?
    var usesBucketKey = false

    enum Naming: String, Sendable { case id, arn, alias, aliasARN }

    var testDescription: String { name }
    var usesKMS: Bool { algorithm != "AES256" }
  }

  static let modes = [
    Mode(name: "SSE-S3", algorithm: "AES256"),
    Mode(name: "SSE-KMS, key id", algorithm: "aws:kms", key: .id),
    Mode(name: "SSE-KMS, key ARN", algorithm: "aws:kms", key: .arn),
    Mode(name: "SSE-KMS, alias", algorithm: "aws:kms", key: .alias),
    Mode(name: "SSE-KMS, alias ARN", algorithm: "aws:kms", key: .aliasARN),
    Mode(name: "SSE-KMS, aws/s3", algorithm: "aws:kms"),
    Mode(name: "SSE-KMS, bucket key", algorithm: "aws:kms", key: .id, usesBucketKey: true),
    Mode(name: "SSE-KMS, aws/s3, bucket key", algorithm: "aws:kms", usesBucketKey: true),
    Mode(name: "DSSE-KMS, key id", algorithm: "aws:kms:dsse", key: .id),
    Mode(name: "DSSE-KMS, aws/s3", algorithm: "aws:kms:dsse"),
    Mode(name: "DSSE-KMS, bucket key", algorithm: "aws:kms:dsse", key: .arn, usesBucketKey: true),
  ]

  static let body = Array("a text that must not be stored as it is, nor any part of it".utf8)

  /// A bench with a bucket, a key and its alias, and an object's headers of a mode.
  struct Setting {
    var bench: Bench
    let mode: Mode
    let id: Document
    var headers: DocumentObject = [:]

    init(_ mode: Mode, byDefault: Bool) throws {
      var bench = try Bench.withBucket()
      let id = try bench.makeKey()
      try bench.must("CreateAlias", ["AliasName": "alias/data", "TargetKeyId": id])
      let aliasARN = "arn:aws:kms:us-east-1:111122223333:alias/data"
      let named: Document? =
        switch mode.key {
        case .id: id
        case .arn: .string(bench.arn(id))
        case .alias: "alias/data"
        case .aliasARN: .string(aliasARN)
        case nil: nil
        }
      if byDefault {
        try bench.setDefault(mode.algorithm, key: named, bucketKey: mode.usesBucketKey)
      } else {
        headers["ServerSideEncryption"] = .string(mode.algorithm)
        headers["SSEKMSKeyId"] = named
        if mode.usesBucketKey { headers["BucketKeyEnabled"] = true }
      }
      // The AWS managed key exists, so that its making does not stand in the trail.
      try bench.must("DescribeKey", ["KeyId": "alias/aws/s3"])
      self.bench = bench
      self.mode = mode
      self.id = id
    }

    /// The members that tell of the encryption.
    mutating func told(_ response: DocumentObject) throws {
      #expect(response["ServerSideEncryption"] == .string(mode.algorithm))
      #expect(response["SSEKMSKeyId"] == (try keyARN()))
      let derived = mode.algorithm == "aws:kms" && mode.usesBucketKey
      #expect(response["BucketKeyEnabled"] == (derived ? true : nil))
      #expect(response["SSEKMSEncryptionContext"] == nil)
      #expect(response["SSECustomerAlgorithm"] == nil)
    }

    private mutating func keyARN() throws -> Document? {
      guard mode.usesKMS else { return nil }
      if mode.key != nil { return .string(bench.arn(id)) }
      return try bench.must("DescribeKey", ["KeyId": "alias/aws/s3"])["KeyMetadata"]?["Arn"]
    }

    func call(_ name: String, _ key: String) -> [KMSCall] {
      let derived = mode.algorithm == "aws:kms" && mode.usesBucketKey
      return mode.usesKMS ? [KMSCall(name, "arn:aws:s3:::b-1" + (derived ? "" : "/\(key)"))] : []
    }

    func checkETag(_ response: DocumentObject, _ body: [UInt8]) {
      let md5 = "\"\(Hex.encode(Insecure.MD5.hash(body)))\""
      let text = response["ETag"]?.text ?? ""
      #expect(text.count == 34 && text.hasPrefix("\"") && text.hasSuffix("\""))
      #expect((text == md5) == !mode.usesKMS)
    }
  }

  @Test(arguments: modes, [false, true])
  func `Put, Get, Head and Copy tell the kind, and ask KMS what it needs`(
    mode: Mode, byDefault: Bool
  ) throws {
    var setting = try Setting(mode, byDefault: byDefault)
    let headers = setting.headers
    var put: DocumentObject = [:]
    let asked = try setting.bench.kmsCalls { put = try $0.put("k", Self.body, headers) }
    #expect(asked == setting.call("GenerateDataKey", "k"))
    try setting.told(put)
    setting.checkETag(put, Self.body)
    #expect(put["ChecksumCRC64NVME"] != nil && put["ChecksumType"] == "FULL_OBJECT")

    var got: DocumentObject = [:]
    let opened = try setting.bench.kmsCalls {
      got = try $0.must("GetObject", Bench.request("k"))
    }
    // A bucket key that S3 holds for the writer serves the same reader too.
    let isHeld = mode.algorithm == "aws:kms" && mode.usesBucketKey
    #expect(opened == (isHeld ? [] : setting.call("Decrypt", "k")))
    #expect(got["Body"] == .bytes(Self.body))
    #expect(got["ETag"] == put["ETag"])
    try setting.told(got)

    var head: DocumentObject = [:]
    let silent = try setting.bench.kmsCalls { head = try $0.must("HeadObject", Bench.request("k")) }
    #expect(silent == [])
    #expect(head["ETag"] == put["ETag"])
    try setting.told(head)

    var copy: DocumentObject = [:]
    let copied = try setting.bench.kmsCalls { bench in
      var request: DocumentObject = ["CopySource": "b-1/k"]
      for entry in headers.entries { request[entry.name] = entry.value }
      copy = try bench.must("CopyObject", Bench.request("c", request))
    }
    #expect(
      copied
        == (isHeld ? [] : setting.call("Decrypt", "k") + setting.call("GenerateDataKey", "c")))
    try setting.told(copy)
    let result = try #require(copy["CopyObjectResult"]?.members)
    setting.checkETag(result, Self.body)
    #expect(try setting.bench.get("c") == Self.body)
  }

  @Test(arguments: modes)
  func `what is stored is ciphertext, different at each upload`(mode: Mode) throws {
    var setting = try Setting(mode, byDefault: false)
    let first = try setting.bench.put("k", Self.body, setting.headers)
    let one = try setting.bench.stored("k")
    let second = try setting.bench.put("k", Self.body, setting.headers)
    let two = try setting.bench.stored("k")
    #expect((first["ETag"] == second["ETag"]) == !mode.usesKMS)
    #expect(one.segments != two.segments)
    #expect(one.sealedChecksum != two.sealedChecksum)
    let layers = mode.algorithm == "aws:kms:dsse" ? 2 : 1
    for object in [one, two] {
      #expect(object.size == Self.body.count)
      #expect(object.segments.map(\.count) == [Self.body.count + layers * 16])
      #expect(object.envelope.layers.count == layers)
    }
    let pieces = stride(from: 0, to: Self.body.count - 8, by: 8).map {
      Array(Self.body[$0..<$0 + 8])
    }
    #expect(Search(pieces).count(in: setting.bench.world) == 0)
    #expect(Search(pieces).count(in: Self.body) == pieces.count, "the search finds them")
  }

  @Test func `the empty object is sealed as well`() throws {
    var bench = try Bench.withBucket()
    let response = try bench.put("k", [])
    #expect(response["ETag"] == "\"d41d8cd98f00b204e9800998ecf8427e\"")
    #expect(try bench.stored("k").segments.map(\.count) == [16])
    #expect(try bench.get("k") == [])
  }

  @Test func `the recorded ETag and checksums of test-sse are AWS's`() throws {
    var bench = try Bench.withBucket()
    let body = Array("test-sse".utf8)
    let response = try bench.put("k", body)
    #expect(response["ETag"] == "\"42832cdec7083e70a9cd6f2d5852e004\"")
    #expect(response["ChecksumCRC64NVME"] == "Kr7StX/uFlQ=")
    let other = try bench.put("k", body, ["ChecksumAlgorithm": "CRC32"])
    #expect(other["ChecksumCRC32"] == "KHcEKQ==")
  }
}
