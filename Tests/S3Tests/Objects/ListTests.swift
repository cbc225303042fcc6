import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Lists of objects, both versions of the API.
@Suite struct ListTests {
  static let keys = [
    "a", "a/", "a/1", "a/2", "a/b/1", "a/b/2", "a//", "b", "b/1", "c/", "e\u{301}/1", "é/1",
    "\u{301}x", "z", "Z", "😀",
  ]

  static func bench() throws -> Bench {
    var bench = try Bench.withBucket()
    for key in keys { try bench.put(key) }
    return bench
  }

  /// A listing written down anew, from nothing but AWS's description of it.
  static func expected(_ prefix: String, _ delimiter: String, after: String = "") -> [String] {
    var names: [String] = []
    for key in keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let bytes = Array(key.utf8)
      guard Array(after.utf8).lexicographicallyPrecedes(bytes), bytes.starts(with: prefix.utf8)
      else { continue }
      var name = bytes
      if !delimiter.isEmpty {
        let wanted = Array(delimiter.utf8)
        let start = prefix.utf8.count
        for end in start..<bytes.count where bytes[end...].starts(with: wanted) {
          name = Array(bytes[..<(end + wanted.count)])
          break
        }
      }
      let text = String(decoding: name, as: UTF8.self)
      if names.last.map({ Array($0.utf8) != name }) ?? true { names.append(text) }
    }
    return names
  }

  /// The names of a page: keys and common prefixes together, in order.
  static func names(_ page: DocumentObject) -> [String] {
    let keys = page["Contents"]?.elements?.compactMap { $0["Key"]?.text } ?? []
    let prefixes = page["CommonPrefixes"]?.elements?.compactMap { $0["Prefix"]?.text } ?? []
    return (keys + prefixes).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Compares by bytes, which `==` of texts does not.
  static func expectSame(_ found: [String], _ wanted: [String], _ title: String) {
    #expect(found.map { Array($0.utf8) } == wanted.map { Array($0.utf8) }, "\(title): \(found)")
  }

  @Test(arguments: ["", "a", "a/", "a/b", "e", "é", "x", "\u{301}"], ["", "/", "//", "b", "/1"])
  func `pages of every size are the whole list`(prefix: String, delimiter: String) throws {
    var bench = try Self.bench()
    let wanted = Self.expected(prefix, delimiter)
    for size in 1...(wanted.count + 1) {
      for version in ["ListObjectsV2", "ListObjects"] {
        var found: [String] = []
        var token: Document?
        var pages = 0
        repeat {
          var request: DocumentObject = [
            "Bucket": "b-1", "MaxKeys": .integer(size), "Prefix": .string(prefix),
          ]
          if !delimiter.isEmpty { request["Delimiter"] = .string(delimiter) }
          request[version == "ListObjects" ? "Marker" : "ContinuationToken"] = token
          let page = try bench.must(version, .object(request))
          let names = Self.names(page)
          #expect(names.count <= size)
          if version == "ListObjectsV2" { #expect(page["KeyCount"] == .integer(names.count)) }
          found += names
          pages += 1
          #expect(page["IsTruncated"] == .bool(found.count < wanted.count))
          guard page["IsTruncated"] == true else { break }
          // Without a delimiter the last key is the marker.
          token =
            version == "ListObjects"
            ? page["NextMarker"] ?? names.last.map { .string($0) }
            : page["NextContinuationToken"]
          #expect(token != nil)
        } while token != nil && pages <= wanted.count
        Self.expectSame(found, wanted, "\(version) of \(size)")
      }
    }
  }

  @Test(arguments: keys + ["", "A", "a/15", "a0", "zz"])
  func `a list begins after a key, which need not exist`(after: String) throws {
    var bench = try Self.bench()
    let wanted = Self.expected("", "", after: after)
    let page = try bench.must(
      "ListObjectsV2", ["Bucket": "b-1", "StartAfter": .string(after)])
    Self.expectSame(Self.names(page), wanted, after)
    #expect(page["StartAfter"] == .string(after))
    let first = try bench.must("ListObjects", ["Bucket": "b-1", "Marker": .string(after)])
    Self.expectSame(Self.names(first), wanted, after)
    #expect(first["Marker"] == .string(after))
    let below = try bench.must(
      "ListObjectsV2", ["Bucket": "b-1", "StartAfter": .string(after), "Prefix": "a/"])
    Self.expectSame(Self.names(below), Self.expected("a/", "", after: after), after)
  }

  @Test func `two names that Unicode calls the same are two common prefixes`() throws {
    var bench = try Bench.withBucket()
    for key in ["e\u{301}/1", "é/1"] { try bench.put(key) }
    let page = try bench.must("ListObjectsV2", ["Bucket": "b-1", "Delimiter": "/"])
    Self.expectSame(Self.names(page), ["e\u{301}/", "é/"], "prefixes")
  }

  @Test(arguments: ["ListObjects", "ListObjectsV2"])
  func `no keys are told where none are asked for, and no fewer can be`(version: String) throws {
    var bench = try Self.bench()
    let page = try bench.must(version, ["Bucket": "b-1", "MaxKeys": 0])
    #expect(page["IsTruncated"] == false && page["Contents"] == nil && page["MaxKeys"] == 0)
    for limit in [-1, Int(Int32.min), Int(Int32.max) + 1] {
      #expect(
        bench.refusal(version, ["Bucket": "b-1", "MaxKeys": .integer(limit)])
          == WireError(
            "InvalidArgument", "Argument maxKeys must be an integer between 0 and 2147483647"))
    }
    #expect(
      bench.refusal(version, ["Bucket": "b-1", "EncodingType": "base64"])
        == WireError("InvalidArgument", "Invalid Encoding Method specified in Request"))
  }

  @Test func `a token that no list handed out is refused`() throws {
    var bench = try Self.bench()
    for token in ["", "x", "YQ==", "eDphZnRlcjp5"] {
      #expect(
        bench.refusal("ListObjectsV2", ["Bucket": "b-1", "ContinuationToken": .string(token)])
          == WireError("InvalidArgument", "The continuation token provided is incorrect"))
    }
  }

  @Test func `the encoding url reaches every name`() throws {
    var bench = try Bench.withBucket()
    for key in ["a b/é+%", "a b/x"] { try bench.put(key) }
    let request: Document = [
      "Bucket": "b-1", "EncodingType": "url", "Prefix": "a b", "Delimiter": "é",
      "StartAfter": "a b",
    ]
    let page = try bench.must("ListObjectsV2", request)
    #expect(page["EncodingType"] == "url" && page["Prefix"] == "a%20b")
    #expect(page["Delimiter"] == "%C3%A9" && page["StartAfter"] == "a%20b")
    #expect(Self.names(page) == ["a%20b/%C3%A9", "a%20b/x"])
    let first = try bench.must(
      "ListObjects",
      [
        "Bucket": "b-1", "EncodingType": "url", "Marker": "a b", "Delimiter": " ", "MaxKeys": 1,
      ])
    #expect(first["Marker"] == "a%20b" && first["Delimiter"] == "%20")
    #expect(Self.names(first) == ["a%20"])
    let plain = try bench.must(
      "ListObjects", ["Bucket": "b-1", "EncodingType": "url", "MaxKeys": 1])
    #expect(Self.names(plain) == ["a%20b/x"] && plain["NextMarker"] == nil)
  }

  @Test func `each object is listed with size, ETag, time and kind of checksum`() throws {
    var bench = try Bench.withBucket()
    let put = try bench.put("k", [1, 2, 3, 4])
    let entry: DocumentObject = [
      "Key": "k", "LastModified": .timestamp(.start2025), "ETag": put["ETag"] ?? .null,
      "ChecksumAlgorithm": ["CRC64NVME"], "ChecksumType": "FULL_OBJECT", "Size": 4,
      "StorageClass": "STANDARD",
    ]
    let page = try bench.must("ListObjectsV2", ["Bucket": "b-1"])
    #expect(page["Contents"] == [.object(entry)])
    #expect(page["Name"] == "b-1" && page["Prefix"] == "" && page["MaxKeys"] == 1000)
    let owned = try bench.must("ListObjectsV2", ["Bucket": "b-1", "FetchOwner": true])
    let owner = try bench.must("ListBuckets")["Owner"]
    #expect(owned["Contents"]?.elements?.first?["Owner"] == owner)
    #expect(owner?["ID"]?.text?.count == 64)
    let first = try bench.must("ListObjects", ["Bucket": "b-1"])
    #expect(first["Contents"]?.elements?.first?["Owner"] == owner)
  }

  @Test func `100,000 objects are listed in the order of their bytes`() throws {
    var bench = try Bench.withBucket()
    try bench.put("x")
    let object = try bench.stored("x")
    try bench.must("DeleteObject", Bench.request("x"))
    var wanted: [String] = []
    for number in 0..<100_000 {
      // Neighbours come far apart, so that the tree is built in no order.
      let key = String(number * 77_777 % 100_003, radix: 36)
      wanted.append(key)
      bench.world.storage.s3[found: "b-1"].objects[ObjectKey(key)] = object
      bench.world.storage.s3.storedByteCount += object.storedByteCount
    }
    wanted.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(bench.world.check() == [])
    var found: [String] = []
    var token: Document?
    let list = try #require(Catalogue.operation("ListObjectsV2"))
    repeat {
      var request: DocumentObject = ["Bucket": "b-1"]
      request["ContinuationToken"] = token
      let page = try bench.world.handle(
        list, .object(request), as: .init(principal: .alice, region: .usEast1)
      ).get()
      let keys = page["Contents"]?.elements?.compactMap { $0["Key"]?.text } ?? []
      #expect(keys.count == 1000)
      found += keys
      token = page["NextContinuationToken"]
    } while token != nil
    #expect(found == wanted)
  }
}
