import Ciphers
import IAM
import Kernel

/// What a key of imported material makes its import tokens and wrapping keys of.
///
/// AWS hands out a public RSA key, under which the material travels; this program has no RSA, so a
/// stand-in travels in its place: a text that says so and the symmetric wrapping key itself. It
/// hides nothing from whoever sees it; what it teaches is the way of an import. The material is
/// wrapped with AES Key Wrap with padding, RFC 5649.
package struct ImportSecret: Sendable {
  private let secret: SymmetricKey

  /// Draws a secret.
  init(_ environment: inout Environment) {
    secret = SymmetricKey(environment.random.bytes(32, from: .importing))
  }

  /// How long parameters for an import are valid: 24 hours, in seconds.
  static let lifetime = 86_400

  /// Parameters for an import: a token, and the stand-in for a public key.
  ///
  /// Those of one second are the same, so that token and key can be asked for one by one.
  func parameters(validTo: Timestamp) -> (token: ImportToken, standIn: ImportStandIn) {
    let time = (0..<8).map {
      UInt8(truncatingIfNeeded: validTo.secondsSinceEpoch >> (56 - 8 * $0))
    }
    let start = ImportToken.magic + time
    return (ImportToken(start + tag(of: start)), ImportStandIn(wrappingKey: wrappingKey(time)))
  }

  /// The material that came with a token.
  func unwrap(
    _ wrapped: [UInt8], with token: ImportToken, now: Timestamp
  ) throws(KMSFailure) -> SymmetricKey {
    let bytes = token.bytes
    guard bytes.count == ImportToken.byteCount, bytes.starts(with: ImportToken.magic),
      constantTimeEqual(Array(bytes.suffix(16)), tag(of: Array(bytes.dropLast(16))))
    else { throw .invalidImportToken }
    let time = Array(bytes[ImportToken.magic.count...].prefix(8))
    let seconds = time.reduce(0) { $0 << 8 | Int($1) }
    guard now.secondsSinceEpoch < seconds else { throw .expiredImportToken }
    do throws(CipherError) {
      return try AES.KeyWrap.unwrapPadded(wrapped, using: wrappingKey(time))
    } catch {
      throw .invalidCiphertext
    }
  }

  private func tag(of bytes: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes, using: secret).prefix(16))
  }

  private func wrappingKey(_ time: [UInt8]) -> SymmetricKey {
    KDF.counterMode(
      key: secret, label: Array("kmslab import".utf8), context: time, byteCount: 32)
  }

  /// Feeds the secret.
  func feed(_ digest: inout WorldDigest) { digest.feed(bytes: secret.copyBytes()) }
}

/// What GetParametersForImport hands out and ImportKeyMaterial wants back.
package struct ImportToken: BlobValue {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  fileprivate static let magic = Array("kmslab import 1 ".utf8)
  /// Magic, end of validity, tag.
  fileprivate static let byteCount = 16 + 8 + 16
}

/// What stands in for the public RSA key under which AWS lets material travel.
package struct ImportStandIn: BlobValue {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static let text = Array(
    "kmslab stand-in for an RSA public key; it hides nothing (help imported-keys): ".utf8)

  fileprivate init(wrappingKey: SymmetricKey) {
    bytes = ImportStandIn.text + wrappingKey.copyBytes()
  }

  /// Wraps material for its import; `nil` where the bytes are no stand-in or the material is empty.
  package func wrap(_ material: [UInt8]) -> [UInt8]? {
    guard bytes.count == ImportStandIn.text.count + 32, bytes.starts(with: ImportStandIn.text)
    else { return nil }
    return try? AES.KeyWrap.wrapPadded(
      SymmetricKey(material), using: SymmetricKey(Array(bytes.suffix(32))))
  }
}
