import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Text

/// Values that are none of those that a request takes.
extension Coach {
  /// The value of a choice that is spelt almost as the one that was given; `nil` where there is
  /// none.
  func wrongChoice(_ violations: [Violation]) -> Advice? {
    for member in operation.members {
      guard let choices = member.type.choices, let value = request[member.name],
        violations.contains(where: { $0.path.hasPrefix(member.wirePathName) })
      else { continue }
      for text in (value.elements ?? [value]).compactMap(\.text) where !choices.contains(text) {
        let near =
          choices.first { $0.lowercased() == text.lowercased() }
          ?? nearest(to: text, among: choices)
        guard let near else { continue }
        return Advice(
          why: "\(member.option) takes \(near), spelt so, and no \(quoted(text)).",
          next: session.line(with: near, for: text))
      }
    }
    return nil
  }

  /// A grantee or a retiring principal without the form of an ARN: the ARN of whoever was meant.
  var wrongPrincipal: Advice? {
    for name in ["GranteePrincipal", "RetiringPrincipal"] {
      guard let text = request[name]?.text, !text.hasPrefix("arn:") else { continue }
      let near =
        session.present.caller(named: text) == nil ? session.present.nearestCaller(to: text) : text
      let principal = near.flatMap { session.present.caller(named: $0) }
      let arn = principal.map {
        session.world.environment.identities.principalARN(of: $0).description
      }
      let nobody = near == text ? "" : "; there is nobody called \(quoted(text))"
      return Advice(
        why: "A grant names a principal by its ARN\(nobody).",
        next: arn.flatMap { session.line(with: $0, for: text) } ?? "help grants")
    }
    return nil
  }
}

extension MemberType {
  /// The values that it takes, of which a list may have several; `nil` where it takes any.
  fileprivate var choices: [String]? {
    switch self {
    case .enumeration(let values, _): values
    case .list(let element): element.choices
    default: nil
    }
  }
}
