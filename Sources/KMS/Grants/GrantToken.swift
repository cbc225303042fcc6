import Access
import Ciphers
import Kernel

extension Grant {
  /// What a token begins with: the format and where the grant is; nonce and tag follow.
  private static let magic = "kmslab-grant-1"

  /// Makes a token, which proves the grant before it is in force everywhere; not secret.
  func token(_ environment: inout Environment) -> String {
    let start =
      Array("\(Grant.magic) \(address.key.arn) \(address.id)".utf8)
      + environment.random.bytes(16, from: .grant)
    return Base64.encode(start + tag(of: start))
  }

  fileprivate func tag(of bytes: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes, using: secret).prefix(16))
  }

  /// Where the grant of a token is, or was; `nil` for texts that are no tokens.
  fileprivate static func address(_ bytes: [UInt8]) -> GrantAddress? {
    guard bytes.count > 32 else { return nil }
    let words = bytes.dropLast(32).split(separator: 32)
    guard words.count == 3, words[0].elementsEqual(magic.utf8),
      let text = String(validating: words[1], as: UTF8.self),
      let key = ARN(text).flatMap({ KeyAddress($0) }),
      let id = String(validating: words[2], as: UTF8.self).flatMap({ GrantID($0) })
    else { return nil }
    return GrantAddress(key: key, id: id)
  }
}

extension KMSState {
  /// The grant of a token; `nil` for a text that no grant of this world handed out.
  func grant(ofToken text: String) -> Grant? {
    guard let bytes = Base64.decode(text.utf8), let address = Grant.address(bytes),
      let grant = grants[address]
    else { return nil }
    let isGenuine = constantTimeEqual(
      Array(bytes.suffix(16)), grant.tag(of: Array(bytes.dropLast(16))))
    return isGenuine ? grant : nil
  }

  /// Fails for a token that no grant handed out.
  func check(_ tokens: GrantTokens?) throws(KMSFailure) {
    for token in tokens?.tokens ?? [] where grant(ofToken: token) == nil {
      throw .invalidGrantToken
    }
  }
}
