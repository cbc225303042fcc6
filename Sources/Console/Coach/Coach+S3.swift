import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension Coach {
  var s3: S3State { session.world.storage.s3 }

  /// What to say about a failure of S3; `nil` where AWS's own text says it all.
  func advice(on failure: S3Failure) -> Advice? {
    let bucket = request["Bucket"]?.text ?? ""
    switch failure {
    case .noSuchBucket: return noBucket(bucket)
    case .noSuchKey: return noObject
    case .bucketAlreadyExists:
      return Advice(
        why: "Names of buckets are global, and somebody else has this one.",
        next: rewritten("Bucket", ownName(bucket)))
    case .bucketAlreadyOwnedByYou:
      return Advice(why: "The bucket is yours already; use it.", next: "inspect s3://\(bucket)")
    case .noSuchVersion, .deleteMarker, .markerAsSource, .invalidArgument(_, "versionId", _):
      return wrongVersion(failure)
    case .noSuchUpload, .invalidPart, .invalidPartOrder, .partTooSmall, .partsNotConsecutive,
      .conflict:
      return wrongUpload(failure)
    case .bucketNotEmpty(_, let keptVersions): return notEmpty(bucket, keptVersions)
    case .invalidBucketName:
      return Advice(
        why: bucket.hasPrefix(Coach.documentation)
          ? "AWS keeps names with \(Coach.documentation) for its documentation; take one of your"
            + " own."
          : "3 to 63 small letters, digits and hyphens; AWS keeps some beginnings for itself.",
        next: rewritten("Bucket", ownName(bucket)))
    case .illegalLocation: return wrongLocation
    case .accessDenied: return deniedByS3
    case .deniedByKMS(let denial): return advice(on: denial)
    case .kms(let failure): return passedOn(failure)
    case .noBucketPolicy, .malformedPolicy, .policyTooLarge, .policyOfAnotherAccount,
      .publicPolicy, .noPublicAccessBlock:
      return onAccess(failure, bucket)
    case .missingObjectLock, .noObjectLock, .neverLocked, .lockWithoutVersions,
      .lockNeedsVersions, .objectLocked:
      return wrongLock(failure, bucket)
    case .damaged:
      return Advice(
        why: "The stored bytes are not those that were written: their tag does not fit.", next: nil)
    default: return wrongRequest(failure)
    }
  }

  /// A failure of KMS that S3 passes on.
  private func passedOn(_ failure: CallFailure) -> Advice? {
    guard case .service(let cause as KMSFailure) = failure.cause else { return nil }
    if let name = request["SSEKMSKeyId"]?.text,
      kms.aliases(account: call.account, region: call.region).contains(where: {
        $0.address.name == "alias/" + name
      })
    {
      return Advice(
        why: "alias/ belongs to the name of an alias.",
        next: session.line(with: "alias/" + name, for: name))
    }
    switch cause {
    case .keyNotFound(let arn):
      if let key = KeyAddress(arn), let time = session.world.deletions[key] {
        return Advice(
          why: "The key was deleted on \(time.date): nothing can be encrypted under it any more.",
          next: "aws kms list-aliases")
      }
    case .invalidARN:
      return Advice(
        why: "The key must be in the Region of the bucket.", next: "aws kms list-aliases")
    default:
      if let advice = wrongState(cause) { return advice }
    }
    return Advice(
      why: "S3 asked KMS for a data key, and KMS does not know the key that was named: by this"
        + " call, or by the bucket's default.", next: "aws kms list-aliases")
  }

  /// A refusal by S3 that no policy made.
  private var deniedByS3: Advice? {
    BucketName(request["Bucket"]?.text ?? "").belongsToStranger
      ? Advice(why: "That bucket belongs to somebody else in the world.", next: "aws s3 ls") : nil
  }

  /// The object that the call reads: the source of a copy, or what bucket and key name.
  var named: (bucket: String, key: String, version: ObjectVersionID?) {
    guard let source = request["CopySource"]?.text.map(VersionedName.init) else {
      return (
        request["Bucket"]?.text ?? "", request["Key"]?.text ?? "",
        request["VersionId"]?.text.map { ObjectVersionID($0) }
      )
    }
    let path = source.name.drop { $0 == "/" }
    let halves = path.split(separator: "/", maxSplits: 1).map(String.init)
    return (halves.first ?? "", halves.count == 2 ? halves[1] : "", source.version)
  }

  /// What is said of an object whose key was deleted; `nil` for any other.
  var deletedKey: Advice? {
    let (bucket, name, version) = named
    let object = s3.buckets[BucketName(bucket)].flatMap { bucket in
      version.map { session.world.object(name, $0, in: bucket)?.object }
        ?? bucket.current(ObjectKey(name))
    }
    guard let arn = object?.envelope.key, let key = KeyAddress(arn),
      kms.keys[key] == nil
    else { return nil }
    let time = session.world.deletions[key].map { " on \($0.date)" } ?? ""
    if let heir = kms.heir(of: key) {
      return Advice(
        why: "The object is still stored; its key of this Region was deleted\(time), and \(heir)"
          + " keeps the same material. Replicated again, the key opens it.",
        next: key.replication(from: heir))
    }
    return Advice(
      why: "The object is still stored, but its key, \(key.id), was deleted\(time): lost for ever.",
      next: "inspect "
        + quoted("s3://\(bucket)/\(name)" + (version.map { "?versionId=\($0.text)" } ?? "")))
  }

  private func noBucket(_ missing: String) -> Advice {
    // The source of a copy is looked for first.
    let isSource = request["CopySource"] != nil && s3.buckets[BucketName(named.bucket)] == nil
    let bucket = isSource ? named.bucket : missing
    let isOfDocumentation = bucket.hasPrefix(Coach.documentation)
    let names = s3.buckets.keys.map(\.text)
    let near = isOfDocumentation ? names.first : nearest(to: bucket, among: names)
    return Advice(
      why: isOfDocumentation
        ? "Names with \(Coach.documentation) stand in AWS's documentation; put a bucket of yours"
          + " there."
        : near.map { "The nearest bucket that exists is \($0)." } ?? "No such bucket.",
      next: near.flatMap { near in
        isSource
          ? rewritten("CopySource", "\(near)/\(named.key)") : rewritten("Bucket", near)
      } ?? "aws s3 ls")
  }

  private func wrongVersion(_ failure: S3Failure) -> Advice {
    let why =
      switch failure {
      case .invalidArgument:
        s3.buckets[BucketName(named.bucket)]?.versioning == nil
          ? "This bucket never kept versions: no id but null is one."
          : "S3 knows its own ids, and has never issued this one; a list tells those that it has."
      case .noSuchVersion(_, .null):
        "Nothing was written to this key while the bucket kept no versions, or it is gone."
      case .noSuchVersion:
        "The version was deleted for good, or its id is of another key."
      default: "A delete marker has no content; the list tells which versions are objects."
      }
    return Advice(why: why, next: versionList)
  }

  private func notEmpty(_ bucket: String, _ keptVersions: Bool) -> Advice {
    keptVersions
      ? Advice(
        why: "Versions and delete markers count too, and rb --force leaves them: each goes by its"
          + " id.", next: "aws s3api list-object-versions --bucket \(bucket)")
      : Advice(
        why: "Only an empty bucket can be deleted; rb --force deletes its objects first.",
        next: "aws s3 rb s3://\(bucket) --force")
  }

  /// What lists the versions of the object that was named.
  private var versionList: String {
    let prefix = named.key.isEmpty ? "" : " --prefix " + quoted(named.key)
    return "aws s3api list-object-versions --bucket \(named.bucket)" + prefix
  }

  private var noObject: Advice {
    let (bucket, key, _) = named
    if s3.buckets[BucketName(bucket)]?.latest(ObjectKey(key)) != nil {
      return Advice(
        why: "The newest version is a delete marker: the object is hidden, and what lies below can"
          + " be read by its version id.", next: versionList)
    }
    // Most buckets of a learner are small; in a large one the listing helps more than a guess.
    let objects = s3.buckets[BucketName(bucket)]?.objects
    let names = objects?.lazy.map(\.key.text).prefix(1000).map { $0 } ?? []
    let near = request["CopySource"] == nil ? nearest(to: key, among: names) : nil
    return Advice(
      why: near.map { "The nearest object that exists is \($0)." } ?? "No such object.",
      next: near.flatMap { rewritten("Key", $0) }
        ?? "aws s3 ls s3://\(bucket) --recursive")
  }

  private var wrongLocation: Advice {
    Advice(
      why: "Outside us-east-1 a new bucket names the Region that is called.",
      next: "aws s3api create-bucket --bucket \(request["Bucket"]?.text ?? "BUCKET")"
        + " --region \(call.region)"
        + (call.region == .usEast1
          ? "" : " --create-bucket-configuration LocationConstraint=\(call.region)"))
  }

  private var versioning: Advice {
    let bucket = request["Bucket"]?.text ?? ""
    return Advice(
      why: request["VersioningConfiguration"]?["MFADelete"] == nil
        ? "Enabled or Suspended: a bucket that has kept versions never forgets them."
        : "MFADelete is Enabled or Disabled, and needs a device that nobody here has.",
      next: "aws s3api put-bucket-versioning --bucket \(bucket)"
        + " --versioning-configuration Status=Enabled")
  }

  private func wrongRequest(_ failure: S3Failure) -> Advice? {
    switch failure {
    case .customerKey(let fault, let ofSource): advice(on: fault, ofSource: ofSource)
    case .preconditionFailed:
      Advice(why: "A condition of the call does not hold; the object was not touched.", next: nil)
    case .notModified:
      Advice(why: "Not a fault: the object is still the one that the condition names.", next: nil)
    case .keyWithoutKMS:
      Advice(
        why: request["SSECustomerAlgorithm"] != nil
          ? "A KMS key and a key of your own do not go together: leave one of them out."
          : isS3Command
            ? "A key goes with --sse aws:kms."
            : "A key goes with --server-side-encryption aws:kms (or aws:kms:dsse).", next: nil)
    case .masterKeyWithoutKMS:
      Advice(why: "AES256 is S3's own key; a KMS key goes with SSEAlgorithm=aws:kms.", next: nil)
    case .noVersioning: versioning
    case .malformedXML where operation.name == "PutBucketVersioning": versioning
    case .malformedXML where operation.name == "CompleteMultipartUpload":
      Advice(
        why: "One part or more, each with its number and the ETag that its upload told.",
        next: wrongUpload(failure).next)
    case .malformedXML where operation.name == "DeleteObjects":
      Advice(why: "One to 1,000 objects: Objects=[{Key=a},{Key=b}]", next: nil)
    case .malformedXML where malformedLock != nil: malformedLock
    case .malformedXML where operation.name == "PutBucketEncryption":
      Advice(
        why: "Exactly one rule: Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms,"
          + "KMSMasterKeyID=alias/lab-key}}]", next: nil)
    case .aclsOff:
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
