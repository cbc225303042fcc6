import Ciphers
import Kernel
import Text

extension Tool {
  /// `openssl pkeyutl`.
  static let opensslPkeyutl = Tool(
    "openssl pkeyutl", "Encrypts, decrypts, signs, verifies or agrees with a key.", operands: "",
    options: Pkeyutl.options, style: .words,
    details: """
      The sender without AWS, and KMS that decrypts:

        aws kms get-public-key --key-id alias/rsa --query PublicKey --output text \\
          | base64 -d > public.der
        openssl pkeyutl -encrypt -pubin -inkey public.der -in message.txt \\
          -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -out message.enc
        aws kms decrypt --key-id alias/rsa --encryption-algorithm RSAES_OAEP_SHA_256 \\
          --ciphertext-blob fileb://message.enc

      -sign and -verify take a digest, whose name -pkeyopt digest:sha256 gives; with
      -rawin they take the message. ML-DSA is in OpenSSL from 3.5 on, with
      -pkeyopt deterministic:1 and mu:1.
      """
  ) { files, arguments, input, _ throws(ToolFailure) in
    try Pkeyutl(arguments, &files, input).run(&files)
  }
}

/// One call of `openssl pkeyutl`.
struct Pkeyutl {
  static let options = [
    ToolOption("-sign", summary: "sign, as without any of these"),
    ToolOption("-verify", summary: "verify a signature"),
    ToolOption("-encrypt", summary: "encrypt with RSA-OAEP"),
    ToolOption("-decrypt", summary: "decrypt"),
    ToolOption("-derive", summary: "agree on a secret, ECDH"),
    ToolOption("-in", value: "FILE", summary: "the data; else the input"),
    ToolOption("-out", value: "FILE", summary: "what to write; else it is printed"),
    ToolOption("-inkey", value: "FILE", summary: "the key"),
    ToolOption("-pubin", summary: "it is a public one"),
    ToolOption("-keyform", value: "FORMAT", summary: "PEM or DER; seen without it"),
    ToolOption("-sigfile", value: "FILE", summary: "the signature for -verify"),
    ToolOption("-peerkey", value: "FILE", summary: "the other's public key for -derive"),
    ToolOption("-peerform", value: "FORMAT", summary: "PEM or DER; seen without it"),
    ToolOption("-rawin", summary: "the data are a message, not a digest"),
    ToolOption("-digest", value: "NAME", summary: "what -rawin hashes with, sha256 without it"),
    ToolOption(
      "-pkeyopt", value: "OPTION",
      summary: "rsa_padding_mode:oaep or pss, digest:sha256,"
        + " …"),
  ]

  private static let questions = ["-sign", "-verify", "-encrypt", "-decrypt", "-derive"]

  let arguments: ToolArguments
  private let question: String
  private let privateKey: PrivateKey?
  private let publicKey: PublicKey
  private let input: [UInt8]

  /// Reads the options and the key.
  init(
    _ arguments: ToolArguments, _ files: inout VirtualFiles, _ input: [UInt8]
  ) throws(ToolFailure) {
    (self.arguments, self.input) = (arguments, input)
    try arguments.refuseExtra(of: "pkeyutl")
    question = arguments.options.last { Pkeyutl.questions.contains($0.name) }?.name ?? "-sign"
    if arguments.has("-digest"), !arguments.has("-rawin") {
      throw ToolFailure(
        message: "-digest can only be used with -rawin", next: "openssl pkeyutl -help")
    }
    guard let key = arguments.option("-inkey") else {
      throw ToolFailure(
        message: "no private key given (-inkey parameter).", next: "openssl pkeyutl -help")
    }
    let format = try KeyFormat("-keyform", of: arguments)
    let isPublic = arguments.has("-pubin")
    let file = try KeyFile(
      isPublic ? "public key" : "private key", key, format: format, files, input)
    privateKey = isPublic ? nil : try file.privateKey()
    publicKey = if let privateKey { privateKey.publicKey } else { try file.publicKey() }
    if isPublic, ["-sign", "-decrypt", "-derive"].contains(question) {
      throw ToolFailure(
        message: "A private key is needed for this operation", range: key.range,
        next: "openssl pkeyutl -help")
    }
    if arguments.has("-sigfile"), question != "-verify" {
      throw ToolFailure(
        message: "Signature file specified for non verify", next: "openssl pkeyutl -help")
    }
  }

  /// Does it.
  func run(_ files: inout VirtualFiles) throws(ToolFailure) -> CommandResult {
    switch question {
    case "-derive": try arguments.deliver(try derived(files), "", &files)
    case "-encrypt": try arguments.deliver(try encrypted(&files), "", &files)
    case "-decrypt": try arguments.deliver(try decrypted(files), "", &files)
    case "-verify": try verify(&files)
    default: try arguments.deliver(try signed(&files), "", &files)
    }
  }

  private func data(_ files: VirtualFiles) throws(ToolFailure) -> [UInt8] {
    try arguments.content("-in", files, input) ?? input
  }

  private func scheme(_ purpose: SignatureScheme.Purpose) throws(ToolFailure) -> SignatureScheme {
    try SignatureScheme(
      arguments, "-pkeyopt", for: publicKey.algorithm, purpose, refused: "Can't set parameter")
  }

  private static func unsupported(_ why: String) -> ToolFailure {
    ToolFailure(
      message: "operation not supported for this keytype: \(why)", next: "openssl pkeyutl -help")
  }
}

extension Pkeyutl {
  /// The shared secret.
  private func derived(_ files: VirtualFiles) throws(ToolFailure) -> [UInt8] {
    guard case .ellipticCurve(let key)? = privateKey else {
      throw Pkeyutl.unsupported("keys of curves agree on secrets")
    }
    guard let option = arguments.option("-peerkey") else {
      throw ToolFailure(
        message: "Key derivation failed: missing key; -peerkey names the other's public key",
        next: "openssl pkeyutl -help")
    }
    let format = try KeyFormat("-peerform", of: arguments)
    let peer = try KeyFile("peer key", option, format: format, files, input).publicKey()
    guard case .ellipticCurve(let other) = peer, other.curve == key.curve else {
      throw ToolFailure(
        message:
          "Error setting up peer key: it is not on \(key.curve.shortName), as the private key"
          + " is", range: option.range)
    }
    do throws(CipherError) {
      return try key.sharedSecret(with: other)
    } catch {
      throw ToolFailure(message: "Key derivation failed: \(error)")
    }
  }

  private func rsaScheme() throws(ToolFailure) -> SignatureScheme {
    guard case .rsa = publicKey else { throw Pkeyutl.unsupported("keys of RSA encrypt") }
    let scheme = try scheme(.encrypting)
    guard scheme.padding == .oaep else {
      throw ToolFailure(
        message: "encryption with the padding of PKCS #1 v1.5 is not here, nor in KMS:"
          + " -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256",
        next: "openssl pkeyutl -help")
    }
    return scheme
  }

  private func encrypted(_ files: inout VirtualFiles) throws(ToolFailure) -> [UInt8] {
    let hash = try rsaScheme().labelHash
    guard case .rsa(let key) = publicKey else { return [] }
    let message = try data(files)
    let most = key.byteCount - 2 * hash.byteCount - 2
    do throws(CipherError) {
      return try key.encryptOAEP(message, using: hash, seed: files.randomBytes(hash.byteCount))
    } catch {
      throw ToolFailure(
        message: "data too large for key size: \(counted(message.count, "byte")), and this key with"
          + " \(hash.rawValue) takes \(most); longer data go under a data key of AES, and that key"
          + " under this one", next: "openssl enc -help")
    }
  }

  private func decrypted(_ files: VirtualFiles) throws(ToolFailure) -> [UInt8] {
    let hash = try rsaScheme().labelHash
    guard case .rsa(let key)? = privateKey else { return [] }
    let message = try data(files)
    do throws(CipherError) {
      return try key.decryptOAEP(message, using: hash)
    } catch .incorrectParameterSize {
      throw ToolFailure(
        message: "a ciphertext of this key has \(key.publicKey.byteCount) bytes, and this one has"
          + " \(message.count)")
    } catch {
      throw ToolFailure(
        message: "oaep decoding error: by another key, with another rsa_oaep_md than"
          + " \(hash.rawValue), or changed")
    }
  }
}

extension Pkeyutl {
  /// What is signed: a digest, and the name of its hash function where one is known.
  private func digest(
    _ scheme: SignatureScheme, _ files: VirtualFiles
  ) throws(ToolFailure) -> (bytes: [UInt8], hash: HashAlgorithm?) {
    let data = try data(files)
    guard arguments.has("-rawin") else { return (data, scheme.hash) }
    guard let option = arguments.option("-digest") else {
      let hash = scheme.hash ?? .sha256
      return (hash.hash(data), hash)
    }
    guard let name = DigestName("-" + option.value) else {
      throw ToolFailure(
        message: "Unknown option or message digest: \(option.value); here are"
          + " \(DigestName.all.joined(separator: ", "))", range: option.range,
        replacement: nearest(to: option.value, among: DigestName.all))
    }
    return (name.hash.hash(data), name.hash)
  }

  /// A message for a key that signs no digests.
  private func message(_ files: VirtualFiles, isMu: Bool) throws(ToolFailure) -> [UInt8] {
    if let option = arguments.option("-digest") {
      throw ToolFailure(
        message: "invalid digest: this key signs the message itself; leave -digest out",
        range: option.range)
    }
    if case .ed25519 = publicKey, !arguments.has("-rawin") {
      throw Pkeyutl.unsupported("Ed25519 signs whole messages, with -rawin")
    }
    // OpenSSL needs to know the size of the message.
    guard arguments.has("-in") else {
      throw ToolFailure(
        message: "unable to determine file size for oneshot operation: -in FILE, not the input",
        next: "openssl pkeyutl -help")
    }
    let data = try data(files)
    if isMu, data.count != 64 {
      throw ToolFailure(message: "mu has 64 bytes, and these are \(data.count)")
    }
    return data
  }

  private func signed(_ files: inout VirtualFiles) throws(ToolFailure) -> [UInt8] {
    guard let privateKey else { return [] }
    let scheme = try scheme(.signing)
    switch privateKey {
    case .rsa, .ellipticCurve:
      let (digest, hash) = try digest(scheme, files)
      return try scheme.sign(digest, by: hash, with: privateKey, &files)
    case .ed25519(let key): return key.sign(try message(files, isMu: false))
    case .mlDSA(let key):
      let message = try message(files, isMu: scheme.isMu)
      let random =
        scheme.isDeterministic ? [UInt8](repeating: 0, count: 32) : files.randomBytes(32)
      do throws(CipherError) {
        return try scheme.isMu
          ? key.sign(mu: message, rnd: random) : key.sign(message, rnd: random)
      } catch {
        throw ToolFailure(message: "Public Key operation error: \(error)")
      }
    }
  }

  private func verify(_ files: inout VirtualFiles) throws(ToolFailure) -> CommandResult {
    guard let option = arguments.option("-sigfile") else {
      throw ToolFailure(
        message: "No signature file specified for verify", next: "openssl pkeyutl -help")
    }
    guard let signature = files.content(of: Argument(text: option.value), input: input) else {
      throw ToolFailure(
        message: "Can't open signature file \(quoted(option.value)), \(missingFile)",
        range: option.range, next: "ls")
    }
    let why: String
    switch try verdict(on: signature, try scheme(.signing), files) {
    case .valid:
      return try arguments.deliver(Array("Signature Verified Successfully\n".utf8), "", &files)
    case .invalid(let reason), .malformed(let reason): why = reason
    }
    let told = try arguments.deliver(Array("Signature Verification Failure\n".utf8), "", &files)
    throw ToolFailure(message: why, output: told.output)
  }

  private func verdict(
    on signature: [UInt8], _ scheme: SignatureScheme, _ files: VirtualFiles
  ) throws(ToolFailure) -> SignatureVerdict {
    let others = "bad signature: of other data, by another key, or changed"
    switch publicKey {
    case .rsa, .ellipticCurve:
      let (digest, hash) = try digest(scheme, files)
      return try scheme.verdict(on: signature, of: digest, by: hash, with: publicKey)
    case .ed25519(let key):
      let message = try message(files, isMu: false)
      return key.isValid(signature, for: message) ? .valid : .invalid(others)
    case .mlDSA(let key):
      let message = try message(files, isMu: scheme.isMu)
      let isValid =
        scheme.isMu ? key.isValid(signature, mu: message) : key.isValid(signature, for: message)
      return isValid ? .valid : .invalid(others)
    }
  }
}
