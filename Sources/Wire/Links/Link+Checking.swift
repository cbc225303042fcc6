import Ciphers
package import Cloud
package import IAM
package import Kernel
import S3

/// A request that somebody makes who has a link and nothing else.
package struct LinkVisit: Sendable {
  /// `GET`.
  package let method: String
  /// The link.
  package let link: Link
  /// The headers that are sent beside the host, by any spelling.
  package let headers: [SignedRequest.Parameter]

  /// Makes a visit.
  package init(_ method: String, _ link: Link, headers: [SignedRequest.Parameter] = []) {
    self.method = method
    self.link = link
    self.headers = headers.map { .init($0.name.lowercased(), $0.value) }
  }

  /// What S3 answers where the link itself is not good.
  package struct Refusal: Error, Sendable, Equatable {
    /// The HTTP status.
    package let status: Int
    /// Code, text and details.
    package let wire: WireError
  }

  /// The call that the link stands for: its signer's, as old as the signature is.
  ///
  /// - Throws: what S3 says of a link that has expired, that was changed, or that nobody signed.
  package func call(in world: World) throws(Refusal) -> Call {
    let signed = try parameters()
    let age = try age(signed, at: world.now)
    let owner = try world.signer(signed.keyID, token: link.value(Link.Name.token))
    try checkHeaders(signed)
    try checkSignature(signed, owner.credentials)
    try world.checkSession(of: owner.principal)
    let region = world.storage.s3.buckets[link.bucket]?.region
    if let region, region.description != signed.scope.region {
      throw .query(
        "Error parsing the X-Amz-Credential parameter; the region '\(signed.scope.region)' is"
          + " wrong; expecting '\(region)'", [("Region", region.description)])
    }
    return Call(
      principal: owner.principal, region: Region(signed.scope.region) ?? .usEast1,
      origin: .visitor, authentication: .link(age: age))
  }
}

extension LinkVisit {
  /// The parameters of the signature.
  private struct Signed {
    let keyID: String
    let scope: CredentialScope
    let expires: String
    let headers: [String]
    let signature: String
  }

  private func parameters() throws(Refusal) -> Signed {
    let names = [
      Link.Name.algorithm, Link.Name.credential, Link.Name.signature, Link.Name.date,
      Link.Name.signedHeaders, Link.Name.expires,
    ]
    guard names.contains(where: { link.value($0) != nil }) else {
      throw .denied("AccessDenied", "Access Denied")
    }
    let values = names.compactMap { link.value($0) }
    guard values.count == names.count else {
      throw .query(
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
          + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.")
    }
    guard values[0] == SignatureV4.algorithm else {
      throw .query("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"")
    }
    guard let credential = CredentialScope.parts(of: values[1]), credential.day.count == 8 else {
      throw .query(Refusal.malformedCredential)
    }
    guard Timestamp(basicText: values[3]) != nil else {
      throw .query("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
    }
    guard values[3].hasPrefix(credential.day) else {
      throw .query(
        "Error parsing the X-Amz-Credential parameter; Invalid credential date. Date is not the"
          + " same as X-Amz-Date.")
    }
    return Signed(
      keyID: credential.keyID,
      scope: CredentialScope(date: values[3], region: credential.region),
      expires: values[5], headers: values[4].split(separator: ";").map(String.init),
      signature: values[2])
  }

  /// How many seconds ago the link was signed, where it still holds.
  private func age(_ signed: Signed, at now: Timestamp) throws(Refusal) -> Int {
    guard let seconds = Int(signed.expires) else {
      throw .query("X-Amz-Expires should be a number")
    }
    guard seconds >= 0 else { throw .query("X-Amz-Expires must be non-negative") }
    guard seconds <= 604_800 else {
      throw .query(
        "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must"
          + " be less than 604800 seconds")
    }
    let start = Timestamp(basicText: signed.scope.date) ?? now
    guard start <= now.adding(seconds: 900) else {
      throw .denied("AccessDenied", "Request is not yet valid")
    }
    let end = start.adding(seconds: seconds)
    guard now < end else {
      throw .denied(
        "AccessDenied", "Request has expired",
        [
          ("X-Amz-Expires", signed.expires), ("Expires", "\(end)"), ("ServerTime", "\(now)"),
        ])
    }
    return max(0, now.secondsSinceEpoch - start.secondsSinceEpoch)
  }

  private func checkHeaders(_ signed: Signed) throws(Refusal) {
    let others = headers.map(\.name).filter {
      $0.hasPrefix("x-amz-") && !signed.headers.contains($0)
    }
    guard !others.isEmpty else { return }
    throw .denied(
      "AccessDenied", "There were headers present in the request which were not signed",
      [("HeadersNotSigned", others.sorted().joined(separator: ", "))])
  }

  private func checkSignature(
    _ signed: Signed, _ credentials: Credentials
  ) throws(Refusal) {
    let sent = headers + [.init("host", link.host)]
    let request = SignedRequest(
      method: method, path: link.path,
      query: link.query.filter { $0.name != Link.Name.signature },
      headers: signed.headers.map { name in
        sent.first { $0.name == name } ?? .init(name, "")
      })
    let signature = SignatureV4.signature(of: request, signed.scope, credentials)
    guard
      signed.headers.contains("host"),
      constantTimeEqual(Array(signature.utf8), Array(signed.signature.utf8))
    else {
      throw .mismatch(
        signed.keyID, of: SignatureV4.stringToSign(request, signed.scope),
        provided: signed.signature, [("CanonicalRequest", SignatureV4.canonical(request))])
    }
  }
}

extension World {
  /// Whose an access key is; with the token that goes with it.
  func signer(
    _ keyID: String, token: String?
  ) throws(LinkVisit.Refusal) -> (principal: Principal, credentials: Credentials) {
    guard let owner = environment.identities.owner(ofKey: keyID) else {
      throw .denied(
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
        [("AWSAccessKeyId", keyID)])
    }
    guard token == owner.credentials.token else {
      throw .bad("InvalidToken", "The provided token is malformed or otherwise invalid.")
    }
    return owner
  }

  /// Fails where the session of a signer has ended.
  func checkSession(of signer: Principal) throws(LinkVisit.Refusal) {
    if let session = environment.identities.session(of: signer), session.expires <= now {
      throw .bad("ExpiredToken", "The provided token has expired.")
    }
  }
}

extension LinkVisit.Refusal {
  /// What S3 says of an access key without its scope.
  static let malformedCredential =
    "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting"
    + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."

  /// Another signature than the one of a text.
  static func mismatch(
    _ keyID: String, of text: String, provided: String, _ more: [(String, String)] = []
  ) -> Self {
    denied(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your"
        + " key and signing method.",
      [("AWSAccessKeyId", keyID), ("StringToSign", text), ("SignatureProvided", provided)] + more)
  }

  static func denied(
    _ code: String, _ text: String, _ details: [(String, String)] = []
  ) -> Self {
    Self(status: 403, wire: wire(code, text, details))
  }

  static func bad(_ code: String, _ text: String, _ details: [(String, String)] = []) -> Self {
    Self(status: 400, wire: wire(code, text, details))
  }

  static func query(_ text: String, _ details: [(String, String)] = []) -> Self {
    Self(status: 400, wire: wire("AuthorizationQueryParametersError", text, details))
  }

  private static func wire(
    _ code: String, _ text: String, _ details: [(String, String)]
  ) -> WireError {
    WireError(code, text, details: details.map { WireError.Detail($0.0, $0.1) })
  }
}
