import Access
import Cloud
import Kernel
import S3
import Sessions
import Shell
import Text

extension Coach {
  /// What to say about a failure that Object Lock makes.
  func wrongLock(_ failure: S3Failure, _ bucket: String) -> Advice? {
    switch failure {
    case .objectLocked: locked
    case .missingObjectLock, .noObjectLock:
      Advice(
        why: "Object Lock is turned on for a whole bucket, where versions are kept, and stays on"
          + " for ever.",
        next: "aws s3api put-object-lock-configuration --bucket \(bucket)"
          + " --object-lock-configuration ObjectLockEnabled=Enabled")
    case .neverLocked:
      Advice(
        why: "Nobody has set it for this version, and the bucket had no default when it was made.",
        next: "aws s3api get-object-lock-configuration --bucket \(bucket)")
    case .lockWithoutVersions:
      Advice(
        why: "A lock is of one version, so the bucket has to keep versions first.",
        next: "aws s3api put-bucket-versioning --bucket \(bucket)"
          + " --versioning-configuration Status=Enabled")
    case .lockNeedsVersions:
      Advice(
        why: "A lock is of one version: a bucket with Object Lock keeps versions for ever.",
        next: "help object-lock")
    default: nil
    }
  }

  /// What is malformed in a request about locks; `nil` for requests about anything else.
  var malformedLock: Advice? {
    switch operation.name {
    case "PutObjectLockConfiguration":
      Advice(
        why: "Enabled always, and a rule has a mode with either Days or Years:"
          + " ObjectLockEnabled=Enabled,Rule={DefaultRetention={Mode=GOVERNANCE,Days=30}}",
        next: nil)
    case "PutObjectRetention":
      Advice(
        why: "Mode and date go together: Mode=GOVERNANCE,RetainUntilDate=2027-01-01; '{}' ends a"
          + " retention, where its mode permits it.", next: nil)
    case "PutObjectLegalHold": Advice(why: "Status=ON or Status=OFF.", next: nil)
    default: nil
    }
  }

  /// What keeps a version, and whether anybody can help.
  private var locked: Advice? {
    let s3 = session.world.storage.s3
    let (name, key) = (request["Bucket"]?.text ?? "", request["Key"]?.text ?? "")
    guard let bucket = s3.buckets[BucketName(name)] else { return nil }
    let version = request["VersionId"]?.text.map { ObjectVersionID($0) }
    let object =
      version.map { session.world.object(key, $0, in: bucket)?.object }
      ?? bucket.current(ObjectKey(key))
    guard let lock = object?.lock else { return nil }
    let place =
      "--bucket \(name) --key \(quoted(key))" + (version.map { " --version-id \($0.text)" } ?? "")
    if lock.legalHold == .on, operation.name != "PutObjectRetention" {
      return Advice(
        why: "A legal hold is on: it has no date, and whoever has s3:PutObjectLegalHold ends it.",
        next: "aws s3api put-object-legal-hold \(place) --legal-hold Status=OFF")
    }
    guard let retention = lock.retention(at: session.now) else { return nil }
    guard retention.mode == .governance else {
      return Advice(
        why: "COMPLIANCE until \(retention.until.readable): until then nobody can delete this"
          + " version or shorten the lock, not even root. A later date is accepted.",
        next: "aws s3api get-object-retention \(place)")
    }
    let why =
      "GOVERNANCE until \(retention.until.readable): who has s3:BypassGovernanceRetention can"
      + " pass over it, and has to say so."
    return Advice(
      why: why,
      next: operation.name == "DeleteObject"
        ? "aws s3api delete-object \(place) --bypass-governance-retention" : "help object-lock")
  }
}
