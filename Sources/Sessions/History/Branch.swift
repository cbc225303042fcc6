package import AWSCLI
import Kernel

/// A world beside the present one, with the history that led to it.
package struct Branch: Sendable {
  /// The moment that it is at.
  package let present: Moment
  /// How it came there.
  package let history: History

  /// The branch that every session starts on.
  package static let first = "main"
  /// Most branches of a session, the present one included.
  package static let limit = 16

  /// The same branch, where something is different in all its moments.
  func changed(_ body: (inout Moment) -> Void) -> Branch {
    var (present, history) = (present, history)
    body(&present)
    history.change(body)
    return Branch(present: present, history: history)
  }

  /// Whether a word can name a branch: letters, digits, `-`, `_` and `.`, no number.
  package static func isName(_ text: String) -> Bool {
    let isPlain = text.utf8.allSatisfy { byte in
      switch Unicode.Scalar(byte) {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
      default: false
      }
    }
    return (1...40).contains(text.utf8.count) && isPlain && Int(text) == nil
      && !text.hasPrefix("-")
  }
}

extension Session {
  /// All branches, the present one too.
  package var branchNames: [String] {
    (branches.keys + [branch]).sorted { $0.precedesByBytes($1) }
  }

  /// A branch by name; the present one as it is now.
  package func world(ofBranch name: String) -> Branch? {
    name == branch ? Branch(present: present, history: history) : branches[name]
  }

  /// Goes on in a copy of everything, by a name that no branch has.
  package mutating func beginBranch(_ name: String) {
    settle()
    branches[branch] = Branch(present: present, history: history)
    branch = name
    settleInHistory()
  }

  /// Goes to another branch, where there is one of that name.
  package mutating func goToBranch(_ name: String) {
    guard let other = branches[name] else { return }
    settle()
    branches[branch] = Branch(present: present, history: history)
    branches[name] = nil
    (branch, present, history) = (name, other.present, other.history)
    settleInHistory()
  }

  /// Forgets another branch, and tells what it was; `nil` where there is none of that name.
  package mutating func dropBranch(_ name: String) -> Branch? {
    guard let dropped = branches.removeValue(forKey: name) else { return nil }
    settle()
    settleInHistory()
    return dropped
  }
}
