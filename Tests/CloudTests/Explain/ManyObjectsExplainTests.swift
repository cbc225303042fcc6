import Access
import Cloud
import Kernel
import S3
import TestBench
import Testing

/// `explain` of DeleteObjects, which permits or refuses each object by itself.
@Suite struct ManyObjectsExplainTests {
  /// Who deletes what, and which of the objects are refused.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var entries: [Document] = [["Key": "a"], ["Key": "keep/b"], ["Key": "keep/c"]]
    var caller = Principal.bob
    var identity: String?
    var policy: String?
    var refused = [true, true, true]
    var denied: Int?
    var groups = 1
    var testDescription: String { name }
  }

  static let deletes = #"{"Effect":"Allow","Action":"s3:Delete*","Resource":"*"}"#

  static let cases = [
    Case(name: "nobody allows it", denied: 0),
    Case(name: "root may", caller: .root, refused: [false, false, false]),
    Case(
      name: "a statement allows one of them",
      identity: #"{"Effect":"Allow","Action":"s3:DeleteObject","#
        + #""Resource":"arn:aws:s3:::b-1/a"}"#,
      refused: [false, true, true], denied: 1, groups: 2),
    Case(
      name: "a bucket policy forbids two of them", identity: deletes,
      policy: #"{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","#
        + #""Resource":"arn:aws:s3:::b-1/keep/*"}"#,
      refused: [false, true, true], denied: 1, groups: 2),
    Case(
      name: "a version needs another permission", entries: [["Key": "a", "VersionId": "null"]],
      identity: #"{"Effect":"Allow","Action":"s3:DeleteObject","Resource":"*"}"#,
      refused: [true], denied: 0),
    Case(
      name: "an id that was never issued",
      entries: [["Key": "a", "VersionId": "x"], ["Key": "a"]],
      caller: .root, refused: [true, false], groups: 2),
    Case(
      name: "another ETag", entries: [["Key": "a", "ETag": "x"], ["Key": "none"]], caller: .root,
      refused: [true, false], groups: 2),
  ]

  private func bench(_ row: Case) throws -> Bench {
    var bench = Bench()
    bench.principal = .root
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    for key in ["a", "keep/b", "keep/c"] {
      try bench.must("PutObject", ["Bucket": "b-1", "Key": .string(key)])
    }
    if let policy = row.policy {
      try bench.must(
        "PutBucketPolicy",
        ["Bucket": "b-1", "Policy": .string(#"{"Version":"2012-10-17","Statement":[\#(policy)]}"#)])
    }
    if let identity = row.identity {
      try bench.must(
        "PutUserPolicy",
        [
          "UserName": "bob", "PolicyName": "p",
          "PolicyDocument": .string(#"{"Version":"2012-10-17","Statement":[\#(identity)]}"#),
        ])
    }
    return bench
  }

  private func explanation(_ row: Case, in world: World) throws -> Explanation {
    world.explain(
      try #require(Catalogue.operation("DeleteObjects")),
      ["Bucket": "b-1", "Delete": ["Objects": .list(row.entries)]],
      as: Call(principal: row.caller, region: .usEast1))
  }

  @Test(arguments: cases)
  func `Of each object is told what S3 answers`(row: Case) throws {
    var bench = try bench(row)
    let explanation = try explanation(row, in: bench.world)
    let objects = explanation.objects
    #expect(objects.map { !$0.explanation.hasSucceeded } == row.refused)
    #expect(explanation.hasSucceeded == !row.refused.contains(true))
    #expect(objects.firstIndex { $0.explanation.denial != nil } == row.denied)
    let groups = objects.reduce(into: [ExplainedObject]()) { groups, object in
      if !groups.contains(where: { $0.isAlike(object) }) { groups.append(object) }
    }
    #expect(groups.count == row.groups)
    let failures = objects.compactMap { object -> WireError? in
      guard case .failure(let failure) = object.explanation.outcome else { return nil }
      return failure.wire
    }
    let answer = try bench.with(row.caller) { bench in
      try bench.must(
        "DeleteObjects", ["Bucket": "b-1", "Delete": ["Objects": .list(row.entries)]])
    }
    let errors = answer["Errors"]?.elements ?? []
    #expect(errors.map { $0["Code"]?.text } == failures.map(\.code))
    #expect(errors.map { $0["Message"]?.text } == failures.map(\.message))
  }

  @Test(arguments: cases.filter { $0.denied != nil })
  func `Each change lets the first refused object through`(row: Case) throws {
    let bench = try bench(row)
    let explanation = try explanation(row, in: bench.world)
    let changes = bench.world.changes(for: explanation)
    #expect(!changes.isEmpty)
    for proven in changes {
      #expect(proven.succeeds)
      var changed = bench.world
      for step in proven.change.steps {
        _ = changed.handle(step.operation, .object(step.request), as: step.call)
      }
      let again = try self.explanation(row, in: changed)
      let index = try #require(row.denied)
      #expect(again.objects[index].explanation.hasSucceeded, "\(proven.change.words)")
    }
  }

  @Test func `A call that fails as a whole has no objects`() throws {
    let explanation = try explanation(Case(name: ""), in: Bench().world)
    #expect(explanation.objects.isEmpty)
    #expect(!explanation.hasSucceeded)
  }

  @Test func `The record names the bucket, and each object that was deleted`() throws {
    var bench = try bench(Self.cases[2])
    let objects: Document = .list(Self.cases[2].entries)
    let names = try [Principal.bob, .root].map { caller in
      try bench.with(caller) { bench in
        _ = try bench.must("DeleteObjects", ["Bucket": "b-1", "Delete": ["Objects": objects]])
      }
      let record = try #require(bench.world.environment.trail.suffix(1).first?.record)
      return record.resources.map(\.resource)
    }
    #expect(names == [["b-1/a", "b-1"], ["b-1/a", "b-1/keep/b", "b-1/keep/c", "b-1"]])
  }
}
