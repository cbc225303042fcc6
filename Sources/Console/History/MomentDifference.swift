import Cloud
import IAM
import KMS
import Kernel
import S3

/// What is otherwise in one moment than in another, in words.
struct MomentDifference {
  /// The rows: what it is about, and what became of it.
  private(set) var rows: [(label: String, text: String)] = []

  /// Most names of one kind that are told one by one.
  private static let nameLimit = 5

  /// Compares two moments.
  init(from old: Moment, to new: Moment, home: AccountID) {
    clock(old.world.now, new.world.now)
    keys(old, new)
    aliases(old, new)
    buckets(old.world, new.world)
    readability(old.world, new.world)
    people(old.world.environment.identities, new.world.environment.identities, home)
    names("file", compared(old.files, new.files))
    names("variable", compared(old.variables, new.variables))
    if old.profile != new.profile {
      let name = new.profile.principal.shortName(from: home)
      rows.append(("you", "\(name), Region \(new.profile.region)"))
    }
    trail(old.world.environment.trail, new.world.environment.trail)
  }

  /// Adds a row.
  mutating func add(_ label: String, _ text: String) { rows.append((label, text)) }

  private mutating func clock(_ old: Timestamp, _ new: Timestamp) {
    guard old != new else { return }
    let days = (new.secondsSinceEpoch - old.secondsSinceEpoch) / 86_400
    let way =
      abs(days) > 0
      ? ", \(counted(abs(days), "day")) \(days > 0 ? "later" : "earlier")" : ""
    rows.append(("clock", "\(old.readable) became \(new.readable)\(way)"))
  }

  private mutating func keys(_ old: Moment, _ new: Moment) {
    for pair in paired(old.world.storage.kms.keys, new.world.storage.kms.keys) {
      switch (pair.old, pair.new) {
      case (nil, let key?):
        let manager = key.managingService == nil ? "" : ", managed by AWS"
        rows.append(("key", "+ \(new.readableName(of: key.arn)), \(key.state.name)\(manager)"))
      case (let key?, nil): rows.append(("key", "- \(old.readableName(of: key.arn)), gone"))
      case (let before?, let after?):
        let changes = MomentDifference.changes(before, after)
        if !changes.isEmpty {
          rows.append(
            ("key", "\(new.readableName(of: after.arn)): \(changes.joined(separator: "; "))"))
        }
      case (nil, nil): break
      }
    }
  }

  /// What is otherwise with a key.
  private static func changes(_ old: Key, _ new: Key) -> [String] {
    var changes: [String] = []
    if old.state.name != new.state.name {
      changes.append("\(old.state.name) became \(new.state.name)")
    }
    if case .pendingDeletion(let date, _) = new.state, old.state != new.state {
      changes.append("to be deleted on \(date.date)")
    }
    if old.materials.count != new.materials.count {
      changes.append(
        "\(counted(old.materials.count, "version")) of key material became \(new.materials.count)")
    }
    if old.rotation?.periodDays != new.rotation?.periodDays {
      changes.append(new.rotation.map { "rotation every \($0.periodDays) days" } ?? "rotation off")
    }
    if old.policy.text != new.policy.text { changes.append("another key policy") }
    if old.tags != new.tags { changes.append("other tags") }
    if old.description != new.description { changes.append("another description") }
    return changes
  }

  private mutating func aliases(_ old: Moment, _ new: Moment) {
    for pair in paired(old.world.storage.kms.aliases, new.world.storage.kms.aliases) {
      switch (pair.old, pair.new) {
      case (nil, let alias?): rows.append(("alias", "+ \(alias.address.name), key \(alias.target)"))
      case (let alias?, nil): rows.append(("alias", "- \(alias.address.name)"))
      case (let before?, let after?) where before.target != after.target:
        rows.append(
          ("alias", "\(after.address.name): key \(before.target) became \(after.target)"))
      default: break
      }
    }
  }

  private mutating func buckets(_ old: World, _ new: World) {
    for pair in paired(old.storage.s3.buckets, new.storage.s3.buckets) {
      if pair.old == nil { rows.append(("bucket", "+ \(pair.key)")) }
      if pair.new == nil { rows.append(("bucket", "- \(pair.key)")) }
      if let before = pair.old, let after = pair.new, before.encryption != after.encryption {
        let key = after.encryption.keyID.map { " under \($0)" } ?? ""
        rows.append(
          ("bucket", "\(pair.key): the default is \(after.encryption.algorithm.rawValue)\(key)"))
      }
      names(
        "object",
        paired(pair.old?.objects ?? [:], pair.new?.objects ?? [:])
          .filter { $0.old !== $0.new }
          .map {
            Change(name: "s3://\(pair.key)/\($0.key)", isOld: $0.old != nil, isNew: $0.new != nil)
          })
    }
  }

  /// How many objects can be read now, and how many never again.
  private mutating func readability(_ old: World, _ new: World) {
    let before = ReadableObjects(old)
    let after = ReadableObjects(new)
    if before != after, before.all + after.all > 0 {
      rows.append(("objects", "\(before.inWords) became \(after.inWords)"))
    }
  }

  private mutating func people(_ old: Identities, _ new: Identities, _ home: AccountID) {
    let before = old.principals
    let after = new.principals
    for person in after where !before.contains(person) {
      rows.append(("person", "+ \(person.shortName(from: home))"))
    }
    for person in before where !after.contains(person) {
      rows.append(("person", "- \(person.shortName(from: home))"))
    }
    for person in after where before.contains(person) {
      let (then, now) = (old.policies(of: person).map(\.name), new.policies(of: person).map(\.name))
      guard then != now else { continue }
      let text = now.isEmpty ? "no identity policy" : now.joined(separator: ", ")
      rows.append(("person", "\(person.shortName(from: home)): \(text)"))
    }
  }

  private mutating func trail(_ old: Trail, _ new: Trail) {
    guard new.count > old.count else { return }
    rows.append(("trail", "\(counted(new.count - old.count, "record")) more"))
  }

  /// One name that was made, changed or removed.
  private struct Change {
    let name: String
    let isOld: Bool
    let isNew: Bool

    /// The name with its sign.
    var text: String {
      (isOld ? isNew ? "  " : "- " : "+ ") + name.onOneLine + (isOld && isNew ? " changed" : "")
    }
  }

  private mutating func names(_ label: String, _ changes: [Change]) {
    for change in changes.prefix(MomentDifference.nameLimit) { rows.append((label, change.text)) }
    let rest = changes.count - MomentDifference.nameLimit
    if rest > 0 { rows.append((label, "and \(counted(rest, label)) more")) }
  }

  private func compared(_ old: VirtualFiles, _ new: VirtualFiles) -> [Change] {
    let names = Set(old.names + new.names).sorted { $0.precedesByBytes($1) }
    return names.filter { old[$0] != new[$0] }
      .map { Change(name: $0, isOld: old[$0] != nil, isNew: new[$0] != nil) }
  }

  private func compared(
    _ old: OrderedMap<String, String>, _ new: OrderedMap<String, String>
  ) -> [Change] {
    paired(old, new).filter { $0.old != $0.new }
      .map { Change(name: "$" + $0.key, isOld: $0.old != nil, isNew: $0.new != nil) }
  }
}

/// How many objects there are, and what their keys let become of them.
struct ReadableObjects: Equatable {
  /// All objects.
  private(set) var all = 0
  /// Those whose keys open them now.
  private(set) var readable = 0
  /// Those whose keys are gone.
  private(set) var lost = 0

  /// Counts the objects of a world.
  init(_ world: World) {
    for (_, bucket) in world.storage.s3.buckets {
      for (key, count) in world.objectCounts(in: bucket) {
        all += count.objects
        let readability = world.readability(under: key?.arn)
        if readability.isReadable { readable += count.objects }
        if case .lost = readability { lost += count.objects }
      }
    }
  }

  /// The counts for a learner.
  var inWords: String {
    guard all > 0 else { return "none" }
    return "\(grouped(readable)) of \(counted(all, "object")) readable"
      + (lost > 0 ? ", \(grouped(lost)) lost for ever" : "")
  }
}

/// One key of two maps, with what each has for it.
struct Pair<Key, Value> {
  let key: Key
  let old: Value?
  let new: Value?
}

/// The entries of two maps side by side, ascending.
func paired<Key: MapKey, Value>(
  _ old: OrderedMap<Key, Value>, _ new: OrderedMap<Key, Value>
) -> [Pair<Key, Value>] {
  var pairs: [Pair<Key, Value>] = []
  var (left, right) = (old.makeIterator(), new.makeIterator())
  var (a, b) = (left.next(), right.next())
  while true {
    switch (a, b) {
    case (nil, nil): return pairs
    case (let x?, let y?) where Key.isSame(x.key, y.key):
      pairs.append(Pair(key: x.key, old: x.value, new: y.value))
      (a, b) = (left.next(), right.next())
    case (let x?, let y) where y.map({ Key.precedes(x.key, $0.key) }) ?? true:
      pairs.append(Pair(key: x.key, old: x.value, new: nil))
      a = left.next()
    case (_, let y?):
      pairs.append(Pair(key: y.key, old: nil, new: y.value))
      b = right.next()
    case (_, nil): return pairs
    }
  }
}
