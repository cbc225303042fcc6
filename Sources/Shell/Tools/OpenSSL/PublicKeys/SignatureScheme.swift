import Ciphers
import Kernel
import Text

/// The settings of `-pkeyopt` and `-sigopt`: how a key signs or encrypts.
struct SignatureScheme {
  /// What is done with the bytes before RSA.
  enum Padding: String {
    case pkcs1
    case pss
    case oaep
  }

  /// How long the salt of PSS is.
  enum SaltLength: Equatable {
    /// As long as the digest.
    case digest
    /// As long as there is room; in verifying any length.
    case automatic
    /// As long as there is room, in verifying too.
    case maximum
    case bytes(Int)
  }

  var padding = Padding.pkcs1
  var saltLength = SaltLength.automatic
  /// The hash function of the message, where one is named.
  var hash: HashAlgorithm?
  /// Of OAEP.
  var labelHash = HashAlgorithm.sha1
  /// Of MGF1, where one is named.
  var maskHash: HashAlgorithm?
  /// Whether ML-DSA signs without random bytes.
  var isDeterministic = false
  /// Whether the data are μ of ML-DSA.
  var isMu = false

  /// What settings are for.
  enum Purpose {
    case signing
    case encrypting
  }

  /// Reads the settings of an option; `refused` begins the message about a wrong one.
  init(
    _ arguments: ToolArguments, _ option: String, for algorithm: KeyAlgorithm, _ purpose: Purpose,
    refused: String
  ) throws(ToolFailure) {
    for setting in arguments.options where setting.name == option {
      let halves = setting.value.split(separator: ":", maxSplits: 1).map(String.init)
      let why =
        halves.count == 2
        ? set(halves[0], halves[1], algorithm, purpose) : "it is no NAME:VALUE"
      guard let why else { continue }
      throw ToolFailure(
        message: "\(refused) \(quoted(setting.value)): \(why)", range: setting.range,
        next: option == "-pkeyopt" ? "openssl pkeyutl -help" : "openssl dgst -help")
    }
    if purpose == .encrypting { try checkMask(labelHash) }
  }

  /// Refuses MGF1 by another hash function than the one beside it; without a name it is the same.
  func checkMask(_ hash: HashAlgorithm) throws(ToolFailure) {
    guard let maskHash, maskHash != hash else { return }
    throw ToolFailure(
      message: "MGF1 by \(maskHash.rawValue) beside \(hash.rawValue) is not here, nor in KMS:"
        + " both have the same hash function")
  }

  /// Takes one setting, or says why not.
  private mutating func set(
    _ name: String, _ value: String, _ algorithm: KeyAlgorithm, _ purpose: Purpose
  ) -> String? {
    switch (name, algorithm, purpose) {
    case ("digest", .rsa, .signing), ("digest", .ellipticCurve, .signing):
      return take(value) { $0.hash = $1 }
    case ("rsa_padding_mode", .rsa, _): return setPadding(value, purpose)
    case ("rsa_pss_saltlen", .rsa, .signing): return setSaltLength(value)
    case ("rsa_mgf1_md", .rsa, _) where padding != .pkcs1: return take(value) { $0.maskHash = $1 }
    case ("rsa_oaep_md", .rsa, .encrypting) where padding == .oaep:
      return take(value) { $0.labelHash = $1 }
    case ("rsa_mgf1_md", .rsa, _), ("rsa_oaep_md", .rsa, .encrypting):
      return "rsa_padding_mode has to stand before it"
    case ("deterministic", .mlDSA, .signing) where ["0", "1"].contains(value):
      isDeterministic = value == "1"
    case ("mu", .mlDSA, .signing) where ["0", "1"].contains(value): isMu = value == "1"
    default: return "this key has no such setting for this"
    }
    return nil
  }

  private mutating func take(
    _ name: String, _ set: (inout SignatureScheme, HashAlgorithm) -> Void
  ) -> String? {
    guard let hash = DigestName("-" + name)?.hash else {
      return "the digests are \(DigestName.all.joined(separator: ", "))"
    }
    set(&self, hash)
    return nil
  }

  private mutating func setPadding(_ value: String, _ purpose: Purpose) -> String? {
    let padding = Padding(rawValue: value)
    switch (purpose, padding) {
    case (.signing, .pkcs1?), (.signing, .pss?), (.encrypting, .oaep?), (.encrypting, .pkcs1?):
      self.padding = padding ?? .pkcs1
      return nil
    case (.signing, _): return "for signing there are pkcs1 and pss"
    case (.encrypting, _): return "for encrypting there is oaep"
    }
  }

  private mutating func setSaltLength(_ value: String) -> String? {
    guard padding == .pss else { return "rsa_padding_mode:pss has to stand before it" }
    switch value {
    case "digest", "-1": saltLength = .digest
    case "auto", "-2": saltLength = .automatic
    case "max", "-3": saltLength = .maximum
    default:
      guard let count = Int(value), (0...512).contains(count) else {
        return "a length of bytes, or digest, auto, max"
      }
      saltLength = .bytes(count)
    }
    return nil
  }
}
