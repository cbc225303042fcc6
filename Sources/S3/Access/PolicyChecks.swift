import Access
import Kernel

/// What S3 checks of a policy beside the language, when it is put to a bucket.
extension PolicyStatement {
  /// Fails where an action is none of S3, a resource is not of this bucket, an action or a
  /// condition key does not go with the rest.
  func check(number: Int, for bucket: BucketName) throws(S3Failure) {
    for action in actions where !action.isOfS3 {
      throw .malformedPolicy(
        "Policy has invalid action",
        explanation: "Statement \(number): S3 has no action \(action.pattern).")
    }
    for resource in resources where !resource.isOf(bucket) {
      throw .malformedPolicy(
        "Policy has invalid resource",
        explanation: "Statement \(number): \(resource.pattern) is not of this bucket;"
          + " \(bucket.arn) is the bucket, \(bucket.arn)/* are its objects.")
    }
    let targets = targets(in: bucket)
    if !exceptions.contains(.actions) {
      for action in actions {
        guard let known = action.actionOfS3, !targets.contains(known.target) else { continue }
        throw .malformedPolicy(
          "Action does not apply to any resource(s) in statement",
          explanation: "Statement \(number): \(action.pattern) is done to"
            + " \(known.target.words(in: bucket)), and no resource names that.")
      }
    }
    try checkConditions(number, targets)
  }

  /// What the resources can be.
  private func targets(in bucket: BucketName) -> [S3Action.Target] {
    if exceptions.contains(.resources) { return [.bucket, .object] }
    var targets: [S3Action.Target] = []
    for resource in resources {
      let rest = resource.pattern.dropFirst(bucket.arn.description.utf8.count)
      if rest.isEmpty || rest.hasPrefix("*") { targets.append(.bucket) }
      if !rest.isEmpty { targets.append(.object) }
    }
    return targets
  }

  /// Each condition key must go with one of the actions, on one of the resources.
  private func checkConditions(
    _ number: Int, _ targets: [S3Action.Target]
  ) throws(S3Failure) {
    guard !conditions.isEmpty else { return }
    let isExcepting = exceptions.contains(.actions)
    let named = S3Action.all.filter { action in
      targets.contains(action.target)
        && actions.contains { $0.matches(action.text) } != isExcepting
    }
    for condition in conditions where !named.contains(where: { $0.knows(condition.key.name) }) {
      throw .malformedPolicy(
        "Conditions do not apply to combination of actions and resources in statement",
        explanation: "Statement \(number): no action on these resources has"
          + " \(condition.key.text).")
    }
  }
}

extension S3Action.Target {
  fileprivate func words(in bucket: BucketName) -> String {
    switch self {
    case .bucket: "the bucket, \(bucket.arn)"
    case .object: "objects, \(bucket.arn)/KEY"
    case .other: "neither buckets nor objects"
    }
  }
}

extension Wildcard {
  private var hasWildcards: Bool {
    pattern.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }

  /// The action that the pattern names; `nil` for one with wildcards.
  fileprivate var actionOfS3: S3Action? {
    hasWildcards ? nil : S3Action.all.first { matches($0.text) }
  }

  /// Whether S3 has such an action; of a pattern with wildcards only the service is looked at.
  fileprivate var isOfS3: Bool {
    isEverything || (hasWildcards ? pattern.lowercasedASCII.hasPrefix("s3:") : actionOfS3 != nil)
  }

  /// Whether the pattern begins with the bucket's ARN: the bucket, its objects, or both (`…*`).
  fileprivate func isOf(_ bucket: BucketName) -> Bool {
    let arn = bucket.arn.description
    guard pattern.hasPrefix(arn) else { return false }
    let next = pattern.utf8.dropFirst(arn.utf8.count).first
    return next == nil || next == UInt8(ascii: "/") || next == UInt8(ascii: "*")
  }
}

extension PolicyFault {
  /// S3's own text.
  var textOfS3: String {
    switch self {
    case .notJSON: "Policies must be valid JSON and the first byte must be '{'"
    case .invalidPrincipal: "Invalid principal in policy"
    case .unsupported, .overlyPermissive: explanation
    case .malformed(_, let rule):
      switch rule {
      case .missing(let element): "Missing required field \(element)"
      case .noPrincipal: "Missing required field Principal"
      case .emptyPrincipal: "Missing required field Principal cannot be empty!"
      case .noActions: "Missing required field Action"
      case .noResources: "Missing required field Resource"
      case .version: "The policy must contain a valid version string"
      case .effect(let text): "Invalid effect: \(text)"
      case .vendor: "Policy has invalid action"
      case .resourceFormat: "Policy has invalid resource"
      case .conditionOperator(let text): "Invalid Condition type : \(text)"
      case .conditionKey: "Policy has an invalid condition key"
      case .syntax, .principal, .resourceInTrust, .actionInTrust, .sid, .sameSid:
        "Invalid policy syntax."
      }
    }
  }
}
