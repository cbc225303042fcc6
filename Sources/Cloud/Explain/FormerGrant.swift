package import Access
import KMS
package import Kernel

/// A grant that let a caller do something, and that is gone.
package struct FormerGrant: Sendable {
  /// Its id.
  package let id: String
  /// When it ended.
  package let end: Timestamp
  /// Who retired or revoked it.
  package let ender: Principal
  /// Whether it was retired; else it was revoked.
  package let isRetired: Bool
}

extension World {
  /// The grant that went last of those that gave the caller a refused permission; `nil` for none.
  package func formerGrant(for denial: DecidedDemand) -> FormerGrant? {
    guard let key = denial.demand.resource, KeyAddress(key) != nil else { return nil }
    let operation = denial.demand.action.split(separator: ":").last.map { Document.string("\($0)") }
    let caller = Document.string(
      environment.identities.principalARN(of: denial.call.principal).description)
    var ended: [FormerGrant] = []
    for (_, record) in environment.trail.newest(of: key) where record.error == nil {
      let told = record.response?["GrantId"] ?? record.parameters["GrantId"]
      guard let id = told?.text else { continue }
      switch record.name {
      case "RetireGrant", "RevokeGrant":
        guard case .principal(let ender, _) = record.actor else { continue }
        ended.append(
          FormerGrant(
            id: id, end: record.time, ender: ender, isRetired: record.name == "RetireGrant"))
      case "CreateGrant":
        guard let end = ended.first(where: { $0.id == id }),
          record.parameters["GranteePrincipal"] == caller, let operation,
          record.parameters["Operations"]?.elements?.contains(operation) == true
        else { continue }
        return end
      default: continue
      }
    }
    return nil
  }
}
