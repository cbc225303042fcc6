#if Server
  import NIOCore
  import NIOHTTP1
  import Wire

  /// What comes in on a connection, in order.
  enum ConnectionInput {
    /// A piece of a request.
    case part(HTTPServerRequestPart)
    /// What came is no HTTP.
    case fault(ServerFault)
    /// The other side sends no more.
    case end
  }

  /// A request while its content comes in.
  struct IncomingRequest {
    /// The request without its content.
    let head: HTTPRequest
    /// Whether another request may follow on the connection.
    let isKeptAlive: Bool

    /// Begins with a head.
    init(_ head: HTTPRequestHead, peer: String) {
      let isUpgrade = head.headers.contains(name: "upgrade") || head.method == .CONNECT
      isKeptAlive = head.isKeepAlive && !isUpgrade
      self.head =
        HTTPRequest(
          method: head.method.rawValue, target: head.uri,
          headers: head.headers.map { HTTPField($0.name.lowercased(), $0.value) }, peer: peer
        ).withoutAuthority
    }

    /// The whole request.
    func request(_ body: [UInt8]) -> HTTPRequest {
      HTTPRequest(
        method: head.method, target: head.target, headers: head.headers, body: body,
        peer: head.peer)
    }
  }

  extension ServerFault {
    /// What is wrong where no request could be read.
    init(_ error: HTTPParserError, _ limits: ServerLimits) {
      switch error {
      case .headerOverflow: self = .longHead(most: limits.headBytes)
      case .invalidVersion: self = .wrongVersion
      case .invalidEOFState: self = .shortBody
      default: self = .noHTTP
      }
    }
  }
#endif
