import Ciphers
import Kernel

/// What of a key a command writes.
enum KeyOutput {
  /// A private key: PKCS #8 as text, and as bytes what OpenSSL 3.0 writes, RSAPrivateKey and
  /// ECPrivateKey where there is such a form.
  static func bytes(_ key: PrivateKey, _ format: KeyFormat) -> [UInt8] {
    switch format {
    case .pem: Array(PEM(label: KeyFile.privateLabel, bytes: key.pkcs8).text.utf8)
    case .der: key.traditional ?? key.pkcs8
    }
  }

  /// The same as text in its older form, where it has one.
  static func traditional(_ key: PrivateKey) -> [UInt8]? {
    guard let bytes = key.traditional else { return nil }
    let kind = if case .rsa = key { "RSA" } else { "EC" }
    return Array(PEM(label: "\(kind) \(KeyFile.privateLabel)", bytes: bytes).text.utf8)
  }

  /// PKCS #8 in either format.
  static func pkcs8(_ key: PrivateKey, _ format: KeyFormat) -> [UInt8] {
    format == .der ? key.pkcs8 : bytes(key, .pem)
  }

  /// A public key: SubjectPublicKeyInfo.
  static func bytes(_ key: PublicKey, _ format: KeyFormat) -> [UInt8] {
    let bytes = key.subjectPublicKeyInfo
    return format == .der
      ? bytes : Array(PEM(label: KeyFile.publicLabel, bytes: bytes).text.utf8)
  }
}
