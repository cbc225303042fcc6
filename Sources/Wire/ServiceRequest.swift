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
  }

  /// Finds out which service a request is for.
  ///
  /// - Throws: InvalidURI, for a path that S3 cannot read.
  package init(_ request: HTTPRequest) throws(HTTPFailure) {
    isHead = request.method == "HEAD"
    let host = request.header("host") ?? ""
    endpoint = S3Address.bucket(inHost: host) == nil ? S3Address.region(inHost: host) : nil
    if let target = request.header("x-amz-target") {
      self.target =
        JSONProtocol.target(target).map { .json($0.service, operation: $0.operation) }
        ?? .unknown
    } else if let query = ServiceRequest.query(request) {
      target = .query(ServiceRequest.service(of: query, request), query)
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
    }
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
    case .unknown: nil
    }
  }

  /// Why a browser's question is answered with no, in a world; `nil` for other requests.
  package func preflightRefusal(in world: World) -> HTTPFailure? {
    guard case .preflight(let address, let method) = target else { return nil }
    let isThere = address.bucket.map { world.storage.s3.buckets[$0] != nil } ?? true
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

  /// The request by the query protocol, in content or address; `nil` where it is none.
  private static func query(_ request: HTTPRequest) -> QueryRequest? {
    guard ["/", ""].contains(request.path) else { return nil }
    let isForm =
      request.header("content-type")?.hasPrefix("application/x-www-form-urlencoded") ?? false
    if request.method == "POST", isForm {
      return S3Address.parameters(
        Substring(String(decoding: request.body, as: UTF8.self)), plusIsSpace: true
      ).flatMap(QueryRequest.init)
    }
    return S3Address.parameters(request.query, plusIsSpace: true).flatMap(QueryRequest.init)
  }

  /// The service whose API has the version that is asked for; without one, that which it was signed
  /// for.
  private static func service(of query: QueryRequest, _ request: HTTPRequest) -> Service {
    if let service = [Service.iam, .sts].first(where: {
      QueryResponse.version(of: $0) == query.version
    }) {
      return service
    }
    let signed = request.header("authorization") ?? String(request.query)
    return signed.contains("/iam/") || signed.contains("%2Fiam%2F") ? .iam : .sts
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
    case .s3, .preflight, .s3control: RESTResponse.success(operation, members, id: id, isHead: isHead)
    case .json, .unknown: JSONProtocol.success(operation, members, id: id)
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
