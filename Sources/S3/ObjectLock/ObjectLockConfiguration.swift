package import Kernel

/// ObjectLockConfiguration, as requests and answers have it.
package struct ObjectLockConfiguration: StructureValue {
  let enabled: OpenEnumeration<Enabled>?
  let rule: Rule?

  package static let shape = Shape(
    ObjectLockConfiguration.init(enabled:rule:),
    Member("ObjectLockEnabled", \.enabled, help: "Enabled: it can never be turned off."),
    Member("Rule", \.rule, help: "The retention of new versions; none without."))

  /// The one state that can be asked for.
  package enum Enabled: String, EnumerationValue {
    case enabled = "Enabled"
  }

  /// ObjectLockRule.
  package struct Rule: StructureValue {
    let standard: Standard?
    package static let shape = Shape(
      Rule.init(standard:),
      Member("DefaultRetention", \.standard, help: "Mode, and either Days or Years."))
  }

  /// DefaultRetention.
  package struct Standard: StructureValue {
    let mode: OpenEnumeration<RetentionMode>?
    let days: Int?
    let years: Int?
    package static let shape = Shape(
      Standard.init(mode:days:years:),
      Member("Mode", \.mode, help: "GOVERNANCE or COMPLIANCE."),
      Member("Days", \.days, help: "So many days after a version was made."),
      Member("Years", \.years, help: "So many years of 365 days."))
  }

  /// The longest default retention.
  private static let mostYears = 100

  init(enabled: OpenEnumeration<Enabled>?, rule: Rule?) {
    self.enabled = enabled
    self.rule = rule
  }

  /// What is told of a bucket.
  init(_ lock: ObjectLock) {
    let standard = lock.standard.map { standard in
      var (days, years): (Int?, Int?)
      switch standard.period {
      case .days(let count): days = count
      case .years(let count): years = count
      }
      return Standard(
        mode: OpenEnumeration(standard.mode.rawValue), days: days, years: years)
    }
    self.init(
      enabled: OpenEnumeration(Enabled.enabled.rawValue), rule: standard.map(Rule.init(standard:)))
  }

  /// What a bucket shall do; fails for what breaks the schema, and for a period that is none.
  func checked() throws(S3Failure) -> ObjectLock {
    guard enabled?.known == .enabled else { throw .malformedXML }
    guard let rule else { return ObjectLock(standard: nil) }
    guard let standard = rule.standard, let mode = standard.mode?.known else {
      throw .malformedXML
    }
    let period: DefaultRetention.Period
    switch (standard.days, standard.years) {
    case (let days?, nil):
      try ObjectLockConfiguration.check(days, "Days", most: Self.mostYears * 365)
      period = .days(days)
    case (nil, let years?):
      try ObjectLockConfiguration.check(years, "Years", most: Self.mostYears)
      period = .years(years)
    default: throw .malformedXML
    }
    return ObjectLock(standard: DefaultRetention(mode: mode, period: period))
  }

  private static func check(_ count: Int, _ name: String, most: Int) throws(S3Failure) {
    guard count > 0 else {
      throw .invalidArgument(
        "Default retention period must be a positive integer value.", name, String(count))
    }
    guard count <= most else {
      throw .invalidArgument("Default retention period too large", name, String(count))
    }
  }
}
