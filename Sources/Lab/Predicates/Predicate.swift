import Cloud
import KMS
import Kernel
import S3

/// A statement about a world that is true or not, as checks of labs make it.
package struct Predicate: Sendable {
  /// The words, as the lab has them.
  package let text: String
  let claim: Claim

  /// What is claimed.
  enum Claim: Sendable {
    case keyExists(String)
    case keyIs(String, state: String)
    case keyRotates(String, everyDays: Int?)
    case keyHasMaterials(String, count: Int)
    case keyHasSpec(String, KeySpec, usage: KeyUsage?)
    case keyHasGrants(String, count: Int)
    case keyIsPrimary(String, region: Region)
    case keyHasReplica(String, region: Region)
    case keyIsGone(String)
    case aliasNames(String, key: String)
    case policyNames(key: String, principal: String, actions: [String])
    case may(Permission)
    case blobOpens(file: String, principal: String?, context: [(name: String, value: String)])
    case blobOpensForNobody(file: String)
    case blobIsUnder(file: String, key: String)
    case blobOpensUnder(
      file: String, key: String, algorithm: EncryptionAlgorithm, principal: String?)
    case fileSigns(String, document: String, key: String, algorithm: SigningAlgorithm?)
    case fileIsPublicKey(String, key: String)
    case inS3(S3Claim)
    case trail(TrailClaim)
    case atMostCalls(Int, event: String, sinceStep: Int?)
    case fileCounts(String, event: String, sinceStep: Int?)
    case could(Permission, on: Timestamp)
    case auditFindsNothing(String, above: AuditFinding.Severity?)
    case fileHolds(String, text: String)
    case noFileHolds(String)
    case fileExists(String)
    case fileIsMissing(String)
    case clockIsPast(Timestamp)
  }

  /// What is claimed of buckets, objects and links.
  enum S3Claim: Sendable {
    case bucketExists(String)
    case bucketDefault(String, kind: String, key: String?, bucketKey: Bool)
    case objectExists(ObjectName)
    case objectIs(ObjectName, kind: String, key: String?)
    case everyObject(ObjectName, andVersion: Bool, kind: String, key: String?)
    case objectOpens(ObjectName, principal: String)
    case objectIsLost(ObjectName)
    case objectIsLocked(ObjectName, mode: RetentionMode?, until: Timestamp?)
    case objectIsHeld(ObjectName, isWanted: Bool)
    case objectHas(ObjectName, Int, of: VersionKind)
    case bucketVersions(String, are: Versioning?)
    case linkOpens(file: String, isWanted: Bool)
  }

  /// Who may, or may not, do something to something.
  struct Permission: Sendable {
    let principal: String
    let isWanted: Bool
    let action: String
    let resource: String
    let isViaS3: Bool
    /// The encryption context of the request.
    let context: [(name: String, value: String)]
    /// Condition keys that the request has beside.
    let values: [(name: String, value: String)]
    /// What the permission shall rest on: `key-policy`, `bucket-policy`, `iam` or
    /// `grant`.
    let basis: String?
  }

  /// What the trail has, or has not.
  struct TrailClaim: Sendable {
    let isWanted: Bool
    let event: String
    let principal: String?
    let resource: Resource?
    /// `nil` for a call that worked.
    let refusal: Refusal?

    /// What the call was about.
    enum Resource: Sendable {
      /// A key, an object or an alias by its name.
      case named(String)
      /// A key that does not exist, whichever the caller named.
      case missingKey
    }

    /// AWS's answer, as far as it counts.
    struct Refusal: Sendable {
      let code: String?
      /// What its message has in it.
      let text: String?
    }
  }

  /// What counts as a version of an object.
  enum VersionKind: String, Sendable {
    case version
    /// A delete marker.
    case marker
  }

  /// An object, `s3://bucket/key`.
  struct ObjectName: Sendable {
    let bucket: String
    let key: String
    /// Which of its versions, 1 the oldest that there is, delete markers not counted; `nil` for
    /// the current one.
    var version: Int?

    init?(_ text: String) {
      guard text.hasPrefix("s3://") else { return nil }
      let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1)
      guard let bucket = parts.first else { return nil }
      self.bucket = String(bucket)
      key = parts.count == 2 ? String(parts[1]) : ""
    }
  }
}

/// Why a text is no predicate.
package struct PredicateError: Error, Sendable, Equatable {
  /// What is wrong, and what would be right.
  package let message: String
}
