import Cloud
import IAM
import KMS
import Kernel
import S3

extension Coach {
  private var s3: S3State { session.world.storage.s3 }

  /// What to say about an error of S3; `nil` where AWS's own text says it all.
  func adviceOnS3(
    _ code: String, _ message: String, _ operation: AnyOperation, _ request: DocumentObject
  ) -> Advice? {
    let bucket = request["Bucket"]?.text ?? ""
    switch code {
    case "NoSuchBucket": return noBucket(bucket, operation, request)
    case "NoSuchKey": return noObject(operation, request)
    case "404" where s3.buckets[bucket] == nil: return noBucket(bucket, operation, request)
    case "404": return noObject(operation, request)
    case "BucketAlreadyExists":
      return Advice(
        why: "Names of buckets are global, and somebody else has this one.",
        next: rewritten(operation, request, "Bucket", ownName(bucket)))
    case "BucketAlreadyOwnedByYou":
      return Advice(why: "The bucket is yours already; use it.", next: "inspect s3://\(bucket)")
    case "BucketNotEmpty":
      return Advice(
        why: "Only an empty bucket can be deleted; rb --force deletes its objects first.",
        next: "aws s3 rb s3://\(bucket) --force")
    case "InvalidBucketName":
      return Advice(
        why: bucket.hasPrefix(Coach.documentation)
          ? "AWS keeps names with \(Coach.documentation) for its documentation; take another."
          : "3 to 63 small letters, digits and hyphens; AWS keeps some beginnings for itself.",
        next: rewritten(operation, request, "Bucket", ownName(bucket)))
    case "IllegalLocationConstraintException": return wrongLocation(operation, request)
    case "AccessDenied", "403": return deniedByS3(message, operation, request)
    case "InternalError":
      return Advice(
        why: "The stored bytes are not those that were written: their tag does not fit.", next: nil)
    default:
      return code.hasPrefix("KMS.") ? passedOn(message, operation) : wrongRequest(code, message)
    }
  }

  /// An error of KMS that S3 passes on.
  private func passedOn(_ message: String, _ operation: AnyOperation) -> Advice? {
    if message.hasSuffix("is disabled.") || message.hasSuffix("is pending deletion.") {
      return wrongState(message)
    }
    if wasDeleted(message) {
      return Advice(
        why: "The key was deleted: nothing can be encrypted under it any more.",
        next: "aws kms list-aliases")
    }
    if message.hasPrefix("Invalid arn") {
      return Advice(
        why: "The key must be in the Region of the bucket.", next: "aws kms list-aliases")
    }
    return Advice(
      why: "S3 asked KMS for a data key, and KMS does not know the key that was named: by this"
        + " call, or by the bucket's default.", next: "aws kms list-aliases")
  }

  private func deniedByS3(
    _ message: String, _ operation: AnyOperation, _ request: DocumentObject
  ) -> Advice? {
    let caller = call.principal.shortName(from: session.configuration.account)
    let bucket = request["Bucket"]?.text ?? ""
    if request.names.contains(where: { $0.hasPrefix("SSECustomer") }) {
      return Advice(
        why: "New buckets block SSE-C (get-bucket-encryption shows it), and this lab has none.",
        next: "help encryption-at-rest")
    }
    if let key = deletedKey(of: request) {
      return Advice(
        why: "The object is still stored, but its key, \(key), was deleted: lost for ever.",
        next: "inspect s3://\(bucket)/\(request["Key"]?.text ?? "")")
    }
    if message.contains(" kms:") {
      return Advice(
        why: "S3 asks KMS as \(caller), who may use the bucket but not the key.",
        next: "inspect s3://\(bucket)")
    }
    if BucketName(bucket).belongsToStranger {
      return Advice(
        why: "That bucket belongs to somebody else in the world.", next: "aws s3 ls")
    }
    if message.contains("no identity-based policy allows") {
      return Advice(why: "\(caller) has no identity policy for this.", next: "as alice")
    }
    return nil
  }

  /// The key that an object needs, where it is one whose deletion has happened.
  private func deletedKey(of request: DocumentObject) -> String? {
    let place = request["CopySource"]?.text.map { $0.split(separator: "/", maxSplits: 1) }
    let bucket = place?.first.map(String.init) ?? request["Bucket"]?.text ?? ""
    let name = place?.last.map(String.init) ?? request["Key"]?.text ?? ""
    guard let arn = s3.buckets[bucket]?.objects[name]?.envelope.key, let key = KeyAddress(arn),
      kms.keys[key] == nil
    else { return nil }
    return key.id.description
  }

  private func noBucket(
    _ bucket: String, _ operation: AnyOperation, _ request: DocumentObject
  ) -> Advice {
    let isOfDocumentation = bucket.hasPrefix(Coach.documentation)
    let near =
      isOfDocumentation ? s3.buckets.keys.first : nearest(to: bucket, among: s3.buckets.keys)
    return Advice(
      why: isOfDocumentation
        ? "Names with \(Coach.documentation) stand in AWS's documentation; name a bucket of yours."
        : near.map { "The nearest bucket that exists is \($0)." } ?? "No such bucket.",
      next: near.flatMap { rewritten(operation, request, "Bucket", $0) } ?? "aws s3 ls")
  }

  private func noObject(_ operation: AnyOperation, _ request: DocumentObject) -> Advice {
    let bucket = request["Bucket"]?.text ?? ""
    let key = request["Key"]?.text ?? ""
    // Most buckets of a learner are small; in a large one the listing helps more than a guess.
    let names = s3.buckets[bucket]?.objects.lazy.map(\.key).prefix(1000).map { $0 } ?? []
    let near = request["CopySource"] == nil ? nearest(to: key, among: names) : nil
    return Advice(
      why: near.map { "The nearest object that exists is \($0)." } ?? "No such object.",
      next: near.flatMap { rewritten(operation, request, "Key", $0) }
        ?? "aws s3 ls s3://\(bucket) --recursive")
  }

  private func wrongLocation(_ operation: AnyOperation, _ request: DocumentObject) -> Advice {
    Advice(
      why: "Outside us-east-1 a new bucket names the Region that is called.",
      next: "aws s3api create-bucket --bucket \(request["Bucket"]?.text ?? "BUCKET")"
        + " --region \(call.region)"
        + (call.region == .usEast1
          ? "" : " --create-bucket-configuration LocationConstraint=\(call.region)"))
  }

  private func wrongRequest(_ code: String, _ message: String) -> Advice? {
    switch code {
    case "PreconditionFailed", "412":
      Advice(why: "A condition of the call does not hold; the object was not touched.", next: nil)
    case "304":
      Advice(why: "Not a fault: the object is still the one that the condition names.", next: nil)
    case "InvalidArgument" where message.hasPrefix("Server Side Encryption with AWS KMS"):
      Advice(
        why: "A key goes with --server-side-encryption aws:kms (or aws:kms:dsse).", next: nil)
    case "InvalidArgument" where message.hasPrefix("a KMSMasterKeyID"):
      Advice(why: "AES256 is S3's own key; a KMS key goes with SSEAlgorithm=aws:kms.", next: nil)
    case "MalformedXML":
      Advice(
        why: "Exactly one rule: Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms,"
          + "KMSMasterKeyID=alias/lab-key}}]", next: nil)
    case "AccessControlListNotSupported":
      Advice(why: "Buckets have had ACLs turned off since 2023; leave --acl out.", next: nil)
    default: nil
    }
  }

  /// How the names of buckets begin in AWS's documentation.
  private static let documentation = "amzn-s3-demo-"

  /// A name like the one that was asked for which nobody else has.
  private func ownName(_ name: String) -> String {
    let plain = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    let base =
      plain.hasPrefix(Coach.documentation)
      ? String(plain.dropFirst(Coach.documentation.count)) : plain
    return "\(base.isEmpty ? "bucket" : String(base.prefix(40)))-\(call.account)"
  }
}
