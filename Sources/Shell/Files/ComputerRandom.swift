import Ciphers
import Kernel

/// The random bytes of the learner's own computer: what no call to the cloud draws, and so nothing
/// in the world moves on.
struct ComputerRandom: Sendable {
  private let seed: UInt64
  /// How often some were drawn.
  private var drawCount: UInt64 = 0

  /// Draws from a seed.
  init(seed: UInt64) { self.seed = seed }

  /// The next bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    let entropy = KDF.counterMode(
      key: SymmetricKey(ComputerRandom.octets(seed)), label: Array("kmslab computer".utf8),
      context: ComputerRandom.octets(drawCount), byteCount: 48)
    drawCount += 1
    guard var generator = try? CTRDRBG(entropy: entropy.copyBytes()) else {
      preconditionFailure("48 bytes seed a generator")
    }
    return generator.generate(count)
  }

  private static func octets(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }
}
