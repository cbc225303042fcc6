import Kernel
import TestBench
import Testing

@testable import S3

/// Conditional requests, RFC 9110 §13, and ranges, §14.
@Suite struct ConditionTests {
  /// What holds of a condition: the object's ETag or another; the time before, at or after.
  struct Row: Sendable {
    let request: DocumentObject
    let status: Int

    init(_ request: DocumentObject, _ status: Int) {
      self.request = request
      self.status = status
    }
  }

  static let same = Document.string("\"5289df737df57326fcdd22597afb1fac\"")
  static let other = Document.string("\"00000000000000000000000000000000\"")
  static let before = Document.timestamp(.start2025.adding(days: 9))
  static let at = Document.timestamp(.start2025.adding(days: 10))
  static let after = Document.timestamp(.start2025.adding(days: 11))

  static let rows = [
    Row([:], 200),  // none
    Row(["IfMatch": same], 200), Row(["IfMatch": other], 412), Row(["IfMatch": "*"], 200),
    Row(["IfMatch": "\"x\", \"5289df737df57326fcdd22597afb1fac\""], 200),  // one of a list
    Row(["IfMatch": "5289df737df57326fcdd22597afb1fac"], 200),  // without quotes
    Row(["IfNoneMatch": same], 304), Row(["IfNoneMatch": other], 200),
    Row(["IfNoneMatch": "*"], 304),
    Row(["IfUnmodifiedSince": before], 412), Row(["IfUnmodifiedSince": at], 200),
    Row(["IfUnmodifiedSince": after], 200),
    Row(["IfModifiedSince": before], 200), Row(["IfModifiedSince": at], 304),
    Row(["IfModifiedSince": after], 304),
    Row(["IfMatch": same, "IfUnmodifiedSince": before], 200),  // the ETag decides
    Row(["IfMatch": other, "IfUnmodifiedSince": after], 412),
    Row(["IfNoneMatch": same, "IfModifiedSince": before], 304),  // the ETag decides
    Row(["IfNoneMatch": other, "IfModifiedSince": after], 200),
    Row(["IfMatch": other, "IfNoneMatch": same], 412),  // 412 comes first
    Row(["IfMatch": same, "IfNoneMatch": same], 304),
    Row(["IfUnmodifiedSince": before, "IfModifiedSince": after], 412),
    Row(["IfUnmodifiedSince": after, "IfModifiedSince": before], 200),
  ]

  /// A bench whose object `k` was written on the tenth day; today is the twentieth.
  static func bench() throws -> Bench {
    var bench = try Bench.withBucket()
    try bench.advance(days: 10)
    #expect(try bench.put("k")["ETag"] == same)
    try bench.advance(days: 10)
    return bench
  }

  @Test(arguments: rows)
  func `a reader's conditions hold, fail or tell that nothing is new`(row: Row) throws {
    var bench = try Self.bench()
    let get = bench.objectRefusal("GetObject", "k", row.request)
    let head = bench.objectRefusal("HeadObject", "k", row.request)
    var copying: DocumentObject = ["CopySource": "b-1/k"]
    for entry in row.request.entries { copying["CopySource" + entry.name] = entry.value }
    let copy = bench.objectRefusal("CopyObject", "c", copying)
    let failed = WireError(
      "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
    switch row.status {
    case 200: #expect(get == nil && head == nil && copy == nil)
    case 304:
      #expect(get == WireError("304", "Not Modified"))
      #expect(head == WireError("304", "Not Modified"))
      #expect(copy == failed, "a copy has no earlier answer")
    default:
      #expect(get == failed && copy == failed)
      #expect(head == WireError("412", "Precondition Failed"))
    }
  }

  @Test func `a condition that fails asks KMS nothing`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", ["ServerSideEncryption": "aws:kms"])
    let calls = bench.kmsCalls { bench in
      for operation in ["GetObject", "HeadObject"] {
        _ = bench.objectRefusal(operation, "k", ["IfMatch": "x"])
      }
      _ = bench.objectRefusal("PutObject", "k", ["IfNoneMatch": "*"])
      _ = bench.objectRefusal("GetObject", "k", ["Range": "bytes=9-"])
    }
    #expect(calls == [])
  }

  @Test(
    arguments: [
      ("k", ["IfNoneMatch": "*"], "PreconditionFailed"), ("new", ["IfNoneMatch": "*"], nil),
      ("new", ["IfNoneMatch": same], "NotImplemented"), ("k", ["IfMatch": same], nil),
      ("k", ["IfMatch": other], "PreconditionFailed"), ("k", ["IfMatch": "*"], "NotImplemented"),
      ("k", ["IfMatch": same, "IfNoneMatch": "*"], "NotImplemented"),
      ("new", ["IfMatch": same], "NoSuchKey"),
    ] as [(String, DocumentObject, String?)])
  func `a writer's conditions guard the object that is there`(
    key: String, conditions: DocumentObject, code: String?
  ) throws {
    var bench = try Self.bench()
    try bench.put("source", [7])
    var copying = conditions
    copying["CopySource"] = "b-1/source"
    let before = bench
    #expect(bench.objectRefusal("PutObject", key, conditions)?.code == code)
    bench = before
    #expect(bench.objectRefusal("CopyObject", key, copying)?.code == code)
    if code == nil { #expect(try bench.get(key) == [7]) }
  }

  @Test func `a deletion can be bound to an ETag`() throws {
    var bench = try Self.bench()
    #expect(
      bench.objectRefusal("DeleteObject", "k", ["IfMatch": Self.other])?.code
        == "PreconditionFailed")
    #expect(try bench.get("k") == [1, 2, 3])
    #expect(bench.objectRefusal("DeleteObject", "k", ["IfMatch": Self.same]) == nil)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  /// A range of ten bytes: the places it means, `nil` for all, and "" for none.
  @Test(arguments: [
    ("bytes=0-0", "0-0"), ("bytes=0-9", "0-9"), ("bytes=3-5", "3-5"), ("bytes=9-9", "9-9"),
    ("bytes=5-", "5-9"), ("bytes=0-", "0-9"), ("bytes=-3", "7-9"), ("bytes=-10", "0-9"),
    ("bytes=-99", "0-9"), ("bytes=2-99", "2-9"), ("bytes=2-99999999999999999999", "2-9"),
    ("bytes=-99999999999999999999", "0-9"), ("bytes=00-02", "0-2"),
    ("bytes=10-", ""), ("bytes=10-20", ""), ("bytes=-0", ""), ("bytes=99999999999999999999-", ""),
    ("bytes=5-3", nil), ("bytes=-", nil), ("bytes=", nil), ("bytes=a-b", nil), ("0-5", nil),
    ("items=0-5", nil), ("bytes=0-1,3-4", nil), ("bytes=+1-2", nil), ("bytes=0x1-2", nil),
    ("bytes=1--2", nil), ("", nil), ("bytes=٣-٤", nil),
  ])
  func `a range is what it says, everything where it is none, or out of reach`(
    range: String, places: String?
  ) throws {
    var bench = try Bench.withBucket()
    let body = Array("0123456789".utf8)
    try bench.put("k", body)
    let request = Bench.request("k", ["Range": .string(range)])
    if places == "" {
      #expect(
        bench.refusal("GetObject", request)
          == WireError("InvalidRange", "The requested range is not satisfiable"))
      #expect(
        bench.refusal("HeadObject", request)
          == WireError("416", "Requested Range Not Satisfiable"))
      return
    }
    let ends = places?.split(separator: "-").compactMap { Int($0) } ?? [0, 9]
    let get = try bench.must("GetObject", request)
    #expect(get["Body"] == .bytes(Array(body[ends[0]...ends[1]])))
    for response in [get, try bench.must("HeadObject", request)] {
      #expect(response["ContentRange"] == places.map { .string("bytes \($0)/10") })
      #expect(response["ContentLength"] == .integer(ends[1] - ends[0] + 1))
    }
  }

  @Test func `an empty object has no range`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", [])
    for range in ["bytes=0-0", "bytes=0-", "bytes=-1"] {
      #expect(
        bench.objectRefusal("GetObject", "k", ["Range": .string(range)])?.code == "InvalidRange")
    }
  }
}
