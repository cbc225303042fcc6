package import Kernel

/// What is wrong with a key of the caller's own; which headers are at fault, where it is a matter
/// of them, says `isOfSource`.
package enum CustomerKeyFault: Sendable, Equatable {
  /// The bucket blocks such keys: who wanted to write which object.
  case blocked(Principal, ARN)
  /// Headers without the algorithm.
  case noAlgorithm
  /// Another algorithm than AES256.
  case otherAlgorithm(String)
  /// Headers without the key.
  case noKey
  /// A key of so many bytes, or no base64.
  case wrongLength(Int?)
  /// A key without its MD5.
  case noMD5
  /// The MD5 of another key.
  case wrongMD5
  /// Another kind of encryption is asked for too, by this header.
  case besideKind(String)
  /// An object that was written under a customer's key, and a call without one.
  case missing
  /// Another key than the object was written under, or one without its MD5.
  case wrong
  /// A key for an object that was written without one.
  case needless
  /// A part without the key of its upload, or with one that the upload has not.
  case ofNoPart
  /// A part with another key than its upload's.
  case ofOtherPart
}

extension CustomerKeyFault {
  /// Code, HTTP status and text.
  var answer: (code: String, status: Int, message: String?) {
    let requests = "Requests specifying Server Side Encryption with Customer provided keys must"
    return switch self {
    case .blocked(let writer, let object):
      (
        "AccessDenied", 403,
        "User: \(writer.arn) is not authorized to perform: s3:PutObject on resource: \"\(object)\""
          + " because this bucket has blocked upload requests that specify Server Side Encryption"
          + " with Customer provided keys (SSE-C). Please specify a different server-side"
          + " encryption type"
      )
    case .noAlgorithm:
      ("InvalidArgument", 400, "\(requests) provide a valid encryption algorithm.")
    case .otherAlgorithm:
      (
        "InvalidEncryptionAlgorithmError", 400,
        "The Encryption request you specified is not valid. Supported value: AES256."
      )
    case .noKey: ("InvalidArgument", 400, "\(requests) provide an appropriate secret key.")
    case .wrongLength, .noMD5:
      ("InvalidArgument", 400, "The secret key was invalid for the specified algorithm.")
    case .wrongMD5:
      (
        "InvalidArgument", 400,
        "The calculated MD5 hash of the key did not match the hash that was provided."
      )
    case .besideKind:
      (
        "InvalidArgument", 400,
        "Server Side Encryption with Customer provided key is incompatible with the encryption"
          + " method specified"
      )
    case .missing:
      (
        "InvalidRequest", 400,
        "The object was stored using a form of Server Side Encryption. The correct parameters must"
          + " be provided to retrieve the object."
      )
    case .wrong: ("AccessDenied", 403, "\(requests) provide the correct secret key.")
    case .needless:
      ("InvalidRequest", 400, "The encryption parameters are not applicable to this object.")
    case .ofNoPart:
      (
        "InvalidRequest", 400,
        "The multipart upload initiate requested encryption. Subsequent part requests must include"
          + " the appropriate encryption parameters."
      )
    case .ofOtherPart:
      (
        "InvalidRequest", 400,
        "The provided encryption parameters did not match the ones used originally."
      )
    }
  }

  /// S3 names the header of its own keys, whichever is wrong, and the value where it is one of a
  /// kind.
  var details: [(name: String, value: String?)] {
    let header = (name: "ArgumentName", value: String?("x-amz-server-side-encryption"))
    return switch self {
    case .otherAlgorithm(let text), .besideKind(let text): [header, ("ArgumentValue", text)]
    case .noAlgorithm, .noKey, .wrongLength, .noMD5, .wrongMD5: [header]
    default: []
    }
  }
}
