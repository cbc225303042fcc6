import Ciphers
import Kernel

extension Enc {
  /// The password of the call; the input goes on behind one that came from there.
  mutating func password(
    _ input: inout [UInt8], _ files: VirtualFiles
  ) throws(ToolFailure) -> [UInt8]? {
    guard cipher != nil else { return nil }
    if let word = arguments.options.last(where: { ["-k", "-kfile"].contains($0.name) }) {
      if word.name == "-kfile" {
        return try password(ofFile: word.value, word.range, files, least: 2)
      }
      if word.value.hasPrefix("file") {
        warnings +=
          "enc: -k takes the password itself, here the text \(quoted(word.value)); -pass file:NAME"
          + " reads a file\n"
      }
      return Array(word.value.utf8)
    }
    guard let word = arguments.options.last(where: { $0.name == "-pass" }) else { return nil }
    let (kind, text) = Enc.halves(word.value)
    switch kind {
    case "pass:": return Array(text.utf8)
    case "file:": return try password(ofFile: text, word.range, files, least: 0)
    case "stdin":
      let line = input.prefix { $0 != UInt8(ascii: "\n") }
      input.removeFirst(min(input.count, line.count + 1))
      return EncPassword.line(of: Array(line))
    case "env:":
      throw ToolFailure(
        message: "tools see no variables here; write -pass pass:$\(text)", range: word.range,
        replacement: "pass:$\(text)")
    default:
      throw ToolFailure(
        message:
          "Invalid password argument \(quoted(word.value)): file:NAME reads a file, pass:TEXT"
          + " is the password itself", range: word.range, next: "openssl enc -help")
    }
  }

  /// A source as its kind, with the colon, and the rest.
  private static func halves(_ source: String) -> (kind: String, text: String) {
    for kind in ["pass:", "file:", "env:", "stdin"] where source.hasPrefix(kind) {
      return (kind, String(source.dropFirst(kind.count)))
    }
    return ("", source)
  }

  private mutating func password(
    ofFile name: String, _ range: Range<Int>?, _ files: VirtualFiles, least: Int
  ) throws(ToolFailure) -> [UInt8] {
    guard let bytes = files[name] else {
      throw ToolFailure(
        message: "Can't open file \(quoted(name)) for the password, \(missingFile)", range: range,
        next: "ls")
    }
    let password = EncPassword.line(of: bytes)
    // Of `-kfile`, OpenSSL takes a password of two characters at least.
    guard !bytes.isEmpty, password.count >= least else {
      throw ToolFailure(message: "zero length password in \(quoted(name))", range: range)
    }
    warnings += EncPassword.note(password, of: bytes, in: name)
    return password
  }

  /// Key and IV: of the password, of `-K` and `-iv`, or of both; `-K` and `-iv` go before.
  mutating func key(
    _ password: [UInt8]?, _ cipher: EncCipher, _ message: inout [UInt8],
    _ files: inout VirtualFiles
  ) throws(ToolFailure) -> EncKey {
    var key = EncKey(
      key: SymmetricKey([]), iv: [UInt8](repeating: 0, count: cipher.ivByteCount))
    if let password {
      guard cipher.mode != .wrapPadded else {
        throw ToolFailure(
          message: "a password wraps no keys here: -K HEX -iv A65959A6", next: "openssl enc -help")
      }
      let salt = try salt(&message, &files)
      if derivation.iterations == nil {
        warnings +=
          "*** WARNING : deprecated key derivation used.\nUsing -iter or -pbkdf2 would be better.\n"
      }
      key = try derivation.derive(password, salt, for: cipher, pace)
    } else if !arguments.has("-K") {
      throw ToolFailure(
        message:
          "no key: -K HEX -iv HEX gives one, -pass file:NAME a password; nobody is asked here",
        next: "openssl enc -help")
    } else if !arguments.has("-iv") {
      throw ToolFailure(
        message: cipher.mode == .wrapPadded
          ? "iv undefined: -iv A65959A6, that of RFC 5649"
          : "iv undefined: -iv HEX gives 16 bytes, new for each message",
        next: cipher.mode == .wrapPadded ? "openssl enc -help" : "openssl rand -hex 16")
    }
    if let iv = try hex("-iv", "iv", cipher.ivByteCount) { key.iv = iv }
    if let bytes = try hex("-K", "key", cipher.keyByteCount) { key.key = SymmetricKey(bytes) }
    return key
  }

  /// The salt: of `-S`, new, or what the message begins with, which is then taken away.
  private mutating func salt(
    _ message: inout [UInt8], _ files: inout VirtualFiles
  ) throws(ToolFailure) -> [UInt8]? {
    if arguments.options.last(where: { ["-salt", "-nosalt"].contains($0.name) })?.name == "-nosalt"
    {
      return nil
    }
    if let salt = try hex("-S", "salt", 8) { return salt }
    guard arguments.options.last(where: { ["-d", "-e"].contains($0.name) })?.name == "-d" else {
      return files.randomBytes(8)
    }
    guard message.count >= 16, message.starts(with: "Salted__".utf8) else {
      throw ToolFailure(
        message: "bad magic number: what openssl enc encrypts with a password begins with Salted__"
          + " and the salt" + (isBase64 ? "" : "; -a reads base64"), next: "openssl enc -help",
        warnings: warnings)
    }
    let salt = Array(message[8..<16])
    message.removeFirst(16)
    return salt
  }

  /// The bytes of an option; too few are filled up with zeros, too many left out, as OpenSSL does.
  private mutating func hex(
    _ option: String, _ name: String, _ count: Int
  ) throws(ToolFailure) -> [UInt8]? {
    guard let given = arguments.options.last(where: { $0.name == option }) else { return nil }
    let digits = Array(given.value.utf8)
    if digits.count > 2 * count { warnings += "hex string is too long, ignoring excess\n" }
    if digits.count < 2 * count {
      warnings += "hex string is too short, padding with zero bytes to length\n"
    }
    var bytes = [UInt8](repeating: 0, count: count)
    for (index, character) in digits.prefix(2 * count).enumerated() {
      guard let digit = Hex.digit(character | 0x20) else {
        let isBreak = character == UInt8(ascii: "\n")
        throw ToolFailure(
          message: "invalid hex \(name) value: character \(index + 1) of \(option) is "
            + (isBreak ? "a line break; xxd -p -c 64 writes one line" : "no hexadecimal digit"),
          range: given.range, next: "openssl enc -help", warnings: warnings)
      }
      bytes[index / 2] |= index % 2 == 0 ? digit << 4 : digit
    }
    return bytes
  }
}
