package import Cloud
package import Kernel

extension LinkVisit {
  /// The operation of a method on an object, `GetObject`; `nil` for a method that has none.
  package var operation: String? {
    switch method {
    case "GET": "GetObject"
    case "HEAD": "HeadObject"
    case "PUT": "PutObject"
    case "DELETE": "DeleteObject"
    default: nil
    }
  }

  /// The members of the request: what address, parameters and headers say; `body` is of a PUT.
  ///
  /// - Throws: S3's refusals of numbers and moments that are none, and of a content without a
  ///   checksum that it would lock.
  package func request(
    body: [UInt8]? = nil, in world: World
  ) throws(HTTPFailure) -> DocumentObject {
    guard let operation = operation.flatMap({ Catalogue.operation($0, of: .s3) }) else {
      return DocumentObject()
    }
    let address = S3Address(bucket: link.bucket, key: link.key, query: link.query)
    let members =
      try RESTRequest(address, headers: headers, body: body ?? []).members(of: operation)
    try world.checkLockedContent(of: operation, members)
    return members
  }
}
