package import Kernel

/// Who calls, where, and on whose behalf.
package struct Call: Sendable {
  /// The caller; its account is the account of the call.
  package let principal: Principal
  /// The Region that is called.
  package let region: Region
  /// The service that calls on the caller's behalf; `nil` for a direct call.
  package let via: Service?
  /// The address that the caller calls from.
  package let sourceIP: String

  /// Where the learner's calls come from: an address of RFC 5737, kept for documentation.
  package static let learnerIP = "203.0.113.25"

  /// Makes a call.
  package init(
    principal: Principal, region: Region, via: Service? = nil, sourceIP: String = learnerIP
  ) {
    self.principal = principal
    self.region = region
    self.via = via
    self.sourceIP = sourceIP
  }

  /// The caller's account.
  package var account: AccountID { principal.account }

  /// The value of `kms:ViaService`: `s3.us-east-1.amazonaws.com`; `nil` for a direct call.
  package var viaService: String? { via.map { "\($0.rawValue).\(region).amazonaws.com" } }

  /// The same caller's call, made by a service in a Region on the caller's behalf.
  package func via(_ service: Service, in region: Region) -> Call {
    Call(principal: principal, region: region, via: service, sourceIP: sourceIP)
  }
}
