import Access
import Kernel

extension LifecycleRule {
  /// Most rules of a bucket.
  static let mostRules = 1000
  private static let longestID = 255

  /// Fails for rules that break S3's.
  static func check(_ rules: [LifecycleRule]) throws(S3Failure) {
    guard (1...mostRules).contains(rules.count) else { throw .malformedXML }
    for (index, rule) in rules.enumerated() {
      try rule.check()
      guard rule.id == nil || !rules[..<index].contains(where: { $0.id == rule.id }) else {
        throw .invalidArgument(
          "Rule ID must be unique. Found same ID for more than one rule", "ID", rule.id)
      }
    }
  }

  private func check() throws(S3Failure) {
    guard status.known != nil, (filter == nil) != (prefix == nil) else { throw .malformedXML }
    if let id, id.unicodeScalars.count > LifecycleRule.longestID {
      throw .invalidArgument("ID length should not exceed allowed limit of 255", "ID", id)
    }
    let moves = transitions?.isEmpty == false || noncurrentTransitions?.isEmpty == false
    guard expiration != nil || noncurrentExpiration != nil || abort != nil || moves else {
      throw .invalidRequest("At least one action needs to be specified in a rule")
    }
    try filter?.check()
    try expiration?.check()
    try noncurrentExpiration?.check()
    for transition in transitions ?? [] { try transition.check(before: expiration) }
    for transition in noncurrentTransitions ?? [] { try transition.check() }
    if let abort {
      guard let days = abort.days else { throw .malformedXML }
      try positive(days, "DaysAfterInitiation", of: "AbortIncompleteMultipartUpload")
    }
    guard !wantedTags.isEmpty else { return }
    let withoutTags = [
      (abort != nil, "AbortIncompleteMultipartUpload"),
      (expiration?.deletesLoneMarkers != nil, "ExpiredObjectDeleteMarker"),
    ]
    for (isThere, name) in withoutTags where isThere {
      throw .invalidRequest("\(name) cannot be specified with Tags.")
    }
  }
}

extension LifecycleRule {
  /// Fails for a date that is no midnight.
  static func check(_ date: Timestamp?) throws(S3Failure) {
    guard let date, date != date.nextMidnight else { return }
    throw .invalidArgument("'Date' must be at midnight GMT", "Date", date.description)
  }

  /// Fails for a number of old versions that an action cannot leave alone.
  static func check(_ newerVersions: Int?, of action: String) throws(S3Failure) {
    guard let newerVersions, !(1...100).contains(newerVersions) else { return }
    throw .invalidArgument(
      "'NewerNoncurrentVersions' for \(action) action must be an integer from 1 to 100",
      "NewerNoncurrentVersions", String(newerVersions))
  }
}

/// Fails for a number of days that is none.
private func positive(_ days: Int, _ name: String, of action: String) throws(S3Failure) {
  guard days > 0, days <= Int(Int32.max) else {
    throw .invalidArgument(
      "'\(name)' for \(action) action must be a positive integer", name, String(days))
  }
}

extension LifecycleRule.Filter {
  fileprivate func check() throws(S3Failure) {
    let given = [
      prefix != nil, tag != nil, sizeGreaterThan != nil, sizeLessThan != nil, all != nil,
    ].count { $0 }
    guard given <= 1 else { throw .malformedXML }
    if let least = all?.sizeGreaterThan, let most = all?.sizeLessThan, least >= most {
      throw .invalidRequest(
        "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.")
    }
    let tags = all?.tags ?? []
    for (index, tag) in tags.enumerated()
    where tags[..<index].contains(where: { $0.key.hasSameBytes(as: tag.key) }) {
      throw .invalidRequest("Duplicate Tag Keys are not allowed.")
    }
  }
}

extension LifecycleRule.Expiration {
  fileprivate func check() throws(S3Failure) {
    guard [date != nil, days != nil, deletesLoneMarkers != nil].count(where: { $0 }) == 1 else {
      throw .malformedXML
    }
    if let days { try positive(days, "Days", of: "Expiration") }
    try LifecycleRule.check(date)
  }
}

extension LifecycleRule.NoncurrentExpiration {
  fileprivate func check() throws(S3Failure) {
    guard let days else { throw .malformedXML }
    try positive(days, "NoncurrentDays", of: "NoncurrentVersionExpiration")
    try LifecycleRule.check(newerVersions, of: "NoncurrentVersionExpiration")
  }
}
