import Kernel
import TestBench
import Testing

@testable import S3

/// Random writes, deletions and changes of versioning beside a plain model of lists.
@Suite struct VersionSimulationTests {
  /// A version as the model knows it.
  struct ModelVersion: Equatable {
    let id: String
    /// The content; `nil` for a delete marker.
    let body: UInt8?
  }

  /// What the bucket should hold: by key, the newest version first.
  struct Model {
    var status: String?
    var keys: [String: [ModelVersion]] = [:]

    /// Adds the newest version of a key, in the place of the version null for another one.
    mutating func add(_ body: UInt8?, as key: String, _ id: String) {
      var versions = keys[key] ?? []
      if id == "null" { versions.removeAll { $0.id == "null" } }
      keys[key] = [ModelVersion(id: id, body: body)] + versions
    }

    /// All versions in AWS's order.
    var all: [(key: String, version: ModelVersion, isLatest: Bool)] {
      keys.keys.sorted { $0.precedesByBytes($1) }.flatMap { key in
        (keys[key] ?? []).enumerated().map { (key, $0.element, $0.offset == 0) }
      }
    }
  }

  /// A generator of its own, so that a failing seed is the whole story.
  private struct Numbers {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }

  private static let keys = ["a", "a/b", "a/c", "b", "é", "z"]

  @Test(arguments: 1...24)
  func `random sessions hold what the model holds`(seed: UInt64) throws {
    var numbers = Numbers(state: seed)
    var bench = try Bench.withBucket(seed: seed)
    var model = Model()
    var story: [String] = []
    for turn in 0..<60 {
      story.append(try Self.step(UInt8(turn), &bench, &model, &numbers))
      let wrong = try Self.differences(&bench, model, &numbers)
      #expect(wrong == [], "seed \(seed):\n\(story.joined(separator: "\n"))")
      if !wrong.isEmpty { return }
    }
    #expect(model.keys.values.contains { $0.count > 1 }, "no key had versions")
  }

  /// Does one thing; what it was.
  private static func step(
    _ body: UInt8, _ bench: inout Bench, _ model: inout Model, _ numbers: inout Numbers
  ) throws -> String {
    let key = keys[numbers.below(keys.count)]
    switch numbers.below(12) {
    case 0:
      let status = numbers.below(3) == 0 ? "Suspended" : "Enabled"
      try bench.setVersioning(.string(status))
      model.status = status
      return status
    case 1...5:
      let id = try bench.put(key, [body])["VersionId"]?.text ?? "null"
      if model.status == nil { model.keys[key] = nil }
      model.add(body, as: key, id)
      return "put \(key): \(id)"
    case 6, 7:
      let answer = try bench.must("DeleteObject", Bench.request(key))
      if model.status == nil {
        model.keys[key] = nil
      } else {
        model.add(nil, as: key, answer["VersionId"]?.text ?? "")
      }
      return "delete \(key)"
    case 8, 9:
      guard let versions = model.keys[key], !versions.isEmpty else { return "nothing" }
      let version = versions[numbers.below(versions.count)]
      try bench.must(
        "DeleteObject", Bench.request(key, ["VersionId": .string(version.id)]))
      model.keys[key]?.removeAll { $0 == version }
      if model.keys[key]?.isEmpty == true { model.keys[key] = nil }
      return "delete \(key) \(version.id)"
    default:
      guard let versions = model.keys[key], !versions.isEmpty else { return "nothing" }
      let version = versions[numbers.below(versions.count)]
      let source = "b-1/\(PercentEncoding.encode(key))?versionId=\(version.id)"
      let request = Bench.request("copy", ["CopySource": .string(source)])
      guard let body = version.body else {
        #expect(bench.refusal("CopyObject", request)?.code == "InvalidRequest")
        return "copy a marker"
      }
      let id = try bench.must("CopyObject", request)["VersionId"]?.text ?? "null"
      if model.status == nil { model.keys["copy"] = nil }
      model.add(body, as: "copy", id)
      return "copy \(key) \(version.id)"
    }
  }

  /// What a reader finds that differs from the model.
  private static func differences(
    _ bench: inout Bench, _ model: Model, _ numbers: inout Numbers
  ) throws -> [String] {
    var wrong: [String] = []
    let wanted = model.all.map {
      "\($0.key) \($0.version.id) \($0.version.body == nil) \($0.isLatest)"
    }
    let listed = try bench.listedVersions(pageSize: [1, 2, 1000][numbers.below(3)])
    let found = listed.map { "\($0.key) \($0.id) \($0.isMarker) \($0.isLatest)" }
    // A page tells versions and markers apart: only pages of one keep AWS's order.
    if found.sorted() != wanted.sorted() { wrong.append("listed \(found), not \(wanted)") }
    for (key, version, isLatest) in model.all {
      let named = Bench.request(key, ["VersionId": .string(version.id)])
      let content = try? bench.call("GetObject", named).get()["Body"]
      if content != version.body.map({ .bytes([$0]) }) {
        wrong.append("\(key) \(version.id) reads \(String(describing: content))")
      }
      guard isLatest else { continue }
      let current = try? bench.call("GetObject", Bench.request(key)).get()["Body"]
      if current != version.body.map({ .bytes([$0]) }) {
        wrong.append("\(key) reads \(String(describing: current))")
      }
    }
    let current = try bench.must("ListObjectsV2", ["Bucket": "b-1"])["Contents"]?.elements ?? []
    let names = model.all.filter { $0.isLatest && $0.version.body != nil }.map(\.key)
    if current.compactMap({ $0["Key"]?.text }) != names { wrong.append("current: \(current)") }
    return wrong
  }

  @Test func `pages go on behind a version, a key, a prefix, and a version that is gone`() throws {
    var bench = try VersioningTests.bench()
    for key in ["a/1", "a/2", "b", "c"] {
      for body in 1...3 { try bench.put(key, [UInt8(body)]) }
    }
    let all = try bench.listedVersions(pageSize: 1)
    #expect(all.map(\.key) == ["a/1", "a/2", "b", "c"].flatMap { [$0, $0, $0] })
    let behind = { (key: String, id: String?) -> DocumentObject in
      var request: DocumentObject = ["KeyMarker": .string(key)]
      request["VersionIdMarker"] = id.map { .string($0) }
      return request
    }
    #expect(try bench.listedVersions(pageSize: 9, behind("a/2", nil)).count == 6)
    #expect(try bench.listedVersions(pageSize: 9, behind("a/2", all[4].id)).count == 7)
    try bench.must("DeleteObject", Bench.request("a/2", ["VersionId": .string(all[4].id)]))
    #expect(try bench.listedVersions(pageSize: 9, behind("a/2", all[4].id)).count == 7)
    #expect(try bench.listedVersions(pageSize: 9, behind("", nil)).count == 11)
    let page = try bench.must(
      "ListObjectVersions", ["Bucket": "b-1", "Delimiter": "/", "MaxKeys": 1])
    #expect(page["CommonPrefixes"] == [["Prefix": "a/"]])
    #expect(page["NextKeyMarker"] == "a/" && page["NextVersionIdMarker"] == nil)
    let next = try bench.must(
      "ListObjectVersions",
      ["Bucket": "b-1", "Delimiter": "/", "MaxKeys": 9, "KeyMarker": "a/"])
    #expect(next["CommonPrefixes"] == nil && next["Versions"]?.elements?.count == 6)
    let prefixed = try bench.listedVersions(pageSize: 2, ["Prefix": "a/"])
    #expect(prefixed.map(\.key) == ["a/1", "a/1", "a/1", "a/2", "a/2"])
    #expect(
      bench.refusal("ListObjectVersions", ["Bucket": "b-1", "VersionIdMarker": "x"])
        == WireError(
          "InvalidArgument", "A version-id marker cannot be specified without a key marker."))
  }
}
