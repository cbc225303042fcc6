package import Kernel

/// The resource of a grant's constraint, an ARN.
package struct GrantSource: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }
}

/// The encryption contexts that a grant is limited to, and the resource.
package struct GrantConstraints: StructureValue, Equatable {
  /// Pairs that a context must have, among others.
  package let subset: EncryptionContext?
  /// Pairs that a context must have, and no others.
  package let equals: EncryptionContext?
  /// The resource that a service must call for; nobody in this cloud calls for one.
  package let sourceARN: GrantSource?

  package static let shape = Shape(
    GrantConstraints.init(subset:equals:sourceARN:),
    Member(
      "EncryptionContextSubset", \.subset,
      help: "Pairs that the encryption context must have, among others."),
    Member(
      "EncryptionContextEquals", \.equals,
      help: "Pairs that the encryption context must have, and no others."),
    Member(
      "SourceArn", \.sourceARN, .length(20...512),
      .pattern("^arn:aws[a-z0-9-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:.+$") { text in
        ARN(text).map { $0.account != nil } ?? false
      },
      help: "The resource that a service of AWS must call for; nobody here does."))

  /// Most pairs, and most characters of a value, of a constraint.
  private static let pairLimit = 8
  private static let valueLimit = 384

  /// Fails for more pairs or longer values than AWS takes.
  func check() throws(KMSFailure) {
    for context in [subset, equals] {
      guard let context else { continue }
      guard context.pairs.count <= GrantConstraints.pairLimit else {
        throw .validation(
          "A grant constraint can have at most \(GrantConstraints.pairLimit) encryption context "
            + "pairs.")
      }
      guard
        context.pairs.allSatisfy({
          $0.value.unicodeScalars.count <= GrantConstraints.valueLimit
        })
      else {
        throw .validation(
          "An encryption context value in a grant constraint can have at most "
            + "\(GrantConstraints.valueLimit) characters.")
      }
    }
  }

  /// Why a context does not fulfil the constraints, in words; `nil` where it does.
  func objection(to context: EncryptionContext) -> String? {
    if let equals, !(equals.isPart(of: context) && context.isPart(of: equals)) {
      return "its encryption context must equal \(equals.inWords)"
    }
    if let subset, !subset.isPart(of: context) {
      return "its encryption context must contain \(subset.inWords)"
    }
    return nil
  }

  /// Whether a grant with those constraints permits nothing that one with these does not.
  func isAtLeastAsWide(as child: GrantConstraints?) -> Bool {
    guard sourceARN == nil || sourceARN == child?.sourceARN else { return false }
    guard let child, let narrow = child.equals ?? child.subset else {
      return equals == nil && subset == nil
    }
    if let equals {
      guard child.equals != nil, equals.isPart(of: narrow), narrow.isPart(of: equals) else {
        return false
      }
    }
    return subset?.isPart(of: narrow) ?? true
  }
}

extension EncryptionContext {
  /// Whether another context has all of these pairs; names match whatever their case, values byte
  /// by byte.
  fileprivate func isPart(of other: EncryptionContext) -> Bool {
    pairs.allSatisfy { pair in
      other.pairs.contains {
        $0.name.lowercased().hasSameBytes(as: pair.name.lowercased())
          && $0.value.hasSameBytes(as: pair.value)
      }
    }
  }

  /// `app=photos, stage=test`.
  fileprivate var inWords: String {
    pairs.isEmpty ? "nothing" : pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }
}
