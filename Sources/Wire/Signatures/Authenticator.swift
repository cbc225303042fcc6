package import Access
import Ciphers
import Kernel
import S3

/// Finds out who signed a request.
package struct Authenticator: Sendable {
  /// Who there is.
  let identities: Identities
  /// The clocks.
  let clock: ServedClock
  /// Access keys beside those of the world.
  let givenKeys: [GivenKey]
  /// Whether every access key is believed, whatever it is signed with (`--no-signatures`).
  let believesAll: Bool

  /// Makes an authenticator for what arrives at one moment.
  package init(
    _ identities: Identities, _ clock: ServedClock, givenKeys: [GivenKey] = [],
    believesAll: Bool = false
  ) {
    self.identities = identities
    self.clock = clock
    self.givenKeys = givenKeys
    self.believesAll = believesAll
  }

  /// Who signed a request, and the request as it is meant; `keys` are those that signed lately.
  ///
  /// - Throws: why nobody is believed to have signed it.
  package func authenticate(
    _ request: HTTPRequest, to addressee: Addressee, remembering keys: inout SigningKeys
  ) throws(SignatureFault) -> AuthenticRequest {
    let verified = try verify(request, addressee, &keys)
    let signer = verified.signer
    return AuthenticRequest(
      signer: signer, request: try verified.payload.opened(request, verified.chain),
      contentHash: verified.payload.told(by: signer.authentication))
  }

  /// Who signed the head of a request; its content is looked at only where the signature needs it,
  /// for services other than S3.
  ///
  /// - Throws: why nobody is believed to have signed it.
  package func signer(
    of request: HTTPRequest, to addressee: Addressee, remembering keys: inout SigningKeys
  ) throws(SignatureFault) -> Signer {
    try verify(request, addressee, &keys).signer
  }

  /// Who signed a request, and the request as it is meant.
  ///
  /// - Throws: why nobody is believed to have signed it.
  package func authenticate(
    _ request: HTTPRequest, to addressee: Addressee
  ) throws(SignatureFault) -> AuthenticRequest {
    var keys = SigningKeys()
    return try authenticate(request, to: addressee, remembering: &keys)
  }

  /// Who signed the head of a request.
  ///
  /// - Throws: why nobody is believed to have signed it.
  package func signer(
    of request: HTTPRequest, to addressee: Addressee
  ) throws(SignatureFault) -> Signer {
    var keys = SigningKeys()
    return try signer(of: request, to: addressee, remembering: &keys)
  }

  /// A signature that is right, and what it promises of the content.
  private struct Verified {
    let signer: Signer
    let payload: Payload
    /// What the signatures of chunks follow from; `nil` where they are not looked at.
    var chain: ChunkSignatures?
  }

  private func verify(
    _ request: HTTPRequest, _ addressee: Addressee, _ keys: inout SigningKeys
  ) throws(SignatureFault) -> Verified {
    let parameters = request.parameters(for: addressee.service)
    switch try SignatureClaim(request, parameters, for: addressee.service) {
    case .header(let claim):
      try checkSkew(claim.date, addressee.service)
      return try verify(claim, request, parameters, addressee, .headers, &keys)
    case .link(let claim, let seconds):
      let age = try age(of: claim.date, seconds)
      return try verify(claim, request, parameters, addressee, .link(age: age), &keys)
    case .link2(let claim):
      let age = try age(of: claim)
      return try verify(claim, request, parameters, .link(age: age, version: .two))
    }
  }
}

/// Signature Version 4.
extension Authenticator {
  private func verify(
    _ claim: SignatureClaim.Version4, _ request: HTTPRequest, _ parameters: [HTTPField],
    _ addressee: Addressee, _ authentication: Call.Authentication, _ keys: inout SigningKeys
  ) throws(SignatureFault) -> Verified {
    let owner = try owner(ofKey: claim.credential.keyID, token: claim.token, keys)
    let place: SignaturePlace = authentication == .headers ? .header : .query
    let region = try region(claim, place, addressee.service)
    let payload: Payload
    do throws(ContentFault) {
      payload = try Payload(of: request, parameters, at: place, for: addressee)
    } catch {
      throw .content(error)
    }
    var verified = Verified(
      signer: Signer(
        principal: owner.principal, accessKeyID: claim.credential.keyID, region: region,
        authentication: authentication),
      payload: payload)
    guard !believesAll else { return verified }
    try checkSignedHeaders(claim, request, place, addressee.service)
    let key = keys.key(claim.credential, secret: owner.credentials.secret)
    try check(claim, SignedRequest(claim, request, parameters, payload, addressee.service), key)
    keys.remember(claim.credential, of: owner, key)
    verified.chain = ChunkSignatures(
      key: key, keyID: claim.credential.keyID, scope: claim.scope, seed: claim.signature)
    return verified
  }

  private func check(
    _ claim: SignatureClaim.Version4, _ request: SignedRequest, _ key: SymmetricKey
  ) throws(SignatureFault) {
    let canonical = SignatureV4.canonical(request)
    let text = SignatureV4.stringToSign(canonical: canonical, claim.scope)
    guard SignatureV4.signature(of: text, with: key).isSecret(claim.signature) else {
      throw .mismatch(
        .init(
          keyID: claim.credential.keyID, stringToSign: text, provided: claim.signature,
          canonical: canonical))
    }
  }

  /// The Region of a scope, which is the service's own where it has only one.
  private func region(
    _ claim: SignatureClaim.Version4, _ place: SignaturePlace, _ service: Service
  ) throws(SignatureFault) -> Region {
    let text = claim.credential.region
    guard let region = Region(text), region == service.onlyRegion ?? region else {
      throw .otherRegion(place, text, expecting: .usEast1)
    }
    return region
  }

  /// S3 believes no header of its own that is not signed; every service wants the host to be.
  private func checkSignedHeaders(
    _ claim: SignatureClaim.Version4, _ request: HTTPRequest, _ place: SignaturePlace,
    _ service: Service
  ) throws(SignatureFault) {
    let signed = Set(claim.signedHeaders)
    var unsigned = Set(signed.contains("host") ? [] : ["host"])
    if service.signsAsS3 {
      for name in request.headers.map(\.name) where !signed.contains(name) {
        if name.hasPrefix("x-amz-") || place == .header && name == "content-md5" {
          unsigned.insert(name)
        }
      }
    }
    guard unsigned.isEmpty else { throw .unsignedHeaders(unsigned.sorted()) }
  }
}

/// Signature Version 2.
extension Authenticator {
  private func verify(
    _ claim: SignatureClaim.Version2, _ request: HTTPRequest, _ parameters: [HTTPField],
    _ authentication: Call.Authentication
  ) throws(SignatureFault) -> Verified {
    let owner = try owner(ofKey: claim.keyID, token: claim.token)
    let verified = Verified(
      signer: Signer(
        principal: owner.principal, accessKeyID: claim.keyID, region: nil,
        authentication: authentication),
      payload: .unsigned)
    guard !believesAll else { return verified }
    let text = SignatureV2.stringToSign(request, parameters, expires: claim.expires)
    guard SignatureV2.signature(of: text, owner.credentials).isSecret(claim.signature) else {
      throw .mismatch(
        .init(
          keyID: claim.keyID, stringToSign: text, provided: claim.signature, canonical: nil))
    }
    return verified
  }
}

/// When a signature is in force.
extension Authenticator {
  private func checkSkew(_ date: Timestamp, _ service: Service) throws(SignatureFault) {
    let allowed = service.signsAsS3 ? ServedClock.tolerance : 300
    guard !believesAll, !clock.isNear(date, within: allowed) else { return }
    throw .time(.skewed(date: date, machine: clock.machine, allowed: allowed))
  }

  /// The age of a link that holds so many seconds.
  private func age(of date: Timestamp, _ seconds: Int) throws(SignatureFault) -> Int {
    let age = clock.age(of: date)
    guard age >= -ServedClock.tolerance else { throw .time(.early) }
    guard age < seconds else {
      throw .time(
        .expired(
          date: date, seconds: seconds, end: date.adding(seconds: seconds),
          now: date.adding(seconds: age)))
    }
    return max(0, age)
  }

  private func age(of claim: SignatureClaim.Version2) throws(SignatureFault) -> Int {
    let life = clock.life(until: claim.end)
    guard life.age < life.seconds else {
      let now = claim.end.adding(seconds: life.age - life.seconds)
      throw .time(.expired(date: nil, seconds: life.seconds, end: claim.end, now: now))
    }
    return life.age
  }
}

/// Whose an access key is.
extension Authenticator {
  /// Whose an access key is, with the token that goes with it.
  ///
  /// Where all are believed, it stands for its owner, or for a root user: of the account whose
  /// number it is, or else of the world's first account.
  ///
  /// - Throws: that nobody has it, or that its session has ended.
  func owner(
    ofKey id: String, token: String?, _ keys: SigningKeys = SigningKeys()
  ) throws(SignatureFault) -> (principal: Principal, credentials: Credentials) {
    let nobody = Credentials(accessKeyID: id, secret: "", token: nil)
    if let given = givenKeys.first(where: { $0.credentials.accessKeyID == id }) {
      return (given.principal, given.credentials)
    }
    if believesAll {
      let account = identities.accounts.first { $0.description == id } ?? identities.accounts.first
      return identities.owner(ofKey: id) ?? (.root(account ?? .learner), nobody)
    }
    guard let owner = keys.owner(ofKey: id, in: identities) ?? identities.owner(ofKey: id),
      token != nil || owner.credentials.token == nil
    else { throw .unknownKey(id) }
    guard (owner.credentials.token ?? "").isSecret(token ?? "") else {
      throw .malformedToken(token ?? "")
    }
    if let session = identities.session(of: owner.principal), session.expires <= clock.world {
      throw .expiredToken(token ?? "")
    }
    return owner
  }
}

extension String {
  /// Whether another text has the same bytes, told in time that depends on the lengths only.
  func isSecret(_ other: String) -> Bool { constantTimeEqual(Array(utf8), Array(other.utf8)) }
}
