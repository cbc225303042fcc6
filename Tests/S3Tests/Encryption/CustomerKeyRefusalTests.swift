import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// What S3 refuses of keys of the caller's own: one row for each branch.
@Suite struct CustomerKeyRefusalTests {
  /// Headers, and what S3 answers to them.
  struct Row: Sendable {
    let name: String
    let headers: DocumentObject
    let code, message: String
    let value: String?

    init(
      _ name: String, _ headers: DocumentObject, _ message: String,
      code: String = "InvalidArgument", value: String? = nil
    ) {
      (self.name, self.headers, self.code) = (name, headers, code)
      (self.message, self.value) = (message, value)
    }
  }

  static let one = Bench.headers(1)
  static let needs = "Requests specifying Server Side Encryption with Customer provided keys must"
  static let short = Document.string(Base64.encode(Array(Bench.customerKey(1).prefix(16))))
  static let invalid = "The secret key was invalid for the specified algorithm."

  static let ofWriters = [
    Row(
      "no algorithm", one.with("SSECustomerAlgorithm", nil),
      "\(needs) provide a valid encryption algorithm."),
    Row(
      "another algorithm", one.with("SSECustomerAlgorithm", "KMS"),
      "The Encryption request you specified is not valid. Supported value: AES256.",
      code: "InvalidEncryptionAlgorithmError", value: "KMS"),
    Row(
      "no key", one.with("SSECustomerKey", nil), "\(needs) provide an appropriate secret key."),
    Row("no MD5", one.with("SSECustomerKeyMD5", nil), invalid),
    Row("16 bytes", one.with("SSECustomerKey", short), invalid),
    Row("no base64", one.with("SSECustomerKey", "%"), invalid),
    Row(
      "MD5 of another key", one.with("SSECustomerKeyMD5", Bench.headers(2)["SSECustomerKeyMD5"]),
      "The calculated MD5 hash of the key did not match the hash that was provided."),
    Row(
      "MD5 that is no base64", one.with("SSECustomerKeyMD5", "%"),
      "The calculated MD5 hash of the key did not match the hash that was provided."),
    Row(
      "another kind beside it", one + ["ServerSideEncryption": "aws:kms"],
      "Server Side Encryption with Customer provided key is incompatible with the encryption method"
        + " specified", value: "aws:kms"),
  ]

  @Test(arguments: ofWriters, ["PutObject", "CopyObject", "CreateMultipartUpload"])
  func `headers of a writer that do not fit together are refused`(
    row: Row, operation: String
  ) throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("source")
    let more: DocumentObject = operation == "CopyObject" ? ["CopySource": "b-1/source"] : [:]
    let refusal = bench.fullRefusal(operation, Bench.request("k", row.headers + more))
    #expect(refusal?.code == row.code, "\(row.name)")
    #expect(refusal?.message == row.message, "\(row.name)")
    let details = refusal?.details ?? []
    #expect(details.first?.value == "x-amz-server-side-encryption", "\(row.name)")
    #expect(details.dropFirst().first?.value == row.value, "\(row.name)")
    #expect(bench.world.storage.s3.buckets["b-1"]?.objects.count == 1)
    #expect(bench.world.storage.s3.buckets["b-1"]?.uploads.isEmpty == true)
  }

  @Test func `a KMS key beside a customer's key is refused`() throws {
    var bench = try Bench.withCustomerKeys()
    let refusal = bench.objectRefusal("PutObject", "k", Self.one + ["SSEKMSKeyId": "x"])
    #expect(refusal?.message == EncryptionHeaderTests.needsKMS)
  }

  static let missing =
    "The object was stored using a form of Server Side Encryption. The correct parameters must be"
    + " provided to retrieve the object."
  static let wrongKey = "\(needs) provide the correct secret key."

  static let ofReaders = [
    Row("no headers", [:], missing, code: "InvalidRequest"),
    Row("another key", Bench.headers(2), wrongKey, code: "AccessDenied"),
    Row("no MD5", one.with("SSECustomerKeyMD5", nil), wrongKey, code: "AccessDenied"),
    Row(
      "no key", one.with("SSECustomerKey", nil), "\(needs) provide an appropriate secret key."),
    Row(
      "another algorithm", one.with("SSECustomerAlgorithm", "KMS"),
      "The Encryption request you specified is not valid. Supported value: AES256.",
      code: "InvalidEncryptionAlgorithmError"),
  ]

  @Test(arguments: ofReaders)
  func `a reader without the right key is refused`(row: Row) throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("k", Self.one)
    let wanted: DocumentObject = ["ObjectAttributes": ["ETag"]]
    for (operation, more) in [("GetObject", DocumentObject()), ("GetObjectAttributes", wanted)] {
      let refusal = bench.objectRefusal(operation, "k", row.headers + more)
      #expect(refusal == WireError(row.code, row.message), "\(row.name), \(operation)")
    }
    let head = bench.objectRefusal("HeadObject", "k", row.headers)
    #expect(head?.code == (row.code == "AccessDenied" ? "403" : "400"), "\(row.name)")
    let ofSource = DocumentObject(row.headers.entries.map { ("CopySource" + $0.name, $0.value) })
    for (operation, more) in [
      ("CopyObject", [:]), ("UploadPartCopy", try Self.part(of: &bench)),
    ] as [(String, DocumentObject)] {
      let refusal = bench.objectRefusal(
        operation, "c", ofSource + more + ["CopySource": "b-1/k"])
      #expect(refusal == WireError(row.code, row.message), "\(row.name), \(operation)")
    }
    #expect(bench.world.storage.s3.buckets["b-1"]?.objects["c"] == nil)
  }

  /// The members of a call that adds a part to an upload of `c`.
  static func part(of bench: inout Bench) throws -> DocumentObject {
    ["UploadId": .string(try bench.begin("c").id), "PartNumber": 1]
  }

  @Test(arguments: ["AES256", "aws:kms", "aws:kms:dsse"])
  func `headers for an object of another kind are refused`(kind: String) throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("k", ["ServerSideEncryption": .string(kind)])
    let refused = WireError(
      "InvalidRequest", "The encryption parameters are not applicable to this object.")
    #expect(bench.objectRefusal("GetObject", "k", Self.one) == refused)
    #expect(bench.objectRefusal("HeadObject", "k", Self.one)?.code == "400")
    let source = Bench.headers(1, source: true) + ["CopySource": "b-1/k"]
    #expect(bench.objectRefusal("CopyObject", "c", source) == refused)
  }
}

/// Multipart uploads under a customer's key.
@Suite struct CustomerKeyUploadTests {
  static let one = Bench.headers(1)

  @Test(arguments: [nil, "CRC32", "CRC64NVME"])
  func `each part brings the key, and the object opens with it`(algorithm: String?) throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("source", MultipartTests.full, Bench.headers(2))
    var more = Self.one
    more["ChecksumAlgorithm"] = algorithm.map { .string($0) }
    let upload = try bench.begin("k", more)
    let first = try bench.part(upload, 1, MultipartTests.full, Self.one)
    let copied = try bench.must(
      "UploadPartCopy",
      upload.request(
        Self.one + Bench.headers(2, source: true)
          + ["PartNumber": 2, "CopySource": "b-1/source"]))
    for answer in [first, copied] {
      #expect(answer["SSECustomerKeyMD5"] == Self.one["SSECustomerKeyMD5"])
      #expect(answer["ServerSideEncryption"] == nil)
    }
    let last = try bench.part(upload, 3, [7], Self.one)
    // A checksum is stored encrypted: only an upload with an algorithm needs the key here too.
    let key = algorithm == nil ? DocumentObject() : Self.one
    let list = try bench.must("ListParts", upload.request(key))
    #expect(list["Parts"]?.elements?.count == 3)
    var second = copied["CopyPartResult"]?.members ?? [:]
    second["PartNumber"] = 2
    let done = try bench.complete(upload, [first, second, last], key)
    #expect(done["SSECustomerAlgorithm"] == nil && done["ServerSideEncryption"] == nil)
    #expect((done["ChecksumType"] == nil) == (algorithm == nil))
    #expect(try bench.get("k", Self.one) == MultipartTests.full + MultipartTests.full + [7])
    #expect(try bench.get("k", Self.one + ["PartNumber": 3]) == [7])
    let head = try bench.must("HeadObject", Bench.request("k", Self.one))
    #expect(head["ETag"]?.text?.hasSuffix("-3\"") == true)
  }

  static let missing =
    "The multipart upload initiate requested encryption. Subsequent part requests must include the"
    + " appropriate encryption parameters."
  static let other = "The provided encryption parameters did not match the ones used originally."

  @Test func `a part without the key, with another, or with a needless one is refused`() throws {
    var bench = try Bench.withCustomerKeys()
    try bench.put("source")
    let upload = try bench.begin("k", Self.one + ["ChecksumAlgorithm": "CRC32"])
    let plain = try bench.begin("k")
    let part = try bench.part(upload, 1, [1], Self.one)
    for (upload, headers, message) in [
      (upload, DocumentObject(), Self.missing), (upload, Bench.headers(2), Self.other),
      (plain, Self.one, Self.missing),
    ] as [(Bench.Upload, DocumentObject, String)] {
      for (operation, more) in [
        ("UploadPart", ["PartNumber": 2]),
        ("UploadPartCopy", ["PartNumber": 2, "CopySource": "b-1/source"]),
      ] as [(String, DocumentObject)] {
        let refusal = bench.refusal(operation, upload.request(headers + more))
        #expect(refusal == WireError("InvalidRequest", message), "\(operation)")
      }
      let list = bench.refusal("ListParts", upload.request(headers))
      #expect(list == WireError("InvalidRequest", message))
    }
    let list: Document = ["Parts": [["PartNumber": 1, "ETag": part["ETag"] ?? .null]]]
    #expect(
      bench.refusal("CompleteMultipartUpload", upload.request(["MultipartUpload": list]))
        == WireError("InvalidRequest", Self.missing))
    #expect(bench.world.storage.s3.buckets["b-1"]?.uploads.count == 2)
    try bench.must("AbortMultipartUpload", upload.request())
  }
}
