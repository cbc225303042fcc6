import Access
import Ciphers
import Kernel

/// Signatures of Signature Version 2, for links and forms of S3.
enum SignatureV2 {
  /// Signs a text: a string to sign, or the policy of a form.
  static func signature(of text: String, _ credentials: Credentials) -> String {
    let key = SymmetricKey(Array(credentials.secret.utf8))
    return Base64.encode(
      HMAC<Insecure.SHA1>.authenticationCode(for: Array(text.utf8), using: key))
  }

  /// What is signed of the request of somebody who opens a link.
  ///
  /// A link carries its headers as parameters; one that is sent is believed rather than that.
  static func stringToSign(
    _ request: HTTPRequest, _ parameters: [HTTPField], expires: String
  ) -> String {
    func header(_ name: String) -> String {
      request.header(name) ?? parameters.first { $0.name.lowercased() == name }?.value ?? ""
    }
    let bucket = S3Address.bucket(inHost: header("host")).map { "/\($0)" } ?? ""
    var resource = bucket + request.path
    // A bucket without a key is `/bucket/`, however it was sent.
    if bucket.isEmpty, resource.utf8.count > 1,
      !resource.utf8.dropFirst().contains(UInt8(ascii: "/"))
    {
      resource += "/"
    }
    let signed = parameters.filter { signedParameters.contains($0.name) }
      .sorted { $0.name.precedesByBytes($1.name) }
      .map { $0.value.isEmpty ? $0.name : "\($0.name)=\($0.value)" }
    return
      ([request.method, header("content-md5"), header("content-type"), expires]
      + amazonHeaders(request, parameters)
      + [resource + (signed.isEmpty ? "" : "?" + signed.joined(separator: "&"))])
      .joined(separator: "\n")
  }

  /// The lines of the headers that begin with `x-amz-`.
  private static func amazonHeaders(
    _ request: HTTPRequest, _ parameters: [HTTPField]
  ) -> [String] {
    let isAmazons = { (field: HTTPField) in field.name.hasPrefix("x-amz-") }
    let sent = request.headers.filter(isAmazons)
    let names = Set(sent.map(\.name))
    let inLink = parameters.map { HTTPField($0.name.lowercased(), $0.value) }
      .filter { isAmazons($0) && !names.contains($0.name) }
    let all = HTTPRequest(method: "", target: "", headers: sent + inLink, peer: "")
    let signed = Set(all.headers.map(\.name)).sorted { $0.precedesByBytes($1) }
    return all.headers(named: signed).map { "\($0.name):\($0.value)" }
  }

  /// The parameters that are a part of what is addressed.
  private static let signedParameters: Set<String> = [
    "accelerate", "acl", "analytics", "cors", "defaultObjectAcl", "delete", "inventory",
    "lifecycle", "location", "logging", "metrics", "notification", "object-lock", "partNumber",
    "policy", "replication", "requestPayment", "response-cache-control",
    "response-content-disposition", "response-content-encoding", "response-content-language",
    "response-content-type", "response-expires", "restore", "select", "select-type",
    "storageClass", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning",
    "versions", "website",
  ]
}
