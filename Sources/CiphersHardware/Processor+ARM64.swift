#if arch(arm64)
  #if canImport(Glibc)
    import Glibc
  #endif

  /// What the operating system reports of this processor.
  struct Processor {
    /// AES and PMULL: everywhere on Apple's processors, and bits 3 and 4 of Linux's AT_HWCAP.
    let hasAES: Bool
    /// SHA-256: everywhere on Apple's processors, and bit 6 of Linux's AT_HWCAP.
    let hasSHA: Bool

    /// Asks.
    init() {
      #if canImport(Glibc)
        let report = getauxval(16)
        hasAES = report & 0b1_1000 == 0b1_1000
        hasSHA = report & 0b100_0000 != 0
      #elseif canImport(Darwin)
        (hasAES, hasSHA) = (true, true)
      #else
        (hasAES, hasSHA) = (false, false)
      #endif
    }
  }
#endif
