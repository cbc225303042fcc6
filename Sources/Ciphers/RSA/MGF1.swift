extension RSA {
  /// MGF1 of RFC 8017 §B.2.1: adds the mask that comes from `seed` to bytes.
  ///
  /// Time depends on lengths only.
  static func applyMask(from seed: [UInt8], using hash: HashAlgorithm, to bytes: inout [UInt8]) {
    var (offset, counter) = (0, UInt32(0))
    var input = seed + [0, 0, 0, 0]
    defer { erase(&input) }
    while offset < bytes.count {
      for i in 0..<4 {
        input[seed.count + i] = UInt8(truncatingIfNeeded: counter >> UInt32(24 - 8 * i))
      }
      var mask = hash.hash(input)
      let end = min(bytes.count, offset + mask.count)
      for i in offset..<end { bytes[i] ^= mask[i - offset] }
      erase(&mask)
      (offset, counter) = (end, counter + 1)
    }
  }
}
