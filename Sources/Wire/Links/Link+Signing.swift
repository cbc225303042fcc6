package import Access
package import Kernel

extension Link {
  /// The same link, signed for one method and for so many seconds (boto3's
  /// `generate_presigned_url`); nobody asks whether the signer may do it.
  package func signed(
    for method: String, headers: [HTTPField] = [], seconds: Int,
    by credentials: Credentials, in region: Region, at now: Timestamp
  ) -> Link {
    let scope = CredentialScope(date: now.basicText, region: region.description)
    let headers =
      ([HTTPField("host", host)]
      + headers.map { .init($0.name.lowercased(), $0.value) })
      .sorted { $0.name.precedesByBytes($1.name) }
    var link = self
    link.query += [
      .init(Name.algorithm, SignatureV4.algorithm),
      .init(Name.credential, "\(credentials.accessKeyID)/\(scope.text)"),
      .init(Name.date, scope.date), .init(Name.expires, String(seconds)),
      .init(Name.signedHeaders, headers.map(\.name).joined(separator: ";")),
    ]
    if let token = credentials.token { link.query.append(.init(Name.token, token)) }
    let request = SignedRequest(method: method, path: path, query: link.query, headers: headers)
    link.query.append(
      .init(Name.signature, SignatureV4.signature(of: request, scope, credentials)))
    return link
  }
}
