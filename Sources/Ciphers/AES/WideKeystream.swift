// Counter mode on 32 blocks at once, for messages that are not short; all constant-time.

/// The round keys as planes of the wide form: 32 for each of at most 15.
///
/// Some eight kilobytes, on the stack of whoever needs them, who calls `destroy` at the end.
/// Closures fill them with zeros where they are; `repeating` may do it elsewhere, and copy.
struct WideRoundKeys: ~Copyable {
  private var planes = InlineArray<480, SIMD4<UInt32>> { _ in .zero }
  /// How many planes there are.
  private var planeCount = 0

  /// No round keys yet: they are sliced in place, so that no copy of them is left behind.
  @inline(__always)
  init() {}

  /// Slices the words of a key schedule.
  @inline(never)
  mutating func slice(_ w: Span<UInt32>) {
    planeCount = 8 * w.count
    var planes = planes.mutableSpan
    for round in 0..<w.count / 4 { planes.slice(w.key(ofRound: round), at: 32 * round) }
  }

  /// Lends the planes.
  ///
  /// Mutating, although it changes nothing: the compiler copies what is lent for reading only.
  @inline(__always)
  mutating func withPlanes(_ body: (Span<SIMD4<UInt32>>) -> Void) {
    body(planes.span.extracting(first: planeCount))
  }

  /// Overwrites everything with zeros.
  mutating func destroy() {
    unsafe withUnsafeMutableBytes(of: &planes) { unsafe erase($0) }
  }
}

extension MutableSpan<SIMD4<UInt32>> {
  /// A plane for each bit of a block's words: all ones in the lanes that have the bit.
  @inline(__always)
  fileprivate mutating func slice(_ block: Block, at offset: Int) {
    precondition(offset >= 0 && offset &+ 32 <= count)
    var lanes = SIMD4<Int32>(truncatingIfNeeded: block.littleEndian)
    var plane = offset &+ 32
    while plane > offset {
      plane &-= 1
      unsafe self[unchecked: plane] = Vector(lanes .< .zero).lanes
      lanes = lanes &+ lanes
    }
  }
}

/// The next counters, and room for their ciphertexts: whoever has one calls `destroy` at the end.
struct WideKeystream: ~Copyable {
  /// The planes of the 96 bits that stand still; nothing in the lane that counts.
  private var still = InlineArray<32, SIMD4<UInt32>> { _ in .zero }
  /// The 32 counters, then their ciphertexts.
  private var state = WideState()

  /// Nothing yet.
  @inline(__always)
  init() {}

  /// Overwrites everything with zeros.
  mutating func destroy() {
    unsafe withUnsafeMutableBytes(of: &still) { unsafe erase($0) }
    unsafe withUnsafeMutableBytes(of: &state) { unsafe erase($0) }
  }

  /// Starts with the first 96 bits of `block`.
  mutating func start(with block: Block) {
    var planes = still.mutableSpan
    planes.slice(Block(high: block.high, low: block.low & ~0xFFFF_FFFF), at: 0)
  }
}

extension WideKeystream {
  /// The ciphertexts of 32 blocks that end in `counter` and the 31 numbers after it, modulo 2³², by
  /// round keys that are sliced already.
  mutating func encrypt(counter: UInt32, _ roundKeys: inout WideRoundKeys) {
    fill(counter)
    roundKeys.withPlanes { state.encrypt($0) }
    state.withPlanes { $0.transpose() }
  }

  /// The same, by round keys that are sliced when their round comes: for few blocks, for which
  /// memory for all of them would take longer.
  mutating func encrypt(counter: UInt32, _ w: Span<UInt32>) {
    fill(counter)
    state.encrypt(slicing: w)
    state.withPlanes { $0.transpose() }
  }

  /// The planes of 32 counters.
  private mutating func fill(_ counter: UInt32) {
    let still = still.span
    state.withPlanes { CounterPlanes(counter).add(still, into: &$0) }
  }

  /// text ⊕ keystream for a range of 32 blocks, or of fewer bytes.
  ///
  /// Mutating, although it changes nothing: the compiler copies what is lent for reading only.
  @inline(__always)
  mutating func add(to text: inout MutableSpan<UInt8>, _ range: Range<Int>) {
    let whole = min(32, range.count &>> 4)
    state.withPlanes { blocks in
      var i = 0
      while i < whole {
        text.add(Block(littleEndian: blocks[i]), at: range.lowerBound &+ 16 &* i)
        i &+= 1
      }
      let offset = range.lowerBound &+ 16 &* whole
      if offset < range.upperBound { text.add(Block(littleEndian: blocks[whole]), at: offset) }
    }
  }
}

/// 32 successive numbers of 32 bits, sliced: which numbers have bit k.
private struct CounterPlanes {
  /// The first number.
  private let first: UInt32
  /// The first number without its last five bits, and what follows it when these run over.
  private let (before, after): (UInt32, UInt32)
  /// The numbers that come after the overrun.
  private let overrun: UInt32

  /// Slices `first`, `first` + 1, … `first` + 31.
  @inline(__always)
  init(_ first: UInt32) {
    self.first = first
    before = first & ~31
    after = before &+ 32
    overrun = first & 31 == 0 ? 0 : .max &<< (32 &- first)
  }

  /// Bit `k` of number i, as bit i.
  @inline(__always)
  private subscript(_ k: UInt32) -> UInt32 {
    if k < 5 {
      // Bit k of 0 to 31, turned to where the count begins.
      let pattern: UInt32 =
        switch k {
        case 0: 0xAAAA_AAAA
        case 1: 0xCCCC_CCCC
        case 2: 0xF0F0_F0F0
        case 3: 0xFF00_FF00
        default: 0xFFFF_0000
        }
      return pattern &>> first | pattern &<< (0 &- first)
    }
    let (x, y) = (0 &- (before &>> k & 1), 0 &- (after &>> k & 1))
    return x ^ (x ^ y) & overrun
  }

  /// Adds the numbers, most significant byte in row 0, to the last column.
  @inline(never)
  func add(_ still: Span<SIMD4<UInt32>>, into planes: inout MutableSpan<SIMD4<UInt32>>) {
    for bit in 0..<32 {
      let k = UInt32(truncatingIfNeeded: bit ^ 24)
      planes[bit] = (Vector(still[bit]) ^ Vector(SIMD4(0, 0, 0, self[k]))).lanes
    }
  }
}
