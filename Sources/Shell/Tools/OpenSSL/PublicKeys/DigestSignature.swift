import Ciphers
import Kernel
import Text

/// A call of `openssl dgst` that signs or verifies.
struct DigestSignature {
  private let arguments: ToolArguments
  private let hash: HashAlgorithm

  /// The options that ask for one.
  private static let questions = ["-sign", "-verify", "-prverify"]

  /// The options of signatures.
  static let options = [
    ToolOption("-sign", value: "KEY", summary: "sign the digest of a file"),
    ToolOption("-verify", value: "KEY", summary: "verify a signature, by the public key"),
    ToolOption("-prverify", value: "KEY", summary: "the same by the private key"),
    ToolOption("-signature", value: "FILE", summary: "the signature that is verified"),
    ToolOption("-keyform", value: "FORMAT", summary: "PEM or DER; seen without it"),
    ToolOption(
      "-sigopt", value: "OPTION", summary: "rsa_padding_mode:pss, then rsa_pss_saltlen:digest"),
  ]

  /// Takes a call; nothing for one that makes digests.
  init?(_ arguments: ToolArguments, _ hash: HashAlgorithm) {
    guard arguments.options.contains(where: { DigestSignature.questions.contains($0.name) }) else {
      return nil
    }
    (self.arguments, self.hash) = (arguments, hash)
  }

  /// Does it.
  func run(_ files: inout VirtualFiles, _ input: [UInt8]) throws(ToolFailure) -> CommandResult {
    if arguments.operands.count > 1 {
      throw ToolFailure(
        message: "Can only sign or verify one file.", range: arguments.operands[1].range,
        next: "openssl dgst -help")
    }
    let format = try KeyFormat("-keyform", of: arguments)
    guard
      let question = arguments.options.last(where: {
        DigestSignature.questions.contains($0.name)
      })
    else { return CommandResult() }
    let role = question.name == "-verify" ? "public key" : "private key"
    let file = try KeyFile(role, question, format: format, files, input)
    if question.name == "-sign" {
      return try sign(try file.privateKey(), &files, input)
    }
    let key = try question.name == "-verify" ? file.publicKey() : file.privateKey().publicKey
    return try verify(key, &files, input)
  }

  private func scheme(_ key: PublicKey) throws(ToolFailure) -> SignatureScheme {
    try SignatureScheme(
      arguments, "-sigopt", for: key.algorithm, .signing, refused: "Signature parameter error")
  }

  private func sign(
    _ key: PrivateKey, _ files: inout VirtualFiles, _ input: [UInt8]
  ) throws(ToolFailure) -> CommandResult {
    if arguments.has("-signature") || arguments.has("-verify") || arguments.has("-prverify") {
      throw ToolFailure(message: "-sign or -verify, not both", next: "openssl dgst -help")
    }
    let (digest, name) = try digest(files, input)
    let scheme = try scheme(key.publicKey)
    let signature = try scheme.sign(digest, by: hash, with: key, &files)
    let text = arguments.has("-hex") ? shown(signature, of: name, key) : signature
    return try arguments.deliver(text, "", &files)
  }

  private func verify(
    _ key: PublicKey, _ files: inout VirtualFiles, _ input: [UInt8]
  ) throws(ToolFailure) -> CommandResult {
    guard let given = arguments.option("-signature") else {
      throw ToolFailure(
        message: "No signature to verify: use the -signature option", next: "openssl dgst -help")
    }
    guard let signature = files.content(of: Argument(text: given.value), input: input) else {
      throw ToolFailure(
        message: "Error opening signature file \(quoted(given.value)), \(missingFile)",
        range: given.range, next: "ls")
    }
    let (digest, _) = try digest(files, input)
    let scheme = try scheme(key)
    let verdict = try scheme.verdict(on: signature, of: digest, by: hash, with: key)
    let why: String
    switch verdict {
    case .valid: return try arguments.deliver(Array("Verified OK\n".utf8), "", &files)
    case .malformed(let reason): throw ToolFailure(message: "Error verifying data: " + reason)
    case .invalid(let reason): why = reason
    }
    let told = try arguments.deliver(Array("Verification failure\n".utf8), "", &files)
    throw ToolFailure(message: why, output: told.output)
  }

  /// The digest of the file, and its name.
  private func digest(
    _ files: VirtualFiles, _ input: [UInt8]
  ) throws(ToolFailure) -> (digest: [UInt8], name: String?) {
    let source = arguments.sources[0]
    guard let bytes = files.content(of: source, input: input) else {
      throw ToolFailure(message: "\(source.text): \(missingFile)", range: source.range, next: "ls")
    }
    return (hash.hash(bytes), source.text == "-" ? nil : source.text)
  }

  /// The line of `-hex`.
  private func shown(_ signature: [UInt8], of name: String?, _ key: PrivateKey) -> [UInt8] {
    let digits = signature.map { Hex.encode([$0]) }
      .joined(separator: arguments.has("-c") ? ":" : "")
    let label = DigestName("-" + hash.rawValue)?.label ?? ""
    let kind = if case .rsa = key { "RSA-" } else { "EC-" }
    return Array("\(name == nil ? "" : kind)\(label)(\(name ?? "stdin"))= \(digits)\n".utf8)
  }
}
