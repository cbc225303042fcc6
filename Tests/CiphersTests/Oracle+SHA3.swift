import CLibcrypto

extension Oracle {
  /// The digest of a message by a function that libcrypto has under a name.
  static func digest(_ message: [UInt8], by name: String) throws -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard let function = unsafe EVP_get_digestbyname(name) else { throw Failure(step: name) }
    let status = unsafe EVP_Digest(message, message.count, &digest, &count, function, nil)
    guard status == 1 else { throw Failure(step: "EVP_Digest") }
    return Array(digest.prefix(Int(count)))
  }
}
