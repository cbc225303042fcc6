/// The hash functions by name, for who lets others choose one.
package enum HashAlgorithm: String, CaseIterable, Sendable {
  /// MD5, which is broken: see `Insecure`.
  case md5
  /// SHA-1, which is broken: see `Insecure`.
  case sha1
  /// SHA-224.
  case sha224
  /// SHA-256.
  case sha256
  /// SHA-384.
  case sha384
  /// SHA-512.
  case sha512

  /// The length of a digest in bytes.
  package var byteCount: Int {
    switch self {
    case .md5: Insecure.MD5.byteCount
    case .sha1: Insecure.SHA1.byteCount
    case .sha224: SHA224.byteCount
    case .sha256: SHA256.byteCount
    case .sha384: SHA384.byteCount
    case .sha512: SHA512.byteCount
    }
  }

  /// The digest of a whole message.
  package func hash(_ data: [UInt8]) -> [UInt8] {
    switch self {
    case .md5: Insecure.MD5.hash(data)
    case .sha1: Insecure.SHA1.hash(data)
    case .sha224: SHA224.hash(data)
    case .sha256: SHA256.hash(data)
    case .sha384: SHA384.hash(data)
    case .sha512: SHA512.hash(data)
    }
  }

  /// HMAC of a whole message, FIPS 198-1.
  package func authenticationCode(for message: [UInt8], using key: SymmetricKey) -> [UInt8] {
    switch self {
    case .md5: HMAC<Insecure.MD5>.authenticationCode(for: message, using: key)
    case .sha1: HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key)
    case .sha224: HMAC<SHA224>.authenticationCode(for: message, using: key)
    case .sha256: HMAC<SHA256>.authenticationCode(for: message, using: key)
    case .sha384: HMAC<SHA384>.authenticationCode(for: message, using: key)
    case .sha512: HMAC<SHA512>.authenticationCode(for: message, using: key)
    }
  }
}
