import AWSCLI
import KMS
import Kernel
import Shell

extension CiphertextBlob {
  /// The ciphertext that bytes are, or that they are the base64 of.
  init?(readable bytes: [UInt8]) {
    let binary = CiphertextBlob(bytes)
    if binary.header != nil {
      self = binary
    } else if let decoded = Base64.decode(bytes), CiphertextBlob(decoded).header != nil {
      self = CiphertextBlob(decoded)
    } else {
      return nil
    }
  }
}

/// A ciphertext of a key that the learner keeps outside of S3.
struct KeptCiphertext {
  /// The virtual file, or the variable with its `$`.
  let name: String
  /// The length of the ciphertext.
  let byteCount: Int
}

extension Moment {
  /// No ciphertext of Encrypt is longer, not even as base64 with line ends.
  private static let longestCiphertext = 8192

  /// The virtual files and the variables that are ciphertexts of a key.
  func ciphertexts(of key: KeyAddress) -> [KeptCiphertext] {
    let contents =
      files.names.map { (name: $0, bytes: files[$0] ?? []) }
      + variables.map { (name: "$" + $0.key, bytes: Array($0.value.utf8)) }
    return contents.compactMap { name, bytes in
      guard bytes.count <= Moment.longestCiphertext, let blob = CiphertextBlob(readable: bytes),
        let header = blob.header, header.keyID == key.id, header.account == key.account
      else { return nil }
      return KeptCiphertext(name: name, byteCount: blob.bytes.count)
    }
  }
}
