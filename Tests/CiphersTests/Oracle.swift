import CLibcrypto

/// What OpenSSL's libcrypto, as the system has it, makes of the same inputs.
enum Oracle {
  /// A step of libcrypto that did not succeed.
  struct Failure: Error {
    let step: String
  }

  /// A hash function, by libcrypto's name.
  enum Hash: String, Sendable {
    case md5 = "MD5"
    case sha1 = "SHA1"
    case sha256 = "SHA256"
    case sha384 = "SHA384"
    case sha512 = "SHA512"
  }

  /// The digest of a message.
  static func digest(_ message: [UInt8], by hash: Hash) throws -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let function = unsafe EVP_get_digestbyname(hash.rawValue)
    try check(
      unsafe EVP_Digest(message, message.count, &digest, &count, function, nil), "EVP_Digest")
    return Array(digest.prefix(Int(count)))
  }

  /// The HMAC of a message.
  static func hmac(_ message: [UInt8], key: [UInt8], by hash: Hash) throws -> [UInt8] {
    var code = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let function = unsafe EVP_get_digestbyname(hash.rawValue)
    let made = unsafe HMAC(
      function, key, Int32(key.count), message, message.count, &code, &count)
    guard unsafe made != nil else { throw Failure(step: "HMAC") }
    return Array(code.prefix(Int(count)))
  }

  /// AES-GCM with a key of 16, 24 or 32 bytes, and a tag of 16 bytes.
  static func seal(
    _ message: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8] = []
  ) throws -> (ciphertext: [UInt8], tag: [UInt8]) {
    guard let context = unsafe EVP_CIPHER_CTX_new() else { throw Failure(step: "new") }
    defer { unsafe EVP_CIPHER_CTX_free(context) }
    let cipher = unsafe EVP_get_cipherbyname("AES-\(8 * key.count)-GCM")
    try check(unsafe EVP_EncryptInit_ex(context, cipher, nil, nil, nil), "cipher")
    try check(unsafe kl_set_nonce_length(context, Int32(nonce.count)), "nonce's length")
    try check(unsafe EVP_EncryptInit_ex(context, nil, nil, key, nonce), "key and nonce")
    var count: Int32 = 0
    try check(unsafe EVP_EncryptUpdate(context, nil, &count, data, Int32(data.count)), "data")
    var (ciphertext, tag) = (message, [UInt8](repeating: 0, count: 16))
    try check(
      unsafe EVP_EncryptUpdate(context, &ciphertext, &count, message, Int32(message.count)),
      "message")
    guard count == message.count else { throw Failure(step: "ciphertext") }
    var end: [UInt8] = [0]
    try check(unsafe EVP_EncryptFinal_ex(context, &end, &count), "end")
    try check(unsafe kl_get_tag(context, 16, &tag), "tag")
    return (ciphertext, tag)
  }

  private static func check(_ status: Int32, _ step: String) throws {
    guard status == 1 else { throw Failure(step: step) }
  }
}
