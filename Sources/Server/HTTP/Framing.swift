import Wire

extension HTTPRequest {
  /// The same with the path alone, where a proxy was meant and it came with scheme and host.
  var withoutAuthority: HTTPRequest {
    guard !target.hasPrefix("/"),
      let scheme = ["http://", "https://"].first(where: { target.lowercased().hasPrefix($0) })
    else { return self }
    let path = target.dropFirst(scheme.utf8.count).drop { $0 != "/" && $0 != "?" }
    let slash = path.hasPrefix("/") ? "" : "/"
    return HTTPRequest(
      method: method, target: slash + path, headers: headers, body: body, peer: peer)
  }

  /// Whether somebody waits to be asked for the content.
  var expectsContinue: Bool { header("expect")?.lowercased() == "100-continue" }

  /// The content's length as it was announced.
  var announcedLength: Int? { header("content-length").flatMap { Int($0) } }

  /// What is wrong with the head, before anybody looks at what it asks for.
  func framingFault(_ limits: ServerLimits) -> ServerFault? {
    // A sign of Unicode that stands where bytes were no UTF-8.
    guard target.hasPrefix("/"), !target.unicodeScalars.contains("\u{FFFD}") else {
      return .badTarget
    }
    if let expectation = header("expect"), !expectsContinue, !expectation.isEmpty {
      return .unknownExpectation
    }
    let dialect = Dialect(self)
    let most = dialect == .door ? Door.mostBytes : limits.bodyBytes
    if let length = announcedLength, length > most {
      return .longBody(announced: length, most: most)
    }
    guard dialect == .s3, method == "PUT", header("content-length") == nil else { return nil }
    guard header("transfer-encoding") != nil else { return .missingLength }
    return header("x-amz-decoded-content-length") == nil ? .unknownLength : nil
  }
}
