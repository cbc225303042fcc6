#if Server
  import Testing

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// A client that sends what it likes, byte by byte.
  final class RawClient {
    private let descriptor: Int32
    /// What has come and was not asked for yet.
    private var received: [UInt8] = []
    /// Whether the other side has ended the connection.
    private(set) var isEnded = false

    /// The server, which lives as long as somebody is connected.
    private let server: AnyObject

    /// Connects to a port of this computer, where a server listens.
    init(_ port: Int, of server: AnyObject) throws {
      self.server = server
      var found: UnsafeMutablePointer<addrinfo>?
      guard unsafe getaddrinfo("127.0.0.1", String(port), nil, &found) == 0,
        let found = unsafe found
      else {
        throw Refused()
      }
      defer { unsafe freeaddrinfo(found) }
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      // Nothing here waits for longer, whatever the server does.
      var patience = timeval(tv_sec: 60, tv_usec: 0)
      unsafe setsockopt(
        descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      let status = unsafe connect(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen)
      guard status == 0 else {
        close(descriptor)
        throw Refused()
      }
    }

    /// Nobody listens.
    struct Refused: Error {}

    deinit { close(descriptor) }

    /// Sends bytes; what cannot be sent any more is lost.
    func send(_ bytes: [UInt8]) {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { buffer in
          unsafe sendto(
            descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL), nil, 0)
        }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Tells that it sends no more.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Goes away as a client does that is killed.
    func reset() {
      var linger = linger(l_onoff: 1, l_linger: 0)
      unsafe setsockopt(
        descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }

    /// Waits for more; false at the end.
    private func wait() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      guard count > 0 else {
        isEnded = count == 0 || errno == ECONNRESET
        return false
      }
      received += buffer[..<count]
      return true
    }

    /// Everything until the server ends the connection.
    func rest() -> String {
      while wait() {}
      defer { received = [] }
      return String(decoding: received, as: UTF8.self)
    }

    /// What has come up to and with a text; all there is where it does not come.
    func text(through end: String) -> String {
      let end = Array(end.utf8)
      while true {
        if let range = received.firstRange(of: end) {
          defer { received.removeFirst(range.upperBound) }
          return String(decoding: received[..<range.upperBound], as: UTF8.self)
        }
        guard wait() else { return rest() }
      }
    }

    /// The next answer: its head, and as much content as that tells.
    func answer() -> (head: String, body: String) {
      let head = text(through: "\r\n\r\n")
      let length =
        head.split(separator: "\r\n").lazy.compactMap { line -> Int? in
          line.hasPrefix("Content-Length: ") ? Int(line.dropFirst(16)) : nil
        }.first ?? 0
      while received.count < length, wait() {}
      let body = received.prefix(length)
      received.removeFirst(body.count)
      return (head, String(decoding: body, as: UTF8.self))
    }

    /// The status of the next answer; 0 where none comes.
    func status() -> Int { Int(answer().head.dropFirst(9).prefix(3)) ?? 0 }
  }
#endif
