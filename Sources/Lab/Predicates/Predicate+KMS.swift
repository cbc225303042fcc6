import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Text

/// Grants, multi-Region keys, and what an auditor finds.
extension Predicate {
  func keyHasGrants(_ name: String, _ count: Int, _ stage: Stage) -> Finding {
    let words = { (count: Int) in counted(count, "grant", grouping: false) }
    let found = stage.key(name).map { key in
      stage.kms.grants(of: key.address).reduce(0) { count, _ in count + 1 }
    }
    return Finding(
      found == count, found: found.map(words) ?? stage.missing(name), wanted: words(count),
      shows: stage.key(name).map { "aws kms list-grants --key-id \($0.address.id)" })
  }

  func keyIsPrimary(_ name: String, _ region: Region, _ stage: Stage) -> Finding {
    let key = stage.key(name)
    let primary = key?.family?.primary
    return Finding(
      primary == region,
      found: key == nil
        ? stage.missing(name)
        : primary.map { "the primary is in \($0)" } ?? "the key lives in one Region only",
      wanted: "the primary is in \(region)", shows: shows(name))
  }

  func keyHasReplica(_ name: String, _ region: Region, _ stage: Stage) -> Finding {
    let key = stage.key(name)
    let replicas = key?.family?.replicas ?? []
    return Finding(
      replicas.contains(region),
      found: key == nil
        ? stage.missing(name)
        : replicas.isEmpty
          ? "it has no replica"
          : "replicas in \(replicas.map(\.description).joined(separator: ", "))",
      wanted: "a replica in \(region)", shows: shows(name))
  }

  private func shows(_ name: String) -> String {
    "aws kms describe-key --key-id \(name) --query KeyMetadata.MultiRegionConfiguration"
  }

  func auditFindsNothing(
    _ name: String, above floor: AuditFinding.Severity?, _ stage: Stage
  ) -> Finding {
    let world = stage.session.world
    let wanted = floor.map { "no finding above \($0.name)" } ?? "no findings"
    var findings: [AuditFinding]
    if name.hasPrefix("s3://") {
      guard let bucket = stage.s3.buckets[BucketName(String(name.dropFirst(5)))] else {
        return Finding(false, found: "no \(name)", wanted: wanted, shows: "aws s3 ls")
      }
      findings = BucketAudit(of: bucket, in: world).findings
    } else {
      guard let key = stage.key(name) else {
        return Finding(
          false, found: stage.missing(name), wanted: wanted, shows: "aws kms list-aliases")
      }
      findings = KeyAudit(of: key, in: world).findings
    }
    // The worse a finding, the smaller its severity sorts.
    if let floor { findings.removeAll { $0.severity >= floor } }
    return Finding(
      findings.isEmpty,
      found: findings.isEmpty ? wanted : findings.map(\.text).joined(separator: "; "),
      wanted: wanted, shows: "audit \(name)")
  }
}
