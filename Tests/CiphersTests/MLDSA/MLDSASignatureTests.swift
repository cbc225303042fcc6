import Ciphers
import Testing

/// Signatures that are malformed, or just not: FIPS 204 Algorithms 8 and 21.
@Suite struct MLDSASignatureTests {
  private let parameters = MLDSA.ParameterSet.mlDSA65
  private let omega = 55
  private let k = 6
  private let key: MLDSA.PrivateKey
  private let signature: [UInt8]

  init() throws {
    let zeros = [UInt8](repeating: 0, count: 32)
    key = try MLDSA.PrivateKey(seed: zeros, .mlDSA65)
    signature = try key.sign([1, 2, 3], rnd: zeros)
  }

  /// Where the hints begin.
  private var hints: Int { signature.count - omega - k }
  /// The places of ones, and where those of each polynomial end.
  private var ends: [Int] { signature.suffix(k).map { Int($0) } }

  /// The signature with bytes changed.
  private func changed(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
    var changed = signature
    change(&changed)
    return changed
  }

  private func isRefused(_ signature: [UInt8]) -> Bool {
    SignatureParts(signature, parameters) == nil
      && !key.publicKey.isValid(signature, for: [1, 2, 3])
  }

  @Test func `The parts of a signature are within their bounds`() throws {
    let parts = try #require(SignatureParts(signature, parameters))
    #expect(parts.commitmentHash == Array(signature[..<48]))
    #expect(parts.responseByteCount == 3200)
    #expect(parts.responseBound == 524_288 - 196)
    #expect(parts.largestResponse < parts.responseBound && parts.largestResponse > 500_000)
    #expect(parts.hintCount == ends[k - 1] && parts.hintBound == 55)
    #expect(!isRefused(signature))
  }

  @Test func `Places that do not rise within a polynomial are refused`() throws {
    // The first polynomial with two ones: they swap places, then both are at the same one.
    let first = try #require((0..<k).first { ends[$0] - ($0 == 0 ? 0 : ends[$0 - 1]) >= 2 })
    let place = hints + (first == 0 ? 0 : ends[first - 1])
    #expect(isRefused(changed { $0.swapAt(place, place + 1) }))
    #expect(isRefused(changed { $0[place + 1] = $0[place] }))
  }

  @Test func `Ends that fall, or lie beyond ω, are refused`() {
    let last = signature.count - 1
    #expect(isRefused(changed { $0[last] = 56 }))
    #expect(isRefused(changed { $0[last] = 255 }))
    #expect(isRefused(changed { $0[last] = $0[last - 1] - 1 }))
    #expect(isRefused(changed { $0[last - 5] = 255 }))
  }

  @Test func `Padding that is not zero is refused`() {
    #expect(ends[k - 1] < omega)
    for place in ends[k - 1]..<omega {
      #expect(isRefused(changed { $0[hints + place] = 1 }))
    }
  }

  @Test func `A coefficient of z is refused from γ₁ − β on`() throws {
    // The first coefficient is γ₁ less its twenty bits; it becomes γ₁ − β, γ₁ − β − 1 and more.
    let rows = [
      (196, 524_092), (197, 524_091), (0, 524_288), (1_048_380, 524_092), (1_048_379, 524_091),
      (1_048_575, 524_287),
    ]
    for (bits, norm) in rows {
      let forged = changed {
        $0[48] = UInt8(bits & 255)
        $0[49] = UInt8(bits >> 8 & 255)
        $0[50] = $0[50] & 0xF0 | UInt8(bits >> 16)
      }
      let parts = try #require(SignatureParts(forged, parameters))
      #expect(parts.largestResponse == max(norm, parts.largestResponse))
      #expect((parts.largestResponse < parts.responseBound) == (norm < 524_092))
      #expect(!key.publicKey.isValid(forged, for: [1, 2, 3]))
    }
  }

  @Test func `A signature belongs to its key and its parameter set`() throws {
    let other = try MLDSA.PrivateKey(seed: [UInt8](repeating: 1, count: 32), parameters)
    #expect(!other.publicKey.isValid(signature, for: [1, 2, 3]))
    #expect(SignatureParts(signature, .mlDSA44) == nil)
    #expect(SignatureParts(signature, .mlDSA87) == nil)
  }
}
