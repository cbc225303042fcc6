import CPeer
import Ciphers
import Crypto
import Foundation

/// AES-256-GCM beside OpenSSL without the processor's AES, and beside swift-crypto: ratios of runs
/// that alternate within one process, since figures of two processes differ more than the ciphers.
@main struct CipherSpeed {
  /// Takes AES (bit 57) and carry-less multiplication (bit 33) away from OpenSSL.
  static let mask = "~0x200000200000000"
  static let sizes = [
    16, 32, 64, 256, 512, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20, 4 << 20, 16 << 20,
    64 << 20,
  ]

  static func main() {
    // Before the mask is set, which swift-crypto's BoringSSL would read too.
    var race = Race()
    _ = race.run(byteCount: 16, times: 1, withPeer: false)
    guard let version = unsafe peer_load(mask) else {
      return print("no libcrypto.so.3 here: OpenSSL 3 is what this compares with")
    }
    print(machine)
    print("\(unsafe String(cString: version)), OPENSSL_ia32cap=\(mask); \(date)")
    print("")
    print("AES-256-GCM in place, key schedule included; medians of 21 alternating runs, CPU time.")
    print("")
    print("| bytes | ns a call | MB/s | OpenSSL, masked | ratio | swift-crypto | ratio |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    let asked = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let rows = (asked.isEmpty ? sizes : asked).map { race.run(byteCount: $0) }
    for row in rows { print(row.text) }
    guard asked.isEmpty else { return }
    let flat = rows.filter { $0.byteCount >= 64 << 10 }.map(\.megabytesPerSecond).sorted()
    print("")
    print(
      "From 64 KiB to 64 MiB: the slowest is \(Int(100 * flat[0] / flat[flat.count - 1])) % of the fastest."
    )
    print("")
    print("Allocations a call: \(race.allocations)")
    print("")
    print("openssl speed -evp aes-256-gcm, masked, key ready before; and ours of above:")
    for size in [1 << 10, 16 << 10, 1 << 20] {
      let ours = rows.first { $0.byteCount == size }?.megabytesPerSecond ?? 0
      guard let theirs = opensslSpeed(size) else { return print("openssl speed did not run") }
      print("\(size) bytes: \(Int(theirs)) MB/s, ours \(Int(ours)), ratio \(ratio(ours / theirs))")
    }
  }

  static var machine: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(
      separator: "\n")
    let values = ["model name", "cpu family", "model\t"].compactMap { name in
      lines?.first { $0.hasPrefix(name) }?.split(separator: ":").last
    }
    return values.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: ", ")
      + " (model name, family, model)"
  }

  static var date: String { Date().formatted(.iso8601.year().month().day()) }

  static func ratio(_ x: Double) -> String { String(format: "%.2f", x) }

  /// What `openssl speed` says, in MB/s, for one second.
  static func opensslSpeed(_ byteCount: Int) -> Double? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "OPENSSL_ia32cap=\(mask)", "openssl", "speed", "-mr", "-seconds", "1", "-bytes",
      "\(byteCount)", "-evp", "aes-256-gcm",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // +F:22:AES-256-GCM:276824064.00
    let line = text.split(separator: "\n").last { $0.hasPrefix("+F:") }
    return line?.split(separator: ":").last.flatMap { Double($0) }.map { $0 / 1e6 }
  }
}

/// A line of the table.
struct Row {
  let byteCount: Int
  /// Medians, nanoseconds a call.
  let ours, peer, crypto: Double
  /// Medians of the ratios of neighbouring runs.
  let peerRatio, cryptoRatio: Double

  var megabytesPerSecond: Double { Double(byteCount) * 1000 / ours }

  var text: String {
    let name =
      byteCount < 1 << 10
      ? "\(byteCount)"
      : byteCount < 1 << 20 ? "\(byteCount >> 10) KiB" : "\(byteCount >> 20) MiB"
    return "| \(name) | \(Int(ours)) | \(Int(megabytesPerSecond)) "
      + "| \(Int(Double(byteCount) * 1000 / peer)) | \(CipherSpeed.ratio(peerRatio)) "
      + "| \(Int(Double(byteCount) * 1000 / crypto)) | \(CipherSpeed.ratio(cryptoRatio)) |"
  }
}

/// The three ciphers, one key, one message after the other.
struct Race {
  let bytes = [UInt8](0..<32)
  let nonce = [UInt8](1...12)
  let key = Ciphers.SymmetricKey([UInt8](0..<32))
  let theirKey = Crypto.SymmetricKey(data: [UInt8](0..<32))
  var text: [UInt8] = []
  var output: [UInt8] = []
  var tag = [UInt8](repeating: 0, count: 16)

  mutating func run(byteCount: Int, times: Int = 21, withPeer: Bool = true) -> Row {
    text = [UInt8](repeating: 1, count: byteCount)
    let repetitions = max(1, min(20_000, 1_500_000 / (byteCount + 200)))
    var (ours, peer, crypto): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<times {
      ours.append(time(repetitions) { race in race.sealOurs() })
      peer.append(withPeer ? time(repetitions) { race in race.sealPeer() } : 0)
      crypto.append(time(repetitions) { race in race.sealCrypto() })
    }
    return Row(
      byteCount: byteCount, ours: median(ours), peer: median(peer), crypto: median(crypto),
      peerRatio: median(zip(peer, ours).map { $0 / $1 }),
      cryptoRatio: median(zip(crypto, ours).map { $0 / $1 }))
  }

  /// How often each way of calling allocates.
  var allocations: String {
    var race = self
    race.text = [UInt8](repeating: 1, count: 1 << 20)
    race.output = race.text
    race.sealGiven()
    let given = race.count { race in race.sealGiven() }
    let inPlace = race.count { race in race.sealOurs() }
    let box = race.count { race in
      _ = try? Ciphers.AES.GCM.seal(
        race.text, using: race.key, nonce: race.nonce, authenticating: [])
    }
    return
      "\(given) into given memory; \(inPlace) in place (the tag); \(box) for a new box (ciphertext, tag)"
  }

  private mutating func time(_ repetitions: Int, _ body: (inout Race) -> Void) -> Double {
    let start = thread_nanoseconds()
    for _ in 0..<repetitions { body(&self) }
    return Double(thread_nanoseconds() - start) / Double(repetitions)
  }

  private mutating func count(_ body: (inout Race) -> Void) -> UInt64 {
    let start = allocation_count()
    body(&self)
    return allocation_count() - start
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private mutating func sealOurs() {
    tag =
      (try? Ciphers.AES.GCM.seal(inPlace: &text, using: key, nonce: nonce, authenticating: []))
      ?? []
  }

  private mutating func sealGiven() {
    Self.seal(text, into: &output, &tag, key, nonce)
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

  private mutating func sealPeer() {
    unsafe text.withUnsafeMutableBufferPointer { text in
      unsafe tag.withUnsafeMutableBufferPointer { tag in
        guard let start = text.baseAddress, let end = tag.baseAddress else { return }
        unsafe peer_seal(bytes, nonce, start, text.count, end)
      }
    }
  }

  private mutating func sealCrypto() {
    _ = try? Crypto.AES.GCM.seal(
      text, using: theirKey, nonce: Crypto.AES.GCM.Nonce(data: nonce))
  }
}
