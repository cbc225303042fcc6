import Kernel

/// The id of a CloudHSM cluster.
package struct ClusterID: TextValue, Hashable {
  /// The id as it was given.
  package let text: String

  /// Makes an id of any text.
  package init(_ text: String) { self.text = text }
}

/// A CloudHSM cluster of the lab.
///
/// There is no CloudHSM here, only what KMS asks of it. The same three clusters belong to each
/// account in each Region, and the lab's command `set` says in which condition they are.
package enum Cluster: String, CaseIterable, Sendable {
  /// The one that a learner begins with.
  case first = "cluster-labfirst222"
  /// One that was made from a backup of the first.
  case copy = "cluster-labcopy2222"
  /// One that shares nothing with them.
  case other = "cluster-labother222"

  /// The password of the user `kmsuser` of each.
  package static let password = "labkmsuser"

  /// The cluster of an id; `nil` where there is none.
  package init?(_ id: ClusterID) { self.init(rawValue: id.text) }

  /// The cluster whose backups it shares: the certificate tells which.
  var origin: Cluster { self == .copy ? .first : self }

  /// The certificate of its making, customerCA.crt.
  ///
  /// A text in the form of a certificate: KMS compares it, and nothing here verifies it.
  package var certificate: String {
    let text = "kmslab: the trust anchor of \(origin.rawValue)"
    return """
      -----BEGIN CERTIFICATE-----
      \(Base64.encode(Array(text.utf8)))
      -----END CERTIFICATE-----

      """
  }

  /// Whether a text is the cluster's certificate, whatever stands around its lines.
  func isCertified(by text: String) -> Bool {
    func lines(_ text: String) -> [Substring] { text.split { $0.isNewline || $0 == " " } }
    return lines(text) == lines(certificate)
  }
}

/// In which condition the lab's clusters are.
package enum ClusterCondition: String, CaseIterable, Sendable {
  /// Active, with two HSMs in two Availability Zones, and the user `kmsuser`.
  case ready
  /// Active, with one HSM.
  case oneHSM = "one-hsm"
  /// Active, without an HSM.
  case noHSM = "no-hsm"
  /// Not active.
  case inactive
  /// Deleted; its owner has backups.
  case deleted
  /// `kmsuser` is locked out after too many wrong passwords.
  case lockedOut = "locked-out"
  /// There is no `kmsuser`.
  case noUser = "no-user"
  /// Somebody else is logged in as `kmsuser`.
  case loggedIn = "logged-in"

  /// Why connecting fails; `nil` where it works.
  var connectionError: ConnectionErrorCode? {
    switch self {
    case .ready, .oneHSM: nil
    case .noHSM: .insufficientHSMs
    case .inactive: .networkErrors
    case .deleted: .clusterNotFound
    case .lockedOut: .userLockedOut
    case .noUser: .userNotFound
    case .loggedIn: .userLoggedIn
    }
  }

  /// Why a connected cluster does no cryptography; `nil` where it does.
  var obstacle: KeeperObstacle? {
    switch self {
    case .ready, .oneHSM, .lockedOut, .noUser, .loggedIn: nil
    case .noHSM, .inactive, .deleted: .clusterUnreachable
    }
  }
}
