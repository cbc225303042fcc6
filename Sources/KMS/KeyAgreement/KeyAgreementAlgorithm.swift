import Kernel

/// How two parties agree on a secret.
package enum KeyAgreementAlgorithm: String, EnumerationValue {
  /// Elliptic curve cofactor Diffie–Hellman, SP 800-56A §5.7.1.2.
  case ecdh = "ECDH"
}
