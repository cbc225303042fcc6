import Ciphers
import Testing

#if !PORTABLE && arch(x86_64)
  import CiphersHardware
  import CiphersVAES
#endif

/// Every way in which this machine can run the ciphers; what runs on one must run on all.
extension Instructions {
  static let all: [Instructions] = [.portable] + processors

  #if !PORTABLE && arch(x86_64)
    private static let processors = [Hardware.instructions(), Hardware.instructions(wide: VAES())]
      .compactMap { $0 }
  #else
    private static let processors: [Instructions] = []
  #endif
}

extension Instructions: CustomTestStringConvertible {
  package var testDescription: String { name }
}
