import CLibcrypto
import Ciphers

extension EllipticCurve {
  /// libcrypto's name of the curve.
  fileprivate var libcryptoName: String {
    switch self {
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .secp256k1: "secp256k1"
    }
  }
}

extension Oracle {
  /// A key of libcrypto, without `d` a public key; `Failure` if libcrypto refuses it.
  @safe final class ECKey {
    private let key: OpaquePointer
    private let curve: EllipticCurve

    init(_ point: [UInt8], d: [UInt8]? = nil, on curve: EllipticCurve) throws {
      let made =
        if let d {
          unsafe kl_ec_key(curve.libcryptoName, point, point.count, d, d.count)
        } else {
          unsafe kl_ec_key(curve.libcryptoName, point, point.count, nil, 0)
        }
      guard let made = unsafe made else { throw Failure(step: "key") }
      unsafe key = made
      self.curve = curve
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// r and s of a digest.
    func sign(_ digest: [UInt8]) throws -> (r: [UInt8], s: [UInt8]) {
      let count = curve.byteCount
      var r = [UInt8](repeating: 0, count: count)
      var s = r
      guard unsafe kl_ecdsa_sign(key, digest, digest.count, &r, &s, Int32(count)) == 1 else {
        throw Failure(step: "sign")
      }
      return (r, s)
    }

    /// Whether r and s sign a digest.
    func isValid(r: [UInt8], s: [UInt8], for digest: [UInt8]) -> Bool {
      unsafe kl_ecdsa_verify(
        key, digest, digest.count, r, Int32(r.count), s, Int32(s.count)) == 1
    }

    /// The shared x.
    func sharedSecret(with peer: ECKey) throws -> [UInt8] {
      var secret = [UInt8](repeating: 0, count: 66)
      var count = secret.count
      guard unsafe kl_ecdh(key, peer.key, &secret, &count) == 1 else {
        throw Failure(step: "derive")
      }
      return Array(secret.prefix(count))
    }
  }

  /// The public key of a seed, and its Ed25519 signature of a message.
  static func signEd25519(
    _ message: [UInt8], seed: [UInt8]
  ) throws -> (point: [UInt8], signature: [UInt8]) {
    var point = [UInt8](repeating: 0, count: 32)
    var signature = [UInt8](repeating: 0, count: 64)
    guard unsafe kl_ed25519_sign(seed, message, message.count, &point, &signature) == 1 else {
      throw Failure(step: "Ed25519")
    }
    return (point, signature)
  }

  /// Whether 64 bytes are an Ed25519 signature of a message.
  static func isValidEd25519(_ signature: [UInt8], for message: [UInt8], by point: [UInt8]) -> Bool
  {
    unsafe kl_ed25519_verify(point, message, message.count, signature) == 1
  }
}
