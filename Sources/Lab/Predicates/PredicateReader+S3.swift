import Kernel
import S3
import Text

/// Buckets, objects and links.
extension Predicate {
  static func bucket(_ words: inout PredicateScanner) throws(PredicateError) -> S3Claim {
    let bucket = try words.word("a bucket")
    if words.take("exists") { return .bucketExists(bucket) }
    if words.take("versions") {
      try words.expect("are")
      return .bucketVersions(bucket, are: try words.versioning())
    }
    try words.expect("default", "is")
    let kind = try words.kind(ofDefault: true)
    let key = words.take("with") ? try words.word("a key") : nil
    var usesBucketKey = false
    if words.take("bucket") {
      try words.expect("key")
      usesBucketKey = true
    }
    return .bucketDefault(bucket, kind: kind, key: key, bucketKey: usesBucketKey)
  }

  static func version(_ words: inout PredicateScanner) throws(PredicateError) -> S3Claim {
    let number = try words.number()
    guard number > 0 else {
      throw PredicateError(message: "version 1 of O is the oldest; there is no version 0")
    }
    try words.expect("of")
    var object = try words.object()
    object.version = number
    return try self.object(object, &words)
  }

  static func object(
    _ object: ObjectName, _ words: inout PredicateScanner
  ) throws(PredicateError) -> S3Claim {
    switch words.next() {
    case "exists": return .objectExists(object)
    case "has": return try has(object, &words)
    case "opens":
      try words.expect("for")
      return .objectOpens(object, principal: try words.word("a principal"))
    case "is":
      if words.take("lost") { return .objectIsLost(object) }
      if words.take("locked") { return try lock(object, &words) }
      let kind = try words.kind()
      return .objectIs(object, kind: kind, key: words.take("under") ? try words.word("a key") : nil)
    default:
      throw PredicateError(
        message: "object O exists | is KIND [under K] | is lost | opens for P"
          + " | is locked [as MODE] [until DATE] | has N versions | has N markers"
          + " | has [no] legal hold")
    }
  }

  /// What an object has: a number of versions or delete markers, or a legal hold.
  private static func has(
    _ object: ObjectName, _ words: inout PredicateScanner
  ) throws(PredicateError) -> S3Claim {
    let isWanted = !words.take("no")
    if words.take("legal") {
      try words.expect("hold")
      return .objectIsHeld(object, isWanted: isWanted)
    }
    guard isWanted, object.version == nil else {
      throw PredicateError(
        message: "object O has N versions | has N markers | has [no] legal hold")
    }
    let count = try words.number()
    for kind in [VersionKind.version, .marker] where words.take(plural(kind.rawValue, count)) {
      return .objectHas(object, count, of: kind)
    }
    try words.expect(plural("version", count))
    return .objectHas(object, count, of: .version)
  }

  private static func lock(
    _ object: ObjectName, _ words: inout PredicateScanner
  ) throws(PredicateError) -> S3Claim {
    var mode: RetentionMode?
    if words.take("as") {
      let word = try words.word("GOVERNANCE or COMPLIANCE")
      mode = RetentionMode(rawValue: word)
      guard mode != nil else {
        throw PredicateError(message: "an object is locked as GOVERNANCE or as COMPLIANCE")
      }
    }
    guard words.take("until") else { return .objectIsLocked(object, mode: mode, until: nil) }
    guard let date = Timestamp(try words.word("a date")) else {
      throw PredicateError(message: "object O is locked until YYYY-MM-DD")
    }
    return .objectIsLocked(object, mode: mode, until: date)
  }

  static func every(_ words: inout PredicateScanner) throws(PredicateError) -> S3Claim {
    try words.expect("object")
    let isOfVersions = words.take("and")
    if isOfVersions { try words.expect("version") }
    try words.expect("under")
    let prefix = try words.object()
    try words.expect("is")
    let kind = try words.kind()
    return .everyObject(
      prefix, andVersion: isOfVersions, kind: kind,
      key: words.take("under") ? try words.word("a key") : nil)
  }

  static func link(_ words: inout PredicateScanner) throws(PredicateError) -> S3Claim {
    let file = try words.word("a file")
    try words.expect("opens")
    guard words.take("no") else { return .linkOpens(file: file, isWanted: true) }
    try words.expect("more")
    return .linkOpens(file: file, isWanted: false)
  }
}
