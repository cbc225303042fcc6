import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// How multipart uploads are encrypted, and what KMS is asked.
@Suite struct MultipartEncryptionTests {
  static let object = "arn:aws:s3:::b-1/k"

  @Test func `an upload makes one data key, and KMS opens it for every part`() throws {
    var bench = try Bench.withBucket()
    try bench.setDefault("aws:kms", key: try bench.makeKey())
    var upload = Bench.Upload(key: "k", id: "")
    #expect(
      try bench.kmsCalls { upload = try $0.begin("k") }
        == [KMSCall("GenerateDataKey", Self.object)])
    var parts: [DocumentObject] = []
    #expect(
      try bench.kmsCalls { bench in
        parts.append(try bench.part(upload, 1, MultipartTests.full))
        parts.append(try bench.part(upload, 2, [1]))
      } == [KMSCall("Decrypt", Self.object), KMSCall("Decrypt", Self.object)])
    #expect(try bench.kmsCalls { try $0.complete(upload, parts) } == [])
    #expect(try bench.kmsCalls { _ = try $0.get("k") } == [KMSCall("Decrypt", Self.object)])
  }

  @Test func `checksums cost a call at completion and at the list of parts`() throws {
    var bench = try Bench.withBucket()
    try bench.setDefault("aws:kms", key: try bench.makeKey())
    let upload = try bench.begin("k", ["ChecksumAlgorithm": "SHA256"])
    let part = try bench.part(upload, 1, [1])
    let decrypt = [KMSCall("Decrypt", Self.object)]
    #expect(try bench.kmsCalls { try $0.must("ListParts", upload.request()) } == decrypt)
    #expect(try bench.kmsCalls { try $0.complete(upload, [part]) } == decrypt)
    let plain = try bench.begin("k")
    #expect(try bench.kmsCalls { try $0.must("ListParts", plain.request()) } == [])
  }

  @Test func `with a bucket key the parts need no call of their own`() throws {
    var bench = try Bench.withBucket()
    try bench.setDefault("aws:kms", key: try bench.makeKey(), bucketKey: true)
    let calls = try bench.kmsCalls { bench in
      let upload = try bench.begin("k")
      let parts = [
        try bench.part(upload, 1, MultipartTests.full), try bench.part(upload, 2, [1]),
      ]
      try bench.complete(upload, parts)
    }
    #expect(calls == [KMSCall("GenerateDataKey", "arn:aws:s3:::b-1")])
  }

  @Test(arguments: ["AES256", "aws:kms", "aws:kms:dsse"])
  func `what was settled at the beginning holds for parts, answers and object`(
    algorithm: String
  ) throws {
    var bench = try Bench.withBucket()
    var more: DocumentObject = ["ServerSideEncryption": .string(algorithm)]
    if algorithm != "AES256" { more["SSEKMSKeyId"] = try bench.makeKey() }
    let upload = try bench.begin("k", more)
    // A default that is set in the meantime changes nothing.
    try bench.setDefault(algorithm == "AES256" ? "aws:kms" : "AES256")
    let part = try bench.part(upload, 1, [1, 2])
    let done = try bench.complete(upload, [part])
    for answer in [part, done] {
      #expect(answer["ServerSideEncryption"] == .string(algorithm))
      #expect((answer["SSEKMSKeyId"] == nil) == (algorithm == "AES256"))
    }
    #expect(try bench.stored("k").envelope.kind.text == algorithm)
    // Only where S3's own key encrypts can S3 open the checksum that nobody asked for.
    #expect((done["ChecksumCRC64NVME"] == nil) == (algorithm != "AES256"))
    let head = try bench.must("HeadObject", Bench.request("k", ["ChecksumMode": "ENABLED"]))
    #expect(head["ChecksumCRC64NVME"] != nil)
    #expect(try bench.get("k") == [1, 2])
  }

  @Test func `a key that is lost while an upload is open ends it, and the parts can be given up`()
    throws
  {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    try bench.setDefault("aws:kms", key: key)
    let upload = try bench.begin("k")
    let part = try bench.part(upload, 1, [1])
    try bench.must("DisableKey", ["KeyId": key])
    #expect(
      bench.refusal("UploadPart", upload.request(["PartNumber": 2]))?.code
        == "KMS.DisabledException")
    // The completion opens nothing; its object cannot be read.
    try bench.complete(upload, [part])
    #expect(bench.objectRefusal("GetObject", "k")?.code == "KMS.DisabledException")
    try bench.must("EnableKey", ["KeyId": key])
    #expect(try bench.get("k") == [1])
    let second = try bench.begin("k")
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try bench.must("AbortMultipartUpload", second.request())
    #expect(bench.world.check() == [])
  }

  @Test func `a part needs kms:Decrypt of its writer`() throws {
    var bench = try Bench.withBucket()
    try bench.setDefault("aws:kms", key: try bench.makeKey())
    bench.letBobUseS3()
    let upload = try bench.begin("k")
    let request = upload.request(["PartNumber": 1, "Body": .bytes([1])])
    let refusal = bench.with(.bob) { $0.refusal("UploadPart", request) }
    #expect(refusal?.code == "AccessDenied")
    #expect(refusal?.message?.contains("kms:Decrypt") == true)
  }

  @Test func `copied parts ask for both keys, and only the copied bytes are sealed anew`() throws {
    var bench = try Bench.withBucket()
    let (old, new) = (try bench.makeKey(), try bench.makeKey())
    try bench.put(
      "source", MultipartTests.full, in: "b-1",
      ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": old])
    let upload = try bench.begin(
      "k", ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": new])
    var result: DocumentObject = [:]
    let calls = try bench.kmsCalls { bench in
      result = try bench.must(
        "UploadPartCopy",
        upload.request([
          "PartNumber": 1, "CopySource": "b-1/source", "CopySourceRange": "bytes=1-4",
        ]))
    }
    #expect(
      calls == [
        KMSCall("Decrypt", "arn:aws:s3:::b-1/source"), KMSCall("Decrypt", Self.object),
      ])
    let eTag = result["CopyPartResult"]?["ETag"] ?? .null
    try bench.complete(upload, [["PartNumber": 1, "ETag": eTag]])
    #expect(try bench.get("k") == Array(MultipartTests.full[1...4]))
  }

  @Test func `no two parts are sealed under one key, not even one in the place of another`() throws
  {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    let first = try bench.part(upload, 1, MultipartTests.full)
    let before = try bench.open(upload).parts[1]?.segments ?? []
    let again = try bench.part(upload, 1, MultipartTests.full)
    let after = try bench.open(upload).parts[1]?.segments ?? []
    #expect(first["ETag"] == again["ETag"] && before.count == 5)
    #expect(zip(before, after).allSatisfy { $0 != $1 })
    try bench.part(upload, 2, MultipartTests.full)
    let second = try bench.open(upload).parts[2]?.segments ?? []
    #expect(zip(second, after).allSatisfy { $0 != $1 })
  }

  @Test func `parts that are swapped, left out or of another object are refused`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    let parts = [
      try bench.part(upload, 1, MultipartTests.full),
      try bench.part(upload, 2, MultipartTests.full),
    ]
    try bench.complete(upload, parts)
    let object = try bench.stored("k")
    func damaged(_ segments: [[UInt8]], _ parts: [ObjectPart]) -> StoredObject {
      StoredObject(
        version: object.version, size: object.size, eTag: object.tag,
        lastModified: object.lastModified, headers: object.headers, tags: object.tags,
        envelope: object.envelope, segments: segments, parts: parts,
        checksumAlgorithm: object.checksumAlgorithm, sealedChecksum: [])
    }
    let segments = object.segments
    for segments in [
      Array(segments[5...] + segments[..<5]), [segments[1], segments[0]] + segments[2...],
      Array(segments[..<9]) + [segments[4]],
    ] {
      bench.replace("k", by: damaged(segments, object.parts))
      #expect(bench.objectRefusal("GetObject", "k")?.code == "InternalError")
    }
    bench.replace("k", by: damaged(segments, object.parts.reversed()))
    #expect(bench.objectRefusal("GetObject", "k")?.code == "InternalError")
    bench.replace("k", by: object)
    #expect(try bench.get("k").count == object.size)
  }

  @Test func `another key for a stored object keeps its parts, ETag and checksums`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k", ["ChecksumAlgorithm": "CRC32"])
    let content = MultipartTests.full + [1, 2, 3]
    let parts = [
      try bench.part(upload, 1, MultipartTests.full), try bench.part(upload, 2, [1, 2, 3]),
    ]
    let done = try bench.complete(upload, parts)
    let key = try bench.makeKey()
    let arn = "arn:aws:kms:us-east-1:111122223333:key/\(key.text ?? "")"
    try bench.must(
      "UpdateObjectEncryption",
      Bench.request("k", ["ObjectEncryption": ["SSEKMS": ["KMSKeyArn": .string(arn)]]]))
    #expect(try bench.stored("k").envelope.key?.description == arn)
    let head = try bench.must("HeadObject", Bench.request("k", ["ChecksumMode": "ENABLED"]))
    #expect(head["ETag"] == done["ETag"] && head["ChecksumCRC32"] == done["ChecksumCRC32"])
    #expect(try bench.get("k") == content)
    #expect(try bench.get("k", ["PartNumber": 2]) == [1, 2, 3])
    // A copy is one content again.
    try bench.must("CopyObject", Bench.request("copy", ["CopySource": "b-1/k"]))
    #expect(try bench.get("copy") == content)
    #expect(try bench.stored("copy").parts.isEmpty)
    #expect(bench.world.check() == [])
  }

  @Test func `policies see the headers of the beginning at every step`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    try bench.setPolicy(RequestConditionTests.otherMethod)
    #expect(bench.objectRefusal("CreateMultipartUpload", "k")?.code == "AccessDenied")
    let upload = try bench.begin(
      "k", ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key])
    try bench.complete(upload, [try bench.part(upload, 1, [1])])
  }

  @Test func `a policy that demands a condition can leave the steps before the completion alone`()
    throws
  {
    var bench = try Bench.withBucket()
    try bench.setPolicy(
      RequestConditionTests.deny(
        #""Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}"#))
    let upload = try bench.begin("k")
    let part = try bench.part(upload, 1, [1])
    let request: DocumentObject = ["MultipartUpload": ["Parts": [.object(part.completed)]]]
    #expect(
      bench.refusal("CompleteMultipartUpload", upload.request(request))?.code == "AccessDenied")
    try bench.complete(upload, [part], ["IfNoneMatch": "*"])
  }

  @Test func `a bucket goes with its open uploads, and their bytes with it`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    try bench.part(upload, 1, [1, 2, 3])
    #expect(bench.world.storage.s3.storedByteCount == 3 + 16)
    try bench.must("DeleteBucket", ["Bucket": "b-1"])
    #expect(bench.world.storage.s3.storedByteCount == 0)
    #expect(bench.world.check() == [])
  }
}

/// What the tests of uploads do again and again.
extension Bench {
  /// An upload that was begun.
  struct Upload {
    let key: String
    let id: String

    /// A request on it.
    func request(_ more: DocumentObject = [:]) -> Document {
      var all = more
      all["UploadId"] = .string(id)
      return Bench.request(key, all)
    }
  }

  /// Begins an upload.
  @discardableResult
  mutating func begin(_ key: String, _ more: DocumentObject = [:]) throws -> Upload {
    let answer = try must("CreateMultipartUpload", Bench.request(key, more))
    return Upload(key: key, id: answer["UploadId"]?.text ?? "")
  }

  /// Uploads a part; its answer, with its number.
  @discardableResult
  mutating func part(
    _ upload: Upload, _ number: Int, _ body: [UInt8], _ more: DocumentObject = [:]
  ) throws -> DocumentObject {
    var request = more
    request["PartNumber"] = .integer(number)
    request["Body"] = .bytes(body)
    var answer = try must("UploadPart", upload.request(request))
    answer["PartNumber"] = .integer(number)
    return answer
  }

  /// Completes an upload with parts, as their answers tell them.
  @discardableResult
  mutating func complete(
    _ upload: Upload, _ parts: [DocumentObject], _ more: DocumentObject = [:]
  ) throws -> DocumentObject {
    var request = more
    request["MultipartUpload"] = ["Parts": .list(parts.map { .object($0.completed) })]
    return try must("CompleteMultipartUpload", upload.request(request))
  }

  /// The refusal of a call with its details.
  mutating func fullRefusal(_ name: String, _ request: Document) -> WireError? {
    if case .failure(let error) = call(name, request) { error.wire } else { nil }
  }

  /// An upload as it is stored.
  func open(_ upload: Upload) throws -> MultipartUpload {
    let s3 = world.storage.s3
    return try s3.upload(
      UploadID(upload.id), of: ObjectKey(upload.key), in: try s3.bucket(BucketName("b-1")))
  }
}

extension Document {
  /// The whole number, where this is one.
  var wholeNumber: Int? { if case .number(let number) = self { number.integer } else { nil } }
}

extension DocumentObject {
  /// What a completion tells of a part.
  var completed: DocumentObject {
    DocumentObject(
      entries.filter {
        $0.name == "PartNumber" || $0.name == "ETag" || $0.name.hasPrefix("Checksum")
      }.map { ($0.name, $0.value) })
  }
}
