import Cloud
import KMS
import Kernel
import S3
import Text

/// What predicates claim, as learners read it: a sentence without its full stop.
extension Predicate {
  /// The claim in words; `text` is for authors.
  package var words: String {
    switch claim {
    case .keyExists(let key): "the key \(key) exists"
    case .keyIs(let key, let state): "\(key) is \(state)"
    case .keyRotates(let key, let days):
      "\(key) rotates" + (days.map { " every \($0) days" } ?? " by itself")
    case .keyHasMaterials(let key, let count):
      "\(key) has \(count) \(plural("version", count)) of its material"
    case .keyHasSpec(let key, let spec, let usage):
      "\(key) has the spec \(spec.rawValue)" + (usage.map { ", for \($0.rawValue)" } ?? "")
    case .keyHasGrants(let key, let count): "\(key) has \(count) \(plural("grant", count))"
    case .keyIsPrimary(let key, let region): "the primary of \(key) is in \(region)"
    case .keyHasReplica(let key, let region): "\(key) has a replica in \(region)"
    case .keyIsGone(let key): "\(key) is deleted"
    case .aliasNames(let alias, let key):
      key.hasPrefix("alias/")
        ? "\(alias) and \(key) name the same key" : "\(alias) names the key \(key)"
    case .policyNames(let key, let principal, let actions):
      "the key policy of \(key) names \(principal) for \(actions.joined(separator: ", "))"
    case .may(let permission): permission.words("may")
    case .could(let permission, let date): "on \(date.date) \(permission.words("could"))"
    case .auditFindsNothing(let name, let floor):
      "audit \(name) finds nothing" + (floor.map { " above \($0.name)" } ?? "")
    case .clockIsPast(let time): "it is \(time.date) or later"
    case .trail(let claim): claim.words
    case .atMostCalls(let count, let event, let step):
      "\(event) was called at most \(count == 1 ? "once" : "\(count) times")"
        + (step.map { " since step \($0)" } ?? " in this step")
    default: wordsOfData
    }
  }

  /// Ciphertexts, buckets, objects and files.
  private var wordsOfData: String {
    switch claim {
    case .blobOpens(let file, let principal, let context):
      "\(file) opens" + (principal.map { " for \($0)" } ?? "") + Permission.words(context)
    case .blobOpensForNobody(let file): "\(file) opens for nobody"
    case .blobIsUnder(let file, let key): "\(file) is encrypted under \(key)"
    case .blobOpensUnder(let file, let key, let algorithm, let principal):
      "\(file) opens" + (principal.map { " for \($0)" } ?? "")
        + " under \(key) by \(algorithm.rawValue)"
    case .fileSigns(let file, let document, let key, let algorithm):
      "\(file) is a signature of \(document) under \(key)"
        + (algorithm.map { ", by \($0.rawValue)" } ?? "")
    case .fileIsPublicKey(let file, let key): "\(file) is the public key of \(key)"
    case .fileHolds(let file, let text): "the file \(file) holds: \(text)"
    case .noFileHolds(let text): "no file holds: \(text)"
    case .fileCounts(let file, let event, let step):
      "the file \(file) says how many calls of \(event) there were"
        + (step.map { " since step \($0)" } ?? "")
    case .fileExists(let file): "there is a file \(file)"
    case .fileIsMissing(let file): "there is no file \(file)"
    case .inS3(let claim): claim.words
    default: text
    }
  }
}

extension Predicate.S3Claim {
  fileprivate var words: String {
    switch self {
    case .bucketExists(let bucket): "the bucket \(bucket) exists"
    case .bucketDefault(let bucket, let kind, let key, let hasBucketKey):
      "the default of \(bucket) is \(kind)" + (key.map { " under \($0)" } ?? "")
        + (hasBucketKey ? ", with a bucket key" : "")
    case .objectExists(let object): "\(object.uri) exists"
    case .objectIs(let object, let kind, let key):
      "\(object.uri) is \(kind)" + (key.map { " under \($0)" } ?? "")
    case .everyObject(let prefix, let andVersion, let kind, let key):
      "every object" + (andVersion ? " and version" : "") + " under \(prefix.uri) is \(kind)"
        + (key.map { " under \($0)" } ?? "")
    case .objectOpens(let object, let principal): "\(object.uri) opens for \(principal)"
    case .objectIsLost(let object): "\(object.uri) is lost for ever"
    case .linkOpens(let file, let isWanted):
      "the link in \(file) opens" + (isWanted ? "" : " no more")
    case .objectIsLocked(let object, let mode, let until):
      "\(object.uri) is locked" + (mode.map { " as \($0.rawValue)" } ?? "")
        + (until.map { " until \($0.date)" } ?? "")
    case .objectIsHeld(let object, let isWanted):
      "\(object.uri) has \(isWanted ? "a" : "no") legal hold"
    case .bucketVersions(let bucket, nil): "\(bucket) keeps no versions"
    case .bucketVersions(let bucket, let state?):
      "versioning of \(bucket) is \(state.rawValue)"
    case .objectHas(let object, let count, .version):
      "\(object.uri) has \(count) \(plural("version", count))"
    case .objectHas(let object, let count, .marker):
      "\(object.uri) has \(count) \(plural("delete marker", count))"
    }
  }
}

extension Predicate.ObjectName {
  fileprivate var uri: String {
    (version.map { "version \($0) of " } ?? "") + "s3://\(bucket)/\(key)"
  }
}

extension Predicate.Permission {
  /// Who may what, with `may` or `could`.
  fileprivate func words(_ verb: String) -> String {
    let deed = "\(principal) \(verb) \(isWanted ? "" : "not ")\(action)"
    let pairs = values.map { "\($0.name) is \($0.value)" }.joined(separator: ", ")
    let bases = [
      "key-policy": "the key policy", "bucket-policy": "the bucket policy", "iam": "IAM",
      "grant": "a grant",
    ]
    return deed + (resource == "*" ? " on every key" : " on \(resource)")
      + (isViaS3 ? " through S3" : "") + Predicate.Permission.words(context)
      + (pairs.isEmpty ? "" : " where \(pairs)")
      + (basis.flatMap { bases[$0] }.map { ", by \($0)" } ?? "")
  }

  /// Behind what is done with an encryption context.
  fileprivate static func words(_ context: [(name: String, value: String)]) -> String {
    let pairs = context.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    return pairs.isEmpty ? "" : " with the context \(pairs)"
  }
}

extension Predicate.TrailClaim {
  /// What somebody did, or shall not have done.
  fileprivate var words: String {
    let who = principal ?? (isWanted ? "somebody" : "nobody")
    let isNegated = !isWanted && principal != nil
    let place =
      switch resource {
      case .named(let name)?: " on \(name)"
      case .missingKey?: " on a key that does not exist"
      case nil: ""
      }
    guard let refusal else {
      return who + (isNegated ? " did not call " : " called ") + event + place
    }
    return who + (isNegated ? " was not refused " : " was refused ") + event + place
      + (refusal.code.map { ": \($0)" } ?? "") + (refusal.text.map { ", “\($0)”" } ?? "")
  }
}
