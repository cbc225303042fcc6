// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197 and SP 800-38D.

#if arch(x86_64)
  import CiphersHardware

  /// GCM in strides of sixteen blocks, by VAES and VPCLMULQDQ on registers of 256 bits.
  package final class VAES: WideAES {
    /// Nothing to choose.
    package init() {}

    package func applyKeystream(
      _ text: UnsafeMutableRawPointer, _ count: Int, from counter: SIMD2<Int64>,
      _ w: UnsafeRawPointer, Nr: Int
    ) {
      let schedule = unsafe WideSchedule(w, Nr)
      var next = YMM(both: counter) &+ YMM(0, 1)
      var offset = 0
      while offset < count {
        var blocks = Sixteen(counting: next, schedule[0])
        schedule.rounds(&blocks, from: 1)
        unsafe blocks.lastRound(schedule.last, addTo: text, at: offset)
        next = next &+ YMM(16, 16)
        offset &+= 256
      }
    }

    package func hash(
      _ X: UnsafeRawPointer, _ count: Int, _ Y: SIMD2<Int64>, powers: UnsafeRawPointer
    ) -> SIMD2<Int64> {
      var (Y, offset) = (Y, 0)
      while offset < count {
        var sum = unsafe WideProductSum(powers, X + offset)
        sum.addFirst(Y)
        for i in 1..<8 { sum.add(i) }
        Y = sum.reduced
        offset &+= 256
      }
      return Y
    }

    /// Encrypts sixteen blocks at a time while it hashes the sixteen before them.
    package func seal(
      _ text: UnsafeMutableRawPointer, _ count: Int, from counter: SIMD2<Int64>,
      _ Y: SIMD2<Int64>, _ w: UnsafeRawPointer, Nr: Int, powers: UnsafeRawPointer
    ) -> SIMD2<Int64> {
      unsafe applyKeystream(text, 256, from: counter, w, Nr: Nr)
      let schedule = unsafe WideSchedule(w, Nr)
      var next = YMM(both: counter) &+ YMM(16, 17)
      var (Y, offset) = (Y, 256)
      while offset < count {
        var blocks = Sixteen(counting: next, schedule[0])
        var sum = unsafe WideProductSum(powers, UnsafeRawPointer(text) + (offset &- 256))
        blocks.round(schedule[1])
        sum.addFirst(Y)
        blocks.round(schedule[2])
        sum.add(1)
        blocks.round(schedule[3])
        sum.add(2)
        blocks.round(schedule[4])
        sum.add(3)
        blocks.round(schedule[5])
        sum.add(4)
        blocks.round(schedule[6])
        sum.add(5)
        blocks.round(schedule[7])
        sum.add(6)
        blocks.round(schedule[8])
        sum.add(7)
        schedule.rounds(&blocks, from: 9)
        Y = sum.reduced
        unsafe blocks.lastRound(schedule.last, addTo: text, at: offset)
        next = next &+ YMM(16, 16)
        offset &+= 256
      }
      return unsafe hash(text + (count &- 256), 256, Y, powers: powers)
    }
  }

  /// The round keys of FIPS 197 §5.2, each in both halves of a register.
  @safe private struct WideSchedule {
    private let w: UnsafeRawPointer
    private let Nr: Int

    @inline(__always)
    init(_ w: UnsafeRawPointer, _ Nr: Int) { unsafe (self.w, self.Nr) = (w, Nr) }

    /// Round key number i.
    @inline(__always)
    subscript(i: Int) -> YMM {
      YMM(both: unsafe w.loadUnaligned(fromByteOffset: 16 &* i, as: SIMD2<Int64>.self))
    }

    /// The last round key.
    @inline(__always)
    var last: YMM { self[Nr] }

    /// Rounds `first` to Nr − 1 of CIPHER, FIPS 197 §5.1.
    @inline(__always)
    func rounds(_ state: inout Sixteen, from first: Int) {
      var i = first
      while i < Nr {
        state.round(self[i])
        i &+= 1
      }
    }
  }

  /// Sixteen steps of GHASH, SP 800-38D §6.4, in one, as Karatsuba's three parts.
  @safe private struct WideProductSum {
    /// H¹⁶ to H, then the sums of their halves.
    private let powers: UnsafeRawPointer
    /// The sixteen blocks.
    private let X: UnsafeRawPointer
    private var low = YMM.zero
    private var high = YMM.zero
    private var middle = YMM.zero

    @inline(__always)
    init(_ powers: UnsafeRawPointer, _ X: UnsafeRawPointer) {
      unsafe (self.powers, self.X) = (powers, X)
    }

    /// (Y ⊕ X₁) • H¹⁶ and X₂ • H¹⁵.
    @inline(__always)
    mutating func addFirst(_ Y: SIMD2<Int64>) {
      add(unsafe YMM(X, at: 0).reversed ^ YMM(first: Y), 0)
    }

    /// The products of pair `i`.
    @inline(__always)
    mutating func add(_ i: Int) {
      add(unsafe YMM(X, at: 32 &* i).reversed, i)
    }

    @inline(__always)
    private mutating func add(_ x: YMM, _ i: Int) {
      let y = unsafe YMM(powers, at: 32 &* i)
      low = low ^ .lowProduct(x, y)
      high = high ^ .highProduct(x, y)
      middle = middle ^ .lowProduct(x ^ x.swapped, unsafe YMM(powers, at: 256 &+ 32 &* i))
    }

    /// The sum of both halves' remainders: see `ProductSum` of CiphersHardware.
    @inline(__always)
    var reduced: SIMD2<Int64> {
      let R = YMM(both: SIMD2(Int64(bitPattern: 0xC200_0000_0000_0000), 0))
      let m = middle ^ low ^ high ^ low.swapped ^ .lowProduct(low, R)
      return (high ^ m.swapped ^ .lowProduct(m, R)).sum
    }
  }
#endif
