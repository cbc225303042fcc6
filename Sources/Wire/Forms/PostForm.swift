package import Access
package import Kernel

/// A form that uploads one object, as boto3's `generate_presigned_post` makes it.
package struct PostForm: Sendable {
  /// The address of the bucket.
  package let link: Link
  /// The fields but for the file, in order.
  package let fields: [HTTPField]

  /// Signs a form for a key, whose end may be `${filename}`, with further fields and conditions.
  package init(
    bucket: String, key: String, fields: [HTTPField], conditions: [Document],
    seconds: Int, by credentials: Credentials, in region: Region, at now: Timestamp
  ) {
    link = Link(bucket: bucket, key: "", region: region)
    let scope = CredentialScope(date: now.basicText, region: region.description)
    var signing: [HTTPField] = [
      .init(Name.algorithm, SignatureV4.algorithm),
      .init(Name.credential, "\(credentials.accessKeyID)/\(scope.text)"),
      .init(Name.date, scope.date),
    ]
    if let token = credentials.token { signing.append(.init(Name.token, token)) }
    let prefix = key.hasSuffix(PostForm.fileName) ? key.dropLast(PostForm.fileName.count) : nil
    let ofKey: Document =
      prefix.map { ["starts-with", "$key", .string(String($0))] } ?? ["key": .string(key)]
    let all =
      fields.map { Document.object([$0.name: .string($0.value)]) } + conditions
      + [["bucket": .string(bucket)], ofKey]
      + signing.map { .object([$0.name: .string($0.value)]) }
    let policy: Document = [
      "expiration": .string("\(now.adding(seconds: seconds))"), "conditions": .list(all),
    ]
    let text = Base64.encode(JSONWriter.bytes(policy))
    self.fields =
      fields + [.init("key", key)] + signing + [
        .init(Name.policy, text),
        .init(Name.signature, SignatureV4.signature(of: text, scope, credentials)),
      ]
  }

  /// Reads a form as it was written; `nil` for anything else.
  package init?(_ document: Document) {
    guard let text = document["url"]?.text, let link = Link(text), !link.bucket.isEmpty,
      let members = document["fields"]?.members
    else { return nil }
    var fields: [HTTPField] = []
    for entry in members.entries {
      guard let value = entry.value.text else { return nil }
      fields.append(.init(entry.name, value))
    }
    self.link = link
    self.fields = fields
  }

  /// The form as JSON has it: `url` and `fields`.
  package var document: Document {
    [
      "url": .string(link.text),
      "fields": .object(DocumentObject(fields.map { ($0.name, .string($0.value)) })),
    ]
  }

  /// What stands for the name of the file in a key.
  static let fileName = "${filename}"

  /// The fields of a signature, names in small letters.
  enum Name {
    static let algorithm = "x-amz-algorithm"
    static let credential = "x-amz-credential"
    static let date = "x-amz-date"
    static let token = "x-amz-security-token"
    static let policy = "policy"
    static let signature = "x-amz-signature"
    /// The access key of a signature of version 2.
    static let keyID = "awsaccesskeyid"
    /// A signature of version 2.
    static let signature2 = "signature"
  }
}
