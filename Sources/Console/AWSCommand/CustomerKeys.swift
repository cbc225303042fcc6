import Ciphers
import Kernel

extension DocumentObject {
  /// What AWS CLI makes of a customer's key that comes without its MD5: base64 of the raw key, and
  /// of the MD5 of it (botocore's handler `sse_md5`); a key with its MD5 is sent as it is.
  var withCustomerKeysEncoded: DocumentObject {
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
