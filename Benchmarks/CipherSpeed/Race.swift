import CPeer
import Ciphers
import Crypto
import Foundation

/// One key, one message after the other, and everybody's turn with it.
final class Race {
  static let sizes = [
    16, 32, 64, 128, 192, 256, 384, 512, 768, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20,
    16 << 20, 64 << 20,
  ]

  private let bytes = [UInt8](0..<32)
  private let nonce = [UInt8](1...12)
  private let theirKey = Crypto.SymmetricKey(data: [UInt8](0..<32))
  private var text = [UInt8](repeating: 1, count: 16)
  private var output: [UInt8] = []
  private var tag = [UInt8](repeating: 0, count: 16)

  /// What one turn took, in nanoseconds, of each of several; in turns.
  private func run(_ byteCount: Int, _ bodies: [() -> Void]) -> Times {
    text = [UInt8](repeating: 1, count: byteCount)
    let repetitions = max(1, min(20_000, 4_000_000 / (byteCount + 200)))
    var times = [[Double]](repeating: [], count: bodies.count)
    for _ in 0..<7 {
      for (i, body) in bodies.enumerated() {
        let start = thread_nanoseconds()
        for _ in 0..<repetitions { body() }
        times[i].append(Double(thread_nanoseconds() - start) / Double(repetitions))
      }
    }
    return Times(byteCount: byteCount, times: times)
  }

  private func key(_ instructions: Instructions) -> Ciphers.SymmetricKey {
    Ciphers.SymmetricKey(bytes, with: instructions)
  }

  private func seal(_ key: Ciphers.SymmetricKey) {
    tag =
      (try? Ciphers.AES.GCM.seal(inPlace: &text, using: key, nonce: nonce, authenticating: []))
      ?? []
  }

  private func sealPeer() {
    unsafe text.withUnsafeMutableBufferPointer { text in
      unsafe tag.withUnsafeMutableBufferPointer { tag in
        guard let start = text.baseAddress, let end = tag.baseAddress else { return }
        unsafe peer_seal(bytes, nonce, start, text.count, end)
      }
    }
  }

  func sealCrypto() {
    _ = try? Crypto.AES.GCM.seal(
      text, using: theirKey, nonce: Crypto.AES.GCM.Nonce(data: nonce))
  }
}

extension Race {
  /// A line of the table with the processor's instructions.
  func printSeals(_ byteCount: Int, _ hardware: Instructions) {
    let (slow, fast) = (key(.portable), key(hardware))
    let times = run(
      byteCount,
      [{ self.seal(slow) }, { self.seal(fast) }, { self.sealPeer() }, { self.sealCrypto() }])
    print(
      "| \(Times.name(byteCount)) | \(Int(times[0])) | \(Int(times[1])) | \(Int(times.rate(1))) "
        + "| \(times.ratio(2, 1)) | \(times.ratio(3, 1)) |")
  }

  /// A line of the table without them; MB/s.
  func printMasked(_ byteCount: Int) -> Double {
    let slow = key(.portable)
    let times = run(byteCount, [{ self.seal(slow) }, { self.sealPeer() }])
    print(
      "| \(Times.name(byteCount)) | \(Int(times[0])) | \(Int(times.rate(0))) "
        + "| \(times.ratio(1, 0)) |")
    return times.rate(0)
  }

  /// A hash of 16 KiB, beside OpenSSL's.
  func printHash(_ name: String, _ hash: HashAlgorithm, _ hardware: Instructions?) {
    let peer = unsafe hash == .md5 ? peer_md5 : peer_sha256
    var result = [UInt8](repeating: 0, count: 32)
    func ours(_ instructions: Instructions) -> () -> Void {
      {
        result =
          hash == .md5
          ? Ciphers.Insecure.MD5.hash(self.text, with: instructions)
          : Ciphers.SHA256.hash(self.text, with: instructions)
      }
    }
    let all = [ours(.portable)] + (hardware.map { [ours($0)] } ?? [])
    let times = run(
      16 << 10, all + [{ unsafe peer(self.text, self.text.count, &result) }])
    let rates = all.indices.map { "\(Int(times.rate($0)))" }.joined(separator: " | ")
    print(
      "| \(name), 16 KiB | \(rates) | OpenSSL, \(Int(times.rate(all.count))) "
        + "| \(times.ratio(all.count, all.count - 1)) |")
  }

  /// A checksum of 1 MiB, beside a copy of it.
  func printCheck<Check: Checksum>(_: Check.Type, _ name: String, _ hardware: Instructions) {
    var result: [UInt8] = []
    output = [UInt8](repeating: 0, count: 1 << 20)
    let times = run(
      1 << 20,
      [
        { result = Check.checksum(of: self.text, with: .portable) },
        { result = Check.checksum(of: self.text, with: hardware) },
        { unsafe self.output.withUnsafeMutableBytes { unsafe $0.copyBytes(from: self.text) } },
      ])
    precondition(result.count == Check.byteCount)
    print(
      "| \(name), 1 MiB | \(Int(times.rate(0))) | \(Int(times.rate(1))) "
        + "| memcpy, \(Int(times.rate(2))) | \(times.ratio(2, 1)) |")
  }

  /// How often each way of calling allocates.
  func allocations(_ instructions: Instructions) -> String {
    let key = key(instructions)
    text = [UInt8](repeating: 1, count: 1 << 20)
    output = text
    let given = count { self.sealGiven(key) }
    let inPlace = count { self.seal(key) }
    let box = count {
      _ = try? Ciphers.AES.GCM.seal(self.text, using: key, nonce: self.nonce, authenticating: [])
    }
    return "\(given) into given memory; \(inPlace) in place (the tag); "
      + "\(box) for a new box (ciphertext, tag)"
  }

  private func sealGiven(_ key: Ciphers.SymmetricKey) {
    var (memory, end) = (output, tag)
    (output, tag) = ([], [])
    Self.seal(text, into: &memory, &end, key, nonce)
    (output, tag) = (memory, end)
  }

  private static func seal(
    _ text: [UInt8], into output: inout [UInt8], _ tag: inout [UInt8], _ key: Ciphers.SymmetricKey,
    _ nonce: [UInt8]
  ) {
    var ciphertext = output.mutableSpan
    var end = tag.mutableSpan
    try? Ciphers.AES.GCM.seal(
      text.span, into: &ciphertext, tag: &end, using: key, nonce: nonce.span,
      authenticating: Span())
  }

  private func count(_ body: () -> Void) -> UInt64 {
    body()
    let start = allocation_count()
    body()
    return allocation_count() - start
  }
}

/// What everybody took for a message.
struct Times {
  let byteCount: Int
  let times: [[Double]]

  /// The median of one, in nanoseconds.
  subscript(i: Int) -> Double { Self.median(times[i]) }

  /// MB/s of one.
  func rate(_ i: Int) -> Double { Double(byteCount) * 1000 / self[i] }

  /// How much longer one took than another: the median of neighbouring runs.
  func ratio(_ i: Int, _ j: Int) -> String {
    String(format: "%.2f", Self.median(zip(times[i], times[j]).map { $0 / $1 }))
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  static func name(_ byteCount: Int) -> String {
    byteCount < 1 << 10
      ? "\(byteCount)"
      : byteCount < 1 << 20 ? "\(byteCount >> 10) KiB" : "\(byteCount >> 20) MiB"
  }
}
