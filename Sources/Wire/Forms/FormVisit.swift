import Ciphers
package import Cloud
package import IAM
package import Kernel
import S3

/// An upload by somebody who has a form and nothing else.
package struct FormVisit: Sendable {
  /// The address of the bucket.
  package let link: Link
  /// The fields as they are sent, by names in small letters.
  let fields: [SignedRequest.Parameter]
  /// The name of the file, which may be a part of the key.
  let fileName: String
  /// The length of the file in bytes.
  let size: Int

  /// Makes a visit: the form's fields, and more that are sent with them.
  package init(
    _ form: PostForm, more: [SignedRequest.Parameter], fileName: String, size: Int
  ) {
    link = form.link
    let names = more.map { $0.name.lowercased() }
    fields =
      (form.fields.filter { !names.contains($0.name.lowercased()) } + more)
      .map { .init($0.name.lowercased(), $0.value) }
    self.fileName = fileName
    self.size = size
  }

  func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The object's key.
  package var key: String {
    (value("key") ?? "").replacing(PostForm.fileName, with: fileName)
  }

  /// The HTTP status of a success: 204, or what the form asks for.
  package var status: Int {
    if value("success_action_redirect") != nil { return 303 }
    return value("success_action_status").flatMap { ["200": 200, "201": 201][$0] } ?? 204
  }

  /// The members of PutObject.
  package func request(body: [UInt8]) -> DocumentObject {
    // A form's field for the ACL has a name of its own.
    let fields = fields.map {
      SignedRequest.Parameter($0.name == "acl" ? "x-amz-acl" : $0.name, $0.value)
    }
    var request = LinkVisit.request(of: fields, for: "PutObject")
    request["Bucket"] = .string(link.bucket)
    request["Key"] = .string(key)
    request["Body"] = .bytes(body)
    return request
  }

  /// The call that the form stands for: its signer's.
  ///
  /// - Throws: what S3 says of a form that nobody signed, that has expired, or whose policy allows
  ///   other fields or another file.
  package func call(in world: World) throws(LinkVisit.Refusal) -> Call {
    let signatureNames = [PostForm.Name.signature, PostForm.Name.credential, PostForm.Name.policy]
    guard signatureNames.contains(where: { value($0) != nil }) else {
      throw .denied("AccessDenied", "Access Denied")
    }
    for (name, told) in [
      ("key", "key"), (PostForm.Name.policy, "policy"),
      (PostForm.Name.algorithm, "X-Amz-Algorithm"), (PostForm.Name.credential, "X-Amz-Credential"),
      (PostForm.Name.date, "X-Amz-Date"), (PostForm.Name.signature, "X-Amz-Signature"),
    ] where value(name) == nil {
      throw .bad(
        "InvalidArgument",
        "Bucket POST must contain a field named '\(told)'.  If it is specified, please check the"
          + " order of the fields.", [("ArgumentName", told)])
    }
    guard let credential = value(PostForm.Name.credential).flatMap(CredentialScope.parts) else {
      throw .bad(
        "InvalidArgument", LinkVisit.Refusal.malformedCredential,
        [("ArgumentName", "X-Amz-Credential")])
    }
    let scope = CredentialScope(
      date: value(PostForm.Name.date) ?? "", region: credential.region)
    let owner = try world.signer(credential.keyID, token: value(PostForm.Name.token))
    let policy = value(PostForm.Name.policy) ?? ""
    let provided = value(PostForm.Name.signature) ?? ""
    let signature = SignatureV4.signature(of: policy, scope, owner.credentials)
    guard constantTimeEqual(Array(signature.utf8), Array(provided.utf8)) else {
      throw .mismatch(credential.keyID, of: policy, provided: provided)
    }
    try world.checkSession(of: owner.principal)
    try PostPolicy(policy).check(self, at: world.now)
    let start = Timestamp(basicText: scope.date) ?? world.now
    return Call(
      principal: owner.principal, region: Region(scope.region) ?? .usEast1,
      origin: .visitor,
      authentication: .form(age: max(0, world.now.secondsSinceEpoch - start.secondsSinceEpoch)))
  }
}
