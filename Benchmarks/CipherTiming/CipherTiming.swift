import CPeer
import Ciphers
import Foundation

#if !PORTABLE && arch(x86_64)
  import CiphersHardware
  import CiphersVAES
#endif

/// Does the time of a cipher depend on its secrets? Welch's t-test on fixed against random inputs,
/// as in Reparaz, Balasch and Verbauwhede, "Dude, is my code constant time?", 2017 (IACR ePrint
/// 2016/1123).
///
/// |t| above 4.5 is a sign of a leak, above 10 hardly anything else. Below that nothing was found,
/// with so many measurements, on this machine, which is all that such a test can say. The last two
/// rows leak on purpose.
@main struct CipherTiming {
  static func main() throws {
    let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200_000
    print("Welch's t, fixed against random, \(count) measurements each")
    print("")
    for instructions in all {
      print("\(instructions.name):\n")
      show(trials(instructions), count)
    }
    print("public keys:\n")
    show(try PublicKeyTrials().all(), count)
    print("on purpose:\n")
    show(leaks, count)
  }

  private static func show(_ trials: [Trial], _ count: Int) {
    print("| what | secret | t of all | largest t of the fastest 50 to 99 % |")
    print("|---|---|---:|---:|")
    for trial in trials {
      let (all, cropped) = trial.run(count)
      print("| \(trial.what) | \(trial.secret) | \(text(all)) | \(text(cropped)) |")
    }
    print("")
  }

  /// The portable code, and what this processor has.
  private static var all: [Instructions] {
    #if !PORTABLE && arch(x86_64)
      [.portable] + [Hardware.instructions(wide: VAES())].compactMap { $0 }
    #else
      [.portable]
    #endif
  }

  static func text(_ t: Double) -> String {
    let tenths = Int((t * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

/// What is measured, with inputs of one length.
struct Trial {
  let what: String
  let secret: String
  let byteCount: Int
  /// Of so many measurements one is made, where one takes long.
  var share = 1
  /// Takes the input apart before the clock starts; what it returns is measured.
  let prepare: (_ input: [UInt8]) -> () -> UInt8
}

extension CipherTiming {
  private static let nonce = [UInt8](1...12)

  static func trials(_ instructions: Instructions) -> [Trial] {
    let fixedKey = SymmetricKey([UInt8](0..<32), with: instructions)
    return [
      Trial(what: "AES-256-GCM, 64 bytes", secret: "key", byteCount: 32) { input in
        let (key, text) = (
          SymmetricKey(input, with: instructions), [UInt8](repeating: 7, count: 64)
        )
        return { seal(text, key, []) }
      },
      Trial(what: "AES-256-GCM, 64 bytes", secret: "message", byteCount: 64) { input in
        { seal(input, fixedKey, []) }
      },
      Trial(what: "AES-256-GCM, 4 KiB", secret: "key", byteCount: 32) { input in
        let (key, text) = (
          SymmetricKey(input, with: instructions), [UInt8](repeating: 7, count: 4096)
        )
        return { seal(text, key, []) }
      },
      Trial(what: "AES-256-GCM, 4 KiB", secret: "message", byteCount: 4096) { input in
        { seal(input, fixedKey, []) }
      },
      Trial(what: "GHASH, 320 bytes", secret: "data", byteCount: 320) { input in
        { seal([], fixedKey, input) }
      },
      Trial(what: "GHASH, 4 KiB", secret: "data", byteCount: 4096) { input in
        { seal([], fixedKey, input) }
      },
      // The fixed tag is right but for its last bit, a random one is wrong from the start.
      Trial(what: "tag comparison", secret: "the tag sent", byteCount: 16) { input in
        let text = [UInt8](repeating: 7, count: 16)
        let right = try? AES.GCM.seal(text, using: fixedKey, nonce: nonce, authenticating: [])
        var tag = zip(right?.tag ?? [], input).map { $0 ^ $1 }
        tag[15] ^= ~input[15] & 1
        let box = AES.GCM.SealedBox(ciphertext: right?.ciphertext ?? [], tag: tag)
        return {
          (try? AES.GCM.open(box, using: fixedKey, nonce: nonce, authenticating: []))?[0] ?? 0
        }
      },
      Trial(what: "constantTimeEqual, 256 bytes", secret: "one side", byteCount: 256) { input in
        let zeros = [UInt8](repeating: 0, count: 256)
        return { constantTimeEqual(zeros, input) ? 1 : 0 }
      },
      Trial(what: "SHA-256, 1 KiB", secret: "message", byteCount: 1024) { input in
        { SHA256.hash(input, with: instructions)[0] }
      },
      Trial(what: "SHA-512, 1 KiB", secret: "message", byteCount: 1024) { input in
        { SHA512.hash(input)[0] }
      },
      Trial(what: "HMAC-SHA-256, 64 bytes", secret: "key", byteCount: 32) { input in
        let (key, text) = (
          SymmetricKey(input, with: instructions), [UInt8](repeating: 7, count: 64)
        )
        return { HMAC<SHA256>.authenticationCode(for: text, using: key)[0] }
      },
      Trial(what: "AES key unwrap, 32 bytes", secret: "KEK", byteCount: 32) { input in
        let (kek, wrapped) = (
          SymmetricKey(input, with: instructions), [UInt8](repeating: 7, count: 40)
        )
        return { ((try? AES.KeyWrap.unwrap(wrapped, using: kek))?.count ?? 0) > 0 ? 1 : 0 }
      },
    ]
  }

  /// If their t is small, the machine is too noisy for the rest to mean anything.
  static var leaks: [Trial] {
    [
      Trial(what: "leaks on purpose: ==, 256 bytes", secret: "one side", byteCount: 256) { input in
        let zeros = [UInt8](repeating: 0, count: 256)
        return { zeros == input ? 1 : 0 }
      },
      Trial(what: "leaks on purpose: product by branches", secret: "factor", byteCount: 16) {
        input in
        let factor = [UInt8](repeating: 0x5A, count: 16)
        return { AES.GCM.Trace.multiply(input, factor)[0] }
      },
    ]
  }

  @inline(never)
  private static func seal(_ text: [UInt8], _ key: SymmetricKey, _ data: [UInt8]) -> UInt8 {
    (try? AES.GCM.seal(text, using: key, nonce: nonce, authenticating: data))?.tag[0] ?? 0
  }
}

extension Trial {
  /// t of all measurements, and the largest one of those that are cut off at some time.
  func run(_ count: Int) -> (all: Double, cropped: Double) {
    let count = count / share
    var random = SplitMix64(state: .random(in: 0 ... .max))
    let fixed = [UInt8](repeating: 0, count: byteCount)
    var times: [(isFixed: Bool, time: Double)] = []
    times.reserveCapacity(2 * count)
    while times.count < 2 * count {
      // Everything is prepared before anything is measured, so that both classes find the same caches.
      let batch = (0..<500).map { _ in
        let isFixed = Bool.random(using: &random)
        let input =
          isFixed
          ? fixed.map { $0 }
          : (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
        return (isFixed: isFixed, body: prepare(input))
      }
      for (index, call) in batch.enumerated() {
        let start = ticks()
        let result = call.body()
        let end = ticks()
        unsafe blackHole &+= result
        // The first ones warm up.
        if index >= 20 { times.append((call.isFixed, Double(end - start))) }
      }
    }
    let sorted = times.map(\.time).sorted()
    let cuts = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map {
      sorted[Int(Double(sorted.count - 1) * $0)]
    }
    let values = cuts.map { cut in welch(times) { $0 <= cut } }
    return (welch(times) { _ in true }, values.max { abs($0) < abs($1) } ?? 0)
  }

  /// Welch's t of the measurements that are counted.
  private func welch(
    _ times: [(isFixed: Bool, time: Double)], _ isCounted: (Double) -> Bool
  ) -> Double {
    var (n, sum, squares) = ([0.0, 0.0], [0.0, 0.0], [0.0, 0.0])
    for (isFixed, time) in times where isCounted(time) {
      let i = isFixed ? 0 : 1
      n[i] += 1
      sum[i] += time
      squares[i] += time * time
    }
    guard n[0] > 1, n[1] > 1 else { return 0 }
    let mean = (sum[0] / n[0], sum[1] / n[1])
    let variance = (
      (squares[0] - n[0] * mean.0 * mean.0) / (n[0] - 1),
      (squares[1] - n[1] * mean.1 * mean.1) / (n[1] - 1)
    )
    let error = (variance.0 / n[0] + variance.1 / n[1]).squareRoot()
    return error > 0 ? (mean.0 - mean.1) / error : 0
  }
}

/// Where results go, so that no call is left out.
nonisolated(unsafe) var blackHole: UInt8 = 0

/// A quick generator, since the system's would be most of the program's time.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
