// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

// Polynomials and hints as strings of bytes, FIPS 204 §7.1; all constant-time but the hints.

extension Polynomials {
  /// SimpleBitPack, Algorithm 16, of every polynomial: `bits` of each coefficient, lowest first.
  @inline(never)
  borrowing func append(to bytes: inout [UInt8], bits: Int) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: 32 * bits * count))
    var output = bytes.mutableSpan
    withSpan { a in
      var (word, filled, offset) = (UInt64(0), 0, start)
      for i in a.indices {
        word |= UInt64(a[i]) &<< UInt64(filled)
        filled &+= bits
        if filled >= 32 {
          output.store(littleEndian: UInt32(truncatingIfNeeded: word), at: offset)
          word &>>= 32
          (filled, offset) = (filled &- 32, offset &+ 4)
        }
      }
    }
  }

  /// SimpleBitUnpack, Algorithm 18, into polynomial `i`, from `offset` on.
  @inline(never)
  mutating func unpack(_ i: Int, _ bytes: Span<UInt8>, at offset: Int, bits: Int) {
    withMutableSpan { a in
      let mask: UInt64 = 1 &<< UInt64(bits) &- 1
      var (word, filled, offset) = (UInt64(0), 0, offset)
      for j in 256 &* i..<256 &* (i &+ 1) {
        if filled < bits {
          word |= UInt64(bytes.littleEndian(at: offset, as: UInt32.self)) &<< UInt64(filled)
          (filled, offset) = (filled &+ 32, offset &+ 4)
        }
        a[j] = UInt32(truncatingIfNeeded: word & mask)
        word &>>= UInt64(bits)
        filled &-= bits
      }
    }
  }

  /// As many polynomials of `bits` a coefficient as there are bytes for.
  init(unpacking bytes: Span<UInt8>, bits: Int) {
    self.init(count: bytes.count / (32 * bits))
    for i in 0..<count { unpack(i, bytes, at: 32 * bits * i, bits: bits) }
  }

  /// HintBitPack, Algorithm 20: `omega` bytes for the places of ones, then where each one's end.
  ///
  /// Hints are part of the signature and no secret.
  borrowing func appendHints(to bytes: inout [UInt8], omega: Int) {
    var y = [UInt8](repeating: 0, count: omega + count)
    var index = 0
    for i in 0..<count {
      for j in 0..<256 where self[i, j] != 0 {
        y[index] = UInt8(j)
        index += 1
      }
      y[omega + i] = UInt8(index)
    }
    bytes += y
  }

  /// HintBitUnpack, Algorithm 21, or nothing for a string that HintBitPack never returns.
  init?(hints y: Span<UInt8>, omega: Int) {
    self.init(count: y.count - omega)
    var index = 0
    for i in 0..<count {
      let end = Int(y[omega + i])
      guard end >= index, end <= omega else { return nil }
      let first = index
      while index < end {
        if index > first, y[index - 1] >= y[index] { return nil }
        self[i, Int(y[index])] = 1
        index += 1
      }
    }
    for i in index..<omega where y[i] != 0 { return nil }
  }
}

extension MutableSpan<UInt8> {
  /// Writes a word's bytes from `offset` on, the lowest first; traps outside the span.
  @inline(__always)
  fileprivate mutating func store(littleEndian word: UInt32, at offset: Int) {
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt32.self)
  }
}
