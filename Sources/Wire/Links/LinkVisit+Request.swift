import Cloud
package import Kernel
import S3

extension LinkVisit {
  /// The operation of a method on an object, `GetObject`; `nil` for a method that has none.
  package var operation: String? {
    switch method {
    case "GET": "GetObject"
    case "HEAD": "HeadObject"
    case "PUT": "PutObject"
    case "DELETE": "DeleteObject"
    default: nil
    }
  }

  /// The members of the request: what address, parameters and headers say; `body` is of a PUT.
  ///
  /// Parameters that begin with `x-amz-` count as headers; what the operation has no use for is
  /// passed over.
  package func request(body: [UInt8]? = nil) -> DocumentObject {
    var request: DocumentObject = [
      "Bucket": .string(link.bucket), "Key": .string(link.key),
    ]
    for entry in LinkVisit.request(of: link.query + headers, for: operation ?? "").entries {
      request[entry.name] = entry.value
    }
    if method == "PUT" { request["Body"] = .bytes(body ?? []) }
    return request
  }

  /// The members that headers and parameters, or the fields of a form, are to an operation.
  static func request(
    of parameters: [HTTPField], for operation: String
  ) -> DocumentObject {
    let known = Catalogue.operation(operation)?.members.map(\.name) ?? []
    var request = DocumentObject()
    var metadata = DocumentObject()
    for parameter in parameters {
      let name = parameter.name.lowercased()
      if name.hasPrefix(LinkVisit.metadata), known.contains("Metadata") {
        metadata[String(name.dropFirst(LinkVisit.metadata.count))] = .string(parameter.value)
      } else if let member = LinkVisit.members[name], known.contains(member) {
        request[member] = LinkVisit.value(parameter.value, of: member)
      }
    }
    if !metadata.entries.isEmpty { request["Metadata"] = .object(metadata) }
    return request
  }

  private static let metadata = "x-amz-meta-"

  private static func value(_ text: String, of member: String) -> Document {
    switch member {
    case "BucketKeyEnabled", "BypassGovernanceRetention": .bool(text == "true")
    case "ObjectLockRetainUntilDate": Timestamp(text).map { .timestamp($0) } ?? .string(text)
    case "PartNumber": Int(text).map { .integer($0) } ?? .string(text)
    default: .string(text)
    }
  }

  /// The members that headers and parameters are, by the service model of S3.
  private static let members: [String: String] = [
    "versionid": "VersionId", "partnumber": "PartNumber", "range": "Range",
    "response-cache-control": "ResponseCacheControl",
    "response-content-disposition": "ResponseContentDisposition",
    "response-content-encoding": "ResponseContentEncoding",
    "response-content-language": "ResponseContentLanguage",
    "response-content-type": "ResponseContentType",
    "if-match": "IfMatch", "if-none-match": "IfNoneMatch",
    "cache-control": "CacheControl", "content-disposition": "ContentDisposition",
    "content-encoding": "ContentEncoding", "content-language": "ContentLanguage",
    "content-type": "ContentType", "content-md5": "ContentMD5",
    "x-amz-acl": "ACL", "x-amz-storage-class": "StorageClass", "x-amz-tagging": "Tagging",
    "x-amz-expected-bucket-owner": "ExpectedBucketOwner",
    "x-amz-checksum-mode": "ChecksumMode",
    "x-amz-object-lock-mode": "ObjectLockMode",
    "x-amz-object-lock-legal-hold": "ObjectLockLegalHoldStatus",
    "x-amz-object-lock-retain-until-date": "ObjectLockRetainUntilDate",
    "x-amz-bypass-governance-retention": "BypassGovernanceRetention",
    "x-amz-server-side-encryption": "ServerSideEncryption",
    "x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
    "x-amz-server-side-encryption-context": "SSEKMSEncryptionContext",
    "x-amz-server-side-encryption-bucket-key-enabled": "BucketKeyEnabled",
    "x-amz-server-side-encryption-customer-algorithm": "SSECustomerAlgorithm",
    "x-amz-server-side-encryption-customer-key": "SSECustomerKey",
    "x-amz-server-side-encryption-customer-key-md5": "SSECustomerKeyMD5",
  ]
}
