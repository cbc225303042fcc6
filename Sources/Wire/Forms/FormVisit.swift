package import Access
package import Cloud
package import Kernel

/// An upload by somebody who has a form and nothing else.
package struct FormVisit: Sendable {
  /// The bucket.
  package let bucket: String
  /// The fields as they are sent, by names in small letters.
  let fields: [HTTPField]
  /// The name of the file, which may be a part of the key.
  let fileName: String
  /// The length of the file in bytes.
  let size: Int

  /// Makes a visit: the form's fields, and more that are sent with them.
  package init(
    _ form: PostForm, more: [HTTPField], fileName: String, size: Int
  ) {
    bucket = form.link.bucket
    let names = more.map { $0.name.lowercased() }
    fields =
      (form.fields.filter { !names.contains($0.name.lowercased()) } + more)
      .map { .init($0.name.lowercased(), $0.value) }
    self.fileName = fileName
    self.size = size
  }

  /// Makes the visit of a form that came over the wire.
  init(_ form: MultipartForm, bucket: String) {
    self.bucket = bucket
    fields = form.fields.map { HTTPField($0.name.lowercased(), $0.value) }
    fileName = form.fileName
    size = form.file.count
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
  ///
  /// - Throws: S3's refusals of numbers and moments that are none, and of tags.
  package func request(body: [UInt8]) throws(HTTPFailure) -> DocumentObject {
    guard let operation = Catalogue.operation("PutObject", of: .s3) else { return DocumentObject() }
    // A form's fields for the ACL and for the tags have names of their own.
    let tagging = try tagging().map { [HTTPField("x-amz-tagging", $0)] } ?? []
    let headers =
      tagging + fields.map { HTTPField($0.name == "acl" ? "x-amz-acl" : $0.name, $0.value) }
    let address = S3Address(bucket: bucket, key: key)
    return try RESTRequest(address, headers: headers, body: body).members(of: operation)
  }

  /// The call that the form stands for: its signer's.
  ///
  /// - Throws: what S3 says of a form that nobody signed, that has expired, or whose policy allows
  ///   other fields or another file.
  package func call(in world: World) throws(HTTPFailure) -> Call {
    let signer = try Authenticator(world).signer(of: self)
    return Call(
      principal: signer.principal, region: signer.region ?? .usEast1, origin: .visitor,
      authentication: signer.authentication)
  }
}
