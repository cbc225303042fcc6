import Ciphers
import Kernel
import Text

/// What a call of `openssl enc` encrypts with.
struct EncKey {
  var key: SymmetricKey
  var iv: [UInt8]
  /// What makes the key of a password another one each time.
  var salt: [UInt8]?

  /// What `-p` prints.
  var text: String {
    let rows = [("salt=", salt), ("key=", key.copyBytes()), ("iv =", iv)]
    return rows.compactMap { label, bytes in
      bytes.map { "\(label)\(Hex.encode($0).uppercased())\n" }
    }.joined()
  }
}

/// How a password becomes a key and an IV.
struct EncDerivation {
  /// The hash function of `-md`.
  var hash = HashAlgorithm.sha256
  /// The rounds of PBKDF2; `nil` for OpenSSL's own way from before it.
  var iterations: Int?

  /// Rounds where none are asked for.
  static let standardIterations = 10_000
  /// Most rounds: some seconds of work.
  static let mostIterations = 1_000_000

  /// Derives key and IV together, as OpenSSL does.
  func derive(
    _ password: [UInt8], _ salt: [UInt8]?, for cipher: EncCipher, _ pace: Pace
  ) throws(ToolFailure) -> EncKey {
    let count = cipher.keyByteCount + cipher.ivByteCount
    let bytes: [UInt8]
    if let iterations {
      let key = try KDF.pbkdf2(
        hash, password: SymmetricKey(password), salt: salt ?? [], iterations: iterations,
        byteCount: count
      ) { (done, total) throws(ToolFailure) in
        guard !pace.isStopped() else { throw .stopped }
        pace.progress(Progress(pace.what, done, of: total, "round"))
      }
      bytes = key.copyBytes()
    } else {
      bytes = bytesToKey(password, salt ?? [], count)
    }
    return EncKey(
      key: SymmetricKey(Array(bytes.prefix(cipher.keyByteCount))),
      iv: Array(bytes.dropFirst(cipher.keyByteCount)), salt: salt)
  }

  /// OpenSSL's EVP_BytesToKey, one round: D₁ = H(password ‖ salt), Dⱼ = H(Dⱼ₋₁ ‖ password ‖ salt).
  private func bytesToKey(_ password: [UInt8], _ salt: [UInt8], _ count: Int) -> [UInt8] {
    var result: [UInt8] = []
    var last: [UInt8] = []
    while result.count < count {
      last = hash.hash(last + password + salt)
      result += last
    }
    return Array(result.prefix(count))
  }
}

/// A password of `-pass`, `-k` or `-kfile`.
enum EncPassword {
  /// How much of a line counts.
  private static let lineBytes = 1_023

  /// What a line of a file gives: bytes up to a line break or a zero byte.
  static func line(of bytes: [UInt8]) -> [UInt8] {
    Array(bytes.prefix(lineBytes).prefix { $0 != UInt8(ascii: "\n") && $0 != 0 })
  }

  /// What is told where a file holds more than its password: a data key is not a line of text.
  static func note(_ password: [UInt8], of bytes: [UInt8], in name: String) -> String {
    guard password.count < bytes.count, bytes.dropFirst(password.count) != [UInt8(ascii: "\n")]
    else { return "" }
    let end =
      password.count == lineBytes
      ? "its length" : bytes[password.count] == 0 ? "a zero byte" : "a line break"
    let file = quoted(name)
    return "enc: \(file) has \(counted(bytes.count, "byte")), and the password is the first"
      + " \(password.count), up to \(end); a data key goes to -K: -K $(xxd -p -c 64 \(file))\n"
  }
}
