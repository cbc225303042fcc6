import Cloud
import KMS
import Kernel
import S3
import Sessions
import Text

/// Objects and their versions.
extension Predicate {
  static let objects: [Form] = [
    object("exists", example: "object s3://q4-reports/a.txt exists", openings: ["exists"]) {
      (object, words) throws(PredicateError) in
      try words.expect("exists")
      return Claim("\(object.text) exists") { $0.existence(of: object) }
    },
    object(
      "is KIND [under K]", example: "object s3://q4-reports/a.txt is aws:kms under alias/lab-key",
      openings: ["is"]
    ) { (object, words) throws(PredicateError) in
      let encryption = try EncryptionClaim(&words)
      return Claim("\(object.text) is \(encryption.words)") { stage in
        guard let found = stage.object(object) else { return stage.existence(of: object) }
        return Finding(
          encryption.fits(found, stage), found: stage.encryption(of: found),
          wanted: encryption.words,
          shows: "aws s3api head-object --bucket \(object.bucket) --key \(object.key)")
      }
    },
    Form(
      "every object [and version] under PREFIX is KIND [under K]",
      example: "every object under s3://q4-reports/2025/ is AES256"
    ) { (words) throws(PredicateError) in
      try words.expect("every object")
      let isOfVersions = words.take("and")
      if isOfVersions { try words.expect("version") }
      let prefix = try words.objectName(after: "under")
      let encryption = try EncryptionClaim(&words)
      let every = "every object" + (isOfVersions ? " and version" : "")
      return Claim("\(every) under \(prefix.text) is \(encryption.words)") {
        encryption.finding(
          ofEvery: prefix, andVersion: isOfVersions, wanted: "\(every) is \(encryption.words)", $0)
      }
    },
    object("opens for P | nobody", example: "object s3://b/k opens for alice", openings: ["opens"])
    {
      (object, words) throws(PredicateError) in
      let principal = try words.word("a principal", after: "opens for")
      return Claim("\(object.text) opens for \(principal)") { stage in
        guard principal != "nobody" else {
          let able = stage.names { stage.opens(object, $0) }
          return Finding(
            stage.object(object) != nil && able.isEmpty,
            found: able.isEmpty ? "nobody" : "it opens for \(able.joined(separator: ", "))",
            wanted: "nobody can read it", shows: "inspect \(object.uri)")
        }
        let wanted = "\(principal) can read it"
        guard let who = stage.principal(principal) else {
          return .nobody(principal, wanted: wanted)
        }
        guard stage.object(object) != nil else { return stage.existence(of: object) }
        let isOpen = stage.opens(object, who)
        return Finding(
          isOpen, found: isOpen ? "it opens" : "it does not open for \(principal)",
          wanted: wanted, shows: "inspect \(object.uri)")
      }
    },
    object("is lost", example: "object s3://q4-reports/a.txt is lost", openings: ["is lost"]) {
      (object, words) throws(PredicateError) in
      try words.expect("is lost")
      return Claim("\(object.text) is lost for ever") { stage in
        guard let found = stage.object(object) else { return stage.existence(of: object) }
        return Finding(
          stage.session.world.readability(of: found).isLost, found: stage.encryption(of: found),
          wanted: "listed, and its key deleted", shows: "inspect \(object.uri)")
      }
    },
    object(
      "is locked [as GOVERNANCE | COMPLIANCE] [until DATE]",
      example: "object s3://q4-reports/a.txt is locked as COMPLIANCE until 2027-01-01",
      openings: ["is locked"]
    ) { (object, words) throws(PredicateError) in
      try words.expect("is locked")
      let mode = words.take("as") ? try words.word("GOVERNANCE or COMPLIANCE") : nil
      guard mode.map({ RetentionMode(rawValue: $0) != nil }) ?? true else {
        throw PredicateError(message: "an object is locked as GOVERNANCE or as COMPLIANCE")
      }
      let until =
        words.take("until") ? try words.date("object O is locked until YYYY-MM-DD") : nil
      let claim =
        "locked" + (mode.map { " as \($0)" } ?? "") + (until.map { " until \($0.date)" } ?? "")
      return Claim("\(object.text) is \(claim)") { stage in
        guard let found = stage.object(object) else { return stage.existence(of: object) }
        let retention = found.lock.retention(at: stage.session.now)
        let isMet =
          mode == nil && until == nil
          ? found.lock.protects(at: stage.session.now)
          : retention.map {
            (mode ?? $0.mode.rawValue) == $0.mode.rawValue && (until ?? $0.until) <= $0.until
          } ?? false
        return Finding(
          isMet, found: stage.lock(of: found), wanted: claim + (until == nil ? "" : " or later"),
          shows: "inspect \(object.uri)")
      }
    },
    object(
      "has [no] legal hold", example: "object s3://q4-reports/a.txt has legal hold",
      openings: ["has legal", "has no legal"]
    ) { (object, words) throws(PredicateError) in
      try words.expect("has")
      let isWanted = !words.take("no")
      try words.expect("legal hold")
      return Claim("\(object.text) has \(isWanted ? "a" : "no") legal hold") { stage in
        guard let found = stage.object(object) else { return stage.existence(of: object) }
        return Finding(
          (found.lock.legalHold == .on) == isWanted, found: stage.lock(of: found),
          wanted: isWanted ? "a legal hold" : "no legal hold", shows: "inspect \(object.uri)")
      }
    },
    object(
      "has N versions | has N markers", example: "object s3://q4-reports/a.txt has 3 versions",
      openings: ["has"]
    ) { (object, words) throws(PredicateError) in
      try words.expect("has")
      guard !words.take("no"), object.version == nil else {
        throw PredicateError(
          message: "object O has N versions | has N markers | has [no] legal hold")
      }
      let count = try words.number()
      let isOfMarkers = words.take(plural("marker", count))
      if !isOfMarkers { try words.expect(plural("version", count)) }
      let noun = plural(isOfMarkers ? "delete marker" : "version", count)
      return Claim("\(object.text) has \(count) \(noun)") { stage in
        let versions = stage.versions(of: object)
        let objects = versions.count { $0.object != nil }
        let markers = versions.count - objects
        return Finding(
          (isOfMarkers ? markers : objects) == count,
          found: "\(counted(objects, "version")), \(counted(markers, "marker"))",
          wanted: counted(count, isOfMarkers ? "marker" : "version"),
          shows: "aws s3api list-object-versions --bucket \(object.bucket)")
      }
    },
    Form(
      "version N of O …, as of an object; 1 is the oldest that there is",
      example: "version 1 of s3://q4-reports/a.txt is aws:kms under alias/lab-key",
      openings: ["object", "version"]
    ) { (words) throws(PredicateError) in
      _ = try words.object()
      throw PredicateError(
        message: "object O exists | is KIND [under K] | is lost | opens for P"
          + " | is locked [as MODE] [until DATE] | has N versions | has N markers"
          + " | has [no] legal hold")
    },
  ]

  /// A form of what is claimed of an object, or of one of its versions.
  private static func object(
    _ form: String, example: String, openings: [String],
    read: @escaping @Sendable (ObjectName, inout PredicateScanner) throws(PredicateError) -> Claim
  ) -> Form {
    Form(
      "object O \(form)", example: example,
      openings: openings.flatMap { ["object O \($0)", "version N of O \($0)"] }
    ) { (words) throws(PredicateError) in try read(try words.object(), &words) }
  }
}

/// How an object shall be encrypted.
private struct EncryptionClaim: Sendable {
  let kind: String
  let key: String?

  init(_ words: inout PredicateScanner) throws(PredicateError) {
    kind = try words.kind(after: "is")
    key = words.take("under") ? try words.word("a key") : nil
  }

  var words: String { kind + (key.map { " under \($0)" } ?? "") }

  func fits(_ object: StoredObject, _ stage: Stage) -> Bool {
    guard object.envelope.kind.text == kind else { return false }
    guard let key else { return true }
    return stage.key(key).map { $0.arn == object.envelope.key } ?? false
  }

  /// Whether all objects are encrypted so whose names begin alike, and all their versions.
  func finding(
    ofEvery prefix: Predicate.ObjectName, andVersion: Bool, wanted: String, _ stage: Stage
  ) -> Finding {
    var objects: [(key: String, object: StoredObject)] = []
    stage.bucket(of: prefix)?.walkVersions(from: .newest(of: ObjectKey(prefix.key))) { listed in
      guard listed.key.text.hasPrefix(prefix.key) else { return false }
      if let object = listed.version.object, andVersion || listed.isLatest {
        objects.append((listed.key.text, object))
      }
      return true
    }
    guard !objects.isEmpty else {
      return Finding(false, found: "no object", wanted: wanted, shows: "aws s3 ls")
    }
    let others = objects.filter { !fits($0.object, stage) }
    return Finding(
      others.isEmpty,
      found: others.isEmpty
        ? "\(objects.count) of \(objects.count)"
        : "\(others.count) of \(objects.count) are not: \(others[0].key) is "
          + stage.encryption(of: others[0].object),
      wanted: wanted, shows: "inspect s3://\(prefix.bucket)")
  }
}

extension PredicateScanner {
  /// An object, or one of its versions.
  fileprivate mutating func object() throws(PredicateError) -> Predicate.ObjectName {
    guard take("version") else { return try objectName(after: "object") }
    let number = try number()
    guard number > 0 else {
      throw PredicateError(message: "version 1 of O is the oldest; there is no version 0")
    }
    var object = try objectName(after: "of")
    object.version = number
    return object
  }
}
