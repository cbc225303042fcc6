// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

/// SHAKE of a seed and either of two nonces of two bytes, side by side.
///
/// The seed is a multiple of 8 bytes, and with the nonce shorter than a block. Whoever has one that
/// began with a secret calls `destroy` at the end.
struct SHAKEPair: ~Copyable {
  private var keccak = Keccak<KeccakPair>()
  /// The length of a block in lanes.
  private let rate: Int
  /// Output of the first and the second, as many blocks as were asked for.
  private var first = InlineArray<86, UInt64>(repeating: 0)
  private var second = InlineArray<86, UInt64>(repeating: 0)

  /// Takes in the seed and the nonces, and pads them; `rate` is in bytes.
  init(rate: Int, _ seed: Span<UInt8>, _ nonces: (UInt16, UInt16)) {
    self.rate = rate / 8
    let count = seed.count / 8
    for i in 0..<count {
      keccak.lanes[i] = KeccakPair(repeating: seed.littleEndian(at: 8 * i))
    }
    keccak.lanes[count] = KeccakPair(
      SIMD2(UInt64(nonces.0) | 0x1F_0000, UInt64(nonces.1) | 0x1F_0000))
    keccak.lanes[self.rate - 1] = keccak.lanes[self.rate - 1] ^ KeccakPair(repeating: 1 << 63)
  }

  /// Gives out the next `count` blocks of both, at most five.
  mutating func squeeze(blocks count: Int = 1) {
    for block in 0..<count {
      keccak.permute()
      for i in 0..<rate {
        let pair = keccak.lanes[i].pair
        first[block &* rate &+ i] = pair.x.littleEndian
        second[block &* rate &+ i] = pair.y.littleEndian
      }
    }
  }

  /// Lends the output of the first and of the second.
  ///
  /// Mutating, although it changes nothing: the compiler copies what is lent for reading only.
  @inline(__always)
  mutating func withOutput(_ body: (Span<UInt64>, Span<UInt64>) -> Void) {
    let a = first.mutableSpan
    let b = second.mutableSpan
    body(a.span, b.span)
  }

  /// Overwrites everything.
  mutating func destroy() {
    unsafe withUnsafeMutableBytes(of: &keccak) { unsafe erase($0) }
    unsafe withUnsafeMutableBytes(of: &first) { unsafe erase($0) }
    unsafe withUnsafeMutableBytes(of: &second) { unsafe erase($0) }
  }
}

/// Pseudorandom sampling, FIPS 204 §7.3.
///
/// Which candidates are rejected tells nothing of those that are taken, since they are independent.
extension Polynomials {
  /// ExpandA, Algorithm 32: k rows of l polynomials in T_q; ρ is public.
  init(expandA rho: Span<UInt8>, _ parameters: MLDSA.ParameterSet) {
    let l = parameters.l
    self.init(count: parameters.k * l)
    func nonce(_ i: Int) -> UInt16 { UInt16(i / l) << 8 | UInt16(i % l) }
    for i in stride(from: 0, to: count, by: 2) {
      var shake = SHAKEPair(rate: SHAKE128.blockByteCount, rho, (nonce(i), nonce(i + 1)))
      var (j, k) = (0, 0)
      while j < 256 || k < 256 {
        shake.squeeze()
        shake.withOutput { a, b in
          j = rejNTTPoly(i, from: j, a)
          k = rejNTTPoly(i + 1, from: k, b)
        }
      }
    }
  }

  /// ExpandS, Algorithm 33: s₁ and s₂ one behind the other, coefficients modulo q.
  init(expandS rho: Span<UInt8>, _ parameters: MLDSA.ParameterSet) {
    self.init(count: parameters.k + parameters.l)
    for i in stride(from: 0, to: count, by: 2) {
      var shake = SHAKEPair(rate: SHAKE256.blockByteCount, rho, (UInt16(i), UInt16(i + 1)))
      var (j, k) = (0, i + 1 < count ? 0 : 256)
      while j < 256 || k < 256 {
        shake.squeeze()
        shake.withOutput { a, b in
          j = rejBoundedPoly(i, from: j, a, parameters.eta)
          k = rejBoundedPoly(i + 1, from: k, b, parameters.eta)
        }
      }
      shake.destroy()
    }
  }

  /// ExpandMask, Algorithm 34: l polynomials y, coefficients modulo q.
  init(expandMask rho: Span<UInt8>, _ mu: UInt16, _ parameters: MLDSA.ParameterSet) {
    self.init(count: parameters.l)
    let c = parameters.responseBitCount
    for r in stride(from: 0, to: count, by: 2) {
      let nonce = mu &+ UInt16(r)
      var shake = SHAKEPair(rate: SHAKE256.blockByteCount, rho, (nonce, nonce &+ 1))
      shake.squeeze(blocks: 5)
      shake.withOutput { a, b in
        unsafe a.withUnsafeBytes { unsafe unpack(r, $0, bits: c) }
        if r + 1 < count { unsafe b.withUnsafeBytes { unsafe unpack(r + 1, $0, bits: c) } }
      }
      shake.destroy()
    }
    subtract(from: parameters.gamma1)
  }

  /// BitUnpack, Algorithm 19, but for its map, from memory.
  private mutating func unpack(_ i: Int, _ bytes: UnsafeRawBufferPointer, bits: Int) {
    unpack(i, unsafe Span(_unsafeBytes: bytes), at: 0, bits: bits)
  }

  /// RejNTTPoly, Algorithm 30, a block of it: the number of coefficients after it, `start`
  /// before.
  ///
  /// CoeffFromThreeBytes, Algorithm 14, is a read of four bytes without the highest nine bits.
  @inline(never)
  private mutating func rejNTTPoly(
    _ i: Int, from start: Int, _ block: Span<UInt64>
  ) -> Int {
    let bytes = unsafe block.bytes
    var (j, offset) = (start, 0)
    while j < 256, offset < SHAKE128.blockByteCount {
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
      let z = word.littleEndian & 0x7F_FFFF
      offset &+= 3
      if z < MLDSA.q {
        self[i, j] = z
        j &+= 1
      }
    }
    return j
  }

  /// RejBoundedPoly, Algorithm 31, a block of it: the number of coefficients after it, `start`
  /// before.
  @inline(never)
  private mutating func rejBoundedPoly(
    _ i: Int, from start: Int, _ block: Span<UInt64>, _ eta: UInt32
  ) -> Int {
    let limit: UInt32 = eta == 2 ? 15 : 9
    var (j, offset) = (start, 0)
    while j < 256, offset < 2 &* SHAKE256.blockByteCount {
      let word = UInt64(littleEndian: block[offset &>> 4])
      let b = UInt32(truncatingIfNeeded: word &>> UInt64(4 &* (offset & 15)) & 15)
      offset &+= 1
      // CoeffFromHalfByte, Algorithm 15; 13b/64 is b/5 for half-bytes. What is rejected is written
      // over, so that nothing waits for a branch that cannot be foreseen.
      let s = eta == 2 ? 2 &- (b &- ((b &* 13) &>> 6) &* 5) : 4 &- b
      self[i, j] = MLDSA.reduceSigned(s)
      j &+= Int(truncatingIfNeeded: (b &- limit) &>> 31)
    }
    return j
  }

  /// SampleInBall, Algorithm 29: τ coefficients of 1 or −1.
  ///
  /// In variable time: c̃ is in the signature, or, if that was rejected, a hash that tells nothing.
  init(inBall rho: [UInt8], _ parameters: MLDSA.ParameterSet) {
    self.init(count: 1)
    var sponge = Sponge(rate: SHAKE256.blockByteCount)
    sponge.absorb(rho.span)
    sponge.finish(suffix: 0x1F)
    var h: UInt64 = sponge.squeeze(8).span.littleEndian(at: 0)
    for i in 256 - parameters.tau..<256 {
      var j = Int(sponge.squeezeByte())
      while j > i { j = Int(sponge.squeezeByte()) }
      self[0, i] = self[0, j]
      self[0, j] = h & 1 == 0 ? 1 : MLDSA.q - 1
      h >>= 1
    }
  }
}
