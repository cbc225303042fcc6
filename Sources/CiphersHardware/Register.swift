#if arch(x86_64) || arch(arm64)
  import Ciphers

  /// 128 bits in a vector register; what it does is a few instructions of the
  /// processor, and constant-time.
  struct Register: BitwiseCopyable {
    /// The two halves, the low one first.
    var bits: SIMD2<Int64>

    /// Two halves.
    @inline(__always)
    init(_ bits: SIMD2<Int64>) { self.bits = bits }

    /// Two halves.
    @inline(__always)
    init(low: UInt64, high: UInt64) {
      bits = SIMD2(Int64(bitPattern: low), Int64(bitPattern: high))
    }

    /// The 16 bytes at `offset`.
    @inline(__always)
    init(_ memory: UnsafeRawPointer, at offset: Int) {
      bits = unsafe memory.loadUnaligned(fromByteOffset: offset, as: SIMD2<Int64>.self)
    }

    /// Writes the 16 bytes to `offset`.
    @inline(__always)
    func store(to memory: UnsafeMutableRawPointer, at offset: Int) {
      unsafe memory.storeBytes(of: bits, toByteOffset: offset, as: SIMD2<Int64>.self)
    }

    /// All bits 0.
    @inline(__always)
    static var zero: Register { Register(SIMD2(0, 0)) }

    /// The halves exchanged.
    @inline(__always)
    var swapped: Register { Register(SIMD2(bits.y, bits.x)) }
  }

  extension Register {
    /// The bytes of a block in their order.
    @inline(__always)
    init(_ block: Block) {
      self.init(low: block.high.byteSwapped, high: block.low.byteSwapped)
    }

    /// The block of these bytes.
    @inline(__always)
    var block: Block {
      Block(
        high: UInt64(bitPattern: bits.x).byteSwapped, low: UInt64(bitPattern: bits.y).byteSwapped)
    }

    /// The bytes from last to first.
    @inline(__always)
    var reversed: Register {
      rearranged(Register(low: 0x0809_0A0B_0C0D_0E0F, high: 0x0001_0203_0405_0607))
    }
  }

  extension Register {
    /// Four words.
    @inline(__always)
    init(_ words: SIMD4<UInt32>) {
      self.init(unsafe unsafeBitCast(words, to: SIMD2<Int64>.self))
    }

    /// The four words.
    @inline(__always)
    var words: SIMD4<UInt32> { unsafe unsafeBitCast(bits, to: SIMD4<UInt32>.self) }

    /// Words whose most significant byte comes first, FIPS 180-4 §3.1.
    @inline(__always)
    var bigEndianWords: Register {
      rearranged(Register(low: 0x0405_0607_0001_0203, high: 0x0C0D_0E0F_0809_0A0B))
    }
  }
#endif
