import Ciphers
package import IAM
package import Kernel
import S3

/// A request as its signature sees it (Signature Version 4).
package struct SignedRequest: Sendable {
  /// `GET`.
  package var method: String
  /// The path, escaped as it travels.
  package var path: String
  /// The parameters, without the signature, as they mean.
  package var query: [Parameter]
  /// The headers that are signed, by names in small letters.
  package var headers: [Parameter]

  /// A name and its value.
  package struct Parameter: Sendable, Equatable {
    /// The name.
    package let name: String
    /// The value.
    package let value: String

    /// Makes a parameter.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Makes a request.
  package init(method: String, path: String, query: [Parameter], headers: [Parameter]) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
  }
}

/// The date and the place that a signature holds for.
package struct CredentialScope: Sendable, Equatable {
  /// The moment, `20260101T000000Z`.
  package let date: String
  /// The Region.
  package let region: String

  /// Makes the scope of a moment.
  package init(date: String, region: String) {
    self.date = date
    self.region = region
  }

  /// Reads access key, day and Region of `KEY/20260101/us-east-1/s3/aws4_request`; `nil` for
  /// anything else.
  static func parts(
    of credential: String
  ) -> (keyID: String, day: String, region: String)? {
    let parts = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts[3] == "s3", parts[4] == "aws4_request" else { return nil }
    return (parts[0], parts[1], parts[2])
  }

  /// `20260101/us-east-1/s3/aws4_request`.
  package var text: String { "\(date.prefix(8))/\(region)/s3/aws4_request" }
}

extension Timestamp {
  /// `20260101T000000Z`, as signatures write moments.
  package var basicText: String {
    description.filter { $0 != "-" && $0 != ":" }
  }

  /// Reads `20260101T000000Z`; `nil` for anything else.
  package init?(basicText text: String) {
    let digits = Array(text)
    guard digits.count == 16, digits[8] == "T", digits[15] == "Z" else { return nil }
    let date = "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
    let time = "\(String(digits[9..<11])):\(String(digits[11..<13])):\(String(digits[13..<15]))"
    self.init("\(date)T\(time)Z")
  }
}

/// Signatures of Signature Version 4, for S3.
package enum SignatureV4 {
  /// The only algorithm.
  package static let algorithm = "AWS4-HMAC-SHA256"

  /// Signs a request whose content is not hashed, as that of links.
  package static func signature(
    of request: SignedRequest, _ scope: CredentialScope, _ credentials: Credentials
  ) -> String {
    signature(of: stringToSign(request, scope), scope, credentials)
  }

  /// Signs a text: a string to sign, or the policy of a form.
  package static func signature(
    of text: String, _ scope: CredentialScope, _ credentials: Credentials
  ) -> String {
    var key = SymmetricKey(Array("AWS4\(credentials.secret)".utf8))
    for step in [String(scope.date.prefix(8)), scope.region, "s3", "aws4_request"] {
      key = SymmetricKey(HMAC<SHA256>.authenticationCode(for: Array(step.utf8), using: key))
    }
    return Hex.encode(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
  }

  /// What is signed.
  package static func stringToSign(
    _ request: SignedRequest, _ scope: CredentialScope
  ) -> String {
    let digest = Hex.encode(SHA256.hash(Array(canonical(request).utf8)))
    return [algorithm, scope.date, scope.text, digest].joined(separator: "\n")
  }

  /// The canonical request; S3 escapes the path once.
  package static func canonical(_ request: SignedRequest) -> String {
    let query = request.query.map {
      (PercentEncoding.encodeAll($0.name), PercentEncoding.encodeAll($0.value))
    }
    .sorted { $0.0 == $1.0 ? $0.1.precedesByBytes($1.1) : $0.0.precedesByBytes($1.0) }
    .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    let headers = request.headers.sorted { $0.name.precedesByBytes($1.name) }
    return
      ([request.method, request.path, query]
      + headers.map { "\($0.name):\(folded($0.value))" }
      + ["", headers.map(\.name).joined(separator: ";"), "UNSIGNED-PAYLOAD"])
      .joined(separator: "\n")
  }

  /// A header's value without blanks around it, and one where several stand together.
  private static func folded(_ value: String) -> String {
    value.split(separator: " ").joined(separator: " ")
  }
}

extension PercentEncoding {
  /// The text with every byte escaped that is not unreserved, `/` among them.
  package static func encodeAll(_ text: String) -> String {
    encode(text).replacing("/", with: "%2F")
  }
}
