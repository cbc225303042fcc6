extension Montgomery {
  /// The bits of an exponent that are taken at a time.
  fileprivate static var windowWidth: Int { 5 }

  /// x to a secret power, both represented: the bits of `exponent` at public places, at least one
  /// of them, as a number.
  ///
  /// Fixed windows, algorithm 14.82: the same squarings, multiplications and look-ups for every
  /// exponent of that many bits, and each look-up reads the whole table.
  func power(
    _ x: borrowing Natural, _ exponent: borrowing Natural, bits: Range<Int>, _ t: inout Natural
  ) -> Natural {
    let table = powers(x, &t)
    var result = Natural(R, count: count)
    var factor = Natural(count: count)
    // The first window is what is left by whole ones.
    var width = (bits.count - 1) % Self.windowWidth + 1
    var place = bits.upperBound - width
    while place >= bits.lowerBound {
      for _ in 0..<width { square(&result, &t) }
      factor.lookUp(exponent.bits(place, width: width), in: table)
      multiply(&result, by: factor, &t)
      width = Self.windowWidth
      place -= width
    }
    return result
  }

  /// x⁰, x¹, x², … one after the other, as many as a window can ask for.
  private func powers(_ x: borrowing Natural, _ t: inout Natural) -> Natural {
    var table = Natural(count: count << Self.windowWidth)
    var power = Natural(R, count: count)
    for i in 0..<1 << Self.windowWidth {
      for j in 0..<count { table.limbs[i * count + j] = power.limbs[j] }
      multiply(&power, by: x, &t)
    }
    return table
  }

  /// x to a public power of 1 or more, both represented.
  func power(_ x: borrowing Natural, public exponent: UInt64, _ t: inout Natural) -> Natural {
    var result = Natural(x, count: count)
    for i in (0..<63 - exponent.leadingZeroBitCount).reversed() {
      square(&result, &t)
      if exponent >> UInt64(i) & 1 == 1 { multiply(&result, by: x, &t) }
    }
    return result
  }
}

extension Natural {
  /// Takes entry i of a table of numbers of as many limbs, all of which is read.
  fileprivate mutating func lookUp(_ i: UInt64, in table: borrowing Natural) {
    var span = limbs.mutableSpan
    span.lookUp(i, in: table.limbs.span)
  }
}

extension MutableSpan<UInt64> {
  /// Becomes entry i of a table whose entries are as long, an even number of limbs.
  @inline(never)
  fileprivate mutating func lookUp(_ i: UInt64, in table: Span<UInt64>) {
    precondition(count & 1 == 0 && table.count == count &<< Montgomery.windowWidth)
    let chosen = SIMD2(repeating: i)
    var limb = 0
    while limb < count {
      var (sum, entry, place) = (SIMD2<UInt64>.zero, SIMD2<UInt64>.zero, limb)
      while place < table.count {
        let mask = (entry ^ chosen).isZeroMask
        sum |= unsafe SIMD2(table[unchecked: place], table[unchecked: place &+ 1]) & mask
        entry &+= 1
        place &+= count
      }
      unsafe (self[unchecked: limb], self[unchecked: limb &+ 1]) = (sum[0], sum[1])
      limb &+= 2
    }
  }
}

extension SIMD2<UInt64> {
  /// All ones in the lanes that are zero, of numbers below 2⁶³.
  @inline(__always)
  fileprivate var isZeroMask: Self { 0 &- ((self &- 1) &>> 63) }
}
