/// The curves of AWS KMS's ECC keys, those of SP 800-186 and SEC 2 by their short names.
package enum EllipticCurve: String, CaseIterable, Sendable {
  /// P-256, ECC_NIST_P256.
  case p256
  /// P-384, ECC_NIST_P384.
  case p384
  /// P-521, ECC_NIST_P521.
  case p521
  /// secp256k1, ECC_SECG_P256K1.
  case secp256k1

  /// The length of a coordinate, and of a number modulo n, in bytes.
  package var byteCount: Int {
    switch self {
    case .p256, .secp256k1: 32
    case .p384: 48
    case .p521: 66
    }
  }

  /// The constants as SP 800-186 prints them, big-endian, read back from those that are computed
  /// with: for the tests.
  package var constants: (p: [UInt8], b: [UInt8], Gx: [UInt8], Gy: [UInt8], n: [UInt8]) {
    switch self {
    case .p256: ECDSA<P256>.constants
    case .p384: ECDSA<P384>.constants
    case .p521: ECDSA<P521>.constants
    case .secp256k1: ECDSA<Secp256k1>.constants
    }
  }
}

extension ECDSA {
  /// See `EllipticCurve.constants`.
  fileprivate static var constants: (p: [UInt8], b: [UInt8], Gx: [UInt8], Gy: [UInt8], n: [UInt8]) {
    let count = C.Field.byteCount
    return (
      C.Field.m.bigEndianBytes(count), C.b.bigEndianBytes, C.Gx.bigEndianBytes,
      C.Gy.bigEndianBytes, C.Order.m.bigEndianBytes(count)
    )
  }
}
