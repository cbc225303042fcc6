package import Kernel
import S3

/// The address of an object on the web, with what follows the question mark.
package struct Link: Sendable {
  /// `https`, or `http` of an endpoint on this computer.
  private let scheme: String
  /// `b-1.s3.us-east-1.amazonaws.com`.
  package let host: String
  /// The path, escaped.
  package let path: String
  /// The parameters.
  package var query: [HTTPField]
  /// The bucket that host or path name.
  package let bucket: String
  /// The key; empty for none.
  package let key: String

  /// The address of an object, in the form that AWS CLI gives it: the bucket in the host, unless
  /// its name has a dot, which certificates do not match; with the bucket in the path of an
  /// endpoint, `http://127.0.0.1:4566`, where AWS_ENDPOINT_URL names one.
  package init(bucket: String, key: String, region: Region, endpoint: String? = nil) {
    self.bucket = bucket
    self.key = key
    query = []
    if let (scheme, host) = endpoint.flatMap(Link.endpoint) {
      self.scheme = scheme
      self.host = host
      path = "/\(bucket)/\(PercentEncoding.encode(key))"
      return
    }
    scheme = "https"
    let service = "s3.\(region).amazonaws.com"
    let isInHost = !bucket.contains(".")
    host = isInHost ? "\(bucket).\(service)" : service
    path = "/" + (isInHost ? "" : bucket + "/") + PercentEncoding.encode(key)
  }

  /// Scheme and host of an endpoint's address; `nil` for an address with more.
  private static func endpoint(_ text: String) -> (scheme: String, host: String)? {
    guard let scheme = ["https", "http"].first(where: { text.hasPrefix($0 + "://") }) else {
      return nil
    }
    var host = text.dropFirst(scheme.utf8.count + 3)
    if host.hasSuffix("/") { host = host.dropLast() }
    return host.isEmpty || host.contains("/") ? nil : (scheme, String(host))
  }

  /// Reads a link; `nil` for what is no address of an object in S3.
  package init?(_ text: String) {
    guard let scheme = ["https", "http"].first(where: { text.hasPrefix($0 + "://") }) else {
      return nil
    }
    self.scheme = scheme
    let halves = text.dropFirst(scheme.utf8.count + 3).split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let address = halves[0]
    let slash = address.firstIndex(of: "/") ?? address.endIndex
    host = String(address[..<slash])
    path = slash == address.endIndex ? "/" : String(address[slash...])
    guard let decoded = PercentEncoding.decode(path),
      let place = Link.place(host: host, path: decoded),
      let query = S3Address.parameters(halves.count == 2 ? halves[1] : "")
    else { return nil }
    (bucket, key) = place
    self.query = query
  }

  /// The link as it is typed.
  package var text: String { "\(scheme)://\(host)\(target)" }

  /// Path and parameters, as a request has them.
  var target: String {
    let query = query.map {
      "\(PercentEncoding.encodeAll($0.name))=\(PercentEncoding.encodeAll($0.value))"
    }
    return path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  /// The value of a parameter.
  package func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// Bucket and key of an address: `BUCKET.s3.REGION.amazonaws.com/KEY`, without the Region, or
  /// with the bucket in the path; the same at an endpoint on this computer.
  private static func place(host: String, path: String) -> (bucket: String, key: String)? {
    let suffix = ".amazonaws.com"
    if ["127.0.0.1", "localhost"].contains(host.prefix { $0 != ":" }) {
      return bucketAndKey(path.dropFirst())
    }
    guard host.hasSuffix(suffix) else { return nil }
    let labels = host.dropLast(suffix.count).split(
      separator: ".", omittingEmptySubsequences: false)
    guard let index = labels.lastIndex(of: "s3"), labels.count - index <= 2 else { return nil }
    let rest = path.dropFirst()
    if index > 0 { return (labels[..<index].joined(separator: "."), String(rest)) }
    return bucketAndKey(rest)
  }

  private static func bucketAndKey(_ path: Substring) -> (bucket: String, key: String) {
    let halves = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(halves[0]), halves.count == 2 ? String(halves[1]) : "")
  }
}

extension Link {
  /// The parameters of a signature.
  package enum Name {
    /// AWS4-HMAC-SHA256.
    package static let algorithm = "X-Amz-Algorithm"
    /// The access key and the scope.
    package static let credential = "X-Amz-Credential"
    /// When it was signed.
    package static let date = "X-Amz-Date"
    /// For how many seconds it holds.
    package static let expires = "X-Amz-Expires"
    /// The names of the headers that are signed.
    package static let signedHeaders = "X-Amz-SignedHeaders"
    /// The token of a session.
    package static let token = "X-Amz-Security-Token"
    /// The signature, in hexadecimal.
    package static let signature = "X-Amz-Signature"

    /// Those that every link of S3 has, in AWS's order.
    static let ofVersion4 = [algorithm, credential, signature, date, signedHeaders, expires]
  }
}
