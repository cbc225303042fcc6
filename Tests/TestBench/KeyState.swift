package import Kernel
import Testing

/// The states of a key in tables of what can be done in each.
package enum KeyState: String, Sendable, CaseIterable {
  case enabled = "Enabled"
  case disabled = "Disabled"
  case pending = "PendingDeletion"
  case gone
}

extension Bench {
  /// Brings a key that works into a state.
  package mutating func bring(_ key: Document, into state: KeyState) throws {
    switch state {
    case .enabled: break
    case .disabled: try must("DisableKey", ["KeyId": key])
    case .pending: try must("ScheduleKeyDeletion", ["KeyId": key])
    case .gone:
      try must("ScheduleKeyDeletion", ["KeyId": key])
      try advance(days: 30)
    }
  }
}
