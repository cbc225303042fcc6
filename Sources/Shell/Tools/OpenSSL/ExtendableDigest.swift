import Ciphers
import Kernel

/// A digest of as many bytes as are asked for, FIPS 202, by OpenSSL's names.
struct ExtendableDigest {
  /// The options of such digests.
  static let options = [
    ToolOption("-shake128", summary: "a digest of any length"),
    ToolOption("-shake256", summary: "a stronger one"),
    ToolOption("-xoflen", value: "N", summary: "its length in bytes, else 16 or 32"),
  ]
  /// The longest one, in bytes.
  private static let limit = 65_536

  /// The name that stands before a digest.
  let label: String
  private let byteCount: Int
  private let isStrong: Bool

  /// Takes a call; nothing for one of a digest that has one length only.
  init?(_ arguments: ToolArguments) throws(ToolFailure) {
    let length = arguments.options.last { $0.name == "-xoflen" }
    let names = ["-shake128", "-shake256"]
    let name = arguments.options.last { DigestName($0.name) != nil || names.contains($0.name) }
    guard let name, names.contains(name.name) else {
      guard let length else { return nil }
      throw ToolFailure(
        message: "Length can only be specified for XOF: -shake256 is one", range: length.range,
        next: "openssl dgst -help")
    }
    if let other = arguments.options.first(where: { ExtendableDigest.others.contains($0.name) }) {
      throw ToolFailure(
        message: "\(name.name) makes digests only, no codes and no signatures", range: other.range,
        next: "openssl dgst -help")
    }
    isStrong = name.name == "-shake256"
    label = isStrong ? "SHAKE-256" : "SHAKE-128"
    byteCount = try length.map(ExtendableDigest.count) ?? (isStrong ? 32 : 16)
  }

  private static let others = ["-hmac", "-mac", "-sign", "-verify", "-prverify"]

  private static func count(_ option: ToolArguments.Option) throws(ToolFailure) -> Int {
    guard let count = Int(option.value), (1...limit).contains(count) else {
      throw ToolFailure(
        message: "\(quoted(option.value)) is no number from 1 to \(limit) for option -xoflen",
        range: option.range, replacement: "64")
    }
    return count
  }

  /// The digest of a message.
  func hash(_ message: [UInt8]) -> [UInt8] {
    isStrong
      ? SHAKE256.hash(message, count: byteCount) : SHAKE128.hash(message, count: byteCount)
  }
}
