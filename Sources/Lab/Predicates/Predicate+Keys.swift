import Cloud
import KMS
import Kernel
import S3
import Sessions
import Text

/// Keys and aliases, and what an audit finds.
extension Predicate {
  static let keys: [Form] = [
    Form("key K exists", example: "key alias/lab-key exists") { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "key")
      guard words.take("exists") else {
        throw PredicateError(
          message: "key K exists | is STATE | is gone | is primary in R | rotates [every N]"
            + " | has N materials | has N grants | has spec SPEC | has replica in R")
      }
      return Claim("the key \(name) exists") { stage in
        let key = stage.key(name)
        return Finding(
          key != nil,
          found: key.map { "key \($0.address.id), \($0.state.name)" } ?? stage.missing(name),
          wanted: "a key that \(name) names", shows: "aws kms list-aliases")
      }
    },
    Form(
      "key K is Enabled | Disabled | PendingImport | PendingDeletion\n"
        + "      | PendingReplicaDeletion | Unavailable | gone",
      example: "key alias/lab-key is PendingDeletion", openings: ["key K is"]
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "key")
      let state = try words.word("a state", after: "is")
      if state == "gone" { return isGone(name) }
      let states = [
        "Enabled", "Disabled", "PendingImport", "PendingDeletion", "PendingReplicaDeletion",
        "Unavailable",
      ]
      guard states.contains(state) else {
        throw PredicateError(
          message: "key K is \(states.joined(separator: ", ")), gone, or primary in REGION")
      }
      return Claim("\(name) is \(state)") { stage in
        let found = stage.key(name)?.state.name
        return Finding(
          found == state, found: found ?? stage.missing(name), wanted: state,
          shows: describeKey(name, "KeyState"))
      }
    },
    Form(
      "key K rotates [every DAYS]", example: "key alias/lab-key rotates every 90",
      openings: ["key K rotates"]
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "key")
      try words.expect("rotates")
      let days = words.take("every") ? try words.number() : nil
      return Claim("\(name) rotates" + (days.map { " every \($0) days" } ?? " by itself")) {
        rotation(of: name, every: days, $0)
      }
    },
    Form(
      "key K has N materials", example: "key alias/lab-key has 2 materials",
      openings: ["key K has"]
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "key")
      let count = try words.number(after: "has")
      try words.expect(plural("material", count))
      return Claim("\(name) has \(count) \(plural("version", count)) of its material") { stage in
        let found = stage.key(name)?.materials.count
        let words = { $0 == 1 ? "1 version of the material" : "\($0) versions" }
        return Finding(
          found == count, found: found.map(words) ?? stage.missing(name), wanted: words(count),
          shows: "inspect \(name)")
      }
    },
    Form(
      "key K has spec SPEC [for USAGE]",
      example: "key alias/signing has spec ECC_NIST_P256 for SIGN_VERIFY",
      openings: ["key K has spec"]
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "key")
      let spec: KeySpec = try words.value("a key spec", after: "has spec")
      let usage: KeyUsage? = words.take("for") ? try words.value("a key usage") : nil
      return Claim(
        "\(name) has the spec \(spec.rawValue)" + (usage.map { ", for \($0.rawValue)" } ?? "")
      ) { stage in
        let type = stage.key(name)?.type
        return Finding(
          type?.spec == spec && (usage == nil || type?.usage == usage),
          found: type?.inWords ?? stage.missing(name),
          wanted: spec.rawValue + (usage.map { " for \($0.rawValue)" } ?? ""),
          shows: describeKey(name, "[KeySpec,KeyUsage]"))
      }
    },
    Form(
      "key K has N grants", example: "key alias/lab-key has 1 grant",
      openings: ["key K has N grant", "key K has N grants"]
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "key")
      let count = try words.number(after: "has")
      guard words.take(plural("grant", count)) else { return nil }
      let wanted = counted(count, "grant", grouping: false)
      return Claim("\(name) has \(wanted)") { stage in
        let key = stage.key(name)
        let found = key.map { stage.kms.grants(of: $0.address).reduce(0) { count, _ in count + 1 } }
        return Finding(
          found == count,
          found: found.map { counted($0, "grant", grouping: false) } ?? stage.missing(name),
          wanted: wanted, shows: key.map { "aws kms list-grants --key-id \($0.address.id)" })
      }
    },
    Form(
      "key K is primary in REGION", example: "key alias/lab-key is primary in us-east-1",
      openings: ["key K is primary"]
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "key")
      let region = try words.region(after: "is primary in")
      return Claim("the primary of \(name) is in \(region)") { stage in
        let key = stage.key(name)
        let primary = key?.family?.primary
        return Finding(
          primary == region,
          found: key == nil
            ? stage.missing(name)
            : primary.map { "the primary is in \($0)" } ?? "the key lives in one Region only",
          wanted: "the primary is in \(region)",
          shows: describeKey(name, "MultiRegionConfiguration"))
      }
    },
    Form(
      "key K has replica in REGION", example: "key alias/lab-key has replica in eu-west-1",
      openings: ["key K has replica"]
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key", after: "key")
      let region = try words.region(after: "has replica in")
      return Claim("\(name) has a replica in \(region)") { stage in
        let replicas = stage.key(name)?.family?.replicas ?? []
        return Finding(
          replicas.contains(region),
          found: stage.key(name) == nil
            ? stage.missing(name)
            : replicas.isEmpty
              ? "it has no replica"
              : "replicas in \(replicas.map(\.description).joined(separator: ", "))",
          wanted: "a replica in \(region)",
          shows: describeKey(name, "MultiRegionConfiguration"))
      }
    },
    Form(
      "audit of K|s3://B has no findings | has no finding above LOW|MEDIUM",
      example: "audit of alias/lab-key has no findings"
    ) { (words) throws(PredicateError) in
      let name = try words.word("a key or s3://bucket", after: "audit of")
      try words.expect("has no")
      let floor = words.take("findings") ? nil : try words.severity(after: "finding above")
      return Claim("audit \(name) finds nothing" + (floor.map { " above \($0.name)" } ?? "")) {
        audit(of: name, above: floor, $0)
      }
    },
    Form("alias A names K", example: "alias alias/lab-key names alias/other") {
      (words) throws(PredicateError) in
      let alias = try words.word("an alias", after: "alias")
      let name = try words.word("a key", after: "names")
      return Claim(
        name.hasPrefix("alias/")
          ? "\(alias) and \(name) name the same key" : "\(alias) names the key \(name)"
      ) { stage in
        let target = stage.kms.aliases[stage.address(ofAlias: alias)]?.target
        let wanted = stage.key(name)?.address.id
        return Finding(
          target != nil && target == wanted,
          found: target.map { "\(alias) names \($0)" } ?? "no \(alias); \(stage.aliases)",
          wanted: "\(alias) names \(wanted.map { "\($0)" } ?? name)", shows: "aws kms list-aliases")
      }
    },
  ]

  /// The command that shows a member of what is known of a key.
  static func describeKey(_ name: String, _ member: String) -> String {
    "aws kms describe-key --key-id \(name) --query KeyMetadata.\(member)"
  }

  private static func isGone(_ name: String) -> Claim {
    Claim("\(name) is deleted") { stage in
      let isGone = stage.wasDeleted(name)
      return Finding(
        isGone,
        found: stage.key(name).map { "the key is \($0.state.name)" }
          ?? (isGone ? "its deletion has happened" : "there never was such a key"),
        wanted: "a key that was deleted", shows: "trail")
    }
  }

  private static func rotation(of name: String, every days: Int?, _ stage: Stage) -> Finding {
    let key = stage.key(name)
    let period = key?.rotation?.periodDays
    return Finding(
      period != nil && (days == nil || period == days),
      found: key == nil
        ? stage.missing(name) : period.map { "it rotates every \($0) days" } ?? "rotation is off",
      wanted: days.map { "it rotates every \($0) days" } ?? "automatic rotation is on",
      shows: key.map { "aws kms get-key-rotation-status --key-id \($0.address.id)" })
  }

  private static func audit(
    of name: String, above floor: AuditFinding.Severity?, _ stage: Stage
  ) -> Finding {
    let world = stage.session.world
    let wanted = floor.map { "no finding above \($0.name)" } ?? "no findings"
    var findings: [AuditFinding]
    if name.hasPrefix("s3://") {
      guard let bucket = stage.s3.buckets[BucketName(String(name.dropFirst(5)))] else {
        return Finding(false, found: "no \(name)", wanted: wanted, shows: "aws s3 ls")
      }
      findings = BucketAudit(of: bucket, in: world).findings
    } else {
      guard let key = stage.key(name) else { return stage.noKey(name, wanted: wanted) }
      findings = KeyAudit(of: key, in: world).findings
    }
    // The worse a finding, the smaller its severity sorts.
    if let floor { findings.removeAll { $0.severity >= floor } }
    return Finding(
      findings.isEmpty,
      found: findings.isEmpty ? wanted : findings.map(\.text).joined(separator: "; "),
      wanted: wanted, shows: "audit \(name)")
  }
}

extension PredicateScanner {
  fileprivate mutating func severity(
    after before: String
  ) throws(PredicateError) -> AuditFinding.Severity {
    let name = try word("LOW or MEDIUM", after: before)
    let severities: [AuditFinding.Severity] = [.low, .medium]
    guard let severity = severities.first(where: { $0.name == name }) else {
      throw PredicateError(message: "a finding is above LOW or above MEDIUM, not above \(name)")
    }
    return severity
  }
}
