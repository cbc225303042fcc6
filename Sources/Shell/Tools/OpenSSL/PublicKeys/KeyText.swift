import Ciphers
import Kernel

/// A key as `-text` prints it.
struct KeyText {
  private(set) var text = ""

  /// A public key.
  init(_ key: PublicKey) {
    switch key {
    case .rsa(let key):
      text = "Public-Key: (\(8 * key.byteCount) bit)\n"
      number("Modulus", key.n)
      number("Exponent", key.e)
    case .ellipticCurve(let key):
      text = "Public-Key: (\(key.curve.bitCount) bit)\n"
      point(key)
    case .ed25519(let key):
      text = "ED25519 Public-Key:\n"
      octets("pub", key.bytes)
    case .mlDSA(let key):
      text = "\(key.parameters.name) Public-Key:\n"
      octets("pub", key.bytes)
    }
  }

  /// A private key and its public half.
  init(_ key: PrivateKey) {
    switch key {
    case .rsa(let key): numbers(of: key)
    case .ellipticCurve(let key):
      text = "Private-Key: (\(key.curve.bitCount) bit)\n"
      octets("priv", key.copyBytes())
      point(key.publicKey)
    case .ed25519(let key):
      text = "ED25519 Private-Key:\n"
      octets("priv", key.copyBytes())
      octets("pub", key.publicKey.bytes)
    case .mlDSA(let key):
      text = "\(key.publicKey.parameters.name) Private-Key:\n"
      octets("seed", key.copySeed())
      octets("priv", key.copyExpanded())
      octets("pub", key.publicKey.bytes)
    }
  }

  private mutating func numbers(of key: RSA.PrivateKey) {
    let numbers = key.numbers()
    text = "Private-Key: (\(8 * key.publicKey.byteCount) bit, 2 primes)\n"
    number("modulus", numbers.n)
    number("publicExponent", numbers.e)
    number("privateExponent", numbers.d)
    number("prime1", numbers.p)
    number("prime2", numbers.q)
    number("exponent1", numbers.dP)
    number("exponent2", numbers.dQ)
    number("coefficient", numbers.qInv)
  }

  private mutating func point(_ key: ECPublicKey) {
    octets("pub", key.bytes)
    text += "ASN1 OID: \(key.curve.openSSLName)\n"
    if let name = key.curve.nistName { text += "NIST CURVE: \(name)\n" }
  }

  /// A number: in digits of ten where it is a word, else with a zero before a first bit of one.
  private mutating func number(_ label: String, _ bytes: [UInt8]) {
    let bytes = Array(bytes.drop { $0 == 0 })
    if bytes.count <= 8 {
      let word = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      text += "\(label): \(word) (0x\(String(word, radix: 16)))\n"
    } else {
      octets(label, bytes[0] >= 0x80 ? [0] + bytes : bytes)
    }
  }

  /// Rows of fifteen bytes.
  private mutating func octets(_ label: String, _ bytes: [UInt8]) {
    let rows = stride(from: 0, to: bytes.count, by: 15).map { start in
      "    "
        + bytes[start..<min(start + 15, bytes.count)].map { Hex.encode([$0]) }
        .joined(separator: ":")
    }
    text += "\(label):\n" + rows.joined(separator: ":\n") + "\n"
  }
}

extension EllipticCurve {
  /// The bits of a coordinate.
  package var bitCount: Int { self == .p521 ? 521 : 8 * byteCount }

  /// OpenSSL's first name for it.
  package var openSSLName: String {
    switch self {
    case .p256: "prime256v1"
    case .p384: "secp384r1"
    case .p521: "secp521r1"
    case .secp256k1: "secp256k1"
    }
  }

  /// The name of NIST, which has none for secp256k1.
  package var nistName: String? {
    switch self {
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .secp256k1: nil
    }
  }
}

extension MLDSA.ParameterSet {
  /// The name of FIPS 204.
  package var name: String {
    switch self {
    case .mlDSA44: "ML-DSA-44"
    case .mlDSA65: "ML-DSA-65"
    case .mlDSA87: "ML-DSA-87"
    }
  }
}
