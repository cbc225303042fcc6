package import Ciphers

/// The ciphers by a processor's own instructions: AES-NI, PCLMULQDQ and SHA on x86-64; AES, PMULL
/// and SHA-2 on arm64.
package enum Hardware {
  /// Whether the code for this kind of processor was ever run: on arm64 it was not.
  package static var isVerified: Bool {
    #if arch(x86_64)
      true
    #else
      false
    #endif
  }

  #if arch(x86_64)
    /// Those of this processor, with longer strides if `wide` is given and it can do them; nothing
    /// where it has no instructions for AES.
    package static func instructions(wide: (any WideAES)? = nil) -> Instructions? {
      let processor = Processor()
      guard processor.hasAES else { return nil }
      let wide = processor.hasWideAES ? wide : nil
      var names = ["AES-NI", "PCLMULQDQ"]
      if wide != nil { names += ["VAES", "VPCLMULQDQ"] }
      if processor.hasSHA { names.append("SHA") }
      return Instructions(
        name: names.joined(separator: ", "), aes: HardwareAES(wide: wide),
        sha256: processor.hasSHA ? HardwareSHA256() : nil, folding: HardwareFolding())
    }
  #elseif arch(arm64)
    /// Those of this processor; nothing where it has no instructions for AES.
    package static func instructions() -> Instructions? {
      let processor = Processor()
      guard processor.hasAES else { return nil }
      return Instructions(
        name: processor.hasSHA ? "AES, PMULL, SHA2" : "AES, PMULL", aes: HardwareAES(),
        sha256: processor.hasSHA ? HardwareSHA256() : nil, folding: HardwareFolding())
    }
  #else
    /// Nothing: none are known for this kind of processor.
    package static func instructions() -> Instructions? { nil }
  #endif
}
