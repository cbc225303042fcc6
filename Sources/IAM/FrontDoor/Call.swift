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
  /// How the call proves who makes it.
  package let authentication: Authentication

  /// How a call proves who makes it.
  package enum Authentication: Sendable, Equatable {
    /// By headers, signed the moment the call is made.
    case headers
    /// By the parameters of a link that was signed so many seconds ago.
    case link(age: Int)
    /// By the fields of a form that was signed so many seconds ago.
    case form(age: Int)
  }

  /// Where somebody calls from who has got a link: another such address.
  package static let visitorIP = "198.51.100.7"

  /// Where the learner's calls come from: an address of RFC 5737, kept for documentation.
  package static let learnerIP = "203.0.113.25"

  /// Makes a call.
  package init(
    principal: Principal, region: Region, via: Service? = nil, sourceIP: String = learnerIP,
    authentication: Authentication = .headers
  ) {
    self.principal = principal
    self.region = region
    self.via = via
    self.sourceIP = sourceIP
    self.authentication = authentication
  }

  /// The caller's account.
  package var account: AccountID { principal.account }

  /// The value of `kms:ViaService`: `s3.us-east-1.amazonaws.com`; `nil` for a direct call.
  package var viaService: String? { via.map { "\($0.rawValue).\(region).amazonaws.com" } }

  /// The same caller's call, made by a service in a Region on the caller's behalf.
  package func via(_ service: Service, in region: Region) -> Call {
    Call(
      principal: principal, region: region, via: service, sourceIP: sourceIP,
      authentication: authentication)
  }
}
