import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

/// What the world has names for, as far as a prefix of them was typed.
///
/// Each list is read from the place where the prefix begins, and only as far as completion looks.
struct LiveNames {
  let session: Session

  private var account: AccountID { session.present.caller.account }
  private var region: Region { session.present.region }
  private var kms: KMSState { session.world.storage.kms }
  private var s3: S3State { session.world.storage.s3 }
  private var identities: Identities { session.world.environment.identities }

  /// Aliases, the learner's own first; their prefix may be left out.
  func aliases(_ typed: String) -> [Candidate] {
    let isWhole = typed.hasPrefix("alias/") || "alias/".hasPrefix(typed)
    let prefix = isWhole ? typed : "alias/" + typed
    let start = AliasAddress(account: account, region: region, name: prefix)
    let found = LiveNames.first(of: kms.aliases.entries(from: start)) {
      $0.account == account && $0.region == region && $0.name.hasPrefix(prefix)
    }
    let own = found.filter { !$0.key.name.hasPrefix("alias/aws/") }
    let managed = found.filter { $0.key.name.hasPrefix("alias/aws/") }
    return (own + managed).map { entry in
      let key = kms.keys[entry.value.targetAddress]
      return Candidate(entry.key.name, key.map(LiveNames.note) ?? "")
    }
  }

  /// Ids of keys.
  func keys(_ prefix: String) -> [Candidate] {
    guard let least = LiveNames.leastID(prefix) else { return [] }
    let start = KeyAddress(account: account, region: region, id: least)
    let keys = LiveNames.first(of: kms.keys.entries(from: start)) {
      $0.account == account && $0.region == region && $0.id.description.hasPrefix(prefix)
    }.map(\.value)
    let names = keys.count > 50 ? [:] : aliases(of: keys)
    return keys.map { key in
      let alias = names[key.address.id].map { ", \($0)" } ?? ""
      return Candidate(key.address.id.description, LiveNames.note(key) + alias)
    }
  }

  /// The first alias of each key.
  private func aliases(of keys: [Key]) -> [KeyID: String] {
    let wanted = Set(keys.map(\.address.id))
    var names: [KeyID: String] = [:]
    let start = AliasAddress(account: account, region: region, name: "")
    for (address, alias) in kms.aliases.entries(from: start) {
      guard address.account == account, address.region == region else { break }
      if wanted.contains(alias.target), names[alias.target] == nil {
        names[alias.target] = address.name
      }
    }
    return names
  }

  private static func note(_ key: Key) -> String {
    let description = key.description.isEmpty ? "" : "\"\(key.description)\", "
    return description + key.state.name
  }

  /// The first id that can begin with a prefix; `nil` for a prefix of no id.
  private static func leastID(_ prefix: String) -> KeyID? {
    let least = prefix.hasPrefix("m") ? "mrk-" + String(repeating: "0", count: 32) : zeros
    let typed = prefix.hasPrefix("m") && prefix.count < 4 ? "mrk-" : prefix
    return KeyID(typed + least.dropFirst(typed.count))
  }

  private static let zeros = "00000000-0000-0000-0000-000000000000"

  /// ARNs of keys and aliases.
  func arns(_ prefix: String) -> [Candidate] {
    let base = "arn:aws:kms:\(region):\(account):"
    guard prefix.hasPrefix("arn:") else { return [] }
    let rest = prefix.hasPrefix(base) ? String(prefix.dropFirst(base.count)) : ""
    let keys =
      "key/".hasPrefix(rest) || rest.hasPrefix("key/")
      ? self.keys(String(rest.dropFirst(4))).map { ("key/" + $0.text, $0.note) } : []
    let aliases =
      "alias/".hasPrefix(rest) || rest.hasPrefix("alias/")
      ? self.aliases(rest).map { ($0.text, $0.note) } : []
    return (aliases + keys).map { Candidate(base + $0.0, $0.1, label: $0.0) }
      .filter { $0.text.hasPrefix(prefix) }
  }

  /// Buckets of the account.
  func buckets(_ prefix: String) -> [Candidate] {
    LiveNames.first(of: s3.buckets.entries(from: BucketName(prefix))) { $0.text.hasPrefix(prefix) }
      .filter { $0.value.owner == account }
      .map { Candidate($0.key.text, counted($0.value.objects.count, "object", grouping: false)) }
  }

  /// Keys of a bucket's objects.
  func objects(_ prefix: String, in bucket: String) -> [Candidate] {
    guard let objects = s3.buckets[BucketName(bucket)]?.objects else { return [] }
    return LiveNames.first(of: objects.entries(from: ObjectKey(prefix))) {
      $0.text.hasPrefix(prefix)
    }
    .map { Candidate($0.key.text, "object") }
  }

  /// Ids of the versions of an object, the newest first.
  func versions(_ prefix: String, of key: String, in bucket: String) -> [Candidate] {
    guard let bucket = s3.buckets[BucketName(bucket)], bucket.versioning != nil else { return [] }
    let key = ObjectKey(key)
    var found: [Candidate] = []
    bucket.walkVersions(from: .newest(of: key)) { listed in
      guard listed.key == key, found.count < Completion.limit else { return false }
      let id = s3.id(of: listed.version.number).text
      let kind = listed.version.object == nil ? "delete marker" : "object"
      if id.hasPrefix(prefix) {
        found.append(Candidate(id, "\(kind) of \(listed.version.lastModified.readable)"))
      }
      return true
    }
    return found
  }

  /// The open uploads of a bucket, or of one key in it.
  func uploads(_ prefix: String, of key: String?, in bucket: String) -> [Candidate] {
    var found: [Candidate] = []
    for upload in s3.buckets[BucketName(bucket)]?.uploads.values ?? []
    where key.map({ ObjectKey($0) == upload.place.key }) ?? true {
      let id = s3.id(of: upload).text
      guard id.hasPrefix(prefix) else { continue }
      guard found.count < Completion.limit else { break }
      let parts = counted(upload.parts.count, "part")
      found.append(Candidate(id, "\(upload.place.key), \(parts), \(upload.initiated.readable)"))
    }
    return found
  }

  /// `bucket/key`, behind a base such as `s3://`.
  func places(_ rest: Substring, behind base: String) -> [Candidate] {
    guard let slash = rest.firstIndex(of: "/") else {
      return buckets(String(rest)).map {
        Candidate(base + $0.text + "/", $0.note, label: $0.text + "/", goesOn: true)
      }
    }
    let bucket = String(rest[..<slash])
    return objects(String(rest[rest.index(after: slash)...]), in: bucket).map {
      Candidate("\(base)\(bucket)/\($0.text)", $0.note, label: $0.text)
    }
  }

  /// `s3://bucket/key`.
  func uris(_ prefix: String) -> [Candidate] {
    if prefix.hasPrefix("s3://") { return places(prefix.dropFirst(5), behind: "s3://") }
    guard "s3://".hasPrefix(prefix) else { return [] }
    let all = places("", behind: "s3://")
    return all.isEmpty ? [Candidate("s3://", "a bucket", goesOn: true)] : all
  }

  /// The first entries that belong, as many as completion looks at.
  private static func first<Key, Value>(
    of entries: some Sequence<(key: Key, value: Value)>, while belongs: (Key) -> Bool
  ) -> [(key: Key, value: Value)] {
    var found: [(key: Key, value: Value)] = []
    for entry in entries {
      guard found.count < Completion.limit, belongs(entry.key) else { break }
      found.append(entry)
    }
    return found
  }
}

extension LiveNames {
  /// Virtual files.
  func files(_ prefix: String = "") -> [Candidate] {
    session.files.names.lazy.filter { $0.hasPrefix(prefix) }.prefix(Completion.limit).map { name in
      Candidate(name, counted(session.files[name]?.count ?? 0, "byte", grouping: false))
    }
  }

  /// Virtual files as values of options: `file://` for text, `fileb://` for bytes.
  func parameterFiles(_ prefix: String, isBinary: Bool) -> [Candidate] {
    let schemes = isBinary ? ["fileb://"] : ["file://"]
    for scheme in ["fileb://", "file://"] where prefix.hasPrefix(scheme) {
      let name = String(prefix.dropFirst(scheme.count))
      return files(name).map { Candidate(scheme + $0.text, $0.note, label: $0.text) }
    }
    return schemes.filter { $0.hasPrefix(prefix) }.map { scheme in
      let note = isBinary ? "the bytes of a virtual file" : "the text of a virtual file"
      return Candidate(scheme, note, goesOn: true)
    }
  }

  /// Those who can call, as `as` names them.
  func principals() -> [Candidate] {
    identities.principals.map { principal in
      Candidate(principal.shortName(from: session.configuration.account), "\(principal.arn)")
    }
  }

  /// Names that a member of a request takes.
  func names(
    _ suggestion: Suggestion, _ prefix: String, bucket: String?, key: String?
  ) -> [Candidate] {
    switch suggestion {
    case .keys: return keys(prefix) + arns(prefix)
    case .keysAndAliases: return aliases(prefix) + keys(prefix) + arns(prefix)
    case .aliases: return aliases(prefix)
    case .buckets: return buckets(prefix)
    case .objects: return bucket.map { objects(prefix, in: $0) } ?? []
    case .versions:
      guard let bucket, let key else { return [] }
      return versions(prefix, of: key, in: bucket)
    case .uploads: return bucket.map { uploads(prefix, of: key, in: $0) } ?? []
    case .bucketsAndObjects: return places(prefix[...], behind: "")
    case .users: return own(identities.users.values.map { ($0.account, $0.name) }, "user")
    case .groups: return own(identities.groups.values.map { ($0.account, $0.name) }, "group")
    case .roles: return roles
    case .roleARNs:
      return roles.map { Candidate("arn:aws:iam::\(account):role/\($0.text)", "role") }
    case .policies:
      return identities.policies.values.filter { $0.arn.account == account }
        .map { Candidate("\($0.arn)", "managed policy") }
    case .accessKeys:
      return identities.users.values.filter { $0.account == account }
        .flatMap { user in user.accessKeys.map { Candidate($0.id, user.name) } }
    case .keyStores:
      return kms.keyStores(account: account, region: region).map {
        Candidate($0.address.id.description, "\($0.name), \($0.connection.name)")
      }
    }
  }

  private var roles: [Candidate] {
    own(identities.roles.values.map { ($0.account, $0.name) }, "role")
  }

  /// Those of the caller's account.
  private func own(_ names: [(account: AccountID, name: String)], _ note: String) -> [Candidate] {
    names.filter { $0.account == account }.map { Candidate($0.name, note) }
  }

  /// Moments to come, the next events first.
  func dates() -> [Candidate] {
    var dates: [Candidate] = []
    for (slot, event) in session.world.environment.queue.upcoming.prefix(50) {
      let note = "\(event.kind.name) \(session.readableName(of: event.subject))"
      if slot.time.timeOfDay == "00:00:00", dates.last?.text != slot.time.date {
        dates.append(Candidate(slot.time.date, note))
      } else if slot.time.timeOfDay != "00:00:00" {
        // The day after, by which it has happened.
        let day = slot.time.adding(days: 1).date
        if dates.last?.text != day { dates.append(Candidate(day, "after " + note)) }
      }
    }
    for days in [1, 30, 365] {
      let date = session.now.adding(days: days).date
      if !dates.contains(where: { $0.text == date }) {
        dates.append(Candidate(date, days == 1 ? "tomorrow" : "in \(days) days"))
      }
    }
    return dates
  }

  /// Periods, with where they lead.
  func periods() -> [Candidate] {
    [("1h", 0), ("1d", 1), ("7d", 7), ("30d", 30), ("90d", 90), ("365d", 365)].map { text, days in
      Candidate(
        text, days == 0 ? "an hour" : "to \(session.now.adding(days: days).date)")
    }
  }
}
