import Ciphers
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension LabCommand {
  /// Wraps key material for its import, as openssl does in more steps.
  static let wrapForImport = LabCommand(
    "wrap-for-import", "wraps key material for import-key-material",
    operands: "MATERIAL PUBLICKEY",
    details: """
      MATERIAL is a file with the bytes of the key material, PUBLICKEY the file with
      what get-parameters-for-import answered. The wrapped bytes are the output:

        aws kms get-parameters-for-import --key-id ID --wrapping-key-spec RSA_2048 \\
          --wrapping-algorithm RSAES_OAEP_SHA_256 --query PublicKey --output text \\
          | base64 -d > public.bin
        wrap-for-import material.bin public.bin > wrapped.bin

      It wraps by the algorithm that the public key was handed out for. The material
      of a symmetric or HMAC key are its bytes, that of a key pair is its private key
      as PKCS #8 in DER. AWS has no such command: there it is done with openssl, as
      it can be here (help imported-keys).
      """
  ) { session, arguments, input throws(Fault) in
    try arguments.refuseWords(after: 2, of: "wrap-for-import")
    guard arguments.operands.count == 2 else {
      throw Fault(
        "wrap-for-import needs two files: the material and the public key",
        next: "wrap-for-import material.bin public.bin > wrapped.bin")
    }
    let material = try session.bytes(of: arguments.operands[0], input)
    let publicKey = try session.bytes(of: arguments.operands[1], input)
    guard !material.isEmpty else {
      throw Fault("\(quoted(arguments.operands[0].text)) is empty; a key has bytes")
    }
    guard case .rsa(let key)? = try? PublicKey(subjectPublicKeyInfo: publicKey) else {
      throw Fault(
        "\(quoted(arguments.operands[1].text)) is no PublicKey of get-parameters-for-import"
          + " (decode its base64 first)", range: arguments.operands[1].range,
        next: "help wrap-for-import")
    }
    let algorithm =
      session.world.storage.kms.wrappingAlgorithm(of: publicKey) ?? .rsaesOAEPSHA256
    let drawn = session.files.randomBytes(64)
    guard let wrapped = try? algorithm.wrap(material, under: key, drawn: drawn) else {
      throw Fault(
        "\(grouped(material.count)) bytes are too long for \(algorithm.rawValue)"
          + " under RSA_\(key.byteCount * 8); the private key of an RSA pair travels by"
          + " RSA_AES_KEY_WRAP_SHA_256", range: arguments.operands[0].range,
        next: "help imported-keys")
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
