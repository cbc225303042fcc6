import Cloud
import IAM
import Kernel
import S3
import Shell

extension Coach {
  /// Whether the call brings a key of the caller's own.
  var namesCustomerKey: Bool { request.names.contains { $0.contains("SSECustomer") } }

  /// What to say where S3 does not take a key of the caller's own: the bucket blocks such keys, or
  /// the key is another than the writer's.
  var customerKeyRefused: Advice {
    let name = request["Bucket"]?.text ?? ""
    let writes =
      request["SSECustomerAlgorithm"] != nil && Coach.writers.contains(operation.name)
    guard writes, let bucket = s3.buckets[name], bucket.encryption.blocksCustomerKeys else {
      return Advice(
        why: "S3 keeps no key, only a salted HMAC to know it again, and this is not the key that"
          + " the object was written with.", next: "inspect \(place)")
    }
    let rule =
      #"{"Rules":[{"BlockedEncryptionTypes":{"EncryptionType":["NONE"]}}]}"#
    return Advice(
      why: "New buckets block SSE-C, keys that S3 does not keep. Who may change the bucket's"
        + " encryption can allow them.",
      next: "aws s3api put-bucket-encryption --bucket \(name)"
        + " --server-side-encryption-configuration '\(rule)'")
  }

  /// What to say of an object under a customer's key, and a call without it.
  var customerKeyMissing: Advice {
    Advice(
      why: "The object was written with SSE-C: each call that reads it brings the writer's key,"
        + " which S3 has not kept.", next: "help customer-keys")
  }

  /// What writes under a key of the caller's own.
  private static let writers = [
    "PutObject", "CopyObject", "CreateMultipartUpload", "UploadPart", "UploadPartCopy",
  ]

  /// What to say of headers of a customer's key that do not fit together.
  var wrongCustomerKey: Advice {
    if request["ServerSideEncryption"] != nil {
      return Advice(
        why: "SSE-C is a kind of encryption of its own: leave out --server-side-encryption, or the"
          + " key.", next: "help customer-keys")
    }
    if request["SSECustomerAlgorithm"] != "AES256" {
      return Advice(
        why: "--sse-customer-algorithm AES256 goes with each key of yours: there is no other.",
        next: "help customer-keys")
    }
    let length = request["SSECustomerKey"]?.text.flatMap { Base64.decode($0.utf8)?.count }
    let found = length.map { "; this one has \($0)" } ?? ""
    return Advice(
      why: "AES256 takes a key of 32 bytes\(found). AWS CLI makes base64 of the raw key and of its"
        + " MD5 by itself, unless the MD5 is given.", next: "openssl rand 32 > my.key")
  }

  /// The object that is read, as `inspect` takes it.
  private var place: String {
    let (bucket, key, version) = named
    return quoted("s3://\(bucket)/\(key)" + (version.map { "?versionId=\($0.text)" } ?? ""))
  }
}
