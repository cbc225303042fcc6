package import Kernel

/// Who calls, where, and on whose behalf.
package struct Call: Sendable {
  /// The caller; its account is the account of the call.
  package let principal: Principal
  /// The Region that is called.
  package let region: Region
  /// The service that calls on the caller's behalf; `nil` for a direct call.
  package let via: Service?
  /// Where the caller calls from.
  package let origin: Origin
  /// How the call proves who makes it.
  package let authentication: Authentication

  /// How a call proves who makes it.
  package enum Authentication: Sendable, Equatable {
    /// By headers, signed the moment the call is made.
    case headers
    /// By the parameters of a link that was signed so many seconds ago.
    case link(age: Int, version: SignatureVersion = .four)
    /// By the fields of a form that was signed so many seconds ago.
    case form(age: Int, version: SignatureVersion = .four)

    /// The version of the signature.
    package var version: SignatureVersion {
      switch self {
      case .headers: .four
      case .link(_, let version), .form(_, let version): version
      }
    }
  }

  /// A version of AWS's signatures.
  package enum SignatureVersion: Sendable, Equatable {
    /// Of links and forms alone, as boto3 makes them by default; what is under KMS keys refuses it.
    case two
    /// Of headers, links and forms.
    case four
  }

  /// Makes a call.
  package init(
    principal: Principal, region: Region, via: Service? = nil, origin: Origin = .learner,
    authentication: Authentication = .headers
  ) {
    self.principal = principal
    self.region = region
    self.via = via
    self.origin = origin
    self.authentication = authentication
  }

  /// The caller's account.
  package var account: AccountID { principal.account }

  /// The value of `kms:ViaService`: `s3.us-east-1.amazonaws.com`; `nil` for a direct call.
  package var viaService: String? { via.map { "\($0.rawValue).\(region).amazonaws.com" } }

  /// The same call, made by another caller.
  package func by(_ principal: Principal) -> Call {
    Call(
      principal: principal, region: region, via: via, origin: origin,
      authentication: authentication)
  }

  /// The same caller's call, made by a service in a Region on the caller's behalf.
  package func via(_ service: Service, in region: Region) -> Call {
    Call(
      principal: principal, region: region, via: service, origin: origin,
      authentication: authentication)
  }
}
