import Wire

extension HTTPRequest {
  /// The same with the path alone, where a proxy was meant and it came with scheme and host.
  var withoutAuthority: HTTPRequest {
    guard target.utf8.first != UInt8(ascii: "/"),
      let scheme = ["http://", "https://"].first(where: { target.lowercased().hasPrefix($0) })
    else { return self }
    let path = target.dropFirst(scheme.utf8.count).drop { $0 != "/" && $0 != "?" }
    let slash = path.hasPrefix("/") ? "" : "/"
    return HTTPRequest(
      method: method, target: slash + path, headers: headers, body: body, peer: peer)
  }

  /// The same from the address that the proxy next to us tells, the last of `X-Forwarded-For`.
  var forwarded: HTTPRequest {
    let chain = headers.last { $0.name == "x-forwarded-for" }?.value ?? ""
    let last = chain.split(separator: ",").last ?? ""
    let address = last.filter { $0 != " " && $0 != "\t" }
    guard (2...45).contains(address.utf8.count),
      address.utf8.allSatisfy({ ":.".utf8.contains($0) || Character(Unicode.Scalar($0)).isHexDigit }
      )
    else { return self }
    return HTTPRequest(
      method: method, target: target, headers: headers, body: body, peer: address)
  }

  /// Whether somebody waits to be asked for the content.
  var expectsContinue: Bool { header("expect")?.lowercased() == "100-continue" }

  /// The content's length as it was announced.
  var announcedLength: Int? { header("content-length").flatMap { Int($0) } }

  /// What is wrong with the head, before anybody looks at what it asks for.
  func framingFault(_ limits: ServerLimits) -> ServerFault? {
    guard target.utf8.first == UInt8(ascii: "/"), !target.utf8.contains(where: { $0 >= 0x80 })
    else {
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
    guard header("transfer-encoding") != nil else {
      // A copy has no content, and the library of Rust announces none.
      return header("x-amz-copy-source") == nil ? .missingLength : nil
    }
    return header("x-amz-decoded-content-length") == nil ? .unknownLength : nil
  }
}
