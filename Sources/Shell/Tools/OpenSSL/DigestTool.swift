import Ciphers
import Kernel

extension Tool {
  /// `openssl dgst`.
  static let opensslDigest = Tool(
    "openssl dgst", "Makes digests of files, or codes with a key.", operands: "[FILE...]",
    options: DigestName.all.map { ToolOption("-" + $0, summary: "a digest") }
      + ExtendableDigest.options + [
        ToolOption("-hex", summary: "as digits, as without it"),
        ToolOption("-binary", summary: "as bytes"),
        ToolOption("-r", summary: "as sha256sum prints them"),
        ToolOption("-c", summary: "digits with colons"),
        ToolOption("-hmac", value: "TEXT", isSecret: true, summary: "HMAC with this key"),
        ToolOption("-mac", value: "HMAC", summary: "a code; its key comes by -macopt"),
        ToolOption(
          "-macopt", value: "KEY", isSecret: true, summary: "the key: hexkey:HEX or key:TEXT"),
        ToolOption("-out", value: "FILE", summary: "what to write; else it is printed"),
      ] + DigestSignature.options, style: .words,
    details: """
      A signature of KMS, verified without AWS:

        aws kms get-public-key --key-id alias/k --query PublicKey --output text \\
          | base64 -d > public.der
        openssl dgst -sha256 -verify public.der -keyform DER -signature sig.bin a.txt

      PSS, as KMS makes it:

        -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest
      """
  ) { files, arguments, input, _ throws(ToolFailure) in
    let digest = try Digest(arguments)
    if let signature = DigestSignature(arguments, digest.hash) {
      return try signature.run(&files, input)
    }
    var result = CommandResult()
    for source in arguments.sources {
      guard let bytes = files.content(of: source, input: input) else {
        result.errors += "\(source.text): \(missingFile)\n"
        result.status = 1
        continue
      }
      result.output += digest.printed(bytes, of: source.text == "-" ? nil : source.text)
    }
    let status = result.status
    result = try arguments.deliver(result.output, result.errors, &files)
    result.status = status
    return result
  }
}

/// A digest by OpenSSL's names.
struct DigestName {
  let hash: HashAlgorithm

  /// The names.
  static let all = ["sha256", "sha512", "sha384", "sha224", "sha1", "md5"]

  /// Reads an option.
  init?(_ option: String) {
    let name = option.lowercased()
    guard let hash = HashAlgorithm(rawValue: String(name.dropFirst())), name.hasPrefix("-") else {
      return nil
    }
    self.hash = hash
  }

  /// The name that stands before a digest.
  var label: String {
    let name = hash.rawValue.uppercased()
    return ["MD5", "SHA1"].contains(name) ? name : "SHA2-" + name.dropFirst(3)
  }
}

/// One call of `openssl dgst`.
private struct Digest {
  let arguments: ToolArguments
  let hash: HashAlgorithm
  let label: String
  let key: SymmetricKey?
  let extendable: ExtendableDigest?

  init(_ arguments: ToolArguments) throws(ToolFailure) {
    self.arguments = arguments
    let name = arguments.options.last { DigestName($0.name) != nil }.flatMap { DigestName($0.name) }
    hash = name?.hash ?? .sha256
    extendable = try ExtendableDigest(arguments)
    // OpenSSL 3.0 has another name for the digest that nobody asked for.
    label = extendable?.label ?? name?.label ?? "SHA256"
    key = try Digest.key(arguments)
    if name == nil, arguments.has("-mac") {
      throw ToolFailure(
        message: "-mac has no default digest: name one, as -sha256", next: "openssl dgst -help")
    }
  }

  private static func key(_ arguments: ToolArguments) throws(ToolFailure) -> SymmetricKey? {
    if let text = arguments.value("-hmac") { return SymmetricKey(Array(text.utf8)) }
    guard let mac = arguments.options.last(where: { $0.name == "-mac" }) else { return nil }
    guard mac.value.uppercased() == "HMAC" else {
      throw ToolFailure(
        message: "\(quoted(mac.value)) is not here; -mac HMAC is", range: mac.range,
        replacement: "HMAC")
    }
    let option = arguments.options.last { $0.name == "-macopt" }
    if let text = option?.value, text.hasPrefix("key:") {
      return SymmetricKey(Array(text.dropFirst(4).utf8))
    }
    if let text = option?.value, text.hasPrefix("hexkey:"),
      let bytes = Hex.decode(text.dropFirst(7).lowercased())
    {
      return SymmetricKey(bytes)
    }
    throw ToolFailure(
      message: "-mac HMAC needs its key: -macopt hexkey:HEX, or key:TEXT", range: option?.range,
      next: "openssl dgst -help")
  }

  /// The line of a file, or of the input.
  func printed(_ bytes: [UInt8], of name: String?) -> [UInt8] {
    let digest =
      key.map { hash.authenticationCode(for: bytes, using: $0) } ?? extendable?.hash(bytes)
      ?? hash.hash(bytes)
    if arguments.has("-binary") { return digest }
    let separator = arguments.has("-c") && !arguments.has("-r") ? ":" : ""
    let digits = digest.map { Hex.encode([$0]) }.joined(separator: separator)
    if arguments.has("-r") { return Array("\(digits) *\(name ?? "stdin")\n".utf8) }
    let kind = key == nil || name == nil ? label : "HMAC-" + label
    return Array("\(kind)(\(name ?? "stdin"))= \(digits)\n".utf8)
  }
}
