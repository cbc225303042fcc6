import Ciphers

#if !PORTABLE
  import CiphersHardware
  import CiphersVAES
#endif

/// Which code the ciphers run on, as the variable `KMSLAB_CIPHERS` says; the bytes are the same.
enum CipherChoice: String, CaseIterable {
  /// The processor's instructions, if there are any that kmslab was tested with, or portable code.
  case auto
  /// The code that runs everywhere.
  case portable
  /// The processor's instructions, or nothing.
  case hardware

  /// The variable's name.
  static let variable = "KMSLAB_CIPHERS"

  /// Makes the choice for the whole process, before anything is ciphered.
  static func make() throws(CipherChoiceError) {
    let text = LocalLabs.variable(Self.variable) ?? Self.auto.rawValue
    guard let choice = CipherChoice(rawValue: text) else { throw .unknown(text) }
    guard let instructions = choice.instructions else { throw .noInstructions }
    Instructions.choose(instructions)
  }

  private var instructions: Instructions? {
    switch self {
    case .portable: .portable
    case .hardware: Self.processor
    case .auto: Self.verifiedProcessor ?? .portable
    }
  }

  private static var verifiedProcessor: Instructions? {
    #if PORTABLE
      nil
    #else
      Hardware.isVerified ? processor : nil
    #endif
  }

  /// What this processor has for ciphers, if anything.
  private static var processor: Instructions? {
    #if PORTABLE
      nil
    #elseif arch(x86_64)
      Hardware.instructions(wide: VAES())
    #else
      Hardware.instructions()
    #endif
  }
}

/// Why no choice could be made.
enum CipherChoiceError: Error, CustomStringConvertible {
  /// A word that is none of the choices.
  case unknown(String)
  /// `hardware`, where there is none.
  case noInstructions

  var description: String {
    switch self {
    case .unknown(let text):
      "\(CipherChoice.variable)=\(text): use auto, portable or hardware."
    case .noInstructions:
      "\(CipherChoice.variable)=hardware: this processor, or this build, has no instructions for "
        + "ciphers that kmslab knows; use auto or portable."
    }
  }
}
