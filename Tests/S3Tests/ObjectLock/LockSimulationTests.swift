import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Random writes, locks, deletions and days beside a plain model of what is locked.
@Suite struct LockSimulationTests {
  /// A version as the model knows it.
  private struct Model {
    let key: String
    let id: Document
    /// When it was made, and when a newer one came.
    var overtaken: Timestamp?
    var mode: String?
    var until: Timestamp?
    var isHeld = false

    func isRetained(at now: Timestamp) -> Bool { until.map { now < $0 } ?? false }

    func mayGo(at now: Timestamp, bypassing: Bool) -> Bool {
      !isHeld && (!isRetained(at: now) || mode == "GOVERNANCE" && bypassing)
    }

    /// What the lock of a version should be.
    var told: String { "\(mode ?? "-") \(until.map { "\($0)" } ?? "-") \(isHeld)" }
  }

  /// A generator of its own, so that a failing seed is the whole story.
  private struct Numbers {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }

  /// A session that is played.
  private struct Session {
    var bench: Bench
    var numbers: Numbers
    var versions: [Model] = []
    /// The default retention in days; `nil` for none.
    var standard: Int?
    let hasRules: Bool
    var story: [String] = []
    var deletions = 0
    var refusals = 0

    init(seed: UInt64) throws {
      bench = try Bench.locking()
      numbers = Numbers(state: seed)
      hasRules = seed.isMultiple(of: 2)
      if hasRules {
        try bench.setRules([
          LifecycleTests.rule(["NoncurrentVersionExpiration": ["NoncurrentDays": 3]])
        ])
      }
    }

    var now: Timestamp { bench.world.now }

    mutating func step() throws {
      switch numbers.below(10) {
      case 0...2: try write()
      case 3: try setStandard()
      case 4, 5: try retain()
      case 6: try hold()
      case 7, 8: try delete()
      default: try advance()
      }
    }

    private mutating func mode() -> String { numbers.below(3) == 0 ? "COMPLIANCE" : "GOVERNANCE" }

    private mutating func write() throws {
      let key = ["a", "b"][numbers.below(2)]
      var model = Model(key: key, id: .null)
      var headers: DocumentObject = [:]
      if numbers.below(3) == 0 {
        let days = 1 + numbers.below(20)
        model.mode = mode()
        model.until = now.adding(days: days)
        headers = bench.lock(model.mode ?? "", days)
      } else if let standard {
        model.mode = "GOVERNANCE"
        model.until = now.adding(days: standard)
      }
      if numbers.below(8) == 0 {
        headers["ObjectLockLegalHoldStatus"] = "ON"
        model.isHeld = true
      }
      let id = try bench.version(key, headers)
      overtake(key)
      versions.append(
        Model(
          key: key, id: id, mode: model.mode, until: model.until, isHeld: model.isHeld))
      story.append("put \(key): \(model.told)")
    }

    /// Notes that a newer version or marker came.
    private mutating func overtake(_ key: String) {
      for index in versions.indices
      where versions[index].key == key && versions[index].overtaken == nil {
        versions[index].overtaken = now
      }
    }

    private mutating func setStandard() throws {
      standard = numbers.below(2) == 0 ? nil : 1 + numbers.below(9)
      story.append("default \(standard ?? 0)")
      guard let standard else {
        try bench.must(
          "PutObjectLockConfiguration",
          ["Bucket": "b-1", "ObjectLockConfiguration": ["ObjectLockEnabled": "Enabled"]])
        return
      }
      try bench.setDefaultRetention(["Mode": "GOVERNANCE", "Days": .integer(standard)])
    }

    private mutating func retain() throws {
      guard !versions.isEmpty else { return }
      let index = numbers.below(versions.count)
      let old = versions[index]
      let (isEmpty, mode, days) = (numbers.below(4) == 0, mode(), 1 + numbers.below(20))
      let bypassing = numbers.below(2) == 0
      let until = now.adding(days: days)
      let isLonger = !isEmpty && mode == old.mode && old.until.map { until >= $0 } ?? true
      let isPermitted =
        !old.isRetained(at: now) || isLonger || old.mode == "GOVERNANCE" && bypassing
      let refusal = bench.refusal(
        "PutObjectRetention",
        Bench.request(
          old.key,
          [
            "VersionId": old.id, "BypassGovernanceRetention": .bool(bypassing),
            "Retention": isEmpty ? [:] : bench.retention(mode, days),
          ]))
      story.append("retain \(old.key) \(isEmpty ? "none" : mode) \(days) \(bypassing)")
      #expect(refusal == (isPermitted ? nil : .locked))
      guard isPermitted else {
        refusals += 1
        return
      }
      versions[index].mode = isEmpty ? nil : mode
      versions[index].until = isEmpty ? nil : until
    }

    private mutating func hold() throws {
      guard !versions.isEmpty else { return }
      let index = numbers.below(versions.count)
      let isOn = numbers.below(3) == 0
      try bench.must(
        "PutObjectLegalHold",
        Bench.request(
          versions[index].key,
          ["VersionId": versions[index].id, "LegalHold": ["Status": isOn ? "ON" : "OFF"]]))
      versions[index].isHeld = isOn
      story.append("hold \(versions[index].key) \(isOn)")
    }

    private mutating func delete() throws {
      guard !versions.isEmpty, numbers.below(4) > 0 else {
        try bench.must("DeleteObject", Bench.request("a"))
        overtake("a")
        return story.append("hide a")
      }
      let index = numbers.below(versions.count)
      let (model, bypassing) = (versions[index], numbers.below(2) == 0)
      let refusal = bench.refusal(
        "DeleteObject",
        Bench.request(
          model.key, ["VersionId": model.id, "BypassGovernanceRetention": .bool(bypassing)]))
      story.append("delete \(model.key) \(model.told) \(bypassing)")
      guard model.mayGo(at: now, bypassing: bypassing) else {
        refusals += 1
        #expect(refusal == .locked)
        return
      }
      #expect(refusal == nil)
      deletions += 1
      versions.remove(at: index)
    }

    private mutating func advance() throws {
      let days = numbers.below(6)
      try bench.advance(days: days, seconds: numbers.below(3))
      story.append("advance \(days)")
    }

    /// What differs from the model: with rules, versions that nothing locks may be gone.
    mutating func differences() -> [String] {
      var wrong: [String] = []
      var kept: [Model] = []
      let bucket = bench.world.storage.s3.buckets["b-1"]
      for model in versions {
        let id = ObjectVersionID(model.id.text ?? "")
        let found = bucket.flatMap {
          try? bench.world.storage.s3.version(id, of: ObjectKey(model.key), in: $0).object
        }
        guard let found else {
          let isFree = hasRules && model.overtaken != nil && model.mayGo(at: now, bypassing: false)
          if !isFree { wrong.append("\(model.key) \(model.told) is gone") }
          continue
        }
        let lock = found.lock
        let told =
          "\(lock.retention?.mode.rawValue ?? "-") \(lock.retention.map { "\($0.until)" } ?? "-")"
          + " \(lock.legalHold == .on)"
        if told != model.told { wrong.append("\(model.key) is \(told), not \(model.told)") }
        kept.append(model)
      }
      versions = kept
      return wrong
    }
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `no version is gone before its time, and none that is free is kept`(seed: UInt64) throws {
    var session = try Session(seed: seed)
    for _ in 0..<80 {
      try session.step()
      let wrong = session.differences()
      #expect(wrong == [], "seed \(seed):\n\(session.story.joined(separator: "\n"))")
      if !wrong.isEmpty { return }
    }
    #expect(session.deletions > 0 && session.refusals > 0)
  }
}
