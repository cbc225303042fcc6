// swift-format-ignore-file: AlwaysUseLowerCamelCase
// M is the letter of the standards for a message.

#if arch(x86_64) || arch(arm64)
  import Ciphers

  /// Cyclic redundancy checks by carry-less multiplication.
  ///
  /// The method: "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel,
  /// 2009.
  final class HardwareFolding: FoldingInstructions {
    func fold(
      _ message: Span<UInt8>, after register: UInt64, _ by: FoldingFactors
    ) -> (UInt64, UInt64) {
      precondition(message.count >= 64 && message.count.isMultiple(of: 64))
      return unsafe message.withUnsafeBytes { bytes in
        unsafe fold(bytes.baseAddress.unsafelyUnwrapped, bytes.count, register, by)
      }
    }

    /// Four times 16 bytes move behind the next four, until there are none; then one by one.
    private func fold(
      _ M: UnsafeRawPointer, _ count: Int, _ register: UInt64, _ by: FoldingFactors
    ) -> (UInt64, UInt64) {
      var a = unsafe Register(M, at: 0) ^ Register(low: register, high: 0)
      var (b, c, d) = unsafe (Register(M, at: 16), Register(M, at: 32), Register(M, at: 48))
      let by64 = Register(low: by.by64.0, high: by.by64.1)
      var offset = 64
      while offset < count {
        a = unsafe a.moved(by64) ^ Register(M, at: offset)
        b = unsafe b.moved(by64) ^ Register(M, at: offset &+ 16)
        c = unsafe c.moved(by64) ^ Register(M, at: offset &+ 32)
        d = unsafe d.moved(by64) ^ Register(M, at: offset &+ 48)
        offset &+= 64
      }
      let by16 = Register(low: by.by16.0, high: by.by16.1)
      let sum = ((a.moved(by16) ^ b).moved(by16) ^ c).moved(by16) ^ d
      return (UInt64(bitPattern: sum.bits.x), UInt64(bitPattern: sum.bits.y))
    }
  }

  extension Register {
    /// What has the same remainder behind as many bytes as the factors stand for.
    @inline(__always)
    fileprivate func moved(_ factors: Register) -> Register {
      .lowProduct(self, factors) ^ .highProduct(self, factors)
    }
  }
#endif
