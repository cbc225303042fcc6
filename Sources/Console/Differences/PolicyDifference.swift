import Access
import Kernel
import Text

extension MomentDifference {
  /// Which statements came and went; the documents are asked for where the texts differ.
  mutating func addPolicy(
    _ label: String, _ name: String, _ old: String, _ new: String,
    _ documents: () -> (old: PolicyDocument, new: PolicyDocument)
  ) {
    guard old != new else { return }
    let (before, after) = documents()
    let gone = before.statements.filter { !after.statements.contains($0) }
    let made = after.statements.filter { !before.statements.contains($0) }
    add(label, gone.map { "\(name): - \($0.inOneLine)" })
    add(label, made.map { "\(name): + \($0.inOneLine)" })
    if gone.isEmpty, made.isEmpty {
      add(label, "\(name): worded differently, with the same meaning")
    }
  }

  /// Statements of a new policy, or of one that is gone.
  mutating func addPolicy(_ label: String, _ name: String, _ sign: String, _ policy: PolicyDocument)
  {
    add(label, policy.statements.map { "\(name): \(sign) \($0.inOneLine)" })
  }
}

extension PolicyStatement {
  /// The statement in one line: effect, actions, principals, resources, conditions.
  fileprivate var inOneLine: String {
    let name = sid.flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""
    let deeds = listed(actions.map(\.pattern), excepted: exceptions.contains(.actions))
    var text = "\(effect.rawValue) \(deeds)"
    if !principals.isEmpty {
      text +=
        " for \(listed(principals.map(\.text), excepted: exceptions.contains(.principals)))"
    }
    let isObvious = !principals.isEmpty && resources.count == 1 && resources[0].isEverything
    if !isObvious {
      text += " on \(listed(resources.map(\.pattern), excepted: exceptions.contains(.resources)))"
    }
    for condition in conditions {
      text +=
        " if \(condition.key.text) \(condition.comparator.text) \(listed(condition.texts))"
    }
    return (text + name).onOneLine
  }

  /// The first names of a list.
  private func listed(_ names: [String], excepted: Bool = false) -> String {
    let most = 3
    let rest = names.count > most ? " and \(names.count - most) more" : ""
    return (excepted ? "all but " : "") + names.prefix(most).joined(separator: ", ") + rest
  }
}
