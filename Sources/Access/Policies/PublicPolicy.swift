import Kernel

/// What S3 calls public (Amazon S3 User Guide, "The meaning of public").
extension PolicyDocument {
  /// Whether a statement lets in whoever wants to; one is enough, and no Deny makes up for it.
  package var isPublic: Bool { statements.contains(where: \.isPublic) }
}

extension PolicyStatement {
  /// Whether it permits something to more than fixed principals, and no condition narrows it to
  /// fixed values of a key that tells who calls or from where.
  package var isPublic: Bool {
    guard effect == .allow else { return false }
    let isOpen =
      exceptions.contains(.principals) || principals.contains(where: \.isOpenToStrangers)
    return isOpen && !conditions.contains(where: \.namesCallers)
  }
}

extension PolicyPrincipal {
  /// Whether strangers can be it: everybody, and whom an identity provider lets in.
  fileprivate var isOpenToStrangers: Bool {
    switch self {
    case .everyone, .federated: true
    case .account, .user, .role, .session, .service, .uniqueID: false
    }
  }
}

extension PolicyCondition {
  /// Whether only callers of fixed values of its key fulfil it.
  fileprivate var namesCallers: Bool {
    guard !comparator.isNegated, !comparator.ifExists, comparator.quantifier != .forAllValues else {
      return false
    }
    switch key.name {
    case .sourceIP:
      return comparator.comparison == .address
        && texts.compactMap(IPNetwork.init).allSatisfy { $0.prefix > ($0.isVersion6 ? 32 : 8) }
    case .s3DataAccessPointARN:
      return comparesTexts && texts.allSatisfy(PolicyCondition.hasFixedAccount)
    default:
      return PolicyCondition.keysOfCallers.contains(key.name) && comparesTexts
        && texts.allSatisfy(PolicyCondition.isFixed)
    }
  }

  private var comparesTexts: Bool {
    [.string, .stringIgnoringCase, .stringLike, .arn].contains(comparator.comparison)
  }

  private static let keysOfCallers: [ConditionKey.Name] = [
    .sourceARN, .sourceVPC, .sourceVPCEndpoint, .sourceOwner, .sourceAccount, .principalOrgID,
    .sseKMSKeyID,
    .userID, .s3DataAccessPointAccount,
  ]

  /// Whether a value has neither wildcards nor variables.
  private static func isFixed(_ text: String) -> Bool {
    !text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
      && !text.contains("${")
  }

  /// Whether the ARN of an access point names its account, whatever the name of the point.
  private static func hasFixedAccount(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 && AccountID(parts[4]) != nil && isFixed(parts[..<4].joined())
  }
}
