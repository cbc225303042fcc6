import Ciphers
import Kernel

/// The signatures of chunks and trailers, each of which follows from the one before.
struct ChunkSignatures: Sendable {
  private let key: SymmetricKey
  private let keyID: String
  private let scope: CredentialScope
  private var previous: String

  /// Starts with the signature of the request's head.
  init(key: SymmetricKey, keyID: String, scope: CredentialScope, seed: String) {
    self.key = key
    self.keyID = keyID
    self.scope = scope
    previous = seed
  }

  /// Fails where a signature is not that of the next chunk.
  mutating func check(
    chunk: ArraySlice<UInt8>, _ provided: String
  ) throws(SignatureFault) {
    var hash = SHA256()
    hash.update(chunk)
    try check(
      "PAYLOAD", "\(ChunkSignatures.emptyHash)\n\(Hex.encode(hash.finalize()))", provided)
  }

  /// Fails where a signature is not that of the trailers.
  mutating func check(trailers: [HTTPField], _ provided: String) throws(SignatureFault) {
    let text = trailers.map { "\($0.name):\($0.value)\n" }.joined()
    try check("TRAILER", Hex.encode(SHA256.hash(Array(text.utf8))), provided)
  }

  private mutating func check(
    _ kind: String, _ hashes: String, _ provided: String
  ) throws(SignatureFault) {
    let text =
      "\(SignatureV4.algorithm)-\(kind)\n\(scope.date)\n\(scope.text)\n\(previous)\n\(hashes)"
    let expected = SignatureV4.signature(of: text, with: key)
    guard expected.isSecret(provided) else {
      throw .mismatch(
        .init(keyID: keyID, stringToSign: text, provided: provided, canonical: nil))
    }
    previous = expected
  }

  private static let emptyHash = Hex.encode(SHA256.hash([]))
}
