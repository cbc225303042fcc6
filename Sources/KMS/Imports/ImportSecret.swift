import Access
import Ciphers
import Kernel

/// What a key of imported material makes its import tokens and wrapping keys of.
///
/// The RSA key pair of a call is drawn from a generator that the secret and the call's parameters
/// seed: the pair of one call is not that of another, and none needs to be remembered. Those that
/// have not expired are remembered nevertheless, since making one takes its time.
package struct ImportSecret: Sendable {
  private let secret: SymmetricKey
  /// The pairs of parameters that are still valid; what they are follows from `secret`.
  private var pairs: [(parameters: ImportParameters, key: RSA.PrivateKey)] = []

  /// Draws a secret.
  init(_ environment: inout Environment) {
    secret = SymmetricKey(environment.random.bytes(32, from: .importing))
  }

  /// How long parameters for an import are valid: 24 hours, in seconds.
  static let lifetime = 86_400

  /// The token for these parameters, and the public key that wraps material.
  ///
  /// Those of one second are the same, so that token and key can be asked for one by one.
  mutating func answer(
    to parameters: ImportParameters, now: Timestamp
  ) -> (token: ImportToken, publicKey: PublicKeyBlob) {
    pairs.removeAll { $0.parameters.validTo <= now }
    let key = pair(for: parameters)
    if !pairs.contains(where: { $0.parameters == parameters }) { pairs.append((parameters, key)) }
    return (token(for: parameters), PublicKeyBlob(.rsa(key.publicKey)))
  }

  /// The material that came with a token.
  func unwrap(
    _ wrapped: [UInt8], with token: ImportToken, now: Timestamp
  ) throws(KMSFailure) -> SymmetricKey {
    guard let parameters = token.parameters,
      constantTimeEqual(token.bytes, self.token(for: parameters).bytes)
    else { throw .invalidImportToken }
    guard now < parameters.validTo else { throw .expiredImportToken }
    do throws(CipherError) {
      return try parameters.algorithm.unwrap(wrapped, using: pair(for: parameters))
    } catch {
      throw .invalidCiphertext
    }
  }

  /// The algorithm that a public key was handed out for, in DER; `nil` for another key, or one
  /// whose time is over.
  fileprivate func algorithm(of publicKey: [UInt8]) -> WrappingAlgorithm? {
    pairs.first { PublicKey.rsa($0.key.publicKey).subjectPublicKeyInfo == publicKey }?
      .parameters.algorithm
  }

  /// Feeds the secret, of which everything else follows.
  func feed(_ digest: inout WorldDigest) { digest.feed(secret: secret.copyBytes()) }

  private func token(for parameters: ImportParameters) -> ImportToken {
    let start = ImportToken.magic + parameters.bytes
    let tag = HMAC<SHA256>.authenticationCode(for: start, using: secret).prefix(16)
    return ImportToken(start + tag)
  }

  private func pair(for parameters: ImportParameters) -> RSA.PrivateKey {
    if let known = pairs.first(where: { $0.parameters == parameters }) { return known.key }
    let seed = KDF.counterMode(
      key: secret, label: Array("kmslab import".utf8), context: parameters.bytes, byteCount: 48)
    do throws(CipherError) {
      var generator = try CTRDRBG(entropy: seed.copyBytes())
      return try RSA.PrivateKey(
        generating: parameters.spec.modulusBitCount, from: &generator)
    } catch {
      preconditionFailure("48 bytes seed a generator, and AWS's sizes are sizes of RSA: \(error)")
    }
  }
}

extension KMSState {
  /// The algorithm that a public key was handed out for, in DER, by any key that waits for an
  /// import; `nil` where none did.
  package func wrappingAlgorithm(of publicKey: [UInt8]) -> WrappingAlgorithm? {
    keys.lazy.compactMap { $0.value.importing?.algorithm(of: publicKey) }.first
  }
}

/// What a call of GetParametersForImport asked for.
struct ImportParameters: Sendable, Equatable {
  /// When token and public key end.
  let validTo: Timestamp
  /// How material is to be wrapped.
  let algorithm: WrappingAlgorithm
  /// The type of the public key.
  let spec: WrappingKeySpec

  /// The parameters as a token holds them.
  var bytes: [UInt8] {
    let time = (0..<8).map {
      UInt8(truncatingIfNeeded: validTo.secondsSinceEpoch >> (56 - 8 * $0))
    }
    return time + [index(of: algorithm), index(of: spec)]
  }

  private func index<Value: CaseIterable & Equatable>(of value: Value) -> UInt8 {
    UInt8(truncatingIfNeeded: Array(Value.allCases).firstIndex(of: value) ?? 0)
  }
}

/// What GetParametersForImport hands out and ImportKeyMaterial wants back.
package struct ImportToken: BlobValue {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  fileprivate static let magic = Array("kmslab import 2 ".utf8)
  /// Magic, end of validity, algorithm, type, tag.
  private static let byteCount = 16 + 8 + 2 + 16

  /// What it says of itself, genuine or not; `nil` for bytes that are no token.
  fileprivate var parameters: ImportParameters? {
    guard bytes.count == ImportToken.byteCount, bytes.starts(with: ImportToken.magic),
      WrappingAlgorithm.allCases.indices.contains(Int(bytes[24])),
      WrappingKeySpec.allCases.indices.contains(Int(bytes[25]))
    else { return nil }
    let seconds = bytes[16..<24].reduce(0) { $0 << 8 | Int($1) }
    return ImportParameters(
      validTo: Timestamp(secondsSinceEpoch: seconds),
      algorithm: WrappingAlgorithm.allCases[Int(bytes[24])],
      spec: WrappingKeySpec.allCases[Int(bytes[25])])
  }
}
