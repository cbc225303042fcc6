import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Shell
import Text

/// What is otherwise in one moment than in another, in words.
///
/// A `+` stands for what only the second one has, a `-` for what it has not.
struct MomentDifference {
  let old, new: Moment
  let home: AccountID
  /// The rows: what it is about, and what became of it.
  private(set) var rows: [(label: String, text: String)] = []

  /// Most things of one kind that are told one by one.
  static let limit = 5

  /// Compares two moments.
  init(from old: Moment, to new: Moment, home: AccountID) {
    self.old = old
    self.new = new
    self.home = home
    addClock()
    addKeys()
    addKeyStores()
    addGrants()
    addAliases()
    addBuckets()
    addReadability()
    addIdentities()
    addSettings()
    addComputer()
    let count = new.world.environment.trail.count - old.world.environment.trail.count
    if count != 0 {
      add("trail", "\(counted(abs(count), "record")) \(count > 0 ? "more" : "fewer")")
    }
  }

  /// Adds a row.
  mutating func add(_ label: String, _ text: String) { rows.append((label, text)) }

  /// Adds rows, the first ones where there are many.
  mutating func add(_ label: String, _ texts: [String]) {
    for text in texts.prefix(MomentDifference.limit) { add(label, text) }
    let rest = texts.count - MomentDifference.limit
    if rest > 0 { add(label, "and \(grouped(rest)) more") }
  }

  /// Adds what differs with one thing, in one row; none where nothing does.
  mutating func add(_ label: String, _ name: String, _ changes: [String?]) {
    let changes = changes.compactMap { $0 }
    if !changes.isEmpty { add(label, "\(name): \(changes.joined(separator: "; "))") }
  }

  /// What a key is called, as short as it can be.
  func name(of key: KeyAddress) -> String {
    for moment in [new, old] {
      if let alias = moment.world.storage.kms.aliases(of: key).first {
        return alias.address.name + regionNote(key.region)
      }
    }
    return "key \(key.id.description.prefix(12))…" + regionNote(key.region)
  }

  /// The Region of what is not where the caller is.
  func regionNote(_ region: Region) -> String {
    region == new.region ? "" : " in \(region)"
  }
}

/// What became of a value; `nil` where it is as it was.
func became<Value: Equatable>(
  _ what: String, _ old: Value, _ new: Value, _ words: (Value) -> String = { "\($0)" }
) -> String? {
  old == new ? nil : "\(what)\(what.isEmpty ? "" : " ")\(words(old)) became \(words(new))"
}

/// What became of labels.
func tagChanges(
  _ old: OrderedMap<String, String>, _ new: OrderedMap<String, String>
) -> [String] {
  paired(old, new).compactMap { pair in
    switch (pair.old, pair.new) {
    case (nil, let value?): "tag + \(pair.key)=\(value)".onOneLine
    case (_?, nil): "tag - \(pair.key)".onOneLine
    case (let before?, let after?) where before != after:
      "tag \(pair.key) \(before) became \(after)".onOneLine
    default: nil
    }
  }
}

extension MomentDifference {
  private mutating func addClock() {
    let (old, new) = (old.world.now, new.world.now)
    guard old != new else { return }
    let days = (new.secondsSinceEpoch - old.secondsSinceEpoch) / 86_400
    let way =
      abs(days) > 0
      ? ", \(counted(abs(days), "day")) \(days > 0 ? "later" : "earlier")" : ""
    add("clock", "\(old.readable) became \(new.readable)\(way)")
  }

  /// How many objects can be read now, and how many never again.
  private mutating func addReadability() {
    let before = ReadableObjects(old.world)
    let after = ReadableObjects(new.world)
    if before != after, before.all + after.all > 0 {
      add("objects", "\(before.inWords) became \(after.inWords)")
    }
  }

  private mutating func addSettings() {
    let (before, after) = (old.world.environment.settings, new.world.environment.settings)
    let fault = { (fault: InjectedFault?) in
      fault.map { "\($0.code) for \($0.percent)%" } ?? "off"
    }
    let changes = [
      became("consistency", before.consistency, after.consistency) { $0.rawValue },
      became("throttling", before.isThrottling, after.isThrottling) { $0 ? "on" : "off" },
      became("fault", before.fault, after.fault, fault),
    ]
    let (keepersBefore, keepersAfter) = (
      old.world.storage.kms.keepers, new.world.storage.kms.keepers
    )
    let keepers = [
      became("cloudhsm", keepersBefore.clusters, keepersAfter.clusters) { $0.rawValue },
      became("xks-proxy", keepersBefore.proxy, keepersAfter.proxy) { $0.rawValue },
      keepersBefore.forgottenCount < keepersAfter.forgottenCount
        ? "the key manager outside of AWS forgot its keys" : nil,
    ]
    add("set", (changes + keepers).compactMap { $0 })
  }

  /// The learner's own computer: files, variables, who calls from where.
  private mutating func addComputer() {
    let names = Set(old.files.names + new.files.names).sorted { $0.precedesByBytes($1) }
    add("file", names.compactMap { change(ofFile: $0, old.files[$0], new.files[$0]) })
    add("variable", paired(old.variables, new.variables).compactMap(change(ofVariable:)))
    let (before, after) = (old.profile, new.profile)
    guard before != after else { return }
    add(
      "you",
      [
        became("", before.principal, after.principal) { $0.shortName(from: home) },
        became("Region", before.region, after.region),
        became("output", before.output, after.output) { $0 ?? "json" },
        became("cli_binary_format", before.binaryFormat, after.binaryFormat) { $0 ?? "base64" },
      ].compactMap { $0 }
        + paired(before.settings, after.settings).compactMap { pair in
          became(pair.key.onOneLine, pair.old, pair.new) { $0?.onOneLine ?? "nothing" }
        })
  }

  private func change(ofFile name: String, _ old: [UInt8]?, _ new: [UInt8]?) -> String? {
    guard old != new else { return nil }
    let name = name.onOneLine
    guard let new else { return "- \(name)" }
    guard let old else { return "+ \(name), \(counted(new.count, "byte"))" }
    return old.count == new.count
      ? "\(name): other \(counted(new.count, "byte"))"
      : "\(name): \(counted(old.count, "byte")) became \(grouped(new.count))"
  }

  private func change(ofVariable pair: Pair<String, String>) -> String? {
    let short = { (value: String) in
      value.onOneLine.count > 40 ? "\(value.onOneLine.prefix(40))…" : value.onOneLine
    }
    switch (pair.old, pair.new) {
    case (nil, let value?): return "+ $\(pair.key) = \(short(value))"
    case (_?, nil): return "- $\(pair.key)"
    case (let before?, let after?) where before != after:
      return "$\(pair.key): \(short(before)) became \(short(after))"
    default: return nil
    }
  }
}
