import Kernel
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Knocks at the doors of a served world, over plain HTTP.
struct DoorClient {
  /// Where the world is served, as `127.0.0.1:4566`.
  let authority: String
  private let host: String
  private let port: String

  /// What a door answered.
  struct Answer {
    /// The status.
    var status = 0
    /// The headers, names in small letters.
    var headers: [String: String] = [:]
    /// The content.
    var body: [UInt8] = []
  }

  /// Why no answer came.
  struct Failure: Error {
    let reason: String
  }

  /// Reads `http://127.0.0.1:4566`, or host and port alone; `nil` for another text.
  init?(_ url: String) {
    var rest = Substring(url)
    if rest.hasPrefix("http://") { rest = rest.dropFirst(7) }
    while rest.hasSuffix("/") { rest.removeLast() }
    let isVersion6 = rest.hasPrefix("[")
    let end = isVersion6 ? rest.firstIndex(of: "]").map { rest.index(after: $0) } : nil
    let name = rest[..<(end ?? rest.firstIndex(of: ":") ?? rest.endIndex)]
    let port = rest[name.endIndex...]
    guard !name.isEmpty, !rest.contains("/"), port.isEmpty || port.hasPrefix(":"),
      port.isEmpty || UInt16(port.dropFirst()) != nil,
      name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    host = isVersion6 ? String(name.dropFirst().dropLast()) : String(name)
    self.port = port.isEmpty ? "80" : String(port.dropFirst())
    authority = String(rest)
  }

  /// Sends a request on a connection of its own, and waits for the answer: so many milliseconds at
  /// most where they are told, and doing something meanwhile, from time to time.
  func ask(
    _ method: String, _ door: String, _ body: [UInt8] = [], within patience: Int? = nil,
    meanwhile: () -> Void = {}
  ) throws(Failure) -> Answer {
    let descriptor = try connected(within: patience)
    defer { close(descriptor) }
    let head =
      "\(method) /_kmslab/\(door) HTTP/1.1\r\nHost: \(authority)\r\nConnection: close\r\n"
      + "Content-Length: \(body.count)\r\n\r\n"
    if let number = Terminal.failure(writing: Array(head.utf8) + body, to: descriptor) {
      throw Failure(reason: Terminal.message(number))
    }
    guard let answer = Answer(try everything(from: descriptor, patience, meanwhile)) else {
      throw Failure(reason: "what answers there is no kmslab")
    }
    return answer
  }

  /// A connection to the first address of the host that takes one.
  private func connected(within patience: Int?) throws(Failure) -> Int32 {
    var found: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, port, nil, &found) == 0 else {
      throw Failure(reason: "there is no host \(host)")
    }
    defer { unsafe freeaddrinfo(found) }
    var reason = "no address"
    var next = unsafe found
    while let address = unsafe next {
      let descriptor = unsafe socket(address.pointee.ai_family, DoorClient.stream, 0)
      if let patience { DoorClient.limit(descriptor, to: patience) }
      if unsafe connect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 {
        return descriptor
      }
      reason = Terminal.message(errno)
      close(descriptor)
      unsafe next = unsafe address.pointee.ai_next
    }
    throw Failure(reason: reason)
  }

  /// The milliseconds after which somebody who waits does something else.
  private static let pause = 100

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    private static let stream = SOCK_STREAM
  #endif

  /// Lets sending take no longer than so many milliseconds; on Linux connecting too.
  private static func limit(_ descriptor: Int32, to patience: Int) {
    var time = timeval()
    time.tv_sec = patience / 1000
    time.tv_usec = numericCast(patience % 1000 * 1000)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  private func everything(
    from descriptor: Int32, _ patience: Int?, _ meanwhile: () -> Void
  ) throws(Failure) -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var rest = patience ?? .max
    while true {
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let pause = min(rest, DoorClient.pause)
      guard unsafe poll(&entry, 1, Int32(pause)) > 0 else {
        meanwhile()
        if patience != nil { rest -= pause }
        guard rest > 0 else { throw Failure(reason: "it takes too long") }
        continue
      }
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        guard errno == EINTR else { throw Failure(reason: Terminal.message(errno)) }
        continue
      }
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }
}

extension DoorClient.Answer {
  /// Reads the bytes of an answer after which the connection ended; `nil` for something else.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first, first.hasPrefix("HTTP/1.1 "),
      let status = Int(first.dropFirst(9).prefix(3))
    else { return nil }
    self.status = status
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    body = Array(bytes[end.upperBound...])
    guard headers["content-length"].flatMap({ Int($0) }) == body.count else { return nil }
  }
}
