import Kernel
import S3

extension FormVisit {
  /// What the headers of an answer tell of the object: as those of a PUT, but for the encryption
  /// context.
  private static let told: Set<String> = [
    "BucketKeyEnabled", "Expiration", "SSECustomerAlgorithm", "SSECustomerKeyMD5", "SSEKMSKeyId",
    "ServerSideEncryption", "VersionId",
  ]

  /// The answer to an upload that succeeded, as the form asks for it.
  func response(_ members: DocumentObject, id: RequestID) -> HTTPResponse {
    let tag = members["ETag"]?.text ?? ""
    let path = "/\(bucket)/\(PercentEncoding.encode(key))"
    var response = HTTPResponse(status: status, headers: id.s3Headers)
    for entry in members.entries where FormVisit.told.contains(entry.name) {
      response.add(MemberPlace.header(entry.name), XMLWriter.text(entry.value))
    }
    response.add("ETag", tag)
    response.add("Location", path)
    if let place = value("success_action_redirect"), status == 303 {
      let query = [("bucket", bucket), ("key", key), ("etag", tag)]
        .map { "\($0.0)=\(PercentEncoding.encodeAll($0.1))" }.joined(separator: "&")
      response.headers.removeAll { $0.name == "Location" }
      response.add("Location", place + (place.contains("?") ? "&" : "?") + query)
    }
    guard status == 201 else { return response }
    response.setXML { writer in
      writer.element("PostResponse") { writer in
        writer.element("Location", path)
        writer.element("Bucket", bucket)
        writer.element("Key", key)
        writer.element("ETag", tag)
      }
    }
    return response
  }
}
