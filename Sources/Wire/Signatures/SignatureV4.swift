package import Access
import Ciphers
import Kernel
import S3

/// A request as its signature sees it (Signature Version 4).
package struct SignedRequest: Sendable {
  /// `GET`.
  package var method: String
  /// The path as it is signed: S3's as it travels, that of others escaped once more.
  package var path: String
  /// The parameters, without the signature, as they mean.
  package var query: [HTTPField]
  /// The headers that are signed, names in small letters, in the order in which they are signed.
  package var headers: [HTTPField]
  /// The hash of the content, or the word that stands for it.
  package var payload: String

  /// Makes a request.
  package init(
    method: String, path: String, query: [HTTPField], headers: [HTTPField],
    payload: String = SignatureV4.unsignedPayload
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.payload = payload
  }
}

/// Signatures of Signature Version 4.
package enum SignatureV4 {
  /// The only algorithm.
  package static let algorithm = "AWS4-HMAC-SHA256"
  /// What stands for the hash of a content that is not signed, as in links.
  package static let unsignedPayload = "UNSIGNED-PAYLOAD"

  /// Signs a request.
  package static func signature(
    of request: SignedRequest, _ scope: CredentialScope, _ credentials: Credentials
  ) -> String {
    signature(of: stringToSign(request, scope), scope, credentials)
  }

  /// Signs a text: a string to sign, or the policy of a form.
  package static func signature(
    of text: String, _ scope: CredentialScope, _ credentials: Credentials
  ) -> String {
    signature(of: text, with: signingKey(scope, secret: credentials.secret))
  }

  /// Signs a text with the key of a day, a Region and a service.
  static func signature(of text: String, with key: SymmetricKey) -> String {
    Hex.encode(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
  }

  /// The key that a secret gives for a day, a Region and a service.
  static func signingKey(_ scope: CredentialScope, secret: String) -> SymmetricKey {
    var key = SymmetricKey(Array("AWS4\(secret)".utf8))
    let steps = [String(scope.date.prefix(8)), scope.region, scope.service, CredentialScope.end]
    for step in steps {
      key = SymmetricKey(HMAC<SHA256>.authenticationCode(for: Array(step.utf8), using: key))
    }
    return key
  }

  /// What is signed.
  package static func stringToSign(
    _ request: SignedRequest, _ scope: CredentialScope
  ) -> String {
    stringToSign(canonical: canonical(request), scope)
  }

  static func stringToSign(canonical: String, _ scope: CredentialScope) -> String {
    let digest = Hex.encode(SHA256.hash(Array(canonical.utf8)))
    return "\(algorithm)\n\(scope.date)\n\(scope.text)\n\(digest)"
  }

  /// The canonical request.
  package static func canonical(_ request: SignedRequest) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(1024)
    func end() { text.append(UInt8(ascii: "\n")) }
    for line in [request.method, request.path, canonical(request.query)] {
      text += line.utf8
      end()
    }
    for header in request.headers {
      text += header.name.utf8
      text.append(UInt8(ascii: ":"))
      text += folded(header.value).utf8
      end()
    }
    end()
    for (index, header) in request.headers.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ";")) }
      text += header.name.utf8
    }
    end()
    text += request.payload.utf8
    return String(decoding: text, as: UTF8.self)
  }

  /// The parameters, escaped and in order.
  private static func canonical(_ query: [HTTPField]) -> String {
    query.map { (PercentEncoding.encodeAll($0.name), PercentEncoding.encodeAll($0.value)) }
      .sorted { $0.0 == $1.0 ? $0.1.precedesByBytes($1.1) : $0.0.precedesByBytes($1.0) }
      .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
  }

  /// A header's value without blanks around it, and one where several stand together.
  private static func folded(_ value: String) -> String {
    value.pieces(where: { $0 == UInt8(ascii: " ") || $0 == 9 }).joined(separator: " ")
  }

  /// The path as services other than S3 sign it: without `.`, `..` and empty segments, and with the
  /// escapes that it travels with escaped once more.
  static func normalized(_ path: Substring) -> String {
    var segments: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    let end = path.hasSuffix("/") && !segments.isEmpty ? "/" : ""
    return PercentEncoding.encode("/" + segments.joined(separator: "/") + end)
  }
}
