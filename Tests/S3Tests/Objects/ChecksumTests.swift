import Kernel
import TestBench
import Testing

@testable import S3

/// Checksums of contents.
///
/// The values of `123456789` are those of the catalogues of CRCs and of the
/// standards' hash functions.
@Suite struct ChecksumTests {
  static let body = Array("123456789".utf8)

  /// The algorithm and its value of the body, from Python's zlib and hashlib and the CRC catalogue.
  static let values = [
    ("CRC32", "y/Q5Jg=="), ("CRC32C", "4waSgw=="), ("CRC64NVME", "rosUhgp5mIg="),
    ("SHA1", "98O8HYCOBHMq32eZZczDTKeuNEE="),
    ("SHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="),
    (
      "SHA512",
      "2eZ2LdHI6vbWGzxhkvxAjU1tXxF20MKRabwk5xw/J0rSf81YEbMT1oH35V7ALXPUmclUVba1u1A6z1dPuo/+hQ=="
    ),
    ("MD5", "JfnnlDI7RTiF9RgfG2JNCw=="),
  ]

  @Test(arguments: values)
  func `each algorithm computes the standards' value, is compared, kept and told`(
    algorithm: String, value: String
  ) throws {
    var bench = try Bench.withBucket()
    let name = "Checksum\(algorithm)"
    let told = Document.string(value)
    let asked = try bench.put("k", Self.body, ["ChecksumAlgorithm": .string(algorithm)])
    #expect(asked[name] == told)
    let sent = try bench.put("k", Self.body, .init([(name, told)]))
    #expect(sent[name] == told && sent["ChecksumType"] == "FULL_OBJECT")
    #expect(sent.names.count { $0.hasPrefix("Checksum") } == 2, "one checksum, and its type")
    for operation in ["GetObject", "HeadObject"] {
      let silent = try bench.must(operation, Bench.request("k"))
      #expect(silent[name] == nil && silent["ChecksumType"] == nil)
      let response = try bench.must(operation, Bench.request("k", ["ChecksumMode": "ENABLED"]))
      #expect(response[name] == told && response["ChecksumType"] == "FULL_OBJECT")
    }
    let listed = try bench.must("ListObjectsV2", ["Bucket": "b-1"])["Contents"]?.elements?.first
    #expect(listed?["ChecksumAlgorithm"] == [.string(algorithm)])
    let part = try bench.must(
      "GetObject", Bench.request("k", ["ChecksumMode": "ENABLED", "Range": "bytes=0-1"]))
    #expect(part[name] == nil, "it is the checksum of all, not of a part")
  }

  @Test(arguments: values)
  func `a checksum of something else is refused, and so is what is no checksum`(
    algorithm: String, value: String
  ) throws {
    var bench = try Bench.withBucket()
    let name = "Checksum\(algorithm)"
    #expect(
      bench.objectRefusal("PutObject", "k", .init([(name, .string(value)), ("Body", .bytes([1]))]))
        == WireError(
          "BadDigest", "The \(algorithm) you specified did not match the calculated checksum."))
    for malformed in ["", "x", "AAA=", value.dropLast(4) + "", value + "AAAA", "%%%%"] {
      #expect(
        bench.objectRefusal(
          "PutObject", "k", .init([(name, .string(malformed)), ("Body", .bytes(Self.body))]))
          == WireError(
            "InvalidRequest",
            "Value for x-amz-checksum-\(algorithm.lowercased()) header is invalid."), "\(malformed)"
      )
    }
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test func `one checksum is enough`() throws {
    var bench = try Bench.withBucket()
    let two: DocumentObject = [
      "Body": .bytes(Self.body), "ChecksumCRC32": "y/Q5Jg==", "ChecksumCRC32C": "4waSgw==",
    ]
    #expect(
      bench.objectRefusal("PutObject", "k", two)
        == WireError(
          "InvalidRequest",
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."))
  }

  @Test(arguments: [
    ("JfnnlDI7RTiF9RgfG2JN", "InvalidDigest", "The Content-MD5 you specified was invalid."),
    ("", "InvalidDigest", "The Content-MD5 you specified was invalid."),
    (
      "AAAAAAAAAAAAAAAAAAAAAA==", "BadDigest",
      "The Content-MD5 you specified did not match what we received."
    ),
  ])
  func `Content-MD5 is compared`(value: String, code: String, message: String) throws {
    var bench = try Bench.withBucket()
    #expect(
      bench.objectRefusal(
        "PutObject", "k", ["Body": .bytes(Self.body), "ContentMD5": .string(value)])
        == WireError(code, message))
    let put = try bench.put("k", Self.body, ["ContentMD5": "JfnnlDI7RTiF9RgfG2JNCw=="])
    #expect(put["ChecksumCRC64NVME"] != nil && put["ChecksumMD5"] == nil)
  }

  @Test func `an algorithm that S3 does not know, or this program, is refused`() throws {
    var bench = try Bench.withBucket()
    try bench.put("source")
    for (algorithm, code) in [("crc32", "InvalidRequest"), ("XXHASH64", "NotImplemented")] {
      for operation in ["PutObject", "CopyObject"] {
        #expect(
          bench.objectRefusal(
            operation, "k",
            ["ChecksumAlgorithm": .string(algorithm), "CopySource": "b-1/source"])?.code == code)
      }
    }
  }

  @Test(arguments: ["XXHASH64", "XXHASH3", "XXHASH128"])
  func `what AWS has and this program does not compute is refused in one text`(
    algorithm: String
  ) throws {
    var bench = try Bench.withBucket()
    for key in ["source", "other"] { try bench.put(key) }
    let expected = WireError(
      "NotImplemented",
      "kmslab does not compute \(algorithm); CRC64NVME, CRC32, CRC32C, SHA1, SHA256, SHA512 and MD5"
        + " work.")
    for request in [
      ["ChecksumAlgorithm": .string(algorithm)], ["Checksum\(algorithm)": "AAAA"],
      ["ChecksumAlgorithm": .string(algorithm.lowercased())],
    ] as [DocumentObject] {
      #expect(bench.objectRefusal("PutObject", "k", request) == expected)
    }
    let named: DocumentObject = ["ChecksumAlgorithm": .string(algorithm)]
    for (operation, more) in [
      ("CreateMultipartUpload", [:]), ("CopyObject", ["CopySource": "b-1/other"]),
      ("PutObjectTagging", ["Tagging": ["TagSet": []]]),
      ("PutBucketVersioning", ["VersioningConfiguration": ["Status": "Enabled"]]),
      ("PutObjectAcl", ["ACL": "bucket-owner-full-control"]),
      ("DeleteObjects", ["Delete": ["Objects": [["Key": "k"]]]]),
    ] as [(String, DocumentObject)] {
      var request = named
      for entry in more.entries { request[entry.name] = entry.value }
      #expect(bench.objectRefusal(operation, "source", request) == expected, "\(operation)")
    }
  }

  @Test func `a length that is not the content's is refused`() throws {
    var bench = try Bench.withBucket()
    #expect(
      bench.objectRefusal("PutObject", "k", ["Body": .bytes([1]), "ContentLength": 2])?.code
        == "InvalidRequest")
    try bench.put("k", [1], ["ContentLength": 1])
  }
}
