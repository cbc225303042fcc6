// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 6979.

/// The secret numbers k of RFC 6979 §3.2, one after the other, as HMAC_DRBG of SP 800-90A makes
/// them.
///
/// Takes time that depends on lengths only.
struct Nonces {
  /// H, the hash function that HMAC is made from.
  private let H: HashAlgorithm
  private var K: SymmetricKey
  private var V: [UInt8]
  /// Whether a number was made before, which was then refused: step h.3.
  private var isLater = false

  /// Steps b to g: from int2octets(x), bits2octets(h₁) and the additional data k′ of §3.6.
  init(_ x: [UInt8], _ h1: [UInt8], _ k: [UInt8], using hash: HashAlgorithm) {
    H = hash
    let count = hash.hash([]).count
    K = SymmetricKey([UInt8](repeating: 0, count: count))
    V = [UInt8](repeating: 1, count: count)
    var seed = Self.join(x, h1, k)
    update(with: [0], seed)
    update(with: [1], seed)
    Ciphers.erase(&seed)
  }

  /// K = HMAC_K(V ‖ separator ‖ seed) and V = HMAC_K(V).
  private mutating func update(with separator: [UInt8], _ seed: [UInt8]) {
    var message = Self.join(V, separator, seed)
    K = SymmetricKey(H.authenticationCode(for: message, using: K))
    Ciphers.erase(&message)
    replaceV()
  }

  /// Strings one after the other, in memory that is not moved meanwhile.
  private static func join(_ parts: [UInt8]...) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { joined += part }
    return joined
  }

  /// V = HMAC_K(V), and the last V erased.
  private mutating func replaceV() {
    var last = V
    V = H.authenticationCode(for: last, using: K)
    Ciphers.erase(&last)
  }

  /// Overwrites V, when no more numbers are asked for.
  mutating func erase() { Ciphers.erase(&V) }

  /// T of step h, cut to `count` bytes.
  mutating func next(_ count: Int) -> [UInt8] {
    if isLater { update(with: [0], []) }
    isLater = true
    var T: [UInt8] = []
    T.reserveCapacity(count + V.count)  // so that nothing is left where T was
    while T.count < count {
      replaceV()
      T += V
    }
    T.removeLast(T.count - count)
    return T
  }
}
