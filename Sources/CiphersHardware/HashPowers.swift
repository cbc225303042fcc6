// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-38D.

#if arch(x86_64) || arch(arm64)
  import Ciphers

  /// Powers of H, in memory that whoever lends it erases: H¹⁶ to H, then for each of them the sum
  /// of its halves, for Karatsuba; 512 bytes.
  ///
  /// Blocks stand with their bytes from last to first, so that the coefficient of x⁰ is the highest
  /// bit. Products then stand one place too far right, which the powers make up for: each is x
  /// times itself (S. Gueron and M. Kounavis, "Intel Carry-Less Multiplication Instruction and its
  /// Usage for Computing the GCM Mode", 2014).
  @safe struct HashPowers {
    let memory: UnsafeMutableRawPointer

    /// How many there can be.
    static let limit = 16
    /// Their length.
    static let byteCount = 512

    /// Powers that are there, or will be.
    init(_ memory: UnsafeMutableRawPointer) { unsafe self.memory = memory }

    /// H to the power of `n`, 1 to 16.
    @inline(__always)
    subscript(n: Int) -> Register { unsafe Register(memory, at: 256 &- 16 &* n) }

    /// The sum of the halves of the power, in both halves.
    @inline(__always)
    subscript(sum n: Int) -> Register { unsafe Register(memory, at: 512 &- 16 &* n) }

    /// Computes the first `count`, 1 to 16.
    @inline(__always)
    func compute(_ H: Block, count: Int) {
      let carry = 0 &- (H.high &>> 63)
      let first = Register(
        low: H.low &<< 1 ^ carry & 1,
        high: H.high &<< 1 ^ H.low &>> 63 ^ carry & 0xC200_0000_0000_0000)
      store(first, 1)
      var n = 2
      while n <= count {
        // Half of the powers are squares, which do not wait for the one before.
        var product = ProductSum()
        product.add(self[n &>> 1], self[n &- n &>> 1], self[sum: n &- n &>> 1])
        store(product.reduced, n)
        n &+= 1
      }
    }

    @inline(__always)
    private func store(_ power: Register, _ n: Int) {
      unsafe power.store(to: memory, at: 256 &- 16 &* n)
      unsafe (power ^ power.swapped).store(to: memory, at: 512 &- 16 &* n)
    }
  }

  /// A sum of products, Karatsuba's three parts, before it is reduced.
  struct ProductSum {
    private var low = Register.zero
    private var high = Register.zero
    private var middle = Register.zero

    /// Adds x • y; `sum` is that of y's halves.
    @inline(__always)
    mutating func add(_ x: Register, _ y: Register, _ sum: Register) {
      low = low ^ .lowProduct(x, y)
      high = high ^ .highProduct(x, y)
      middle = middle ^ .lowProduct(x ^ x.swapped, sum)
    }

    /// The remainder modulo 1 + x + x² + x⁷ + x¹²⁸, the R of SP 800-38D §6.3: 64 bits at a time are
    /// multiplied by x⁶³ + x⁶² + x⁵⁷, and exchange their halves for the 1.
    @inline(__always)
    var reduced: Register {
      let R = Register(low: 0xC200_0000_0000_0000, high: 0)
      let m = middle ^ low ^ high ^ low.swapped ^ .lowProduct(low, R)
      return high ^ m.swapped ^ .lowProduct(m, R)
    }
  }

  extension HashPowers {
    /// Y of GHASH, SP 800-38D §6.4, after `count` bytes, the last block filled with zeros, by steps
    /// of up to `width` blocks; so many powers must be there.
    @inline(never)
    func hash(_ Y: Register, _ X: UnsafeRawPointer, count: Int, width: Int) -> Register {
      var (Y, offset) = (Y, 0)
      while count &- offset >= 16 {
        let n = min(width, (count &- offset) / 16)
        Y = unsafe step(Y, X + offset, n)
        offset &+= 16 &* n
      }
      guard offset < count else { return Y }
      var last = SIMD16<UInt8>.zero
      var i = 0
      while offset < count {
        unsafe last[i] = X.load(fromByteOffset: offset, as: UInt8.self)
        (i, offset) = (i &+ 1, offset &+ 1)
      }
      return multiply(Y ^ Register(unsafe unsafeBitCast(last, to: SIMD2<Int64>.self)).reversed)
    }

    /// (Y ⊕ X₁) • Hⁿ ⊕ X₂ • Hⁿ⁻¹ ⊕ … ⊕ Xₙ • H: n steps of SP 800-38D §6.4 in one.
    @inline(__always)
    private func step(_ Y: Register, _ X: UnsafeRawPointer, _ n: Int) -> Register {
      var sum = ProductSum()
      sum.add(unsafe Register(X, at: 0).reversed ^ Y, self[n], self[sum: n])
      var i = 1
      while i < n {
        sum.add(unsafe Register(X, at: 16 &* i).reversed, self[n &- i], self[sum: n &- i])
        i &+= 1
      }
      return sum.reduced
    }

    /// X • H.
    @inline(__always)
    func multiply(_ X: Register) -> Register {
      var product = ProductSum()
      product.add(X, self[1], self[sum: 1])
      return product.reduced
    }
  }
#endif
