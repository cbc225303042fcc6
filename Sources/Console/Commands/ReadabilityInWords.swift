import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension Readability {
  /// Until when something can be read, for a learner.
  var inWords: String {
    switch self {
    case .always: "as long as it is there: no KMS key protects it, so none can be lost"
    case .withCustomerKey:
      "as long as its writer keeps the key: S3 has no copy of it, and without it it is lost"
    case .whileKeyLives: "as long as the key stays Enabled"
    case .onceEnabled: "not now: the key is Disabled; enable-key opens it again"
    case .onceImported:
      "not now: the key is PendingImport; importing the same material opens it again"
    case .unlessReplicasGo:
      "not now: the key is PendingReplicaDeletion, and its window begins after the last replica's"
    case .unlessDeleted(let date, let heir?):
      "not now: the key waits for its deletion on \(date.date); until then cancel-key-deletion and"
        + " enable-key bring it back, and afterwards replicate-key from \(heir), which keeps the"
        + " same material"
    case .onceReplicated(let heir, let time):
      "not now: the key of this Region "
        + (time.map { "was deleted on \($0.date)" } ?? "is not in this world")
        + "; \(heir) keeps the same material as long as the key is there, and replicate-key from"
        + " there opens it again"
    case .unlessDeleted(let date, nil):
      "not now: the key waits for its deletion on \(date.date), and then it is lost for ever;"
        + " until then cancel-key-deletion and enable-key bring it back"
    case .onceConnected(let store):
      "not now: the key is Unavailable; connect-custom-key-store of \(store) opens it again"
    case .onceKeeperWorks(let obstacle): "not now: \(obstacle.inWords)"
    case .forgotten(let key):
      "lost for ever: the key manager outside of AWS has forgotten its key \(key)"
    case .lost(let time):
      "lost for ever: "
        + (time.map { "the key was deleted on \($0.date)" } ?? "its key is not in this world")
    }
  }

  /// The same behind the objects that it is about.
  var sentence: String {
    switch self {
    case .always, .withCustomerKey, .whileKeyLives: "readable \(inWords)"
    case .onceEnabled, .onceImported, .unlessReplicasGo, .unlessDeleted, .onceReplicated,
      .onceConnected, .onceKeeperWorks:
      "unreadable now" + inWords.dropFirst("not now".count)
    case .lost, .forgotten: inWords
    }
  }

  /// The same in one word, for data.
  var name: String {
    switch self {
    case .always: "Always"
    case .withCustomerKey: "WithCustomerKey"
    case .whileKeyLives: "WhileKeyIsEnabled"
    case .onceEnabled: "WhenKeyIsEnabled"
    case .onceImported: "WhenMaterialIsImported"
    case .unlessReplicasGo: "UnlessReplicasAreDeleted"
    case .unlessDeleted(_, heir: nil): "UnlessKeyIsDeleted"
    case .unlessDeleted, .onceReplicated: "WhenKeyIsReplicated"
    case .onceConnected: "WhenKeyStoreIsConnected"
    case .onceKeeperWorks: "WhenKeyStoreWorks"
    case .lost, .forgotten: "Lost"
    }
  }

  /// The moment of the loss.
  var lossDate: Timestamp? {
    switch self {
    case .unlessDeleted(let date, nil): date
    case .lost(let date): date
    default: nil
    }
  }
}

extension KeeperObstacle {
  /// Why what keeps a key does nothing with it, for a learner.
  var inWords: String {
    switch self {
    case .clusterUnreachable: "the cluster that keeps the key has no HSM that works"
    case .timedOut: "the proxy before the external key answers too late"
    case .denied: "the proxy before the external key refuses"
    case .proxyUnreachable: "nobody reaches the proxy before the external key"
    case .invalidResponse: "the proxy before the external key answers nonsense"
    case .keyNotFound: "the external key is gone"
    }
  }
}

extension KeyAddress {
  /// The command that brings the key back from the Region that keeps its material.
  func replication(from heir: Region) -> String {
    "aws kms replicate-key --key-id \(id) --replica-region \(region) --region \(heir)"
  }
}

extension Session {
  /// A key and its state in words; one that is gone is named by its id.
  func described(_ key: ARN) -> String {
    let state = KeyAddress(key).flatMap { world.storage.kms.keys[$0]?.state.inWords }
    return "\(readableName(of: key)), \(state ?? "deleted")"
  }

  /// A bucket by its name, or the fault of a name that no bucket has.
  func bucket(_ name: String, _ word: Argument) throws(Fault) -> Bucket {
    if let bucket = world.storage.s3.buckets[BucketName(name)] { return bucket }
    let names = world.storage.s3.buckets.keys.map(\.text)
    let near = nearest(to: name, among: names)
    throw Fault(
      "no bucket \(quoted(name))" + (near.map { "; the nearest is \($0)" } ?? ""),
      range: word.range, next: near.map { "inspect s3://\($0)" } ?? "aws s3 ls", status: 1)
  }
}
