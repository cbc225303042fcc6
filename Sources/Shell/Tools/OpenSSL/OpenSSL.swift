import Text

extension Tool {
  /// `openssl`, as far as envelopes and keys need it: what OpenSSL 3.0 prints, by this lab's
  /// ciphers.
  static let openssl = Tool(
    "openssl", "Encrypts, signs, verifies and makes keys, as OpenSSL does.",
    operands: "COMMAND [OPTION...]", options: nil, commands: OpenSSL.commands,
    details: OpenSSL.details
  ) { files, arguments, input, pace throws(ToolFailure) in
    let word = arguments.operands[0]
    let rest = Array(arguments.operands.dropFirst())
    if word.text == "help", let command = rest.first.flatMap({ OpenSSL.command($0)?.tool }) {
      return CommandResult(output: Array(command.help.utf8))
    }
    guard let (command, preset) = OpenSSL.command(word) else {
      throw OpenSSL.noCommand(word)
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
  static let commands: [Tool] = [
    .opensslEnc, .opensslRand, .opensslDigest, .opensslBase64, .opensslGenpkey, .opensslGenrsa,
    .opensslPkey, .opensslPKCS8, .opensslPkeyutl,
  ]

  static let details = """
    The envelope by hand, with a data key of KMS in key.bin (32 bytes):

      openssl rand -hex 16 > iv.txt
      openssl enc -aes-256-cbc -K $(xxd -p -c 64 key.bin) -iv $(cat iv.txt) \\
        -in report.txt -out report.enc
      openssl enc -d -aes-256-cbc -K $(xxd -p -c 64 key.bin) -iv $(cat iv.txt) \\
        -in report.enc

    CBC hides and does not protect: who changes report.enc changes what comes out,
    and nothing tells. KMS and S3 use AES-256-GCM, which tells; openssl enc has no
    GCM, here as on your computer. Random bytes and keys come from the seed of the
    session. What a command does with the keys of KMS: openssl pkeyutl -help, and
    openssl dgst -help.
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
  static func noCommand(_ word: Argument) -> ToolFailure {
    if let instead = successors[word.text] {
      return ToolFailure(
        message: "\(word.text) is not here; openssl \(instead) does it for every kind of key",
        range: word.range, next: "openssl \(instead) -help")
    }
    if absent.contains(word.text) {
      return ToolFailure(
        message: "\(word.text) is not here: kmslab has keys and signatures, no certificates and no"
          + " DSA", range: word.range, next: "openssl help")
    }
    let names = commands.map(\.word)
    let near = nearest(to: word.text, among: names)
    return ToolFailure(
      message: "Invalid command '\(word.text)'; here are \(names.joined(separator: ", "))",
      range: word.range, next: near == nil ? "openssl help" : nil, replacement: near)
  }

  /// The commands for one kind of key, and what replaced them.
  private static let successors: [String: String] = [
    "rsa": "pkey", "ec": "pkey", "ecparam": "genpkey", "rsautl": "pkeyutl", "pkeyparam": "pkey",
  ]

  private static let absent = [
    "asn1parse", "ca", "cms", "crl", "dhparam", "dsa", "dsaparam", "gendsa", "pkcs12", "pkcs7",
    "req",
    "s_client", "s_server", "smime", "verify", "x509",
  ]
}

extension ToolFailure {
  /// The failure of a tool's command, whose name stands before the message.
  fileprivate func told(by command: Tool) -> ToolFailure {
    var failure = self
    failure.speaker = command.word
    return failure
  }
}
