package import Access
package import Cloud
package import Kernel
import S3

/// A request to a service of AWS: what is asked for, and in which protocol the answer goes back.
package struct ServiceRequest: Sendable {
  /// What is asked for, as far as host, path and headers tell it.
  private let target: Target
  /// Whether the answer is one to HEAD: its headers alone are sent.
  package let isHead: Bool
  /// The Region whose endpoint the host is, for a bucket in the path; `nil` for one of all Regions.
  let endpoint: Region?

  /// What is asked for, in the words of each protocol.
  private enum Target: Sendable {
    case s3(S3Address, method: String)
    /// A browser's question whether a page of another site may ask by a method.
    case preflight(S3Address, method: String)
    case s3control(method: String, path: String)
    case json(Service, operation: String)
    case query(Service, QueryRequest)
    /// A target of a JSON service that is none here.
    case unknown
    /// What no operation is asked of: why, and in which form its client understands that.
    case refused(HTTPFailure, RefusalForm)
  }

  /// Finds out which service a request is for.
  ///
  /// - Throws: InvalidURI, for a path that S3 cannot read.
  package init(_ request: HTTPRequest) throws(HTTPFailure) {
    isHead = request.method == "HEAD"
    var endpoint: Region?
    let named = request.header("x-amz-target")
    if let target = named.flatMap(JSONProtocol.target) {
      self.target = .json(target.service, operation: target.operation)
    } else if let refusal = ServiceRequest.refusalOfOtherService(request) {
      target = refusal
    } else if named != nil {
      target = .unknown
    } else if let query = ServiceRequest.query(request) {
      target = query
    } else if request.path.hasPrefix("/v20180820/"), request.header("x-amz-account-id") != nil {
      target = .s3control(method: request.method, path: String(request.path))
    } else {
      try ServiceRequest.check(request)
      let address = try S3Address(request)
      target =
        request.method == "OPTIONS"
        ? .preflight(
          address, method: request.header("access-control-request-method") ?? "OPTIONS")
        : .s3(address, method: request.method)
      let host = request.header("host") ?? ""
      if S3Address.bucket(inHost: host) == nil { endpoint = S3Address.region(inHost: host) }
    }
    self.endpoint = endpoint
  }

  /// Fails where S3 refuses a request by its method or the size of its headers.
  private static func check(_ request: HTTPRequest) throws(HTTPFailure) {
    let size = request.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    guard size <= mostBytesOfHeaders else {
      throw HTTPFailure(
        400, "RequestHeaderSectionTooLarge",
        "Your request header section exceeds the maximum allowed size.",
        [("MaxSizeAllowed", String(mostBytesOfHeaders))])
    }
    guard request.method != "OPTIONS" || request.header("origin") != nil else {
      throw HTTPFailure(
        400, "BadRequest", "Insufficient information. Origin request header needed.")
    }
  }

  /// The most bytes of headers that S3 takes.
  private static let mostBytesOfHeaders = 8192

  /// The service; `nil` for a target that is none here.
  package var service: Service? {
    switch target {
    case .s3, .preflight: .s3
    case .s3control: .s3control
    case .json(let service, _), .query(let service, _): service
    case .unknown, .refused: nil
    }
  }

  /// Why a browser's question is answered with no, in a world; `nil` for other requests.
  package func preflightRefusal(in world: World) -> HTTPFailure? {
    guard case .preflight(let address, let method) = target else { return nil }
    let isThere = address.bucket.map { world.storage.s3.buckets[BucketName($0)] != nil } ?? true
    return ServiceRequest.refusal(ofPreflight: address, method, isThere: isThere)
  }

  /// Whether a browser asks if a page may ask, which nobody signs.
  package var isPreflight: Bool { if case .preflight = target { true } else { false } }

  /// What S3 answers to a browser's question: no bucket here has a CORS configuration.
  private static func refusal(
    ofPreflight address: S3Address, _ method: String, isThere: Bool
  ) -> HTTPFailure {
    HTTPFailure(
      403, "AccessForbidden",
      "CORSResponse: " + (isThere ? "CORS is not enabled for this bucket." : "Bucket not found"),
      [("Method", method), ("ResourceType", address.key == nil ? "BUCKET" : "OBJECT")])
  }

  /// Address and method in S3; `nil` for other services.
  var inS3: (address: S3Address, method: String)? {
    if case .s3(let address, let method) = target { (address, method) } else { nil }
  }

  /// Whom a signature and a content are for.
  package var addressee: Addressee {
    guard let (address, method) = inS3 else { return Addressee(service ?? .kms) }
    return Addressee(
      .s3,
      takesChunks: method == "PUT" && address.key != nil
        && !address.query.contains { S3Address.subresources.contains($0.name) })
  }

  /// Whether a browser sends a file with a form: no way to an operation begins so.
  package var isForm: Bool {
    guard let (address, method) = inS3, method == "POST", address.level == .bucket else {
      return false
    }
    let found = try? S3Route.operation(
      method, .bucket, query: address.query, hasCopySource: false)
    return found == nil
  }

  /// Why nothing is asked of any operation, known before anybody looks who signed it; `nil` where
  /// something is.
  var refusal: HTTPFailure? { if case .refused(let failure, _) = target { failure } else { nil } }
}

/// The query protocol, and services that are not here.
extension ServiceRequest {
  /// The request by the query protocol, in content or address; `nil` where it is none.
  private static func query(_ request: HTTPRequest) -> Target? {
    guard ["/", ""].contains(request.path) else { return nil }
    let isPosted = request.method == "POST" && isForm(request)
    let text = isPosted ? Substring(String(decoding: request.body, as: UTF8.self)) : request.query
    let parameters = S3Address.parameters(text, plusIsSpace: true)
    if let query = parameters.flatMap(QueryRequest.init) {
      return .query(service(of: query, request), query)
    }
    let version = isPosted ? parameters?.first { $0.name == "Version" }?.value : nil
    let signed = signedName(request).flatMap { Service(rawValue: $0) }
    guard
      let service = [Service.iam, .sts].first(where: {
        $0 == signed || QueryResponse.version(of: $0) == version
      })
    else { return nil }
    return .refused(parameters == nil ? malformedQuery : missingAction, .query(service))
  }

  /// A query that cannot be read (AWS, "Common Errors").
  private static let malformedQuery = HTTPFailure(
    404, "MalformedQueryString", "The query string contains a syntax error.")

  /// A query that asks for nothing (AWS, "Common Errors").
  private static let missingAction = HTTPFailure(
    400, "MissingAction", "The request is missing an action or a required parameter.")

  /// Whether the content is a form, as the query protocol has it.
  private static func isForm(_ request: HTTPRequest) -> Bool {
    request.header("content-type")?.hasPrefix("application/x-www-form-urlencoded") ?? false
  }

  /// The service whose API has the version that is asked for; without one, that which it was signed
  /// for.
  private static func service(of query: QueryRequest, _ request: HTTPRequest) -> Service {
    if let service = [Service.iam, .sts].first(where: {
      QueryResponse.version(of: $0) == query.version
    }) {
      return service
    }
    return signedName(request) == Service.iam.rawValue ? .iam : .sts
  }

  /// The service in the scope of a signature, in header or address; `nil` where none is told.
  private static func signedName(_ request: HTTPRequest) -> String? {
    let start = "Credential="
    let credential =
      request.header("authorization")?.pieces { ", ".utf8.contains($0) }
      .first { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
      ?? S3Address.parameters(request.query)?.first { $0.name == Link.Name.credential }?.value
    return credential.flatMap { SigningCredential($0) }?.service
  }

  /// The refusal of a request that is signed for a service which this cloud has not, as clients of
  /// that read it and do not try it again; `nil` for other requests.
  private static func refusalOfOtherService(_ request: HTTPRequest) -> Target? {
    guard let signed = signedName(request), let name = OtherServices.command(signedAs: signed)
    else { return nil }
    let names = Service.allCases.map(\.rawValue).joined(separator: ", ")
    let text = "kmslab does not simulate \(name); it has \(names)"
    return isForm(request) || ["cloudfront", "route53"].contains(signed)
      ? .refused(HTTPFailure(400, "InvalidAction", text), .query(nil))
      : .refused(HTTPFailure(400, "UnknownOperationException", text), .json)
  }
}

extension ServiceRequest {
  /// The operation and its members; `headers` and `body` are those of the request, chunks and
  /// their trailers taken off.
  ///
  /// - Throws: the service's refusal of what it does not know, and of what kmslab has not.
  package func operation(
    headers: [HTTPField], body: [UInt8]
  ) throws(HTTPFailure) -> (operation: AnyOperation, members: DocumentObject) {
    switch target {
    case .s3(let address, let method):
      let request = RESTRequest(address, headers: headers, body: body)
      let name = try S3Route.operation(
        method, address.level, query: address.query,
        hasCopySource: request.headers.contains { $0.name == "x-amz-copy-source" })
      let operation = try ServiceRequest.known(.s3, name)
      return (operation, try request.members(of: operation))
    case .preflight(let address, let method):
      throw ServiceRequest.refusal(ofPreflight: address, method, isThere: true)
    case .s3control(let method, let path):
      let request = RESTRequest(S3Address(), headers: headers, body: body)
      let operation = try ServiceRequest.control(method, path)
      return (operation, try request.members(of: operation))
    case .json(let service, let name):
      let operation = try ServiceRequest.known(service, name)
      return (operation, try JSONProtocol.members(body, of: operation))
    case .query(let service, let request):
      let operation = try ServiceRequest.known(service, request.action, version: request.version)
      return (operation, try request.members(of: operation))
    case .unknown: throw HTTPFailure(400, "UnknownOperationException", nil)
    case .refused(let failure, _): throw failure
    }
  }

  /// An operation of the cloud, or the refusal of one that kmslab has not or AWS has not.
  static func known(
    _ service: Service, _ name: String, version: String = ""
  ) throws(HTTPFailure) -> AnyOperation {
    if let operation = operations[service]?[name] { return operation }
    if let refusal = Catalogue.refusal(service, command: kebabCase(name)), refusal.name == name {
      throw HTTPFailure(service == .s3 ? 501 : 400, refusal.error)
    }
    if service.speaksQuery {
      throw HTTPFailure(
        400, "InvalidAction", "Could not find operation \(name) for version \(version)")
    }
    throw HTTPFailure(400, "UnknownOperationException", nil)
  }

  /// The operations by service and name.
  private static let operations: [Service: [String: AnyOperation]] = Dictionary(
    uniqueKeysWithValues: Service.allCases.map { service in
      (
        service,
        Dictionary(
          uniqueKeysWithValues: Catalogue.operations(of: service).map { ($0.name, $0) })
      )
    })

  /// The operation of S3 Control on the one thing that kmslab keeps of an account.
  private static func control(
    _ method: String, _ path: String
  ) throws(HTTPFailure) -> AnyOperation {
    let verbs = ["GET": "Get", "PUT": "Put", "DELETE": "Delete"]
    guard path == "/v20180820/configuration/publicAccessBlock", let verb = verbs[method] else {
      throw HTTPFailure(501, NotSimulatedByS3Control.refusal.wire)
    }
    return try known(.s3control, verb + "PublicAccessBlock")
  }
}

extension ServiceRequest {
  /// The answer to a call that succeeded.
  func response(
    _ operation: AnyOperation, _ members: DocumentObject, id: RequestID
  ) -> HTTPResponse {
    switch target {
    case .s3, .preflight, .s3control:
      RESTResponse.success(operation, members, id: id, isHead: isHead)
    case .json, .unknown, .refused: JSONProtocol.success(operation, members, id: id)
    case .query: QueryResponse.success(operation, members, id: id)
    }
  }

  /// The answer to a request that became no call, or to a call that failed.
  package func response(
    _ failure: HTTPFailure, id: RequestID, headers: [HTTPField] = []
  ) -> HTTPResponse {
    let form: RefusalForm =
      switch target {
      case .s3, .preflight, .s3control: .s3(isHead: isHead)
      case .json, .unknown: .json
      case .query(let service, _): .query(service)
      case .refused(_, let form): form
      }
    return form.response(to: failure, id: id, headers: headers)
  }
}

extension HTTPFailure {
  /// The refusal of a call, with the status that the service has for it.
  ///
  /// S3 has no word for a broken model: of a document its schema says all, of a header AWS's texts
  /// are not known.
  package init(_ failure: CallFailure, of operation: AnyOperation) {
    if case .invalid(let request) = failure.cause, operation.service.signsAsS3 {
      self =
        MemberPlaces.of(operation).hasDocument
        ? .malformedXML : HTTPFailure(400, "InvalidArgument", request.message)
      return
    }
    self.init(HTTPFailure.status(of: failure, operation.service), failure.wire)
  }

  private static func status(of failure: CallFailure, _ service: Service) -> Int {
    if service.speaksQuery { return QueryResponse.status(of: failure.code) }
    guard service.signsAsS3 else { return JSONProtocol.status(of: failure.code) }
    switch failure.cause {
    case .service(let failure): return (failure as? S3Failure)?.status ?? 400
    case .denied, .unauthenticated(.unknown): return 403
    case .invalid, .unauthenticated(.expired): return 400
    case .injected, .throttled: return 503
    }
  }
}
