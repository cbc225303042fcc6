import Kernel
import TestBench
import Testing

@testable import Wire

/// Where S3 wants a checksum of a content, and how one can be told.
@Suite struct RequiredChecksumTests {
  static let versioning =
    "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
  static let deletion = "<Delete><Object><Key>k</Key></Object></Delete>"

  @Test(arguments: [
    ("POST", "/b-1?delete", deletion), ("PUT", "/b-1?versioning", versioning),
    ("PUT", "/b-1/k?tagging", "<Tagging/>"),
  ]) func `a document without a checksum is refused`(
    method: String, target: String, body: String
  ) {
    var bench = WireBench()
    _ = bench.answer("PUT", "/b-1")
    for headers in [
      [:], ["x-amz-sdk-checksum-algorithm": "CRC32"], ["x-amz-checksum-algorithm": "CRC32"],
    ] {
      let answer = bench.answer(method, target, headers, body, withMD5: false)
      #expect(answer.status == 400)
      #expect(
        answer.text.contains(
          "<Code>InvalidRequest</Code><Message>Missing required header for this request:"
            + " Content-MD5 OR x-amz-checksum-*</Message>"))
    }
  }

  @Test(arguments: [
    ("x-amz-checksum-crc32", "yJ/XNw=="), ("content-md5", "TwEiB4kS8bYa2fA5LAG8Uw=="),
  ]) func `one of them is enough`(name: String, value: String) {
    var bench = WireBench()
    _ = bench.answer("PUT", "/b-1")
    let wrong = bench.answer("POST", "/b-1?delete", [name: value], Self.deletion, withMD5: false)
    #expect(wrong.text.contains("<Code>BadDigest</Code>"), "it is there, and is compared")
    #expect(bench.answer("POST", "/b-1?delete", [:], Self.deletion).status == 200)
  }

  @Test func `one that this program does not compute is no reason to believe the document`() {
    var bench = WireBench()
    _ = bench.answer("PUT", "/b-1")
    let answer = bench.answer(
      "POST", "/b-1?delete", ["x-amz-checksum-xxhash3": "AAAA"], Self.deletion, withMD5: false)
    #expect(answer.status == 501)
    #expect(answer.text.contains("<Message>kmslab does not compute XXHASH3;"))
  }

  @Test func `a request without a document needs none, nor does a policy`() {
    var bench = WireBench()
    _ = bench.answer("PUT", "/b-1")
    let acl = bench.answer("PUT", "/b-1?acl", ["x-amz-acl": "nobody"])
    #expect(acl.text.contains("<ArgumentName>x-amz-acl</ArgumentName>"))
    // s3cmd sends none with a policy.
    let policy = bench.answer("PUT", "/b-1?policy", [:], "{}", withMD5: false)
    #expect(policy.text.contains("<Code>MalformedPolicy</Code>"))
    #expect(bench.answer("PUT", "/b-1/k", [:], "hello", withMD5: false).status == 200)
  }
}

/// Contents that S3 would lock, and their checksums.
@Suite struct LockedContentTests {
  /// A world with a bucket `b-1` whose versions are locked by themselves, if they are, and an
  /// upload with or without a lock.
  private static func bench(
    locksAll: Bool, upload lock: DocumentObject = [:]
  ) throws -> (bench: Bench, upload: Document) {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "b-1", "ObjectLockEnabledForBucket": true])
    if locksAll {
      try bench.must(
        "PutObjectLockConfiguration",
        [
          "Bucket": "b-1",
          "ObjectLockConfiguration": [
            "ObjectLockEnabled": "Enabled",
            "Rule": ["DefaultRetention": ["Mode": "GOVERNANCE", "Days": 1]],
          ],
        ])
    }
    var request: DocumentObject = ["Bucket": "b-1", "Key": "k"]
    for entry in lock.entries { request[entry.name] = entry.value }
    let upload = try bench.must("CreateMultipartUpload", .object(request))
    return (bench, try #require(upload["UploadId"]))
  }

  static let hold: DocumentObject = ["ObjectLockLegalHoldStatus": "ON"]

  /// Whether the bucket locks, what the upload and the put say of a lock, and what S3 calls them.
  static let rows: [(locksAll: Bool, lock: DocumentObject, isRefused: Bool)] = [
    (true, [:], true), (false, hold, true), (false, [:], false),
  ]

  @Test(arguments: rows)
  func `a content that would be locked needs a checksum`(
    row: (locksAll: Bool, lock: DocumentObject, isRefused: Bool)
  ) throws {
    let (bench, upload) = try Self.bench(locksAll: row.locksAll, upload: row.lock)
    for (operation, kind, more) in [
      ("PutObject", "Object", row.lock),
      ("UploadPart", "Part", ["UploadId": upload, "PartNumber": 1]),
    ] as [(String, String, DocumentObject)] {
      let known = try ServiceRequest.known(.s3, operation)
      var request: DocumentObject = ["Bucket": "b-1", "Key": "k"]
      for entry in more.entries { request[entry.name] = entry.value }
      request["ChecksumAlgorithm"] = "CRC32"
      if row.isRefused {
        let refusal = #expect(throws: HTTPFailure.self) {
          try bench.world.checkLockedContent(of: known, request)
        }
        #expect(
          refusal?.error.message
            == "Content-MD5 OR x-amz-checksum- HTTP header is required for Put \(kind) requests"
            + " with Object Lock parameters")
        #expect(refusal?.error.code == "InvalidRequest" && refusal?.status == 400)
      } else {
        try bench.world.checkLockedContent(of: known, request)
      }
      for name in ["ContentMD5", "ChecksumCRC32", "ChecksumXXHASH3"] {
        var told = request
        told[name] = "x"
        try bench.world.checkLockedContent(of: known, told)
      }
    }
  }

  @Test func `a link puts into a bucket that locks with a checksum alone`() throws {
    let (bench, _) = try Self.bench(locksAll: true)
    let md5 = HTTPField("content-md5", "kAFQmDzST7DWlj99KOF/cg==")
    let link = LinkVisitTests.link(of: .alice, in: bench, method: "PUT", headers: [md5])
    #expect(throws: HTTPFailure.self) {
      try LinkVisit("PUT", link).request(body: [1], in: bench.world)
    }
    _ = try LinkVisit("PUT", link, headers: [md5]).request(body: [1], in: bench.world)
  }
}
