import Ciphers
import Kernel
import Text

extension Tool {
  /// `openssl enc`.
  static let opensslEnc = Tool(
    "openssl enc", "Encrypts a file, or decrypts it with -d.", operands: "",
    options: Enc.options, style: .words,
    details: """
      With -K and -iv the output is the ciphertext and nothing else. With a password
      it begins with Salted__ and 8 bytes of salt; -pbkdf2 makes guessing slow.
      """, refusal: EncCipher.refusal
  ) { files, arguments, input, pace throws(ToolFailure) in
    var call = try Enc(arguments, pace)
    return try call.run(&files, input)
  }

  /// `openssl base64`: `enc` without a cipher.
  static let opensslBase64 = Tool(
    "openssl base64", "Writes base64 in lines of 64, or turns it back with -d.",
    operands: "", options: Enc.base64Options, style: .words
  ) { files, arguments, input, pace throws(ToolFailure) in
    var call = try Enc(arguments, pace, isBase64: true)
    return try call.run(&files, input)
  }
}

/// One call of `openssl enc`.
struct Enc {
  let arguments: ToolArguments
  private(set) var cipher: EncCipher?
  private(set) var derivation = EncDerivation()
  let isBase64: Bool
  let pace: Pace
  /// What is said beside the output.
  var warnings = ""

  static let base64Options = [
    ToolOption("-in", value: "FILE", summary: "what to read; else the input"),
    ToolOption("-out", value: "FILE", summary: "what to write; else it is printed"),
    ToolOption("-e", summary: "encrypt, as without it"), ToolOption("-d", summary: "decrypt"),
    ToolOption("-A", summary: "base64 in one line"),
  ]

  static let options =
    base64Options + [
      ToolOption("-a", "-base64", summary: "base64 after encrypting, before decrypting"),
      ToolOption("-K", value: "HEX", isSecret: true, summary: "the key"),
      ToolOption("-iv", value: "HEX", summary: "the IV: new for each message"),
      ToolOption(
        "-pass", value: "SOURCE", isSecret: true,
        summary: "a password: file:NAME, its first line; pass:TEXT; stdin"),
      ToolOption("-k", value: "TEXT", isSecret: true, summary: "a password, as it is"),
      ToolOption("-kfile", value: "FILE", summary: "a password, the first line of a file"),
      ToolOption("-pbkdf2", summary: "a password becomes a key by PBKDF2"),
      ToolOption("-iter", value: "N", summary: "its rounds, 10000 where none are given"),
      ToolOption("-md", value: "DIGEST", summary: "its digest: sha256, sha512, md5 and others"),
      ToolOption("-salt", summary: "with a salt, as without it"),
      ToolOption("-nosalt", summary: "without a salt"),
      ToolOption("-S", value: "HEX", summary: "this salt; the output does not hold it then"),
      ToolOption("-nopad", summary: "no padding: the message has whole blocks"),
      ToolOption("-p", summary: "print salt, key and IV, too"),
      ToolOption("-P", summary: "print salt, key and IV, and do nothing"),
    ] + EncCipher.options

  /// Reads the options.
  init(
    _ arguments: ToolArguments, _ pace: Pace, isBase64: Bool = false
  ) throws(ToolFailure) {
    self.arguments = arguments
    self.pace = pace
    self.isBase64 = isBase64 || arguments.has("-a")
    if let extra = arguments.operands.first { throw Enc.extra(extra) }
    cipher = arguments.options.last { EncCipher($0.name) != nil }.flatMap { EncCipher($0.name) }
    if let md = arguments.options.last(where: { $0.name == "-md" }) {
      guard let digest = DigestName("-" + md.value) else {
        throw ToolFailure(
          message: "Unknown option or message digest: \(md.value); here are"
            + " \(DigestName.all.joined(separator: ", "))", range: md.range,
          replacement: nearest(to: md.value, among: DigestName.all))
      }
      derivation.hash = digest.hash
    }
    if arguments.has("-pbkdf2") { derivation.iterations = EncDerivation.standardIterations }
    if let rounds = arguments.options.last(where: { $0.name == "-iter" }) {
      guard let count = Int(rounds.value), (1...EncDerivation.mostIterations).contains(count) else {
        throw ToolFailure(
          message: "-iter takes a number from 1 to \(EncDerivation.mostIterations), not"
            + " \(quoted(rounds.value))", range: rounds.range, replacement: "10000")
      }
      derivation.iterations = count
    }
  }

  /// A word that no option takes: often the second line of a key.
  private static func extra(_ word: Argument) -> ToolFailure {
    let isHex = !word.text.isEmpty && word.text.utf8.allSatisfy { Hex.digit($0 | 0x20) != nil }
    return ToolFailure(
      message: isHex
        ? "Extra argument \(quoted(word.text)): xxd -p breaks its line after 30 bytes;"
          + " xxd -p -c 64 does not"
        : "Extra argument \(quoted(word.text)): files go after -in and -out", range: word.range,
      next: "openssl enc -help")
  }

  private var decrypts: Bool {
    arguments.options.last { ["-d", "-e"].contains($0.name) }?.name == "-d"
  }

  /// Does it.
  mutating func run(
    _ files: inout VirtualFiles, _ input: [UInt8]
  ) throws(ToolFailure) -> CommandResult {
    var (message, piped) = ([UInt8](), input)
    let password = try password(&piped, files)
    message = try source(files, piped)
    if decrypts, isBase64 { message = decoded(message) }
    guard let cipher else {
      if !isBase64 {
        warnings += "enc: no cipher was named, so this is a copy; -aes-256-cbc encrypts\n"
      }
      return try deliver(isBase64 && !decrypts ? try encoded(message) : message, &files)
    }
    let key = try key(password, cipher, &message, &files)
    let shown = arguments.has("-p") || arguments.has("-P") ? Array(key.text.utf8) : []
    if arguments.has("-P") { return CommandResult(output: shown, errors: warnings) }
    if let refusal = cipher.refusal(of: message, key) {
      throw ToolFailure(message: refusal, next: "openssl enc -help", warnings: warnings)
    }
    var result = try decrypts ? open(message, key, cipher) : seal(message, key, cipher)
    if !decrypts, isBase64 { result.text = try encoded(result.text) }
    var answer = try deliver(result.text, &files)
    answer.output = shown + answer.output
    guard let fault = result.fault else { return answer }
    throw ToolFailure(
      message: fault, next: "openssl enc -help", warnings: warnings, output: answer.output)
  }

  /// What to work on.
  private func source(_ files: VirtualFiles, _ input: [UInt8]) throws(ToolFailure) -> [UInt8] {
    try arguments.content("-in", files, input) ?? input
  }

  private typealias Outcome = (text: [UInt8], fault: String?)

  private func seal(
    _ message: [UInt8], _ key: EncKey, _ cipher: EncCipher
  ) throws(ToolFailure) -> Outcome {
    var header: [UInt8] = []
    if let salt = key.salt, !arguments.has("-S") { header = Array("Salted__".utf8) + salt }
    guard
      let (text, isWhole) = try? cipher.encrypt(
        message, key, isPadded: !arguments.has("-nopad"))
    else { throw ToolFailure(message: "bad encrypt") }
    let fault =
      "bad encrypt: wrong final block length; without padding the message has whole blocks of 16"
      + " bytes"
    return (header + text, isWhole ? nil : fault)
  }

  private func open(
    _ message: [UInt8], _ key: EncKey, _ cipher: EncCipher
  ) throws(ToolFailure) -> Outcome {
    guard
      let (text, isWhole) = try? cipher.decrypt(
        message, key, isPadded: !arguments.has("-nopad"))
    else {
      throw ToolFailure(
        message: "bad decrypt: another key than for wrapping, or a changed or shortened file",
        next: "openssl enc -help", warnings: warnings)
    }
    if isWhole { return (text, nil) }
    if !message.count.isMultiple(of: 16) {
      return (
        text,
        "bad decrypt: wrong final block length; a ciphertext of CBC has whole blocks of 16 bytes,"
          + " and this one has \(counted(message.count, "byte"))"
      )
    }
    let other = key.salt == nil ? "" : ", or another -md, -iter or -pbkdf2"
    return (
      text,
      "bad decrypt: the last block ends in no padding; another key, IV or password\(other) than for"
        + " encrypting, or a changed file"
    )
  }
}
