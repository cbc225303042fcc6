/// Addresses that begin with the same bits, in CIDR notation, RFC 4632 and RFC 4291.
struct IPNetwork: Sendable, Equatable {
  private let bits: UInt128
  /// How many first bits are the same.
  let prefix: Int
  /// Whether the addresses are of version 6 of the protocol.
  let isVersion6: Bool

  /// Reads `203.0.113.0/24`, `2001:db8::/32`, or a single address; `nil` for another text.
  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let address = String(parts[0])
    isVersion6 = address.contains(":")
    let width = isVersion6 ? 128 : 32
    guard let bits = isVersion6 ? IPNetwork.version6(address) : IPNetwork.version4(address) else {
      return nil
    }
    prefix = parts.count == 2 ? Int(parts[1]) ?? -1 : width
    guard (0...width).contains(prefix) else { return nil }
    self.bits = bits
  }

  /// Whether an address, or a whole network, lies inside.
  func contains(_ other: IPNetwork) -> Bool {
    guard isVersion6 == other.isVersion6, prefix <= other.prefix else { return false }
    guard prefix > 0 else { return true }
    let shift = (isVersion6 ? 128 : 32) - prefix
    return bits >> UInt128(shift) == other.bits >> UInt128(shift)
  }

  private static func version4(_ text: String) -> UInt128? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt128 = 0
    for part in parts {
      guard part.utf8.allSatisfy({ (48...57).contains($0) }), let byte = UInt8(part) else {
        return nil
      }
      bits = bits << 8 | UInt128(byte)
    }
    return bits
  }

  private static func version6(_ text: String) -> UInt128? {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return nil }
    var groups: [[UInt128]] = []
    for half in halves {
      var values: [UInt128] = []
      for part in half.isEmpty ? [] : half.split(separator: ":", omittingEmptySubsequences: false) {
        guard (1...4).contains(part.utf8.count), let value = UInt16(part, radix: 16) else {
          return nil
        }
        values.append(UInt128(value))
      }
      groups.append(values)
    }
    let count = groups.reduce(0) { $0 + $1.count }
    guard groups.count == 2 ? count < 8 : count == 8 else { return nil }
    let all =
      groups.count == 2
      ? groups[0] + Array(repeating: 0, count: 8 - count) + groups[1] : groups[0]
    return all.reduce(0) { $0 << 16 | $1 }
  }
}
