import CLibcrypto
import Ciphers

extension Oracle {
  /// An RSA key of libcrypto's, private if it was made from private numbers.
  @safe final class RSAKey {
    private let key: OpaquePointer

    /// A new key, by libcrypto's own randomness.
    init(generating bitCount: UInt32) throws {
      guard let made = unsafe kl_generate_rsa(bitCount) else { throw Failure(step: "generation") }
      unsafe key = made
    }

    /// The key of these numbers.
    init(_ numbers: RSA.PrivateNumbers) throws {
      unsafe key = try Self.key(
        [
          ("n", numbers.n), ("e", numbers.e), ("d", numbers.d), ("rsa-factor1", numbers.p),
          ("rsa-factor2", numbers.q), ("rsa-exponent1", numbers.dP),
          ("rsa-exponent2", numbers.dQ), ("rsa-coefficient1", numbers.qInv),
        ], kl_key_pair)
    }

    /// The public key of these numbers.
    init(_ publicKey: RSA.PublicKey) throws {
      unsafe key = try Self.key([("n", publicKey.n), ("e", publicKey.e)], kl_public_key)
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// All numbers of a private key.
    func numbers() throws -> RSA.PrivateNumbers {
      RSA.PrivateNumbers(
        n: try number("n"), e: try number("e"), d: try number("d"), p: try number("rsa-factor1"),
        q: try number("rsa-factor2"), dP: try number("rsa-exponent1"),
        dQ: try number("rsa-exponent2"), qInv: try number("rsa-coefficient1"))
    }

    /// Whether libcrypto finds that all numbers fit together, and the primes prime.
    func isValid() throws -> Bool {
      try unsafe withContext { context in unsafe EVP_PKEY_check(context) == 1 }
    }
  }

  /// What pads a signature.
  enum Padding: Int32, CaseIterable {
    case pkcs1 = 1
    case pss = 6
  }
}

extension Oracle.RSAKey {
  /// The signature of a digest; PSS with a salt as long as it, at random.
  func sign(_ digest: [UInt8], by hash: Oracle.Hash, _ padding: Oracle.Padding) throws -> [UInt8] {
    try unsafe withContext { context in
      try check(unsafe EVP_PKEY_sign_init(context), "sign")
      unsafe try set(context, hash, padding)
      var (signature, count) = ([UInt8](repeating: 0, count: 1024), 1024)
      try check(
        unsafe EVP_PKEY_sign(context, &signature, &count, digest, digest.count), "signature")
      return Array(signature.prefix(count))
    }
  }

  /// Any encoded message of k bytes, raised to the private exponent.
  func signUnpadded(_ message: [UInt8]) throws -> [UInt8] {
    try unsafe withContext { context in
      try check(unsafe EVP_PKEY_sign_init(context), "sign")
      try check(unsafe EVP_PKEY_CTX_set_rsa_padding(context, 3), "no padding")
      var (signature, count) = ([UInt8](repeating: 0, count: 1024), 1024)
      try check(
        unsafe EVP_PKEY_sign(context, &signature, &count, message, message.count), "signature")
      return Array(signature.prefix(count))
    }
  }

  /// Whether a signature of a digest is valid.
  func isValid(
    _ signature: [UInt8], for digest: [UInt8], by hash: Oracle.Hash, _ padding: Oracle.Padding
  ) throws -> Bool {
    try unsafe withContext { context in
      try check(unsafe EVP_PKEY_verify_init(context), "verify")
      unsafe try set(context, hash, padding)
      return unsafe EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
    }
  }

  /// The message encrypted by OAEP.
  func encrypt(_ message: [UInt8], by hash: Oracle.Hash) throws -> [UInt8] {
    try unsafe withContext { context in
      try check(unsafe EVP_PKEY_encrypt_init(context), "encrypt")
      unsafe try setOAEP(context, hash)
      var (text, count) = ([UInt8](repeating: 0, count: 1024), 1024)
      try check(unsafe EVP_PKEY_encrypt(context, &text, &count, message, message.count), "text")
      return Array(text.prefix(count))
    }
  }

  /// The message in an OAEP ciphertext; throws if there is none.
  func decrypt(_ ciphertext: [UInt8], by hash: Oracle.Hash) throws -> [UInt8] {
    try unsafe withContext { context in
      try check(unsafe EVP_PKEY_decrypt_init(context), "decrypt")
      unsafe try setOAEP(context, hash)
      var (text, count) = ([UInt8](repeating: 0, count: 1024), 1024)
      try check(
        unsafe EVP_PKEY_decrypt(context, &text, &count, ciphertext, ciphertext.count), "message")
      return Array(text.prefix(count))
    }
  }
}

extension Oracle.RSAKey {
  private func withContext<R>(_ body: (OpaquePointer) throws -> R) throws -> R {
    guard let context = unsafe EVP_PKEY_CTX_new(key, nil) else {
      throw Oracle.Failure(step: "context")
    }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    return try unsafe body(context)
  }

  private func set(
    _ context: OpaquePointer, _ hash: Oracle.Hash, _ padding: Oracle.Padding
  ) throws {
    let function = unsafe EVP_get_digestbyname(hash.rawValue)
    try check(unsafe EVP_PKEY_CTX_set_rsa_padding(context, padding.rawValue), "padding")
    try check(unsafe EVP_PKEY_CTX_set_signature_md(context, function), "hash function")
    guard padding == .pss else { return }
    // −1: as long as the digest.
    try check(unsafe EVP_PKEY_CTX_set_rsa_pss_saltlen(context, -1), "salt's length")
  }

  private func setOAEP(_ context: OpaquePointer, _ hash: Oracle.Hash) throws {
    let function = unsafe EVP_get_digestbyname(hash.rawValue)
    try check(unsafe EVP_PKEY_CTX_set_rsa_padding(context, 4), "padding")
    try check(unsafe EVP_PKEY_CTX_set_rsa_oaep_md(context, function), "hash function")
    try check(unsafe EVP_PKEY_CTX_set_rsa_mgf1_md(context, function), "MGF1's hash function")
  }

  /// A key from named numbers.
  private static func key(_ numbers: [(StaticString, [UInt8])], _ part: Int32) throws
    -> OpaquePointer
  {
    let builder = unsafe OSSL_PARAM_BLD_new()
    defer { unsafe OSSL_PARAM_BLD_free(builder) }
    var values: [OpaquePointer] = unsafe []
    defer { while let value = unsafe values.popLast() { unsafe BN_clear_free(value) } }
    for (name, bytes) in numbers {
      guard let value = unsafe BN_bin2bn(bytes, Int32(bytes.count), nil) else {
        throw Oracle.Failure(step: "\(name)")
      }
      unsafe values.append(value)
      // The name is kept by its address, where a literal stays.
      let address = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
      try check(unsafe OSSL_PARAM_BLD_push_BN(builder, address, value), "\(name)")
    }
    let parameters = unsafe OSSL_PARAM_BLD_to_param(builder)
    defer { unsafe OSSL_PARAM_free(parameters) }
    guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else {
      throw Oracle.Failure(step: "context")
    }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    try check(unsafe EVP_PKEY_fromdata_init(context), "import")
    try check(unsafe EVP_PKEY_fromdata(context, &key, part, parameters), "numbers")
    guard let key = unsafe key else { throw Oracle.Failure(step: "key") }
    return unsafe key
  }

  private func number(_ name: String) throws -> [UInt8] {
    var value: OpaquePointer?
    try check(unsafe EVP_PKEY_get_bn_param(key, name, &value), name)
    defer { unsafe BN_clear_free(value) }
    var bytes = [UInt8](repeating: 0, count: Int(unsafe BN_num_bits(value) + 7) / 8)
    unsafe BN_bn2bin(value, &bytes)
    return bytes
  }

  private func check(_ status: Int32, _ step: String) throws {
    try Self.check(status, step)
  }

  private static func check(_ status: Int32, _ step: String) throws {
    guard status == 1 else { throw Oracle.Failure(step: step) }
  }
}
