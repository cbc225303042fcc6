import Access
import Cloud
import Kernel
import S3

/// The answers of S3 as HTTP has them.
enum RESTResponse {
  /// The answer of a call that succeeded.
  static func success(
    _ operation: AnyOperation, _ members: DocumentObject, id: RequestID, isHead: Bool
  ) -> HTTPResponse {
    var response = HTTPResponse(status: status(operation.name, members), headers: id.s3Headers)
    var elements: [(place: S3Element, value: Document, type: MemberType)] = []
    for (result, place) in zip(operation.results, MemberPlaces.of(operation).answer) {
      guard let value = members[result.name] else { continue }
      switch place {
      case .header("Content-Length"): response.toldLength = value.wholeNumber
      case .header(let name): response.add(name, header(value, result.name))
      case .headers(let prefix):
        for entry in value.members?.entries ?? [] {
          response.add(prefix + entry.name, EncodedWord.encode(entry.value.text ?? ""))
        }
      case .raw:
        if case .bytes(let bytes) = value {
          response.body = bytes
        } else {
          response.body = Array((value.text ?? "").utf8)
        }
      case .document(let root): response.setXML { $0.root(root, value, result.type) }
      case .element(let place): elements.append((place, value, result.type))
      case .path, .query: continue
      }
    }
    if let root = S3Route.root(of: operation.name) {
      response.setXML { writer in
        writer.element(root, attributes: XMLWriter.namespace) { writer in
          for (place, value, type) in elements {
            writer.member(place, value, S3Structure(type, in: place))
          }
        }
      }
    }
    if !isHead { response.toldLength = nil }
    return response
  }

  /// The answer of a call that failed.
  static func failure(
    _ failure: HTTPFailure, id: RequestID, isHead: Bool, headers: [HTTPField] = []
  ) -> HTTPResponse {
    var response = HTTPResponse(
      status: failure.status, headers: id.s3Headers + failure.headers + headers)
    // A status that says all has no content.
    guard !isHead, failure.status != 304 else { return response }
    response.setXML { writer in
      writer.element("Error") { writer in
        writer.element("Code", failure.error.code)
        if let message = failure.error.message { writer.element("Message", message) }
        for detail in failure.error.details { writer.element(detail.name, detail.value) }
        writer.element("RequestId", id.short)
        writer.element("HostId", id.extended)
      }
    }
    return response
  }

  private static func status(_ operation: String, _ members: DocumentObject) -> Int {
    if operation.hasPrefix("Delete") && operation != "DeleteObjects" { return 204 }
    // By the examples of AWS's documentation; the service model says 200 of the last two.
    if ["AbortMultipartUpload", "PutBucketPolicy", "PutBucketTagging"].contains(operation) {
      return 204
    }
    return members["ContentRange"] == nil ? 200 : 206
  }

  /// A header's text; of moments HTTP's form, but for a lock's, which is ISO 8601.
  private static func header(_ value: Document, _ name: String) -> String {
    if case .timestamp(let moment) = value, name != "ObjectLockRetainUntilDate" {
      return moment.httpDate
    }
    if case .list(let elements) = value {
      return elements.map(XMLWriter.text).joined(separator: ",")
    }
    return XMLWriter.text(value)
  }
}

extension HTTPResponse {
  /// Adds a header; what cannot stand in one becomes blanks, so that no value ends it.
  mutating func add(_ name: String, _ value: String) {
    let isControl = { (byte: UInt8) in byte < 0x20 || byte == 0x7F }
    let bytes =
      value.utf8.contains(where: isControl) ? value.utf8.map { isControl($0) ? 0x20 : $0 } : nil
    headers.append(HTTPField(name, bytes.map { String(decoding: $0, as: UTF8.self) } ?? value))
  }

  /// Makes an XML document the content.
  mutating func setXML(_ write: (inout XMLWriter) -> Void) {
    var writer = XMLWriter()
    write(&writer)
    body = writer.bytes
    headers.append(HTTPField("Content-Type", "application/xml"))
  }
}

extension XMLWriter {
  /// The namespace of S3's documents.
  static let namespace = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""

  /// Writes a document's outermost element.
  fileprivate mutating func root(_ name: String, _ value: Document, _ type: MemberType) {
    element(name, attributes: XMLWriter.namespace) { writer in
      if case .structure(let members) = type, let object = value.members {
        writer.members(object, S3Structure(members, in: name))
      } else {
        writer.write(XMLWriter.text(value))
      }
    }
  }
}
