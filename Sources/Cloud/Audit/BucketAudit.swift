import Access
package import KMS
import Kernel
package import S3

/// What an auditor asks of a bucket: under which key its objects lie, and whether they can be read.
package struct BucketAudit: Sendable {
  /// The bucket.
  package let bucket: Bucket
  /// The key that its default encryption leads to; `nil` for SSE-S3 and for a name of no key.
  package let key: Key?
  /// How much each key protects; S3's own first.
  package let counts: [(holder: KeyHolder, count: ObjectCount)]
  /// The objects that do not lie under the default key, but for those under keys of writers.
  package let strays: [LocatedObject]
  /// The objects that nobody can read now.
  package let unreadable: [LocatedObject]
  /// What an auditor would ask about, the worst first.
  package let findings: [AuditFinding]

  /// Audits a bucket.
  package init(of bucket: Bucket, in world: World) {
    self.bucket = bucket
    let key = world.defaultKey(of: bucket)
    self.key = key
    counts = world.objectCounts(in: bucket)
    let objects = world.objects(in: bucket)
    let underOthers = objects.filter { $0.object.envelope.kind == .customer }
    strays =
      key.map { key in
        objects.filter {
          $0.object.envelope.key != key.arn && $0.object.envelope.kind != .customer
        }
      } ?? []
    unreadable = objects.filter { !world.readability(of: $0.object).isReadable }
    findings =
      BucketAudit.findings(onLocksOf: objects, in: world)
      + BucketAudit.findings(onAccessTo: bucket, in: world.storage.s3)
      + BucketAudit.findings(bucket, key, strays, unreadable)
      + BucketAudit.findings(onCustomerKeys: underOthers)
  }

  /// `s3://b/k`, or the first of several and their number.
  static func names(_ places: [LocatedObject]) -> String {
    places.count == 1 ? places[0].uri : "\(places.count) objects, \(places[0].uri) first"
  }

  /// The same before what is said of them.
  private static func objects(_ places: [LocatedObject]) -> String {
    names(places) + (places.count == 1 ? "" : ",")
  }

  private static func findings(
    _ bucket: Bucket, _ key: Key?, _ strays: [LocatedObject], _ unreadable: [LocatedObject]
  ) -> [AuditFinding] {
    let name = bucket.name.text
    var findings: [AuditFinding] = []
    if !unreadable.isEmpty {
      findings.append(
        AuditFinding(
          .high, .availability,
          "\(BucketAudit.objects(unreadable)) cannot be read now",
          next: "inspect s3://\(name)"))
    }
    findings += BucketAudit.findings(onDefaultOf: bucket, key)
    if !strays.isEmpty {
      // A copy onto itself encrypts the current objects anew, and leaves the versions below.
      let next =
        strays.contains(where: \.isCurrent)
        ? "aws s3 cp s3://\(name)/ s3://\(name)/ --recursive"
        : "aws s3api list-object-versions --bucket \(name)"
      findings.append(
        AuditFinding(
          .medium, .encryption,
          "not under the default key: \(BucketAudit.names(strays))", next: next))
    }
    return findings
  }

  /// What there is to say of objects whose keys only their writers have.
  private static func findings(onCustomerKeys places: [LocatedObject]) -> [AuditFinding] {
    guard let first = places.first else { return [] }
    return [
      AuditFinding(
        .medium, .encryption,
        objects(places)
          + (places.count == 1
            ? " is under a key that only its writer has"
            : " are under keys that only their writers have")
          + " (SSE-C), out of sight of KMS",
        next: "inspect \(first.uri)")
    ]
  }

  /// What there is to say of who gets in by the bucket's policy, and of Block Public Access.
  private static func findings(
    onAccessTo bucket: Bucket, in state: S3State
  ) -> [AuditFinding] {
    let name = bucket.name.text
    var findings: [AuditFinding] = []
    if let policy = bucket.policy {
      if policy.isPublic {
        findings.append(
          state.isRestricted(bucket)
            ? AuditFinding(
              .medium, .exposure,
              "the bucket policy is public; RestrictPublicBuckets alone keeps others out",
              next: "aws s3api get-bucket-policy --bucket \(name) --query Policy --output text")
            : AuditFinding(
              .high, .exposure, "the bucket policy is public: it lets in whoever wants to",
              next: blockingAll(name)))
      }
      findings += policy.document.openings(for: bucket.owner).foreigners.map { principal in
        AuditFinding(
          .medium, .foreignAccess, "the bucket policy names \(principal), of another account",
          next: "aws s3api get-bucket-policy --bucket \(name) --query Policy --output text")
      }
    }
    if state.publicAccessBlock(of: bucket) != .standard {
      findings.append(
        AuditFinding(
          .medium, .exposure, "Block Public Access is not on in full", next: blockingAll(name)))
    }
    return findings
  }

  private static func blockingAll(_ bucket: String) -> String {
    "aws s3api put-public-access-block --bucket \(bucket) --public-access-block-configuration"
      + " BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,"
      + "RestrictPublicBuckets=true"
  }

  /// What there is to say of the default encryption and its key.
  private static func findings(onDefaultOf bucket: Bucket, _ key: Key?) -> [AuditFinding] {
    guard bucket.encryption.algorithm.usesKMS else {
      return [
        AuditFinding(
          .low, .encryption, "new objects lie under S3's own key (SSE-S3), not under a KMS key",
          next: "aws s3api get-bucket-encryption --bucket \(bucket.name.text)")
      ]
    }
    guard let key else {
      return bucket.encryption.keyID == nil
        ? []
        : [
          AuditFinding(.high, .availability, "the default encryption names a key that is not there")
        ]
    }
    var findings: [AuditFinding] = []
    if key.managingService != nil {
      findings.append(
        AuditFinding(
          .low, .encryption,
          "the default key is AWS managed: no policy of yours, and no other account can read"))
    }
    if key.state != .enabled {
      findings.append(
        AuditFinding(
          .high, .availability, "the default key is \(key.state.name): no upload works"))
    }
    return findings
  }
}
