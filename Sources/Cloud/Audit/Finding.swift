import Kernel

/// Something that an auditor would ask about.
package struct AuditFinding: Sendable, Equatable {
  /// How bad it is.
  package enum Severity: Int, Sendable, Comparable {
    /// Data is exposed, or is about to be lost.
    case high
    /// A control that should be there is not.
    case medium
    /// A practice that could be better.
    case low

    /// Orders from bad to better.
    package static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }

    /// `HIGH`.
    package var name: String {
      switch self {
      case .high: "HIGH"
      case .medium: "MEDIUM"
      case .low: "LOW"
      }
    }
  }

  /// The control that a finding is about, in a plain word.
  package enum Control: String, Sendable, CaseIterable {
    /// Nobody outside who should not.
    case exposure = "no public access"
    /// Who is of another account is meant to be.
    case foreignAccess = "cross-account access is known"
    /// Material does not stay for ever.
    case rotation = "keys rotate"
    /// No key goes by mistake.
    case deletion = "no key is deleted by mistake"
    /// Who manages a key does not use it.
    case separation = "separation of duties"
    /// What nobody needs is taken away.
    case leastPrivilege = "unused permissions are removed"
    /// What is not used is known.
    case unusedKeys = "unused keys are known"
    /// Data lies under the key that is meant.
    case encryption = "data at rest is under a customer managed key"
    /// Data can be read when it is needed.
    case availability = "data stays readable"
  }

  /// How bad it is.
  package let severity: Severity
  /// What it is about.
  package let control: Control
  /// What was found, in one sentence.
  package let text: String
  /// One line that mends it, or shows more.
  package let next: String?

  init(_ severity: Severity, _ control: Control, _ text: String, next: String? = nil) {
    self.severity = severity
    self.control = control
    self.text = text
    self.next = next
  }
}
