// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197 and SP 800-38D.

#if arch(x86_64) || arch(arm64)
  import Ciphers

  /// AES and carry-less multiplication by the processor's instructions for them.
  final class HardwareAES: AESInstructions {
    private let wide: (any WideAES)?

    /// With or without longer strides.
    init(wide: (any WideAES)? = nil) { self.wide = wide }

    func expand(_ key: Span<UInt8>, into w: inout MutableSpan<UInt32>) {
      precondition(w.count == key.count &+ 28)
      unsafe w.withUnsafeMutableBytes { memory in
        unsafe KeySchedule.expand(key, to: memory.baseAddress.unsafelyUnwrapped)
      }
    }

    func encrypt(
      _ a: Block, _ b: Block, _ c: Block, _ d: Block, _ w: Span<UInt32>
    ) -> (Block, Block, Block, Block) {
      let s = KeySchedule.with(w) { $0.encrypt(Register(a), Register(b), Register(c), Register(d)) }
      return (s.0.block, s.1.block, s.2.block, s.3.block)
    }

    func decrypt(
      _ a: Block, _ b: Block, _ c: Block, _ d: Block, _ w: Span<UInt32>
    ) -> (Block, Block, Block, Block) {
      let s = KeySchedule.with(w) { $0.decrypt(Register(a), Register(b), Register(c), Register(d)) }
      return (s.0.block, s.1.block, s.2.block, s.3.block)
    }

    func applyKeystream(
      from first: Block, counting increment: Increment, to text: inout MutableSpan<UInt8>,
      in range: Range<Int>, _ w: Span<UInt32>
    ) {
      precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
      let count = range.count
      guard count > 0 else { return }
      KeySchedule.with(w) { w in
        unsafe text.withUnsafeMutableBytes { memory in
          let text = unsafe memory.baseAddress.unsafelyUnwrapped + range.lowerBound
          var counter = Counter(first, increment)
          var done = 0
          if let wide, increment == .inc32, count >= 256 {
            done = count & -256
            unsafe w.applyKeystream(&counter, to: text, count: done, wide)
          }
          unsafe withUnsafeTemporaryAllocation(byteCount: 128, alignment: 16) { scratch in
            unsafe w.applyKeystream(
              &counter, to: text + done, count: count &- done,
              scratch: scratch.baseAddress.unsafelyUnwrapped)
            unsafe erase(scratch)
          }
        }
      }
    }

    func hash(_ X: Span<UInt8>, H: Block, Y: Block) -> Block {
      guard X.count > 0 else { return Y }
      return unsafe withUnsafeTemporaryAllocation(
        byteCount: HashPowers.byteCount, alignment: 16
      ) { memory in
        let powers = unsafe HashPowers(memory.baseAddress.unsafelyUnwrapped)
        let isWide = wide != nil && X.count >= 1024
        let width = max(1, min(isWide ? 16 : 8, X.count / 16))
        powers.compute(H, count: width)
        var Y = Register(low: Y.low, high: Y.high)
        unsafe X.withUnsafeBytes { bytes in
          let start = unsafe bytes.baseAddress.unsafelyUnwrapped
          let done = isWide ? X.count & -256 : 0
          if isWide, let wide { Y = unsafe powers.hash(Y, start, count: done, wide) }
          Y = unsafe powers.hash(Y, start + done, count: X.count &- done, width: width)
        }
        unsafe erase(memory)
        return Block(high: UInt64(bitPattern: Y.bits.y), low: UInt64(bitPattern: Y.bits.x))
      }
    }

    func seal(
      _ message: inout MutableSpan<UInt8>, key: Span<UInt8>, nonce: Span<UInt8>, data: Span<UInt8>
    ) -> Block {
      let count = message.count
      return unsafe message.withUnsafeMutableBytes { text in
        unsafe data.withUnsafeBytes { data in
          GCM.lend(key, nonce, byteCount: count, wide: wide) {
            unsafe $0.seal(text.baseAddress ?? Self.nowhere, count, authenticating: data)
          }
        }
      }
    }

    func open(
      _ ciphertext: inout MutableSpan<UInt8>, tag: Span<UInt8>, key: Span<UInt8>,
      nonce: Span<UInt8>, data: Span<UInt8>
    ) -> Bool {
      let count = ciphertext.count
      return unsafe ciphertext.withUnsafeMutableBytes { text in
        unsafe data.withUnsafeBytes { data in
          GCM.lend(key, nonce, byteCount: count, wide: wide) {
            unsafe $0.open(
              text.baseAddress ?? Self.nowhere, count, tag: tag, authenticating: data)
          }
        }
      }
    }

    /// Where a text of no bytes lies.
    private static var nowhere: UnsafeMutableRawPointer {
      unsafe UnsafeMutableRawPointer(bitPattern: 16).unsafelyUnwrapped
    }
  }

  extension KeySchedule {
    /// Lends the words of a key schedule.
    @inline(__always)
    fileprivate static func with<R>(_ w: Span<UInt32>, _ body: (KeySchedule) -> R) -> R {
      unsafe w.withUnsafeBytes { bytes in
        // 4·(Nr + 1) words: Nr is Nk + 6.
        unsafe body(
          KeySchedule(bytes.baseAddress.unsafelyUnwrapped, keyByteCount: w.count &- 28))
      }
    }
  }
#endif
