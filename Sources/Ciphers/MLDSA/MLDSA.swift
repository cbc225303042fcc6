// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

/// The module-lattice-based digital signature algorithm, FIPS 204.
///
/// The functions carry the numbers of its algorithms. Signing is constant-time in the private key
/// but for how often it starts anew, and what it then throws away, which by the standard's design
/// tell nothing of the key; verifying knows no secrets and takes variable time.
package enum MLDSA {
  /// The prime modulus of §2.3.
  static let q: UInt32 = 8_380_417
  /// The dropped bits of table 1.
  static let d: UInt32 = 13
  /// The coefficients of a polynomial, n of §2.3.
  static let n = 256
}

extension MLDSA {
  /// A column of table 1 in FIPS 204 §4.
  package enum ParameterSet: Sendable, CaseIterable {
    /// ML-DSA-44, of security category 2.
    case mlDSA44
    /// ML-DSA-65, of security category 3.
    case mlDSA65
    /// ML-DSA-87, of security category 5.
    case mlDSA87

    /// The rows of Â, and of t.
    var k: Int {
      switch self {
      case .mlDSA44: 4
      case .mlDSA65: 6
      case .mlDSA87: 8
      }
    }

    /// The columns of Â, and the rows of z.
    var l: Int {
      switch self {
      case .mlDSA44: 4
      case .mlDSA65: 5
      case .mlDSA87: 7
      }
    }

    /// η: the largest coefficient of a private key.
    var eta: UInt32 { self == .mlDSA65 ? 4 : 2 }

    /// τ: the coefficients of c that are 1 or −1.
    var tau: Int {
      switch self {
      case .mlDSA44: 39
      case .mlDSA65: 49
      case .mlDSA87: 60
      }
    }

    /// λ/4: the length of c̃ in bytes.
    var commitmentByteCount: Int {
      switch self {
      case .mlDSA44: 32
      case .mlDSA65: 48
      case .mlDSA87: 64
      }
    }

    /// 1 + bitlen (γ₁ − 1): the bits of a coefficient of z.
    var responseBitCount: Int { self == .mlDSA44 ? 18 : 20 }
    /// γ₁: the range of coefficients of y.
    var gamma1: UInt32 { 1 << UInt32(responseBitCount - 1) }
    /// γ₂: the range of low-order rounding.
    var gamma2: UInt32 { self == .mlDSA44 ? (MLDSA.q - 1) / 88 : (MLDSA.q - 1) / 32 }
    /// bitlen ((q − 1)/(2γ₂) − 1): the bits of a coefficient of w₁.
    var highBitCount: Int { self == .mlDSA44 ? 6 : 4 }
    /// β = τ · η.
    var beta: UInt32 { UInt32(tau) * eta }

    /// ω: the most hints that a signature has.
    var omega: Int {
      switch self {
      case .mlDSA44: 80
      case .mlDSA65: 55
      case .mlDSA87: 75
      }
    }

    /// The length of a public key in bytes, table 2.
    package var publicKeyByteCount: Int { 32 + 320 * k }
    /// The length of a signature in bytes, table 2.
    package var signatureByteCount: Int {
      commitmentByteCount + 32 * responseBitCount * l + omega + k
    }
    /// The length of a private key in the form of Algorithm 24 in bytes, table 2.
    package var privateKeyByteCount: Int { 128 + 32 * (secretBitCount * (k + l) + 13 * k) }
    /// bitlen 2η: the bits of a coefficient of s₁ and s₂.
    var secretBitCount: Int { eta == 4 ? 4 : 3 }
  }
}

extension MLDSA {
  /// H of FIPS 204 §3.7, SHAKE256, on strings one behind the other.
  static func H(_ parts: [UInt8]..., count: Int) -> [UInt8] {
    var function = SHAKE256()
    for part in parts { function.update(part.span) }
    return function.finalize(count)
  }
}
