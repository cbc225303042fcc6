import Text

extension Tool {
  /// `openssl`, as far as the envelope needs it: what OpenSSL 3.0 prints, by the AES of this lab.
  static let openssl = Tool(
    "openssl", "Encrypts files, makes random bytes and digests, as OpenSSL does.",
    operands: "COMMAND [OPTION...]", options: nil, commands: OpenSSL.commands,
    details: OpenSSL.details
  ) { files, arguments, input, pace throws(ToolFailure) in
    let word = arguments.operands[0]
    let rest = Array(arguments.operands.dropFirst())
    if word.text == "help", let command = rest.first.flatMap({ OpenSSL.command($0)?.tool }) {
      return CommandResult(output: Array(command.help.utf8))
    }
    guard let (command, preset) = OpenSSL.command(word) else {
      throw OpenSSL.noCommand(word, rest)
    }
    do throws(ToolFailure) {
      return try command.answer(&files, preset + rest, input, pace)
    } catch {
      throw error.told(by: command)
    }
  }
}

/// What `openssl` is made of here, and what it is not.
enum OpenSSL {
  /// The commands that are here.
  static let commands: [Tool] = [.opensslEnc, .opensslRand, .opensslDigest, .opensslBase64]

  static let details = """
    The envelope by hand, with a data key of KMS in key.bin (32 bytes):

      openssl rand -hex 16 > iv.txt
      openssl enc -aes-256-cbc -K $(xxd -p -c 64 key.bin) -iv $(cat iv.txt) \\
        -in report.txt -out report.enc
      openssl enc -d -aes-256-cbc -K $(xxd -p -c 64 key.bin) -iv $(cat iv.txt) \\
        -in report.enc

    CBC hides and does not protect: who changes report.enc changes what comes out,
    and nothing tells. KMS and S3 use AES-256-GCM, which tells; openssl enc has no
    GCM, here as on your computer. There is no RSA: wrap-for-import stands in.
    Random bytes come from the seed of the session.
    """

  /// The command of a word, and the options that the word itself stands for.
  static func command(_ word: Argument) -> (tool: Tool, preset: [Argument])? {
    if let command = commands.first(where: { $0.word == word.text }) { return (command, []) }
    let option = Argument(text: "-" + word.text, range: word.range)
    if EncCipher(option.text) != nil { return (.opensslEnc, [option]) }
    if DigestName(option.text) != nil { return (.opensslDigest, [option]) }
    return nil
  }

  /// Why a word is no command.
  static func noCommand(_ word: Argument, _ rest: [Argument]) -> ToolFailure {
    if ["pkeyutl", "rsautl"].contains(word.text) {
      return ToolFailure(
        message: "\(word.text) is not here: kmslab has no RSA; wrap-for-import wraps key material",
        range: word.range, next: wrapping(rest))
    }
    if asymmetric.contains(word.text) {
      return ToolFailure(
        message: "\(word.text) is not here: kmslab has no RSA, no elliptic curves and no"
          + " certificates", range: word.range, next: "openssl help")
    }
    let names = commands.map(\.word)
    let near = nearest(to: word.text, among: names)
    return ToolFailure(
      message: "Invalid command '\(word.text)'; here are \(names.joined(separator: ", "))",
      range: word.range, next: near == nil ? "openssl help" : nil, replacement: near)
  }

  private static let asymmetric = [
    "asn1parse", "ca", "cms", "crl", "dhparam", "dsa", "dsaparam", "ec", "ecparam", "gendsa",
    "genpkey", "genrsa", "pkcs12", "pkcs7", "pkcs8", "pkey", "pkeyparam", "req", "rsa", "s_client",
    "s_server", "smime", "verify", "x509",
  ]

  /// The line of wrap-for-import that does what one of `pkeyutl -encrypt` would.
  private static func wrapping(_ arguments: [Argument]) -> String {
    let value = { (option: String, standard: String) in
      let index = arguments.firstIndex { $0.text == option }.map { $0 + 1 }
      return index.flatMap { $0 < arguments.count ? quoted(arguments[$0].text) : nil } ?? standard
    }
    return "wrap-for-import \(value("-in", "material.bin")) \(value("-inkey", "public.bin"))"
      + " > \(value("-out", "wrapped.bin"))"
  }
}

extension ToolFailure {
  /// The failure of a tool's command, whose name stands before the message.
  fileprivate func told(by command: Tool) -> ToolFailure {
    var failure = self
    failure.speaker = command.word
    return failure
  }
}
