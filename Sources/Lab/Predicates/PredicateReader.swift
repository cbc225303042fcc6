import Access
import Cloud
import KMS
import Kernel
import Text

extension Predicate {
  /// Reads a predicate; the error names the form that comes nearest.
  package init(_ text: String) throws(PredicateError) {
    self.text = text
    var words = PredicateScanner(text)
    switch words.next() {
    case "key": claim = try Predicate.key(&words)
    case "alias": claim = try Predicate.alias(&words)
    case "policy": claim = try Predicate.policy(&words)
    case "blob": claim = try Predicate.blob(&words)
    case "bucket": claim = .inS3(try Predicate.bucket(&words))
    case "object": claim = .inS3(try Predicate.object(try words.object(), &words))
    case "version": claim = .inS3(try Predicate.version(&words))
    case "link": claim = .inS3(try Predicate.link(&words))
    case "every": claim = .inS3(try Predicate.every(&words))
    case "trail": claim = try Predicate.trail(&words)
    case "at": claim = try Predicate.atMost(&words)
    case "file": claim = try Predicate.file(&words)
    case "no":
      try words.expect("file", "holds")
      claim = .noFileHolds(try words.text())
    case "on": claim = try Predicate.could(&words)
    case "audit": claim = try Predicate.audit(&words)
    case "clock":
      try words.expect("is", "past")
      guard let time = Timestamp(try words.word("a date")) else {
        throw PredicateError(message: "clock is past YYYY-MM-DD")
      }
      claim = .clockIsPast(time)
    case let principal?: claim = .may(try Predicate.permission(principal, "may", &words))
    case nil: throw PredicateError(message: "a predicate is missing; help predicates lists them")
    }
    try words.end()
  }

  private static func key(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    let key = try words.word("a key")
    switch words.next() {
    case "exists": return .keyExists(key)
    case "rotates":
      guard words.take("every") else { return .keyRotates(key, everyDays: nil) }
      return .keyRotates(key, everyDays: try words.number())
    case "has":
      if words.take("replica") {
        try words.expect("in")
        return .keyHasReplica(key, region: try words.region())
      }
      if words.take("spec") {
        let spec: KeySpec = try words.value("a key spec")
        return .keyHasSpec(
          key, spec, usage: words.take("for") ? try words.value("a key usage") : nil)
      }
      let count = try words.number()
      if words.take(plural("grant", count)) { return .keyHasGrants(key, count: count) }
      try words.expect(plural("material", count))
      return .keyHasMaterials(key, count: count)
    case "is":
      let state = try words.word("a state")
      if state == "gone" { return .keyIsGone(key) }
      if state == "primary" {
        try words.expect("in")
        return .keyIsPrimary(key, region: try words.region())
      }
      guard states.contains(state) else {
        throw PredicateError(
          message: "key K is \(states.joined(separator: ", ")), gone, or primary in REGION")
      }
      return .keyIs(key, state: state)
    default:
      throw PredicateError(
        message: "key K exists | is STATE | is gone | is primary in R | rotates [every N]"
          + " | has N materials | has N grants | has spec SPEC | has replica in R")
    }
  }

  private static let states = [
    "Enabled", "Disabled", "PendingImport", "PendingDeletion", "PendingReplicaDeletion",
    "Unavailable",
  ]

  private static func alias(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    let alias = try words.word("an alias")
    try words.expect("names")
    return .aliasNames(alias, key: try words.word("a key"))
  }

  private static func policy(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    try words.expect("of")
    let key = try words.word("a key")
    try words.expect("names")
    let principal = try words.word("a principal")
    try words.expect("for")
    let actions = try words.word("actions").split(separator: ",").map(String.init)
    return .policyNames(key: key, principal: principal, actions: actions)
  }

  private static func could(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    guard let date = Timestamp(try words.word("a date")) else {
      throw PredicateError(message: "on YYYY-MM-DD P could [not] ACTION on R")
    }
    let principal = try words.word("a principal")
    return .could(try permission(principal, "could", &words), on: date)
  }

  private static func audit(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    try words.expect("of")
    let resource = try words.word("a key or s3://bucket")
    try words.expect("has", "no")
    guard !words.take("findings") else { return .auditFindsNothing(resource, above: nil) }
    try words.expect("finding", "above")
    let name = try words.word("LOW or MEDIUM")
    let severities: [AuditFinding.Severity] = [.low, .medium]
    guard let severity = severities.first(where: { $0.name == name }) else {
      throw PredicateError(message: "a finding is above LOW or above MEDIUM, not above \(name)")
    }
    return .auditFindsNothing(resource, above: severity)
  }

  private static func permission(
    _ principal: String, _ verb: String, _ words: inout PredicateScanner
  ) throws(PredicateError) -> Permission {
    guard words.take(verb) else {
      throw PredicateError(
        message: "\(principal) begins no predicate; help predicates lists them")
    }
    let isWanted = !words.take("not")
    let action = try words.word("an action")
    try words.expect("on")
    let resource = try words.word("a key or s3://bucket/key")
    var isViaS3 = false
    if words.take("via") {
      try words.expect("S3")
      isViaS3 = true
    }
    let context = words.take("with") ? try pairs(&words) : []
    let values = words.take("where") ? try pairs(&words) : []
    for pair in values where ConditionKey(pair.name) == nil {
      throw PredicateError(message: "\(pair.name) is no condition key that can be evaluated")
    }
    var basis: String?
    if words.take("resting") {
      try words.expect("on")
      basis = try words.word("key-policy, bucket-policy, iam or grant")
      guard let basis, ["key-policy", "bucket-policy", "iam", "grant"].contains(basis) else {
        throw PredicateError(
          message: "resting on key-policy, on bucket-policy, on iam or on grant")
      }
    }
    return Permission(
      principal: principal, isWanted: isWanted, action: action, resource: resource,
      isViaS3: isViaS3, context: context, values: values, basis: basis)
  }

  private static func blob(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    let file = try words.word("a file")
    if words.take("is") {
      try words.expect("under")
      return .blobIsUnder(file: file, key: try words.word("a key"))
    }
    try words.expect("opens")
    var principal: String?
    if words.take("for") {
      principal = try words.word("a principal")
      if principal == "nobody" { return .blobOpensForNobody(file: file) }
    }
    if words.take("under") {
      let key = try words.word("a key")
      try words.expect("by")
      return .blobOpensUnder(
        file: file, key: key, algorithm: try words.value("an encryption algorithm"),
        principal: principal)
    }
    let context = words.take("with") ? try pairs(&words) : []
    return .blobOpens(file: file, principal: principal, context: context)
  }

  /// `name=value,name=value`.
  private static func pairs(
    _ words: inout PredicateScanner
  ) throws(PredicateError) -> [(name: String, value: String)] {
    var pairs: [(name: String, value: String)] = []
    for pair in try words.word("name=value").split(separator: ",") {
      let halves = pair.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else {
        throw PredicateError(message: "a context is name=value,name=value")
      }
      pairs.append((String(halves[0]), String(halves[1])))
    }
    return pairs
  }

  private static func trail(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    try words.expect("has")
    let isWanted = !words.take("not")
    let event = try words.word("an event")
    let principal = words.take("by") ? try words.word("a principal") : nil
    let resource = words.take("on") ? try self.resource(&words) : nil
    return .trail(
      TrailClaim(
        isWanted: isWanted, event: event, principal: principal, resource: resource,
        refusal: words.take("refused") ? try refusal(&words) : nil))
  }

  private static func resource(_ words: inout PredicateScanner) throws(PredicateError)
    -> TrailClaim.Resource
  {
    guard words.take("no") else { return .named(try words.word("a resource")) }
    try words.expect("key")
    return .missingKey
  }

  private static func refusal(_ words: inout PredicateScanner) throws(PredicateError)
    -> TrailClaim.Refusal
  {
    let code = words.take("as") ? try words.word("a code of AWS") : nil
    guard words.take("saying") else { return TrailClaim.Refusal(code: code, text: nil) }
    return TrailClaim.Refusal(code: code, text: try words.text())
  }

  private static func atMost(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    try words.expect("most")
    let count = try words.number()
    try words.expect(plural("call", count), "of")
    let event = try words.word("an event")
    return .atMostCalls(count, event: event, sinceStep: try since(&words))
  }

  /// The step from whose beginning on calls count; `nil` for the present one.
  private static func since(_ words: inout PredicateScanner) throws(PredicateError) -> Int? {
    guard words.take("since") else { return nil }
    try words.expect("step")
    return try words.number()
  }

  private static func file(_ words: inout PredicateScanner) throws(PredicateError) -> Claim {
    let file = try words.word("a file")
    if words.take("exists") { return .fileExists(file) }
    if words.take("is") {
      if words.take("the") {
        try words.expect("public", "key", "of")
        return .fileIsPublicKey(file, key: try words.word("a key"))
      }
      try words.expect("missing")
      return .fileIsMissing(file)
    }
    if words.take("signs") {
      try words.expect("file")
      let document = try words.word("a file")
      try words.expect("under")
      let key = try words.word("a key")
      return .fileSigns(
        file, document: document, key: key,
        algorithm: words.take("by") ? try words.value("a signing algorithm") : nil)
    }
    if words.take("counts") {
      try words.expect("calls", "of")
      let event = try words.word("an event")
      return .fileCounts(file, event: event, sinceStep: try since(&words))
    }
    try words.expect("holds")
    return .fileHolds(file, text: try words.text())
  }
}
