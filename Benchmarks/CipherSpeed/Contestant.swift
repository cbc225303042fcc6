import CPeer
import Foundation

/// A key of ours and one of OpenSSL's, and what both do with it.
struct Contestant {
  let name: String
  /// The type, the curve, the bits and the hash function of OpenSSL's key.
  let peer: (type: String, curve: String?, bits: Int, hash: String?)
  let sign: () throws -> Void
  let verify: () -> Bool

  /// A line of the table; dashes where OpenSSL has no such key.
  func print() throws {
    try sign()
    precondition(verify(), "\(name): the signature is not valid")
    let key = unsafe peer_key(peer.type, peer.curve, peer.bits)
    defer { if let key = unsafe key { unsafe peer_key_free(key) } }
    let theirs = unsafe key.map { unsafe peerCalls($0) }
    let signing = times({ try? sign() }, theirs?.sign)
    let verifying = times({ _ = verify() }, theirs?.verify)
    Swift.print("| \(name) | \(Self.columns(signing)) | \(Self.columns(verifying)) |")
  }

  /// What OpenSSL does with its key.
  private func peerCalls(
    _ key: UnsafeMutableRawPointer
  ) -> (sign: () -> Void, verify: () -> Void) {
    let message = [UInt8](0..<32)
    var signature = [UInt8](repeating: 0, count: 8192)
    var count = 0
    let sign = {
      count = unsafe peer_sign(
        key, peer.hash, message, message.count, &signature, signature.count)
    }
    sign()
    return (
      sign,
      {
        let isValid = unsafe peer_verify(
          key, peer.hash, message, message.count, signature, count)
        precondition(isValid == 1, "OpenSSL refuses its own signature")
      }
    )
  }

  /// Times of a call, in nanoseconds, in turns of some 20 ms each.
  private func times(_ ours: () -> Void, _ theirs: (() -> Void)?) -> Times {
    let start = thread_nanoseconds()
    for _ in 0..<3 { ours() }
    let repetitions = max(1, Int(20_000_000 / ((thread_nanoseconds() - start) / 3 + 1)))
    var times: [[Double]] = [[], []]
    for _ in 0..<7 {
      times[0].append(Self.time(repetitions, ours))
      if let theirs { times[1].append(Self.time(repetitions, theirs)) }
    }
    return Times(byteCount: 0, times: times)
  }

  private static func time(_ repetitions: Int, _ body: () -> Void) -> Double {
    let start = thread_nanoseconds()
    for _ in 0..<repetitions { body() }
    return Double(thread_nanoseconds() - start) / Double(repetitions)
  }

  private static func columns(_ times: Times) -> String {
    let ours = text(times[0] / 1000)
    return times.times[1].isEmpty
      ? "\(ours) | – | –" : "\(ours) | \(text(times[1] / 1000)) | \(times.ratio(1, 0))"
  }

  /// Two digits behind the point below 10, one below 100.
  static func text(_ number: Double) -> String {
    String(format: number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%.0f", number)
  }
}
