import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Multipart uploads: parts, their rules, and the objects that come of them.
@Suite struct MultipartTests {
  static let mebibyte = 1 << 20
  /// The least part that others may follow.
  static let full = pattern(5 * mebibyte)

  @Test func `parts in any order become an object in the order of their numbers`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k", ["ContentType": "video/mp4", "Tagging": "a=1"])
    let last = try bench.part(upload, 5, [7, 8])
    let first = try bench.part(upload, 1, Self.full)
    let middle = try bench.part(upload, 3, Self.full.reversed())
    let done = try bench.complete(upload, [first, middle, last])
    #expect(done["Location"] == "https://b-1.s3.us-east-1.amazonaws.com/k")
    #expect(try bench.get("k") == Self.full + Self.full.reversed() + [7, 8])
    let head = try bench.must("HeadObject", Bench.request("k"))
    #expect(head["ContentType"] == "video/mp4" && head["TagCount"] == 1)
    #expect(head["ContentLength"] == .integer(2 * Self.full.count + 2))
    #expect(bench.world.check() == [])
  }

  @Test func `the recorded vector of three parts has AWS's ETag and checksums`() throws {
    var bench = try Bench.withBucket()
    let a = [UInt8](repeating: UInt8(ascii: "a"), count: 5_242_881)
    for (type, checksum) in [("COMPOSITE", "5FRUiw==-3"), ("FULL_OBJECT", "qSEQSA==")] {
      let upload = try bench.begin(
        "k", ["ChecksumAlgorithm": "CRC32", "ChecksumType": .string(type)])
      let parts = try [a, a, Array(a.prefix(10))].enumerated().map {
        try bench.part(upload, $0.offset + 1, $0.element)
      }
      #expect(parts.map { $0["ChecksumCRC32"] } == ["NRU+Sw==", "NRU+Sw==", "TBHN8A=="])
      let done = try bench.complete(upload, parts)
      #expect(done["ETag"] == #""4d45984fc3feb2ac9b22683c49674b56-3""#)
      #expect(done["ChecksumCRC32"] == .string(checksum))
      #expect(done["ChecksumType"] == .string(type))
      let head = try bench.must("HeadObject", Bench.request("k", ["ChecksumMode": "ENABLED"]))
      #expect(head["ChecksumCRC32"] == .string(checksum))
      let attributes = try bench.must(
        "GetObjectAttributes", Bench.request("k", ["ObjectAttributes": ["Checksum"]]))
      let plain = checksum.split(separator: "-")[0]
      #expect(attributes["Checksum"]?["ChecksumCRC32"] == .string(String(plain)))
    }
  }

  @Test func `an upload without an algorithm gets CRC64NVME of all bytes, as one put would`()
    throws
  {
    var bench = try Bench.withBucket()
    let content = Self.full + [1, 2, 3]
    let whole = try bench.put("whole", content)
    let upload = try bench.begin("k")
    let parts = [
      try bench.part(upload, 1, Self.full), try bench.part(upload, 2, [1, 2, 3]),
    ]
    #expect(parts.allSatisfy { $0["ChecksumCRC64NVME"] == nil })
    let done = try bench.complete(upload, parts)
    #expect(done["ChecksumCRC64NVME"] == whole["ChecksumCRC64NVME"])
    #expect(done["ChecksumType"] == "FULL_OBJECT")
  }

  @Test func `the object is as old as its upload and new among the versions`() throws {
    var bench = try VersioningTests.bench()
    let upload = try bench.begin("k")
    let part = try bench.part(upload, 1, [1])
    let begun = bench.world.now
    try bench.advance(days: 1)
    try bench.put("k", [2])
    let done = try bench.complete(upload, [part])
    let current = try bench.must("GetObject", Bench.request("k"))
    #expect(current["Body"] == .bytes([1]) && current["VersionId"] == done["VersionId"])
    #expect(current["LastModified"] == .timestamp(begun))
  }
}

/// What S3 refuses of uploads.
@Suite struct MultipartRefusalTests {
  @Test func `an id that was never issued, of another key, completed or aborted is no upload`()
    throws
  {
    var bench = try Bench.withBucket()
    let done = try bench.begin("k")
    try bench.complete(done, [try bench.part(done, 1, [1])])
    let aborted = try bench.begin("k")
    try bench.part(aborted, 1, [1])
    try bench.must("AbortMultipartUpload", aborted.request())
    let other = try bench.begin("other")
    for id in ["x", done.id, aborted.id, other.id, String(other.id.reversed())] {
      let upload = Bench.Upload(key: "k", id: id)
      for (name, more) in [
        ("UploadPart", ["PartNumber": 1]), ("ListParts", [:]), ("AbortMultipartUpload", [:]),
        ("CompleteMultipartUpload", [:]),
        ("UploadPartCopy", ["PartNumber": 1, "CopySource": "b-1/k"]),
      ] as [(String, DocumentObject)] {
        let refusal = bench.fullRefusal(name, upload.request(more))
        #expect(refusal?.code == "NoSuchUpload", "\(name) \(id)")
        #expect(refusal?.details.map(\.name) == ["UploadId"])
      }
    }
    #expect(bench.world.check() == [])
  }

  @Test(arguments: [-1, 0, 10_001]) func `a part has a number from 1 to 10,000`(number: Int) throws
  {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    let refusal = bench.refusal("UploadPart", upload.request(["PartNumber": .integer(number)]))
    #expect(refusal?.code == "InvalidArgument")
    #expect(
      refusal?.message == "Part number must be an integer between 1 and 10000, inclusive")
  }

  /// Lists of parts that no completion takes: parts 1 and 3 were uploaded, 3 bytes and 1 byte long.
  static let lists: [(list: Document, code: String, details: [String])] = [
    (.null, "MalformedXML", []), ([:], "InvalidRequest", []), (["Parts": []], "InvalidRequest", []),
    (["Parts": [["PartNumber": 1]]], "MalformedXML", []),
    (["Parts": [["ETag": "x"]]], "MalformedXML", []),
    (["Parts": [["PartNumber": 0, "ETag": "x"]]], "InvalidArgument", []),
    (
      ["Parts": [["PartNumber": 2, "ETag": "\"x\""]]], "InvalidPart",
      ["UploadId", "PartNumber", "ETag"]
    ),
    (
      ["Parts": [["PartNumber": 1, "ETag": "x"]]], "InvalidPart",
      ["UploadId", "PartNumber", "ETag"]
    ),
    (["Parts": ["<3>", "<1>"]], "InvalidPartOrder", ["UploadId"]),
    (["Parts": ["<1>", "<1>"]], "InvalidPartOrder", ["UploadId"]),
    (
      ["Parts": ["<1>", "<3>"]], "EntityTooSmall",
      ["ETag", "MinSizeAllowed", "PartNumber", "ProposedSize"]
    ),
  ]

  @Test(arguments: lists) func `a list that breaks a rule leaves the upload as it was`(
    row: (list: Document, code: String, details: [String])
  ) throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    let parts = [
      "<1>": try bench.part(upload, 1, [1, 2, 3]), "<3>": try bench.part(upload, 3, [4]),
    ]
    var list: DocumentObject = [:]
    if let given = row.list["Parts"]?.elements {
      list["Parts"] = .list(
        given.map { entry in
          entry.text.flatMap { parts[$0] }.map { .object($0.completed) } ?? entry
        })
    }
    var more: DocumentObject = [:]
    more["MultipartUpload"] = row.list == .null ? nil : .object(list)
    let refusal = bench.fullRefusal("CompleteMultipartUpload", upload.request(more))
    #expect(refusal?.code == row.code)
    #expect(refusal?.details.map(\.name).filter { $0.first?.isUppercase == true } == row.details)
    #expect(try bench.must("ListParts", upload.request())["Parts"]?.elements?.count == 2)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test func `the size that a completion tells is compared`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    let part = try bench.part(upload, 1, [1, 2, 3, 4])
    let request: DocumentObject = [
      "MultipartUpload": ["Parts": [.object(part.completed)]], "MpuObjectSize": 5,
    ]
    #expect(
      bench.refusal("CompleteMultipartUpload", upload.request(request))?.message
        == "The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 4")
    try bench.complete(upload, [part], ["MpuObjectSize": 4])
  }

  @Test func `conditions are those of the moment of completion, and a key that changed conflicts`()
    throws
  {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    let part = try bench.part(upload, 1, [1])
    let request: DocumentObject = [
      "MultipartUpload": ["Parts": [.object(part.completed)]], "IfNoneMatch": "*",
    ]
    let written = try bench.put("k", [2])
    let broken = bench.refusal("CompleteMultipartUpload", upload.request(request))
    #expect(broken?.code == "PreconditionFailed")
    try bench.must("DeleteObject", Bench.request("k"))
    let conflict = bench.fullRefusal("CompleteMultipartUpload", upload.request(request))
    #expect(conflict?.code == "ConditionalRequestConflict")
    #expect(conflict?.details.map(\.name) == ["Condition", "Key"])
    var matching = request
    matching["IfNoneMatch"] = nil
    matching["IfMatch"] = written["ETag"]
    #expect(
      bench.refusal("CompleteMultipartUpload", upload.request(matching))?.code == "NoSuchKey")
    // Without a condition it is completed all the same.
    try bench.complete(upload, [part])
    let fresh = try bench.begin("new")
    try bench.complete(fresh, [try bench.part(fresh, 1, [1])], ["IfNoneMatch": "*"])
  }

  /// Ranges of a source of ten bytes.
  static let ranges: [(range: String, code: String?)] = [
    ("bytes=0-9", nil), ("bytes=9-9", nil), ("bytes=1-", "InvalidArgument"),
    ("bytes=-2", "InvalidArgument"), ("bytes=1-0", "InvalidArgument"), ("1-2", "InvalidArgument"),
    ("bytes=0-10", "InvalidArgument"), ("bytes=10-10", "InvalidRequest"),
    ("bytes=0-99999999999999999999", "InvalidArgument"), ("", "InvalidArgument"),
  ]

  @Test(arguments: ranges) func `a part is copied of bytes first to last of its source`(
    row: (range: String, code: String?)
  ) throws {
    var bench = try Bench.withBucket()
    try bench.put("source", Array(0..<10))
    let upload = try bench.begin("k")
    let request = upload.request([
      "PartNumber": 1, "CopySource": "b-1/source", "CopySourceRange": .string(row.range),
    ])
    #expect(bench.refusal("UploadPartCopy", request)?.code == row.code)
  }

  /// What an upload is begun with, what follows, and S3's words.
  @Test func `checksums of parts are of the upload's algorithm and right`() throws {
    var bench = try Bench.withBucket()
    for (more, text) in [
      (
        ["ChecksumAlgorithm": "CRC7"],
        "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
          + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"
      ),
      (
        ["ChecksumType": "COMPOSITE"],
        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header."
      ),
      (
        ["ChecksumAlgorithm": "CRC64NVME", "ChecksumType": "COMPOSITE"],
        "The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm."
      ),
      (
        ["ChecksumAlgorithm": "SHA1", "ChecksumType": "FULL_OBJECT"],
        "The FULL_OBJECT checksum type cannot be used with the sha1 checksum algorithm."
      ),
    ] as [(DocumentObject, String)] {
      #expect(
        bench.objectRefusal("CreateMultipartUpload", "k", more)?.message == text)
    }
    let upload = try bench.begin("k", ["ChecksumAlgorithm": "SHA256"])
    let mismatch = bench.refusal(
      "UploadPart", upload.request(["PartNumber": 1, "ChecksumCRC32": "AAAAAA=="]))
    #expect(
      mismatch?.message
        == "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type:"
        + " crc32")
    let part = try bench.part(upload, 1, [1])
    #expect(part["ChecksumSHA256"] == "S/USLzRFVMU73i67jNK349FgCtYxw4Wl18ziPHeFRZo=")
    for (more, code, text) in [
      (
        [:], "InvalidRequest",
        "The upload was created using a sha256 checksum. The complete request must include the"
          + " checksum for each part. It was missing for part 1 in the request."
      ),
      (
        ["ChecksumCRC32": "AAAAAA=="], "BadDigest",
        "The crc32 you specified for part 1 did not match what we received."
      ),
      (
        ["ChecksumSHA256": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="], "InvalidPart", nil
      ),
    ] as [(DocumentObject, String, String?)] {
      var entry: DocumentObject = ["PartNumber": 1, "ETag": part["ETag"] ?? .null]
      for member in more.entries { entry[member.name] = member.value }
      let refusal = bench.refusal(
        "CompleteMultipartUpload",
        upload.request(["MultipartUpload": ["Parts": [.object(entry)]]]))
      #expect(refusal?.code == code)
      if let text { #expect(refusal?.message == text) }
    }
    let type = bench.refusal(
      "CompleteMultipartUpload",
      upload.request([
        "MultipartUpload": ["Parts": [.object(part.completed)]], "ChecksumType": "FULL_OBJECT",
      ]))
    #expect(
      type?.message
        == "The upload was created using the COMPOSITE checksum mode. The complete request must use"
        + " the same checksum mode.")
    try bench.complete(upload, [part])
  }

  @Test func `a whole checksum is compared in full, and opened where somebody sends it`() throws {
    var bench = try Bench.withBucket()
    let whole = try bench.put("whole", [1, 2])["ChecksumCRC64NVME"] ?? .null
    try bench.setDefault("aws:kms", key: try bench.makeKey())
    for (more, code) in [
      (["ChecksumCRC32": "zzz"], "InvalidRequest"),
      (["ChecksumCRC64NVME": "AAAAAAAAAAA="], "BadDigest"),
      (["ChecksumCRC64NVME": whole, "ChecksumCRC32": "AAAAAA=="], "InvalidRequest"),
      (["ChecksumCRC64NVME": .string((whole.text ?? "") + "-1")], "BadDigest"),
      (["ChecksumCRC32": "AAAAAA=="], "BadDigest"), (["ChecksumCRC64NVME": whole], nil),
    ] as [(DocumentObject, String?)] {
      let upload = try bench.begin("k")
      var request = more
      request["MultipartUpload"] = [
        "Parts": [.object(try bench.part(upload, 1, [1, 2]).completed)]
      ]
      #expect(bench.refusal("CompleteMultipartUpload", upload.request(request))?.code == code)
    }
    let composite = try bench.begin("k", ["ChecksumAlgorithm": "CRC32"])
    let part = try bench.part(composite, 1, [1, 2])
    let value = try bench.complete(composite, [part])["ChecksumCRC32"]?.text ?? ""
    for (text, code) in [(value.dropLast(2) + "-77", "BadDigest"), (value[...], nil)] {
      let upload = try bench.begin("k", ["ChecksumAlgorithm": "CRC32"])
      let again = try bench.part(upload, 1, [1, 2])
      let request: DocumentObject = [
        "MultipartUpload": ["Parts": [.object(again.completed)]],
        "ChecksumCRC32": .string(String(text)),
      ]
      #expect(bench.refusal("CompleteMultipartUpload", upload.request(request))?.code == code)
    }
  }

  @Test func `conditions that S3 never takes are refused before anything else`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    #expect(
      bench.refusal("CompleteMultipartUpload", upload.request(["IfNoneMatch": "\"abc\""]))?.code
        == "NotImplemented")
  }

  @Test func `an empty part has no range of bytes, and a slash in an address is escaped`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("a/b c")
    let done = try bench.complete(upload, [try bench.part(upload, 1, [])])
    #expect(done["Location"] == "https://b-1.s3.us-east-1.amazonaws.com/a%2Fb%20c")
    let part = try bench.must("GetObject", Bench.request("a/b c", ["PartNumber": 1]))
    #expect(part["ContentRange"] == nil && part["PartsCount"] == 1)
  }

  @Test func `parts with composite checksums are numbered from 1 on`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k", ["ChecksumAlgorithm": "CRC32"])
    let part = try bench.part(upload, 2, [1])
    let refusal = bench.refusal(
      "CompleteMultipartUpload",
      upload.request(["MultipartUpload": ["Parts": [.object(part.completed)]]]))
    #expect(refusal?.code == "InternalError")
  }

  @Test func `a checksum of a part counts for nothing where the upload has none`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    let part = try bench.part(upload, 1, Array("Hello".utf8), ["ChecksumCRC32": "99GJgg=="])
    #expect(part["ChecksumCRC32"] == "99GJgg==" && part["ChecksumCRC64NVME"] == nil)
    let listed = try bench.must("ListParts", upload.request())
    #expect(listed["Parts"]?.elements?.first?["ChecksumCRC32"] == nil)
    #expect(listed["ChecksumAlgorithm"] == nil)
    let refusal = bench.refusal(
      "CompleteMultipartUpload",
      upload.request(["MultipartUpload": ["Parts": [.object(part.completed)]]]))
    #expect(refusal?.code == "InvalidPart")
    let wrong = bench.refusal(
      "UploadPart",
      upload.request(["PartNumber": 1, "Body": .bytes([1]), "ChecksumCRC32": "AAAAAA=="]))
    #expect(wrong?.code == "BadDigest")
  }
}

/// Lists of uploads and of their parts.
@Suite struct MultipartListTests {
  @Test func `parts are listed page by page, by number`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k", ["ChecksumAlgorithm": "CRC32"])
    for number in [4, 1, 2] { try bench.part(upload, number, [UInt8(number)]) }
    try bench.part(upload, 2, [9, 9])
    var pages: [[Int]] = []
    var marker = 0
    while true {
      let page = try bench.must(
        "ListParts", upload.request(["MaxParts": 2, "PartNumberMarker": .integer(marker)]))
      #expect(page["ChecksumAlgorithm"] == "CRC32" && page["ChecksumType"] == "COMPOSITE")
      #expect(page["Initiator"]?["DisplayName"] == "alice")
      pages.append((page["Parts"]?.elements ?? []).compactMap { $0["PartNumber"]?.wholeNumber })
      marker = page["NextPartNumberMarker"]?.wholeNumber ?? -1
      guard page["IsTruncated"] == true else { break }
    }
    #expect(pages == [[1, 2], [4]] && marker == 4)
    let beyond = try bench.must("ListParts", upload.request(["PartNumberMarker": 4]))
    #expect(beyond["Parts"] == nil && beyond["NextPartNumberMarker"] == 0)
    let two = try bench.must("ListParts", upload.request())["Parts"]?.elements?[1]
    #expect(two?["Size"] == 2)
    for name in ["MaxParts", "PartNumberMarker"] {
      #expect(
        bench.refusal("ListParts", upload.request([name: -1]))?.code == "InvalidArgument")
    }
  }

  @Test func `uploads are listed by key, the oldest first, and grouped by a delimiter`() throws {
    var bench = try Bench.withBucket()
    let b1 = try bench.begin("b")
    let a = try bench.begin("a")
    let b2 = try bench.begin("b")
    let folder = try bench.begin("x/1")
    try bench.begin("x/2")
    let z = try bench.begin("z")
    func list(_ more: DocumentObject) throws -> DocumentObject {
      var request = more
      request["Bucket"] = "b-1"
      return try bench.must("ListMultipartUploads", .object(request))
    }
    func ids(_ page: DocumentObject) -> [String] {
      (page["Uploads"]?.elements ?? []).compactMap { $0["UploadId"]?.text }
    }
    #expect(ids(try list([:])).prefix(4) == [a.id, b1.id, b2.id, folder.id])
    let first = try list(["MaxUploads": 2, "Delimiter": "/"])
    #expect(ids(first) == [a.id, b1.id] && first["IsTruncated"] == true)
    #expect(first["NextKeyMarker"] == "b" && first["NextUploadIdMarker"] == .string(b1.id))
    let second = try list([
      "MaxUploads": 2, "Delimiter": "/", "KeyMarker": "b", "UploadIdMarker": .string(b1.id),
    ])
    #expect(ids(second) == [b2.id])
    #expect(second["CommonPrefixes"] == [["Prefix": "x/"]])
    // A page that ends on a common prefix names no upload to go on from.
    #expect(second["NextKeyMarker"] == "" && second["NextUploadIdMarker"] == "")
    #expect(ids(try list(["Delimiter": "/", "KeyMarker": "x/"])) == [z.id])
    #expect(ids(try list(["KeyMarker": "b"])) == ids(try list([:])).suffix(3))
    #expect(ids(try list(["Prefix": "b"])) == [b1.id, b2.id])
    #expect(ids(try list(["UploadIdMarker": .string(b1.id)])).count == 6)
    #expect(ids(try list(["MaxUploads": 0])) == [])
    let wrong = bench.refusal(
      "ListMultipartUploads",
      ["Bucket": "b-1", "KeyMarker": "a", "UploadIdMarker": .string(b1.id)])
    #expect(wrong?.code == "InvalidArgument" && wrong?.message == "Invalid uploadId marker")
    try bench.must("CreateBucket", ["Bucket": "b-2"])
    let foreign = try bench.must("CreateMultipartUpload", Bench.request("a", in: "b-2"))
    #expect(
      bench.refusal(
        "ListMultipartUploads",
        ["Bucket": "b-1", "KeyMarker": "a", "UploadIdMarker": foreign["UploadId"] ?? .null])?.code
        == "InvalidArgument")
    // An upload that ended in the meantime still says where a page begins.
    try bench.must("AbortMultipartUpload", b1.request())
    #expect(
      ids(try list(["KeyMarker": "b", "UploadIdMarker": .string(b1.id), "MaxUploads": 1]))
        == [b2.id])
  }

  @Test func `an object's parts are read by number and told as attributes`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k", ["ChecksumAlgorithm": "CRC32"])
    let parts = [
      try bench.part(upload, 1, MultipartTests.full), try bench.part(upload, 2, [1, 2]),
    ]
    try bench.complete(upload, parts)
    let size = MultipartTests.full.count
    let second = try bench.must(
      "GetObject", Bench.request("k", ["PartNumber": 2, "ChecksumMode": "ENABLED"]))
    #expect(second["Body"] == .bytes([1, 2]) && second["PartsCount"] == 2)
    #expect(second["ContentRange"] == .string("bytes \(size)-\(size + 1)/\(size + 2)"))
    #expect(second["ChecksumCRC32"] == parts[1]["ChecksumCRC32"])
    #expect(second["ChecksumType"] == "COMPOSITE")
    let across = try bench.get("k", ["Range": .string("bytes=\(size - 1)-\(size)")])
    #expect(across == [MultipartTests.full[size - 1], 1])
    let missing = bench.fullRefusal("GetObject", Bench.request("k", ["PartNumber": 3]))
    #expect(missing?.code == "InvalidPartNumber")
    #expect(missing?.details.map(\.value) == ["3", "2"])
    for number in [-1, 0, 10_001] {
      let none = bench.fullRefusal(
        "GetObject", Bench.request("k", ["PartNumber": .integer(number)]))
      #expect(
        none?.message == "Part number must be an integer between 1 and 10000, inclusive")
    }
    let both = bench.objectRefusal("GetObject", "k", ["PartNumber": 1, "Range": "bytes=0-0"])
    #expect(both?.message == "Cannot specify both Range header and partNumber query parameter")
    let told = try bench.must(
      "GetObjectAttributes",
      Bench.request("k", ["ObjectAttributes": ["ObjectParts"], "MaxParts": 1]))["ObjectParts"]
    #expect(told?["TotalPartsCount"] == 2 && told?["IsTruncated"] == true)
    #expect(told?["NextPartNumberMarker"] == 1 && told?["Parts"]?.elements?.count == 1)
    #expect(told?["Parts"]?.elements?[0]["ChecksumCRC32"] == parts[0]["ChecksumCRC32"])
    // An object that was written as a whole has one part, and no count of parts.
    try bench.put("whole", [1, 2, 3])
    let whole = try bench.must("HeadObject", Bench.request("whole", ["PartNumber": 1]))
    #expect(whole["ContentRange"] == "bytes 0-2/3" && whole["PartsCount"] == nil)
    let attributes = try bench.must(
      "GetObjectAttributes", Bench.request("whole", ["ObjectAttributes": ["ObjectParts"]]))
    #expect(attributes["ObjectParts"] == nil)
  }

  @Test func `an upload without part checksums tells the number of its parts alone`() throws {
    var bench = try Bench.withBucket()
    let upload = try bench.begin("k")
    try bench.complete(upload, [try bench.part(upload, 7, [1])])
    let told = try bench.must(
      "GetObjectAttributes", Bench.request("k", ["ObjectAttributes": ["ObjectParts"]]))
    #expect(told["ObjectParts"] == ["TotalPartsCount": 1])
    let part = try bench.must(
      "GetObject", Bench.request("k", ["PartNumber": 1, "ChecksumMode": "ENABLED"]))
    #expect(part["Body"] == .bytes([1]) && part["ChecksumCRC64NVME"] == nil)
  }
}
