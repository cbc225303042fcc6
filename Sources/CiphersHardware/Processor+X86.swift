#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel.cpuid

  /// What this processor reports of itself, and what its operating system lets it use (Intel SDM,
  /// volume 2A, CPUID; volume 1, §13.3 for XCR0).
  struct Processor {
    private let basic, extended: (ebx: UInt32, ecx: UInt32)

    /// Asks the processor.
    init() {
      basic = Self.report(1)
      extended = Self.report(7)
    }

    /// AES-NI, PCLMULQDQ, SSSE3 and SSE4.1.
    var hasAES: Bool { has(basic.ecx, 25, 1, 9, 19) }
    /// PCLMULQDQ.
    var hasProducts: Bool { has(basic.ecx, 1, 9, 19) }
    /// The SHA extensions, and what goes with them.
    var hasSHA: Bool { has(extended.ebx, 29) && has(basic.ecx, 9, 19) }
    /// VAES, VPCLMULQDQ and AVX2, and registers of 256 bits that the operating system saves.
    var hasWideAES: Bool {
      has(extended.ecx, 9, 10) && has(extended.ebx, 5) && has(basic.ecx, 28, 27)
        && Self.enabledState & 0b110 == 0b110
    }

    private func has(_ register: UInt32, _ bits: UInt32...) -> Bool {
      bits.allSatisfy { register >> $0 & 1 == 1 }
    }

    /// Leaf `leaf`, subleaf 0; zeros where there is none.
    private static func report(_ leaf: UInt32) -> (ebx: UInt32, ecx: UInt32) {
      var (eax, ebx, ecx, edx): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
      let found = unsafe __get_cpuid_count(leaf, 0, &eax, &ebx, &ecx, &edx)
      return found == 1 ? (ebx, ecx) : (0, 0)
    }

    /// XCR0, the registers that the operating system saves; only where OSXSAVE, bit 27, was seen.
    private static var enabledState: UInt64 {
      UInt64(bitPattern: Int64(Builtin.int_x86_xgetbv((0 as Int32)._value)))
    }
  }
#endif
