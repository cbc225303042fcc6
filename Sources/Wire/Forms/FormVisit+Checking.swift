import Access
import Kernel

extension Authenticator {
  /// Who signed a form, whose policy allows its fields and its file at this moment.
  ///
  /// - Throws: what S3 says of a form that nobody signed, that has expired, or whose policy allows
  ///   other fields or another file.
  package func signer(of form: FormVisit) throws(HTTPFailure) -> Signer {
    typealias Name = PostForm.Name
    let credential = try form.credential()
    let date = form.value(Name.date) ?? ""
    let start = Timestamp(basicText: date) ?? clock.machine
    let age = clock.age(of: start)
    let policy = form.value(Name.policy) ?? ""
    let owner: (principal: Principal, credentials: Credentials)
    do throws(SignatureFault) {
      owner = try self.owner(ofKey: credential.keyID, token: form.value(Name.token))
      let provided = form.value(Name.signature) ?? ""
      let expected = SignatureV4.signature(
        of: policy, credential.scope(date: date), owner.credentials)
      guard believesAll || expected.isSecret(provided) else {
        throw .mismatch(
          .init(
            keyID: credential.keyID, stringToSign: policy, provided: provided, canonical: nil))
      }
    } catch {
      throw error.failure(of: .s3)
    }
    try PostPolicy(policy).check(form, at: start.adding(seconds: age))
    return Signer(
      principal: owner.principal, accessKeyID: credential.keyID, region: Region(credential.region),
      authentication: .form(age: max(0, age)), version: .four)
  }
}

extension FormVisit {
  /// Whose signature the form says it has.
  fileprivate func credential() throws(HTTPFailure) -> SigningCredential {
    typealias Name = PostForm.Name
    guard [Name.signature, Name.credential, Name.policy].contains(where: { value($0) != nil })
    else { throw SignatureFault.claim(.missing).failure(of: .s3) }
    for (name, told) in [
      ("key", "key"), (Name.policy, "policy"), (Name.algorithm, "X-Amz-Algorithm"),
      (Name.credential, "X-Amz-Credential"), (Name.date, "X-Amz-Date"),
      (Name.signature, "X-Amz-Signature"),
    ] where value(name) == nil {
      throw FormVisit.invalid(
        "Bucket POST must contain a field named '\(told)'.  If it is specified, please check the"
          + " order of the fields.", told)
    }
    guard let credential = value(Name.credential).flatMap({ SigningCredential($0) }),
      credential.service == Service.s3.signingName
    else {
      throw FormVisit.invalid(
        "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting"
          + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".", "X-Amz-Credential")
    }
    return credential
  }

  private static func invalid(_ text: String, _ argument: String) -> HTTPFailure {
    HTTPFailure(400, "InvalidArgument", text, [("ArgumentName", argument)])
  }
}
