package import Access
package import Cloud
package import Kernel
import S3

extension World {
  /// Fails where a signature of version 2 is to open or to seal something with a KMS key, for which
  /// S3 wants one of version 4 (Amazon S3 User Guide, "Using server-side encryption with AWS KMS
  /// keys").
  package func checkVersion(
    of call: Call, _ operation: AnyOperation, _ members: DocumentObject
  ) throws(HTTPFailure) {
    guard call.authentication.version == .two, usesKMS(operation.name, members) else { return }
    throw HTTPFailure(
      400, "InvalidArgument",
      "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature"
        + " Version 4.", [("ArgumentName", "Authorization"), ("ArgumentValue", "null")])
  }

  /// Whether a request reads an object under a KMS key, or makes one.
  private func usesKMS(_ operation: String, _ members: DocumentObject) -> Bool {
    guard let bucket = members["Bucket"]?.text.flatMap({ storage.s3.buckets[BucketName($0)] }),
      let key = members["Key"]?.text.map({ ObjectKey($0) })
    else { return false }
    switch operation {
    case "GetObject", "HeadObject": return bucket.current(key)?.envelope.kind.usesKMS == true
    case "PutObject", "CopyObject", "CreateMultipartUpload":
      if let asked = members["ServerSideEncryption"]?.text { return asked.hasPrefix("aws:kms") }
      return members["SSECustomerAlgorithm"] == nil && bucket.encryption.algorithm.usesKMS
    default: return false
    }
  }
}
