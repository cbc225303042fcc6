import Access
import Cloud
import Kernel

extension FormerGrant {
  /// What it was to a caller, and how it ended, in a sentence without its full stop.
  func sentence(_ caller: String, from home: AccountID) -> String {
    "the grant \(id.prefix(8))… let \(caller) do this until \(ender.shortName(from: home))"
      + " \(isRetired ? "retired" : "revoked") it on \(end.date)"
  }
}
