import Access
import Kernel

extension Authenticator {
  /// Who signed a form, whose policy allows its fields and its file at this moment.
  ///
  /// - Throws: what S3 says of a form that nobody signed, that has expired, or whose policy allows
  ///   other fields or another file.
  package func signer(of form: FormVisit) throws(HTTPFailure) -> Signer {
    let claim = try form.claim()
    let text = form.value(PostForm.Name.policy) ?? ""
    let principal: Principal
    do throws(SignatureFault) {
      principal = try owner(of: claim, form, policy: text)
    } catch {
      throw error.failure(of: .s3)
    }
    let policy = try PostPolicy(text)
    let (age, now) = life(of: claim, until: policy.expiration)
    try policy.check(form, at: now)
    return Signer(
      principal: principal, accessKeyID: claim.keyID, region: claim.region,
      authentication: .form(age: max(0, age), version: claim.version))
  }

  /// Whose the access key of a form is, where the signature of its policy is right.
  private func owner(
    of claim: FormClaim, _ form: FormVisit, policy: String
  ) throws(SignatureFault) -> Principal {
    let owner = try owner(ofKey: claim.keyID, token: form.value(PostForm.Name.token))
    let expected =
      switch claim {
      case .two: SignatureV2.signature(of: policy, owner.credentials)
      case .four(let credential, let date):
        SignatureV4.signature(of: policy, credential.scope(date: date), owner.credentials)
      }
    let provided = form.value(claim.signature) ?? ""
    guard believesAll || expected.isSecret(provided) else {
      throw .mismatch(
        .init(keyID: claim.keyID, stringToSign: policy, provided: provided, canonical: nil))
    }
    return owner.principal
  }

  /// How old a form is, and what moment its end is held against; one of version 2 does not tell
  /// when it was signed, so that its end has to tell it, as that of a link.
  private func life(
    of claim: FormClaim, until end: Timestamp
  ) -> (age: Int, now: Timestamp) {
    switch claim {
    case .two:
      let life = clock.life(until: end)
      return (life.age, end.adding(seconds: life.age - life.seconds))
    case .four(_, let date):
      let start = Timestamp(basicText: date) ?? clock.machine
      let age = clock.age(of: start)
      return (age, start.adding(seconds: age))
    }
  }
}

/// What a form says that it is signed with, not yet believed.
private enum FormClaim {
  /// Signature Version 2, which tells no more than the access key.
  case two(keyID: String)
  /// Signature Version 4.
  case four(SigningCredential, date: String)

  var keyID: String {
    switch self {
    case .two(let keyID): keyID
    case .four(let credential, _): credential.keyID
    }
  }

  var region: Region? {
    switch self {
    case .two: nil
    case .four(let credential, _): Region(credential.region)
    }
  }

  var version: Call.SignatureVersion {
    switch self {
    case .two: .two
    case .four: .four
    }
  }

  /// The field that has the signature.
  var signature: String {
    switch self {
    case .two: PostForm.Name.signature2
    case .four: PostForm.Name.signature
    }
  }
}

extension FormVisit {
  private typealias Name = PostForm.Name

  /// Whose signature the form says it has: one of version 2 where it has fields of that alone.
  fileprivate func claim() throws(HTTPFailure) -> FormClaim {
    let isOfVersion4 = has([Name.algorithm, Name.credential, Name.date, Name.signature])
    if !isOfVersion4, has([Name.keyID, Name.signature2]) {
      try require([
        ("key", "key"), (Name.policy, "policy"), (Name.keyID, "AWSAccessKeyId"),
        (Name.signature2, "signature"),
      ])
      return .two(keyID: value(Name.keyID) ?? "")
    }
    guard has([Name.signature, Name.credential, Name.policy]) else {
      throw SignatureFault.claim(.missing).failure(of: .s3)
    }
    try require([
      ("key", "key"), (Name.policy, "policy"), (Name.algorithm, "X-Amz-Algorithm"),
      (Name.credential, "X-Amz-Credential"), (Name.date, "X-Amz-Date"),
      (Name.signature, "X-Amz-Signature"),
    ])
    guard let credential = value(Name.credential).flatMap({ SigningCredential($0) }),
      credential.service == Service.s3.signingName
    else {
      throw FormVisit.invalid(
        "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting"
          + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".", "X-Amz-Credential")
    }
    return .four(credential, date: value(Name.date) ?? "")
  }

  private func has(_ names: [String]) -> Bool { names.contains { value($0) != nil } }

  /// Fails where a field is missing, by the names that S3 tells.
  private func require(_ names: [(name: String, told: String)]) throws(HTTPFailure) {
    for (name, told) in names where value(name) == nil {
      throw FormVisit.invalid(
        "Bucket POST must contain a field named '\(told)'.  If it is specified, please check the"
          + " order of the fields.", told)
    }
  }

  private static func invalid(_ text: String, _ argument: String) -> HTTPFailure {
    HTTPFailure(400, "InvalidArgument", text, [("ArgumentName", argument)])
  }
}
