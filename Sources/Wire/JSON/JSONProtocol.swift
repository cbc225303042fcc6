import Access
package import Cloud
package import Kernel

/// AWS's JSON protocol, version 1.1: KMS and CloudTrail.
package enum JSONProtocol {
  /// The service and the operation's name that `X-Amz-Target` names; `nil` for no target of a
  /// service here.
  static func target(_ text: String) -> (service: Service, operation: String)? {
    for (prefix, service) in targets where text.hasPrefix(prefix) {
      return (service, String(text.dropFirst(prefix.count)))
    }
    return nil
  }

  /// What stands before an operation's name.
  private static let targets: [(String, Service)] = [
    ("TrentService.", .kms),
    ("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.", .cloudtrail),
    ("CloudTrail_20131101.", .cloudtrail),
  ]

  /// The members that a content says; moments are read, everything else is left to the operation.
  ///
  /// - Throws: SerializationException, for what is no JSON object.
  static func members(
    _ body: [UInt8], of operation: AnyOperation
  ) throws(HTTPFailure) -> DocumentObject {
    guard !body.isEmpty else { return DocumentObject() }
    guard let document = try? JSONReader.read(body), let object = document.members else {
      throw HTTPFailure(400, "SerializationException", nil)
    }
    return members(object, of: operation)
  }

  /// The members that an object says.
  package static func members(
    _ object: DocumentObject, of operation: AnyOperation
  ) -> DocumentObject {
    read(object, operation.members)
  }

  /// The object with its moments, which JSON has as numbers or as texts.
  private static func read(
    _ object: DocumentObject, _ members: [MemberDescription]
  ) -> DocumentObject {
    var result = DocumentObject(capacity: object.count)
    for member in members {
      guard let value = object[member.name] else { continue }
      result.append(member.name, read(value, member.type))
    }
    return result
  }

  private static func read(_ value: Document, _ type: MemberType) -> Document {
    switch (type, value) {
    case (.timestamp, .number(let number)):
      return Timestamp(secondsText: number.literal).map { .timestamp($0) } ?? value
    case (.timestamp, .string(let text)):
      return Timestamp(wire: text).map { .timestamp($0) } ?? value
    case (.structure(let members), .object(let object)): return .object(read(object, members))
    case (.list(let kind), .list(let elements)): return .list(elements.map { read($0, kind) })
    default: return value
    }
  }

  /// The answer of a call that succeeded; none of an operation without members has a content.
  static func success(
    _ operation: AnyOperation, _ members: DocumentObject, id: RequestID
  ) -> HTTPResponse {
    var response = HTTPResponse(status: 200, headers: headers(id))
    if !operation.results.isEmpty {
      response.body = JSONWriter.bytes(.object(members))
    }
    return response
  }

  /// The answer of a call that failed.
  static func failure(_ failure: HTTPFailure, id: RequestID) -> HTTPResponse {
    var object = DocumentObject()
    object.append("__type", .string(failure.error.code))
    object.append("message", failure.error.message.map { .string($0) })
    return HTTPResponse(
      status: failure.status, headers: headers(id),
      body: JSONWriter.bytes(.object(object)))
  }

  private static func headers(_ id: RequestID) -> [HTTPField] {
    [
      HTTPField("x-amzn-RequestId", id.long),
      HTTPField("Content-Type", "application/x-amz-json-1.1"),
    ]
  }

  /// The status of an error: the server's own faults have 500.
  static func status(of code: String) -> Int {
    switch code {
    case "InternalFailure", "KMSInternalException", "DependencyTimeoutException",
      "KeyUnavailableException":
      500
    case "ServiceUnavailable": 503
    default: 400
    }
  }
}
