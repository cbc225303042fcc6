import Ciphers
import Kernel

extension DocumentObject {
  /// What AWS CLI makes of a customer's key that comes without its MD5.
  ///
  /// That is base64 of the raw key, and of the MD5 of it; a key with its MD5 is sent as it is. Only
  /// some operations are on the list of botocore's handler `sse_md5`.
  func withCustomerKeysEncoded(for operation: String) -> DocumentObject {
    guard CustomerKeyEncoding.operations.contains(operation) else { return self }
    var request = self
    for prefix in ["SSECustomer", "CopySourceSSECustomer"] {
      let (key, md5) = ("\(prefix)Key", "\(prefix)KeyMD5")
      guard request[md5] == nil, let bytes = request[key]?.rawBytes else { continue }
      request[key] = .string(Base64.encode(bytes))
      request[md5] = .string(Base64.encode(Insecure.MD5.hash(bytes)))
    }
    return request
  }
}

/// For which operations AWS CLI encodes keys of callers.
package enum CustomerKeyEncoding {
  /// botocore 1.43.11; list-parts and get-object-attributes take base64 and its MD5.
  package static let operations = [
    "HeadObject", "GetObject", "PutObject", "CopyObject", "CreateMultipartUpload", "UploadPart",
    "UploadPartCopy", "CompleteMultipartUpload",
  ]
}

extension Document {
  /// The bytes of a text, or bytes; `nil` for other kinds.
  fileprivate var rawBytes: [UInt8]? {
    switch self {
    case .string(let text): Array(text.utf8)
    case .bytes(let bytes): bytes
    default: nil
    }
  }
}
