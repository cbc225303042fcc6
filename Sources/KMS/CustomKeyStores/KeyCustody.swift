package import Ciphers
import Kernel

/// Who keeps the material of a key that lies in a custom key store, and whether he works with it.
package struct KeyCustody: Sendable {
  /// The store.
  package let store: CustomKeyStoreID
  /// The keeper, and what he has.
  package let keeper: Keeper
  /// Why the keeper does nothing with the key; `nil` where he does.
  package let obstacle: KeeperObstacle?

  /// Who keeps the material.
  package enum Keeper: Sendable {
    /// A cluster, alone.
    case cluster(ClusterID)
    /// A key manager outside of AWS: each ciphertext is sealed by KMS and then by its key.
    case external(ExternalKey)
  }

  /// The key outside of AWS; `nil` for a key in a cluster.
  package var externalKey: ExternalKey? {
    if case .external(let key) = keeper { key } else { nil }
  }

  /// The cluster; `nil` for a key outside of AWS.
  package var cluster: ClusterID? {
    if case .cluster(let id) = keeper { id } else { nil }
  }

  /// Whether what the key encrypted is lost, although KMS has deleted nothing.
  package var isLost: Bool { externalKey.map { $0.material == nil } ?? false }
}

/// A key of the lab's key manager outside of AWS.
package struct ExternalKey: Sendable {
  /// Its id there.
  package let id: String
  /// Its material; `nil` once the manager has forgotten it.
  package internal(set) var material: SymmetricKey?
}

/// Why the keeper of a key's material does nothing with it.
package enum KeeperObstacle: Sendable, Equatable, CaseIterable {
  /// The cluster is not active, or has no HSM.
  case clusterUnreachable
  /// The proxy answers too late.
  case timedOut
  /// The proxy, or the manager behind it, refuses.
  case denied
  /// Nobody reaches the proxy.
  case proxyUnreachable
  /// The proxy's answer makes no sense.
  case invalidResponse
  /// The manager has no such key any more.
  case keyNotFound

  /// What KMS tells its caller; the wording could not be verified.
  var text: String {
    switch self {
    case .clusterUnreachable:
      "AWS KMS cannot communicate with your AWS CloudHSM cluster. Verify that the cluster is active"
        + " and has at least one active HSM."
    case .timedOut:
      "The external key store proxy did not respond to the request in the time allotted. Retry the"
        + " request. If you see this error repeatedly, report it to your external key store proxy"
        + " administrator."
    case .denied:
      "The external key store proxy denied access to the operation. Verify that the user and the"
        + " external key are both authorized for this operation on the external key manager."
    case .proxyUnreachable:
      "AWS KMS cannot communicate with the external key store proxy. This might be a transient"
        + " networking issue. If you see this error repeatedly, verify that the Uri of the external"
        + " key store proxy is correct."
    case .invalidResponse:
      "AWS KMS cannot interpret the response it received from the external key store proxy. If you"
        + " see this error repeatedly, report it to your external key store proxy administrator."
    case .keyNotFound:
      "The external key store proxy rejected the request because it could not find the external"
        + " key."
    }
  }
}
