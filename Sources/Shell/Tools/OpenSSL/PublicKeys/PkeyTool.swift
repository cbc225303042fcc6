import Ciphers
import Kernel

extension Tool {
  /// `openssl pkey`.
  static let opensslPkey = Tool(
    "openssl pkey", "Shows a key, or writes it in another form.", operands: "",
    options: [
      ToolOption("-in", value: "FILE", summary: "the key; else the input"),
      ToolOption("-inform", value: "FORMAT", summary: "PEM or DER; seen without it"),
      ToolOption("-pubin", summary: "the key is a public one"),
      ToolOption("-out", value: "FILE", summary: "what to write; else it is printed"),
      ToolOption("-outform", value: "FORMAT", summary: "PEM, as without it, or DER"),
      ToolOption("-pubout", summary: "only the public half"),
      ToolOption("-text", summary: "the numbers, too"),
      ToolOption("-text_pub", summary: "those of the public half, too"),
      ToolOption("-noout", summary: "not the key itself"),
      ToolOption("-traditional", summary: "as text PKCS #1 or SEC 1"),
      ToolOption("-check", summary: "whether it is a key"),
      ToolOption("-pubcheck", summary: "the same"),
    ], style: .words,
    details: """
      What KMS answers is DER in base64:

        aws kms get-public-key --key-id alias/k --query PublicKey --output text \\
          | base64 -d | openssl pkey -pubin -text

      -outform DER writes a private key as OpenSSL 3.0 does, RSA as PKCS #1 and
      curves as SEC 1; openssl pkcs8 writes the PKCS #8 that KMS imports. ML-DSA is
      in OpenSSL from 3.5 on.
      """
  ) { files, arguments, input, _ throws(ToolFailure) in
    try arguments.refuseExtra(of: "pkey")
    let format = try KeyFormat("-inform", of: arguments)
    let outFormat = try KeyFormat("-outform", of: arguments) ?? .pem
    let file = try KeyFile(
      arguments.has("-pubin") ? "key of Public Key" : "key", arguments.option("-in"),
      format: format, files, input)
    let privateKey = arguments.has("-pubin") ? nil : try file.privateKey()
    let publicKey = if let privateKey { privateKey.publicKey } else { try file.publicKey() }
    var output: [UInt8] = []
    // A key that does not fit together was not read.
    if arguments.has("-check") || arguments.has("-pubcheck") { output += "Key is valid\n".utf8 }
    let isPublic = arguments.has("-pubout")
    if !arguments.has("-noout") {
      if let privateKey, !isPublic {
        let old = arguments.has("-traditional") && outFormat == .pem
        output +=
          (old ? KeyOutput.traditional(privateKey) : nil) ?? KeyOutput.bytes(privateKey, outFormat)
      } else {
        output += KeyOutput.bytes(publicKey, outFormat)
      }
    }
    if arguments.has("-text"), let privateKey, !isPublic {
      output += KeyText(privateKey).text.utf8
    } else if arguments.has("-text") || arguments.has("-text_pub") {
      output += KeyText(publicKey).text.utf8
    }
    return try arguments.deliver(output, "", &files)
  }

  /// `openssl pkcs8`.
  static let opensslPKCS8 = Tool(
    "openssl pkcs8", "Writes a private key as PKCS #8, which KMS imports.", operands: "",
    options: [
      ToolOption("-topk8", summary: "write PKCS #8, whatever is read"),
      ToolOption("-nocrypt", summary: "without a pass phrase; there is no other way here"),
      ToolOption("-in", value: "FILE", summary: "the key; else the input"),
      ToolOption("-inform", value: "FORMAT", summary: "PEM or DER; seen without it"),
      ToolOption("-out", value: "FILE", summary: "what to write; else it is printed"),
      ToolOption("-outform", value: "FORMAT", summary: "PEM, as without it, or DER"),
      ToolOption("-traditional", summary: "PKCS #1 or SEC 1 instead"),
    ], style: .words
  ) { files, arguments, input, _ throws(ToolFailure) in
    try arguments.refuseExtra(of: "pkcs8")
    guard arguments.has("-nocrypt") else {
      throw ToolFailure(
        message: "pass phrases are not here, and KMS imports PKCS #8 without one: -nocrypt",
        next: "openssl pkcs8 -help")
    }
    let format = try KeyFormat("-inform", of: arguments)
    let outFormat = try KeyFormat("-outform", of: arguments) ?? .pem
    let key = try KeyFile("key", arguments.option("-in"), format: format, files, input)
      .privateKey()
    if arguments.has("-traditional"), !arguments.has("-topk8") {
      let old = outFormat == .der ? key.traditional : KeyOutput.traditional(key)
      return try arguments.deliver(old ?? KeyOutput.pkcs8(key, outFormat), "", &files)
    }
    return try arguments.deliver(KeyOutput.pkcs8(key, outFormat), "", &files)
  }
}
