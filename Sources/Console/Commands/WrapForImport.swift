import KMS
import Kernel
import Shell

extension LabCommand {
  /// Wraps key material for its import, in place of a tool with RSA.
  static let wrapForImport = LabCommand(
    "wrap-for-import", "wraps key material for import-key-material",
    operands: "MATERIAL PUBLICKEY",
    details: """
      MATERIAL is a file with the bytes of the key material, PUBLICKEY the file with
      what get-parameters-for-import answered. The wrapped bytes are the output:

        aws kms get-parameters-for-import --key-id ID --wrapping-key-spec RSA_4096 \\
          --wrapping-algorithm RSAES_OAEP_SHA_256 --query PublicKey --output text \\
          | base64 -d > public.bin
        wrap-for-import material.bin public.bin > wrapped.bin

      This is a stand-in. On AWS you wrap with openssl under AWS's public RSA key,
      which can hide but not reveal; kmslab has no RSA, so its "public key" holds the
      wrapping key itself and hides nothing. More: help imported-keys
      """
  ) { session, arguments, input throws(Fault) in
    try arguments.refuseWords(after: 2, of: "wrap-for-import")
    guard arguments.operands.count == 2 else {
      throw Fault(
        "wrap-for-import needs two files: the material and the public key",
        next: "wrap-for-import material.bin public.bin > wrapped.bin")
    }
    let material = try session.bytes(of: arguments.operands[0], input)
    let standIn = ImportStandIn(try session.bytes(of: arguments.operands[1], input))
    guard !material.isEmpty else {
      throw Fault("\(quoted(arguments.operands[0].text)) is empty; a key has bytes")
    }
    guard let wrapped = standIn.wrap(material) else {
      throw Fault(
        "\(quoted(arguments.operands[1].text)) is no PublicKey of get-parameters-for-import"
          + " (decode its base64 first)", range: arguments.operands[1].range,
        next: "help wrap-for-import")
    }
    var answer = LabAnswer(document: ["EncryptedKeyMaterial": .bytes(wrapped)])
    answer.bytes = wrapped
    return answer
  }
}

extension Session {
  /// The bytes of a virtual file, or of the input where the name is `-`.
  fileprivate func bytes(of word: Argument, _ input: [UInt8]) throws(Fault) -> [UInt8] {
    if word.text == "-" { return input }
    return try content(of: word.text, at: word.range)
  }

  /// The bytes of a virtual file.
  func content(of name: String, at range: Range<Int>? = nil) throws(Fault) -> [UInt8] {
    guard let bytes = files[name] else {
      throw Fault("there is no file \(quoted(name))", range: range, next: "ls")
    }
    return bytes
  }
}
