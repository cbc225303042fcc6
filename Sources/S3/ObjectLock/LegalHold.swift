package import Kernel

/// Whether somebody has said that a version must stay, without a date.
package enum LegalHold: String, EnumerationValue {
  /// It cannot be deleted, whoever asks.
  case on = "ON"
  /// It was on once, or somebody said that it is not.
  case off = "OFF"
}

/// ObjectLockLegalHold, as requests and answers have it.
package struct ObjectLegalHold: StructureValue {
  let status: OpenEnumeration<LegalHold>?

  package static let shape = Shape(
    ObjectLegalHold.init(status:), Member("Status", \.status, help: "ON or OFF."))

  init(status: OpenEnumeration<LegalHold>?) { self.status = status }

  init(_ hold: LegalHold) { self.init(status: OpenEnumeration(hold.rawValue)) }
}
