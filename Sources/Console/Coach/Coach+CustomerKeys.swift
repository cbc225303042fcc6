import AWSCLI
import Access
import Cloud
import Kernel
import S3
import Shell

extension Coach {
  /// What to say of a key of the caller's own that S3 does not take; `next` never makes a file, for
  /// that might be the place of the only key.
  func advice(on fault: CustomerKeyFault, ofSource: Bool) -> Advice {
    let next =
      switch fault {
      case .blocked: allowing(request["Bucket"]?.text ?? "")
      case .wrong, .needless: "inspect \(place)"
      default: "help customer-keys"
      }
    let (algorithm, key) = options(ofSource: ofSource)
    let why =
      switch fault {
      case .blocked:
        "New buckets block SSE-C, keys that S3 does not keep. Who may change the bucket's"
          + " encryption can allow them."
      case .noAlgorithm: "\(algorithm) AES256 goes with \(key)."
      case .otherAlgorithm: "There is one algorithm: \(algorithm) AES256."
      case .noKey: "The algorithm alone opens nothing: \(key) goes with it."
      case .wrongLength(let count?):
        "AES256 takes a key of 32 bytes; this one has \(count). " + encoding
      case .wrongLength(nil): "The key that was sent is no base64. " + encoding
      case .noMD5: "S3 wants the key's MD5 beside it. " + encoding
      case .wrongMD5: "The MD5 is of another key, or of the base64 instead of the key's 32 bytes."
      case .besideKind:
        "SSE-C is a kind of encryption of its own: leave out"
          + " \(isS3Command ? "--sse" : "--server-side-encryption"), or the key."
      case .missing:
        "The object was written with SSE-C: each call that reads it brings the writer's key, which"
          + " S3 does not keep."
      case .wrong:
        "S3 keeps no key, only a salted HMAC to know it again, and this is not the key that the"
          + " object was written with."
      case .needless:
        "The object was written without a key of the caller's: leave the key out. Each object, and"
          + " each version, has a kind of its own."
      case .ofNoPart:
        "Each part comes with the key with which the upload was begun, or with none where it was"
          + " begun with none."
      case .ofOtherPart: "All parts of an upload are under the key with which it was begun."
      }
    return Advice(why: why, next: next)
  }

  /// How AWS CLI sends keys.
  private var encoding: String {
    isS3Command || CustomerKeyEncoding.operations.contains(operation.name)
      ? "AWS CLI makes base64 of the raw key and of its MD5 by itself, unless the MD5 is given."
      : "Of this operation's key AWS CLI makes nothing: it takes base64, and base64 of the MD5."
  }

  /// The options of algorithm and key.
  private func options(ofSource: Bool) -> (algorithm: String, key: String) {
    if isS3Command {
      let option = ofSource ? "--sse-c-copy-source" : "--sse-c"
      return (option, option + "-key")
    }
    let option = (ofSource ? "--copy-source" : "-") + "-sse-customer"
    return (option + "-algorithm", option + "-key")
  }

  /// What allows keys of callers in a bucket.
  private func allowing(_ bucket: String) -> String {
    let rule = #"{"Rules":[{"BlockedEncryptionTypes":{"EncryptionType":["NONE"]}}]}"#
    return "aws s3api put-bucket-encryption --bucket \(bucket)"
      + " --server-side-encryption-configuration '\(rule)'"
  }

  /// The object that is read, as `inspect` takes it.
  private var place: String {
    let (bucket, key, version) = named
    return quoted("s3://\(bucket)/\(key)" + (version.map { "?versionId=\($0.text)" } ?? ""))
  }
}
