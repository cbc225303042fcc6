import Ciphers
import Kernel

/// A message authentication code.
package struct MAC: BlobValue {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }
}

extension MACAlgorithm {
  /// The code of a message, RFC 2104.
  func code(of message: [UInt8], using key: SymmetricKey) -> [UInt8] {
    switch self {
    case .sha224: HMAC<SHA224>.authenticationCode(for: message, using: key)
    case .sha256: HMAC<SHA256>.authenticationCode(for: message, using: key)
    case .sha384: HMAC<SHA384>.authenticationCode(for: message, using: key)
    case .sha512: HMAC<SHA512>.authenticationCode(for: message, using: key)
    }
  }
}

extension Key {
  /// The code of a message; fails unless key, algorithm and state allow the operation.
  func code(
    of message: Plaintext, _ algorithm: MACAlgorithm, for operation: String
  ) throws(KMSFailure) -> MAC {
    try require(.generateVerifyMAC, for: operation)
    guard type.spec.macAlgorithm == algorithm else {
      throw .incompatibleAlgorithm(algorithm.rawValue, type.spec)
    }
    try requireEnabled()
    guard let material = materials.current?.secret?.symmetricKey else { throw .pendingImport(arn) }
    return MAC(algorithm.code(of: message.bytes, using: material))
  }
}
