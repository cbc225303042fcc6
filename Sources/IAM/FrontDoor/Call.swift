package import Kernel

/// Who calls, where, and on whose behalf.
package struct Call: Sendable {
  /// The caller; its account is the account of the call.
  package let principal: Principal
  /// The Region that is called.
  package let region: Region
  /// The service that calls on the caller's behalf; `nil` for a direct call.
  package let via: Service?

  /// Makes a call.
  package init(principal: Principal, region: Region, via: Service? = nil) {
    self.principal = principal
    self.region = region
    self.via = via
  }

  /// The caller's account.
  package var account: AccountID { principal.account }

  /// The value of `kms:ViaService`: `s3.us-east-1.amazonaws.com`; `nil` for a direct call.
  package var viaService: String? { via.map { "\($0.rawValue).\(region).amazonaws.com" } }

  /// The same caller's call, made by a service in a Region on the caller's behalf.
  package func via(_ service: Service, in region: Region) -> Call {
    Call(principal: principal, region: region, via: service)
  }
}
