package import Kernel

/// Why a policy document is refused.
package enum PolicyFault: Error, Sendable, Equatable {
  /// The text is no JSON.
  case notJSON(JSONError)
  /// The document breaks a rule of the language; the text says which, and where.
  case malformed(String, rule: PolicyRule = .syntax)
  /// A statement names somebody who does not exist; the kind is `AWS`, `Service` or `Federated`.
  case invalidPrincipal(statement: Int, text: String, kind: String = "AWS")
  /// The document is right, but this program cannot evaluate that element.
  case unsupported(element: String, statement: Int, sid: String?)
  /// ForAllValues on a key of one value, which a request without the key would fulfil.
  case overlyPermissive(key: String, statement: Int)

  /// What is wrong and where, in the program's own words.
  package var explanation: String {
    switch self {
    case .notJSON(let error): "The policy is not valid JSON: \(error)"
    case .malformed(let text, _): text
    case .invalidPrincipal(let statement, let text, let kind):
      "Statement \(statement) names \(text), and there is "
        + (kind == "Service" ? "no service" : "nobody") + " of that name."
    case .unsupported(let element, let statement, let sid):
      "kmslab cannot evaluate \(element) (statement \(statement)"
        + (sid.map { ", \"\($0)\"" } ?? "")
        + "), so it refuses the policy rather than ignore it."
    case .overlyPermissive(let key, let statement):
      "OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued"
        + " condition key matches requests without the specified \(key) or with an empty value."
        + " (statement \(statement))"
    }
  }
}

/// The rules of the policy language that IAM refuses with a text of their own.
package enum PolicyRule: Sendable, Equatable {
  /// Any other.
  case syntax
  /// A statement without actions.
  case noActions
  /// A statement without resources.
  case noResources
  /// A principal in an identity policy.
  case principal
  /// No principal where a policy has to name them.
  case noPrincipal
  /// An element for principals with nobody in it.
  case emptyPrincipal
  /// Another element that has to be there.
  case missing(String)
  /// A Version that the language has not.
  case version
  /// An effect that is neither Allow nor Deny.
  case effect(String)
  /// A text that is no operator of conditions.
  case conditionOperator(String)
  /// A condition key without its service, or one that its service has not.
  case conditionKey
  /// A resource in a trust policy.
  case resourceInTrust
  /// An action of another service in a trust policy.
  case actionInTrust
  /// An action without its service.
  case vendor
  /// A resource that is no ARN.
  case resourceFormat(String)
  /// Characters in a Sid.
  case sid
  /// Two statements of one Sid.
  case sameSid
}

extension PolicyFault {
  /// IAM's own text, where it has one that is known.
  package var textOfIAM: String {
    switch self {
    case .notJSON: "This policy contains invalid Json"
    case .invalidPrincipal(_, let text, let kind):
      "Invalid principal in policy: \"\(kind.uppercased())\":\"\(text)\""
    case .unsupported, .overlyPermissive: explanation
    case .malformed(_, let rule):
      switch rule {
      case .syntax, .missing, .version, .effect, .conditionOperator: "Syntax errors in policy."
      case .noActions: "Policy statement must contain actions."
      case .noResources: "Policy statement must contain resources."
      case .principal: "Policy document should not specify a principal."
      case .noPrincipal, .emptyPrincipal: "Missing required field Principal"
      case .resourceInTrust: "Has prohibited field Resource"
      case .actionInTrust: "AssumeRole policy may only specify STS AssumeRole actions."
      case .vendor, .conditionKey:
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
      case .resourceFormat(let text): "Resource \(text) must be in ARN format or \"*\"."
      case .sid:
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
          + " expression [0-9A-Za-z]*"
      case .sameSid: "Statement IDs (SID) in a single policy must be unique."
      }
    }
  }
}
