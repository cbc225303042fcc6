package import Kernel

/// OwnershipControls: whose objects are, and so whether ACLs count.
package struct OwnershipControls: StructureValue {
  let rules: [Rule]

  package static let shape = Shape(
    OwnershipControls.init(rules:), Member("Rules", \.rules, help: "Exactly one rule."))

  /// OwnershipControlsRule.
  package struct Rule: StructureValue {
    let ownership: OpenEnumeration<ObjectOwnership>

    package static let shape = Shape(
      Rule.init(ownership:),
      Member("ObjectOwnership", \.ownership, help: "BucketOwnerEnforced: ACLs are off."))
  }

  /// What every bucket here has, as new ones on AWS since April 2023.
  static let standard = OwnershipControls(
    rules: [Rule(ownership: OpenEnumeration(ObjectOwnership.enforced.rawValue))])

  /// Fails for what is no rule, and for a rule that would turn ACLs on.
  func check() throws(S3Failure) {
    guard rules.count == 1, let ownership = rules[0].ownership.known else { throw .malformedXML }
    try ownership.check()
  }
}

/// Whose an object is that somebody of another account writes.
package enum ObjectOwnership: String, EnumerationValue {
  case preferred = "BucketOwnerPreferred"
  case writer = "ObjectWriter"
  case enforced = "BucketOwnerEnforced"

  package static let simulated: [ObjectOwnership] = [.enforced]

  /// Fails for what a new bucket's header cannot say, or says of ACLs.
  static func check(header: OpenEnumeration<ObjectOwnership>?) throws(S3Failure) {
    guard let header else { return }
    let name = "x-amz-object-ownership"
    guard let ownership = header.known else {
      throw .invalidArgument("Invalid \(name) header: \(header.text)", name)
    }
    try ownership.check()
  }

  /// Fails for one that would turn ACLs on.
  fileprivate func check() throws(S3Failure) {
    guard self != .enforced else { return }
    throw .notSimulated(
      "kmslab keeps ACLs off: \(rawValue) would turn them on. Policies of the bucket say who may.")
  }
}
