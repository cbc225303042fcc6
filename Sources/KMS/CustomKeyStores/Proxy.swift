package import Kernel

/// The external key store proxy of the lab, and how it stands between KMS and a key manager.
///
/// It is outside of AWS and inside of the world: pure, like everything there. The manager behind it
/// has an AES-256 key for each id that begins with `lab-`, and other keys for ids with `rsa-`.
package enum Proxy {
  /// Its address on the internet.
  package static let endpoint = "https://xks.kmslab.example"
  /// Its address within a VPC.
  package static let privateEndpoint = "https://xks.private.kmslab.example"
  /// The id of the credential that it takes.
  package static let accessKeyID = "KMSLABXKSACCESSKEY22"
  /// The secret of that credential.
  package static let secret = "ThisSecretIsOfTheLabsXksProxyAndOpensNothing2222"

  /// The service of the VPC that leads to it in a Region.
  package static func service(in region: Region) -> String {
    "com.amazonaws.vpce.\(region).vpce-svc-0lab0lab0lab0lab0"
  }

  /// The version of the API that it speaks.
  private static let version = "/kms/xks/v1"

  /// Whether it serves a path: each that ends in the version of its API.
  static func serves(_ path: String) -> Bool { path.hasSuffix(version) }

  /// Whether the manager has a key of an id that can encrypt for KMS; `nil` where it has none.
  static func isSuitable(_ id: String) -> Bool? {
    if id.hasPrefix("lab-") { return true }
    return id.hasPrefix("rsa-") ? false : nil
  }
}

/// What the lab's proxy answers.
package enum ProxyCondition: String, CaseIterable, Sendable {
  /// What it is asked for, at once.
  case ok
  /// Later than the 250 milliseconds that KMS waits.
  case slow
  /// That it will not.
  case refuse
  /// Nothing: nobody reaches it.
  case unreachable
  /// What KMS does not understand.
  case nonsense
  /// With a certificate that KMS does not trust.
  case badTLS = "bad-tls"

  /// Why connecting fails; `nil` where it works.
  var connectionError: ConnectionErrorCode? {
    switch self {
    case .ok: nil
    case .slow: .proxyTimedOut
    case .refuse: .proxyAccessDenied
    case .unreachable: .proxyNotReachable
    case .nonsense: .proxyInvalidResponse
    case .badTLS: .proxyInvalidTLS
    }
  }

  /// Why nothing can be done with an external key; `nil` where it can.
  var obstacle: KeeperObstacle? {
    switch self {
    case .ok: nil
    case .slow: .timedOut
    case .refuse: .denied
    case .unreachable, .badTLS: .proxyUnreachable
    case .nonsense: .invalidResponse
    }
  }
}
