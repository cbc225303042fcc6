import Kernel

/// A policy document as a request carries it.
package struct PolicyText: TextValue {
  /// JSON.
  package let text: String

  /// Makes a document of any text.
  package init(_ text: String) { self.text = text }

  private static let constraints: [Constraint] = [
    .length(1...131_072),
    .pattern("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+") { text in
      text.unicodeScalars.allSatisfy { scalar in
        [9, 10, 13].contains(scalar.value) || (0x20...0xFF).contains(scalar.value)
      }
    },
  ]

  /// The member Policy.
  static func member<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value, help: String
  ) -> Member<Root, Value> {
    Member("Policy", path, constraints: constraints, help: help)
  }

  /// The member BypassPolicyLockoutSafetyCheck.
  static func bypassMember<Root>(
    _ path: @escaping @Sendable (Root) -> Bool?
  ) -> Member<Root, Bool?> {
    Member(
      "BypassPolicyLockoutSafetyCheck", path,
      help: "Takes even a policy that its author could not change any more.")
  }
}

/// The name of a policy; keys have one, `default`.
package struct PolicyName: TextValue {
  /// The name.
  package let text: String

  /// Makes a name of any text.
  package init(_ text: String) { self.text = text }

  private static let constraints: [Constraint] = [
    .length(1...128),
    .pattern("[\\w]+") { text in
      !text.isEmpty
        && text.utf8.allSatisfy { byte in
          switch byte {
          case 48...57, 65...90, 97...122, UInt8(ascii: "_"): true
          default: false
          }
        }
    },
  ]

  /// The member PolicyName.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> PolicyName?
  ) -> Member<Root, PolicyName?> {
    Member("PolicyName", path, constraints: constraints, help: "The only name there is: default.")
  }
}

extension PolicyName? {
  /// Fails for any name but the one.
  func check() throws(KMSFailure) {
    if let name = self?.text, name != KeyPolicy.name { throw .noSuchPolicy }
  }
}
