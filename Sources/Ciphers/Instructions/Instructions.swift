/// What ciphers are computed with: the portable code, or a processor's own instructions for them.
///
/// The one narrow door between the two. Keys, hashes and checksums hold what they were made with,
/// and ask it first; what it has not, the portable code does. Both make the same bytes.
package final class Instructions: Sendable {
  /// The instructions' names, or `portable`.
  package let name: String
  /// AES and carry-less multiplication.
  let aes: (any AESInstructions)?
  /// SHA-256.
  let sha256: (any SHA256Instructions)?
  /// Carry-less multiplication, for checksums.
  let folding: (any FoldingInstructions)?

  /// Everything that is not given stays portable.
  package init(
    name: String, aes: (any AESInstructions)? = nil, sha256: (any SHA256Instructions)? = nil,
    folding: (any FoldingInstructions)? = nil
  ) {
    self.name = name
    self.aes = aes
    self.sha256 = sha256
    self.folding = folding
  }

  /// None: the code that runs everywhere, and that everything else is compared with.
  package static let portable = Instructions(name: "portable")
}

extension Instructions {
  /// What is used where nobody says with what: the portable code, unless the program chose.
  package static let chosen = choice.instructions ?? portable

  /// Chooses for the whole process; traps if anything was ciphered before, so that there is no
  /// moment at which the choice changes.
  package static func choose(_ instructions: Instructions) {
    choice.instructions = instructions
    precondition(chosen === instructions, "chosen once, before the first cipher")
  }

  private static let choice = Choice()

  /// What `choose` leaves for `chosen` to find.
  ///
  /// Sharing is safe although it is unchecked: it is written while the program starts, on one
  /// thread, and read by the initialiser of `chosen`, which runs once.
  private final class Choice: @unchecked Sendable {
    var instructions: Instructions?
  }
}
