import Cloud
import Kernel
import S3

/// A request to S3 as its members.
struct RESTRequest: Sendable {
  /// Where it goes.
  let address: S3Address
  /// The headers, those of a link's parameters and a body's trailers among them; names in small
  /// letters.
  let headers: [HTTPField]
  /// The content, chunks taken off.
  let body: [UInt8]

  /// Puts together what a request says.
  init(_ address: S3Address, headers: [HTTPField], body: [UInt8]) {
    self.address = address
    // In a link, what would be a header is a parameter.
    let inQuery = address.query.filter { $0.name.lowercased().hasPrefix("x-amz-") }
    self.headers = headers + inQuery.map { HTTPField($0.name.lowercased(), $0.value) }
    self.body = body
  }

  /// The members, as the operation reads them.
  ///
  /// - Throws: S3's refusals of numbers, moments and documents that are none, and of headers that
  ///   it does not take here.
  func members(of operation: AnyOperation) throws(HTTPFailure) -> DocumentObject {
    try checkEncryptionHeader(of: operation)
    try checkContent(of: operation)
    var object = DocumentObject()
    // Many clients send Content-MD5 with every document: it was compared above.
    for (member, place) in zip(operation.members, MemberPlaces.of(operation).request)
    where !(member.isRefused && member.name == "ContentMD5") {
      object.append(member.name, try value(of: member, at: place))
    }
    return object
  }

  /// Fails for the header that asks for an encryption, where an object or an upload has its own.
  private func checkEncryptionHeader(of operation: AnyOperation) throws(HTTPFailure) {
    let name = "x-amz-server-side-encryption"
    guard ["GetObject", "HeadObject", "UploadPart", "UploadPartCopy"].contains(operation.name),
      let value = header(name)
    else { return }
    throw RESTRequest.invalid(
      "\(name) header is not supported for this operation.", name, value)
  }

  private func value(
    of member: MemberDescription, at place: MemberPlace
  ) throws(HTTPFailure) -> Document? {
    switch place {
    case .path: return (member.name == "Bucket" ? address.bucket : address.key).map { .string($0) }
    case .query(let name):
      guard let text = address.query.first(where: { $0.name == name })?.value else { return nil }
      // What an answer's header shall be must be what one can be.
      guard !name.hasPrefix("response-") || text.unicodeScalars.allSatisfy({ $0.value < 256 })
      else {
        throw RESTRequest.invalid(
          "Header value cannot be represented using ISO-8859-1.", name, text)
      }
      return try RESTRequest.read(text, member, name)
    case .header(let name):
      // The length is that of the content here: the server has held it against what came.
      guard name != "content-length", let text = header(name) else { return nil }
      return try RESTRequest.read(text, member, name)
    case .headers(let prefix): return metadata(prefix)
    case .raw: return try raw(member)
    case .document(let root):
      guard !body.isEmpty else {
        guard !member.isRequired else {
          throw HTTPFailure(400, "MissingRequestBodyError", "Request Body is empty")
        }
        return nil
      }
      let element = try XMLReader.read(body)
      guard element.name == root else { throw .malformedXML }
      return try element.document(as: member.type)
    case .element: return nil
    }
  }

  /// The value of a header.
  func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  /// The headers that begin so; of one that came twice the values together.
  private func metadata(_ prefix: String) -> Document? {
    var object = DocumentObject()
    for header in headers where header.name.hasPrefix(prefix) {
      let name = String(header.name.dropFirst(prefix.count))
      let before = object[name]?.text.map { $0 + "," } ?? ""
      object[name] = .string(before + EncodedWord.decode(header.value))
    }
    return object.isEmpty ? nil : .object(object)
  }

  private func raw(_ member: MemberDescription) throws(HTTPFailure) -> Document? {
    if member.type == .stream || member.type == .blob { return .bytes(body) }
    guard let text = String(validating: body, as: UTF8.self) else {
      throw HTTPFailure(
        400, "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'")
    }
    return .string(text)
  }

  /// A header's or a parameter's text as a kind of value.
  static func read(
    _ text: String, _ member: MemberDescription, _ name: String
  ) throws(HTTPFailure) -> Document? {
    switch member.type {
    case .integer: return try number(text, name)
    case .boolean: return .bool(text.lowercased() == "true")
    case .timestamp:
      if let moment = Timestamp(wire: text) { return .timestamp(moment) }
      // A condition that is no date is none (RFC 9110 §13.1.3).
      if name.hasPrefix("if-") { return nil }
      throw invalid("\(name) is not a valid date", name, text)
    case .list: return .list(text.split(separator: ",").map { .string(trimmed($0)) })
    default: return .string(text)
    }
  }

  private static func number(_ text: String, _ name: String) throws(HTTPFailure) -> Document {
    guard let value = Int(text) else {
      throw invalid("Provided \(name) not an integer or within integer range", name, text)
    }
    return .integer(value)
  }

  private static func invalid(_ text: String, _ name: String, _ value: String) -> HTTPFailure {
    HTTPFailure(
      400, "InvalidArgument", text, [("ArgumentName", name), ("ArgumentValue", value)])
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
