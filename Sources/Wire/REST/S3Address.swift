import Kernel
import S3

/// What host and path of a request name.
struct S3Address: Sendable, Equatable {
  /// The bucket; `nil` for none.
  let bucket: String?
  /// The key; `nil` for none.
  let key: String?
  /// The parameters, of equal names the first one first.
  let query: [HTTPField]

  /// What a request to write an object has behind the question mark where its content is another.
  static let subresources: Set<String> = [
    "acl", "encryption", "legal-hold", "renameObject", "retention", "tagging",
  ]

  /// What the path names.
  var level: S3Route.Level {
    if bucket == nil { return .service }
    return key == nil ? .bucket : .object
  }

  /// Makes an address.
  init(bucket: String? = nil, key: String? = nil, query: [HTTPField] = []) {
    self.bucket = bucket
    self.key = key
    self.query = query
  }

  /// Reads the address of a request: the bucket in the host or in the path.
  ///
  /// - Throws: InvalidURI, for broken escapes and bytes that are no UTF-8.
  init(_ request: HTTPRequest) throws(HTTPFailure) {
    guard let path = PercentEncoding.decode(request.path), path.hasPrefix("/"),
      let query = S3Address.parameters(request.query)
    else {
      throw HTTPFailure(
        400, "InvalidURI", "Couldn't parse the specified URI.", [("URI", request.target)])
    }
    self.query = query
    let rest = String(path.dropFirst())
    if let bucket = S3Address.bucket(inHost: request.header("host") ?? "") {
      self.bucket = bucket
      key = rest.isEmpty ? nil : rest
      return
    }
    let halves = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    bucket = rest.isEmpty ? nil : String(halves[0])
    key = halves.count == 2 && !halves[1].isEmpty ? String(halves[1]) : nil
  }

  /// The Region whose endpoint a host of AWS is, `s3.eu-west-1.amazonaws.com`; `nil` for a host
  /// that is here for all of them.
  static func region(inHost host: String) -> Region? {
    let labels = host.prefix { $0 != ":" }.lowercased().split(separator: ".").map(String.init)
    guard labels.suffix(2) == ["amazonaws", "com"],
      let index = labels.lastIndex(where: { $0 == "s3" || $0.hasPrefix("s3-") })
    else { return nil }
    if labels[index] != "s3" { return Region(String(labels[index].dropFirst(3))) }
    let next = labels[(index + 1)...].first { $0 != "dualstack" }
    return next == "amazonaws" ? .usEast1 : next.flatMap { Region($0) }
  }

  /// The parameters behind a question mark; `nil` for a broken escape.
  static func parameters(_ text: Substring, plusIsSpace: Bool = false) -> [HTTPField]? {
    var fields: [HTTPField] = []
    for part in text.split(separator: "&") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentEncoding.decode(pair[0], plusIsSpace: plusIsSpace),
        let value = PercentEncoding.decode(
          pair.count == 2 ? pair[1] : "", plusIsSpace: plusIsSpace)
      else { return nil }
      fields.append(HTTPField(name, value))
    }
    return fields
  }

  /// The bucket of a host such as `b.localhost`, `b.s3.localhost` or
  /// `b.s3.us-east-1.amazonaws.com`; `nil` for one that names none.
  static func bucket(inHost host: String) -> String? {
    let name = host.prefix { $0 != ":" }.lowercased()
    guard !host.hasPrefix("["), !name.allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
    let labels = name.split(separator: ".").map(String.init)
    if let index = labels.lastIndex(where: { $0 == "s3" || $0.hasPrefix("s3-") }) {
      return index == 0 ? nil : labels[..<index].joined(separator: ".")
    }
    guard labels.last == "localhost", labels.count > 1 else { return nil }
    return labels.dropLast().joined(separator: ".")
  }
}
