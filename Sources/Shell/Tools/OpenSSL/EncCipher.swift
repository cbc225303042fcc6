import Ciphers

/// A cipher that `openssl enc` has here.
struct EncCipher {
  /// How the blocks hang together.
  enum Mode: String {
    case cbc
    case ctr
    /// AES Key Wrap with Padding, RFC 5649.
    case wrapPadded
  }

  let mode: Mode
  /// The length of the key in bytes.
  let keyByteCount: Int
  /// The length of the IV in bytes.
  var ivByteCount: Int { mode == .wrapPadded ? 4 : 16 }

  /// The options that name a cipher.
  static let names = [
    "-aes-256-cbc", "-aes-192-cbc", "-aes-128-cbc", "-aes-256-ctr", "-aes-192-ctr", "-aes-128-ctr",
    "-id-aes256-wrap-pad",
  ]
  /// The same for the help of a command.
  static let options = [
    ToolOption("-aes256", "-aes-256-cbc", summary: "a cipher"),
    ToolOption("-aes192", "-aes-192-cbc", summary: "a cipher"),
    ToolOption("-aes128", "-aes-128-cbc", summary: "a cipher"),
    ToolOption("-aes-256-ctr", summary: "a cipher"),
    ToolOption("-aes-192-ctr", summary: "a cipher"),
    ToolOption("-aes-128-ctr", summary: "a cipher"),
    ToolOption(
      "-id-aes256-wrap-pad", "-aes256-wrap-pad",
      summary: "wraps keys, RFC 5649: -iv A65959A6"),
  ]

  /// Reads an option; OpenSSL takes small and capital letters, and `-aes256` for CBC.
  init?(_ option: String) {
    let parts = option.lowercased().split(separator: "-")
    if parts.count == 1, parts[0].count == 6, parts[0].hasPrefix("aes"),
      let bits = Int(parts[0].dropFirst(3))
    {
      self.init(bits, .cbc)
    } else if parts.suffix(2) == ["wrap", "pad"] {
      guard parts.dropLast(2).last == "aes256" else { return nil }
      self.init(256, .wrapPadded)
    } else if parts.count == 3, parts[0] == "aes", let bits = Int(parts[1]),
      let mode = Mode(rawValue: String(parts[2]))
    {
      self.init(bits, mode)
    } else {
      return nil
    }
  }

  private init?(_ bits: Int, _ mode: Mode) {
    guard [128, 192, 256].contains(bits) else { return nil }
    keyByteCount = bits / 8
    self.mode = mode
  }

  /// Why a cipher of OpenSSL is not here, where its name tells; OpenSSL's words where it has some.
  static func refusal(of option: String) -> String? {
    let name = option.lowercased()
    if ["-gcm", "-ccm", "-ocb", "-siv", "poly1305"].contains(where: { name.hasSuffix($0) }) {
      return "AEAD ciphers not supported, nor are they by OpenSSL's enc: it would have nowhere"
        + " to put the tag"
    }
    if name.hasSuffix("-xts") { return "XTS ciphers not supported, nor are they by OpenSSL's enc" }
    let others = [
      "aes", "des", "aria", "camellia", "chacha", "bf", "cast", "rc2", "rc4", "seed", "sm4",
      "id-aes",
    ]
    guard others.contains(where: { name.dropFirst().hasPrefix($0) }) else { return nil }
    return "\(option) is not here; the ciphers are \(names.joined(separator: ", "))"
  }

  /// Why AES Key Wrap does not take a message or an IV; `nil` where it does.
  ///
  /// OpenSSL hands 4,096 bytes to a cipher at a time, and wraps each piece for itself.
  func refusal(of message: [UInt8], _ key: EncKey) -> String? {
    guard mode == .wrapPadded else { return nil }
    if key.iv != [0xA6, 0x59, 0x59, 0xA6] {
      return "wrapping with padding has one IV, that of RFC 5649: -iv A65959A6"
    }
    if message.isEmpty { return "there is no key to wrap: the message is empty" }
    if message.count > 4_096 {
      return "a key to wrap has at most 4096 bytes; what OpenSSL makes of more, nobody can unwrap"
    }
    return nil
  }

  /// What comes out, and whether it ended as it should: OpenSSL writes whole blocks before it looks
  /// at the last one.
  typealias Outcome = (text: [UInt8], isWhole: Bool)

  /// Encrypts; without padding, the message has to have whole blocks.
  func encrypt(
    _ message: [UInt8], _ key: EncKey, isPadded: Bool
  ) throws(CipherError) -> Outcome {
    if mode == .wrapPadded {
      return (try AES.KeyWrap.wrapPadded(SymmetricKey(message), using: key.key), true)
    }
    guard mode == .cbc else {
      return (try AES.CTR.apply(to: message, using: key.key, counter: key.iv), true)
    }
    let text = isPadded ? PKCS7.padded(message) : message
    let whole = EncCipher.wholeBlocks(text)
    return (
      try AES.CBC.encrypt(whole, using: key.key, iv: key.iv), whole.count == text.count
    )
  }

  private static func wholeBlocks(_ text: [UInt8]) -> [UInt8] {
    Array(text.prefix(text.count / 16 * 16))
  }

  /// Decrypts, and takes the padding off.
  func decrypt(
    _ message: [UInt8], _ key: EncKey, isPadded: Bool
  ) throws(CipherError) -> Outcome {
    if mode == .wrapPadded {
      return (try AES.KeyWrap.unwrapPadded(message, using: key.key).copyBytes(), true)
    }
    guard mode == .cbc else {
      return (try AES.CTR.apply(to: message, using: key.key, counter: key.iv), true)
    }
    let whole = EncCipher.wholeBlocks(message)
    let text = try AES.CBC.decrypt(whole, using: key.key, iv: key.iv)
    guard isPadded else { return (text, whole.count == message.count) }
    guard whole.count == message.count else { return (text, false) }
    guard let plain = PKCS7.unpadded(text) else { return (text.dropLast(16) + [], false) }
    return (plain, true)
  }
}
