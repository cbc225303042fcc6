import Wire

/// Keeps pages of other sites out of the doors, which a browser on this computer could reach.
struct OwnSite {
  private let isOpen: Bool

  /// Takes what was decided for all requests.
  init(_ rules: EndpointRules) { isOpen = rules.isOpen }

  /// Why a request may come from a page of another site; `nil` where it cannot.
  func refusal(_ head: HTTPRequest) -> String? {
    let hosts = head.headers.filter { $0.name == "host" }
    guard hosts.count == 1, let host = hosts.first?.value else {
      return "the header Host must name this computer"
    }
    guard isOpen || OwnSite.isLoopback(host) else {
      return "the header Host must be localhost or a loopback address"
    }
    if let site = head.header("sec-fetch-site"), site != "same-origin", site != "none" {
      return "a page of another site may not come in: Sec-Fetch-Site"
    }
    for field in head.headers where field.name == "origin" {
      guard field.value.lowercased() == "http://" + host.lowercased() else {
        return "a page of another site may not come in: Origin"
      }
    }
    return nil
  }

  /// Whether a host, with a port or without, is one of this computer's own names for itself.
  static func isLoopback(_ host: String) -> Bool {
    if host.hasPrefix("[") { return isName("[::1]", of: host) }
    let name = host.prefix { $0 != ":" }.lowercased()
    guard isName(name, of: host.lowercased()) else { return false }
    if name == "localhost" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { $0.utf8.count <= 3 && UInt8($0) != nil }
  }

  /// Whether a host is a name and nothing else, or a name and a port.
  private static func isName(_ name: String, of host: String) -> Bool {
    guard host.hasPrefix(name) else { return false }
    let port = host.dropFirst(name.count)
    return port.isEmpty || (port.first == ":" && UInt16(port.dropFirst()) != nil)
  }
}
