import Ciphers
import Kernel
import Text

/// How a file holds a key.
enum KeyFormat: String {
  /// Text, RFC 7468.
  case pem = "PEM"
  /// The bytes themselves.
  case der = "DER"

  /// The format of an option such as `-inform`; nothing where it is left out.
  init?(_ option: String, of arguments: ToolArguments) throws(ToolFailure) {
    guard let given = arguments.options.last(where: { $0.name == option }) else { return nil }
    // OpenSSL looks at the first letter alone.
    switch given.value.uppercased() {
    case "PEM", "P": self = .pem
    case "DER", "D": self = .der
    default:
      throw ToolFailure(
        message: "Invalid format \(quoted(given.value)) for option \(option): PEM or DER",
        range: given.range, replacement: "DER")
    }
  }
}

/// A file that is to hold a key.
struct KeyFile {
  /// What the key is to be, in OpenSSL's words.
  let role: String
  let name: String
  let range: Range<Int>?
  let format: KeyFormat?
  let bytes: [UInt8]

  /// The file of an option, or the input without one; OpenSSL knows its format by what it holds.
  init(
    _ role: String, _ option: ToolArguments.Option?, format: KeyFormat?, _ files: VirtualFiles,
    _ input: [UInt8]
  ) throws(ToolFailure) {
    self.role = role
    self.format = format
    (name, range) = (option?.value ?? "<stdin>", option?.range)
    let source = Argument(text: option?.value ?? "-")
    if let bytes = files.content(of: source, input: input) {
      self.bytes = bytes
      return
    }
    let near = nearest(to: source.text, among: files.names)
    let nearest = near.map { "; the nearest is \(quoted($0))" } ?? ""
    throw ToolFailure(
      message: "Could not open file or uri for loading \(role) from \(quoted(name)),"
        + " \(missingFile)\(nearest)", range: range, next: near == nil ? "ls" : nil,
      replacement: near.map { quoted($0) })
  }

  private func unreadable(_ why: String, next: String? = nil) -> ToolFailure {
    ToolFailure(
      message: "Could not read \(role) from \(quoted(name)): \(why)", range: range, next: next)
  }
}

extension KeyFile {
  /// The private key: PKCS #8, or the forms of RSA and of curves from before it.
  func privateKey() throws(ToolFailure) -> PrivateKey {
    let blocks = format == .der ? [] : PEM.blocks(in: bytes)
    for block in blocks {
      if let key = KeyFile.privateKey(block) { return key }
    }
    if format != .pem, blocks.isEmpty, let key = KeyFile.privateKey(der: bytes) { return key }
    if blocks.contains(where: { $0.label == "ENCRYPTED PRIVATE KEY" }) {
      throw unreadable(
        "it has a pass phrase, which nothing asks for here; on your computer openssl"
          + " pkey -in writes the key without one")
    }
    let isPublic = (blocks.map(\.bytes) + [bytes]).contains {
      (try? PublicKey(subjectPublicKeyInfo: $0)) != nil
    }
    if isPublic { throw unreadable("it is a public key, and a private one is needed here") }
    throw fault(blocks, "private")
  }

  /// The public key, as a SubjectPublicKeyInfo.
  func publicKey() throws(ToolFailure) -> PublicKey {
    let blocks = format == .der ? [] : PEM.blocks(in: bytes)
    for block in blocks where block.label == KeyFile.publicLabel {
      if let key = try? PublicKey(subjectPublicKeyInfo: block.bytes) { return key }
    }
    if format != .pem, blocks.isEmpty, let key = try? PublicKey(subjectPublicKeyInfo: bytes) {
      return key
    }
    let isPrivate =
      blocks.contains { KeyFile.privateKey($0) != nil } || KeyFile.privateKey(der: bytes) != nil
    if isPrivate {
      throw unreadable(
        "it is a private key, and a public one is needed; openssl pkey -pubout makes that",
        next: "openssl pkey -in \(quoted(name)) -pubout")
    }
    throw fault(blocks, "public")
  }

  static let publicLabel = "PUBLIC KEY"
  static let privateLabel = "PRIVATE KEY"

  private static func privateKey(_ block: PEM) -> PrivateKey? {
    switch block.label {
    case privateLabel: try? PrivateKey(pkcs8: block.bytes)
    case "RSA PRIVATE KEY": try? PrivateKey(pkcs1: block.bytes)
    case "EC PRIVATE KEY": try? PrivateKey(sec1: block.bytes)
    default: nil
    }
  }

  private static func privateKey(der bytes: [UInt8]) -> PrivateKey? {
    if let key = try? PrivateKey(pkcs8: bytes) { return key }
    if let key = try? PrivateKey(pkcs1: bytes) { return key }
    return try? PrivateKey(sec1: bytes)
  }

  /// Why nothing could be read, as far as the file shows it.
  private func fault(_ blocks: [PEM], _ kind: String) -> ToolFailure {
    if bytes.isEmpty { return unreadable("it is empty") }
    if format == .der, !PEM.blocks(in: bytes).isEmpty {
      return unreadable("it is PEM, not DER; leave the format out, and either is read")
    }
    if format == .pem, bytes.first == 0x30 {
      return unreadable("it is DER, not PEM; leave the format out, and either is read")
    }
    if let label = blocks.first?.label {
      return unreadable(
        "a \(label) that holds no \(kind) key known here: RSA of 2048 to 4096 bits, P-256, P-384,"
          + " P-521, secp256k1, Ed25519, ML-DSA")
    }
    let digits = bytes.filter { ![0x0A, 0x0D, 0x20].contains($0) }
    if let der = Base64.decode(digits), der.first == 0x30 {
      let name = name == "<stdin>" ? "FILE" : quoted(name)
      return unreadable(
        "it is base64, as --output text prints it; base64 -d turns it into DER",
        next: "base64 -d \(name) > \(kind).der")
    }
    if bytes.starts(with: Array("-----BEGIN ".utf8)) {
      return unreadable("its PEM has no matching END line, or no whole base64 within")
    }
    return unreadable("it is neither PEM nor the DER of a \(kind) key known here")
  }
}

extension ToolArguments {
  /// The last option of a name.
  func option(_ name: String) -> Option? { options.last { $0.name == name } }

  /// Refuses operands as OpenSSL does.
  func refuseExtra(of command: String) throws(ToolFailure) {
    guard let extra = operands.first else { return }
    throw ToolFailure(
      message: "Extra argument \(quoted(extra.text)): files go after their options",
      range: extra.range, next: "openssl \(command) -help")
  }
}

extension VirtualFiles {
  /// A generator seeded by the computer.
  mutating func generator() -> CTRDRBG {
    guard let generator = try? CTRDRBG(entropy: randomBytes(48)) else {
      preconditionFailure("48 bytes seed a generator")
    }
    return generator
  }
}
