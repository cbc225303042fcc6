import Access
package import Kernel

/// The Regions of a multi-Region key, as each key of the set knows them.
package struct KeyFamily: Sendable, Equatable {
  /// The Region of the primary, where rotation and replication are done.
  package var primary: Region
  /// The Regions of the replicas, in order.
  package var replicas: [Region] = []

  /// All Regions, the primary's first.
  package var regions: [Region] { [primary] + replicas }
}

/// What the metadata of a multi-Region key tell of its relatives.
package struct MultiRegionConfiguration: ReplyStructure {
  let family: KeyFamily
  let key: KeyAddress

  /// One key of the set.
  struct Relative: ReplyStructure {
    let address: KeyAddress
    static let fields = Fields<Relative>(
      .init("Arn", \.address.arn), .init("Region", \.address.region.description))
  }

  package static let fields = Fields<MultiRegionConfiguration>(
    .init("MultiRegionKeyType", \.type), .init("PrimaryKey", \.primary),
    .init("ReplicaKeys", \.replicas))

  private var type: String { key.region == family.primary ? "PRIMARY" : "REPLICA" }
  private var primary: Relative { Relative(address: key.relative(in: family.primary)) }
  private var replicas: [Relative] {
    family.replicas.map { Relative(address: key.relative(in: $0)) }
  }
}

extension KeyAddress {
  /// The address of the related key in another Region.
  package func relative(in region: Region) -> KeyAddress {
    KeyAddress(account: account, region: region, id: id)
  }
}

extension EventKind {
  /// A replica has got all that it shares with its primary.
  package static let synchronizeKey = EventKind(.kms, "SynchronizeMultiRegionKey")
  /// A primary and a replica have changed places.
  package static let updatePrimary = EventKind(.kms, "UpdatePrimaryRegion")
}

extension KMSState {
  /// Tells every key of a family who belongs to it now.
  mutating func setFamily(_ family: KeyFamily, of key: KeyAddress) {
    for region in family.regions { keys[found: key.relative(in: region)].family = family }
  }

  /// The primary of a replica; the key itself otherwise.
  package func primary(of key: Key) -> Key {
    key.family.flatMap { keys[key.address.relative(in: $0.primary)] } ?? key
  }

  /// The replicas of a primary.
  func replicas(of key: Key) -> [Key] {
    guard let family = key.family, !key.isReplica else { return [] }
    return family.replicas.compactMap { keys[key.address.relative(in: $0)] }
  }

  /// Gives the replicas the versions of material that their primary has and they lack.
  mutating func shareMaterial(of primary: KeyAddress, _ environment: inout Environment) {
    guard let key = keys[primary] else { return }
    for replica in replicas(of: key) {
      let missing = key.materials.versions.dropFirst(replica.materials.count).map(\.material)
      guard !missing.isEmpty else { continue }
      for var material in missing {
        if key.type.origin == .external {
          material = replica.materials.waiting.map { $0.promoted(like: material) } ?? material
        }
        keys[found: replica.address].materials.append(material)
      }
      keys[found: replica.address].materials.waiting = nil
      environment.recordSynchronization(of: replica)
    }
  }

  /// Takes a deleted key out of its family; a primary that waited for it begins its own window.
  mutating func leaveFamily(_ key: Key, _ environment: inout Environment) {
    guard var family = key.family, key.isReplica else { return }
    family.replicas.removeAll { $0 == key.address.region }
    setFamily(family, of: key.address)
    let primary = key.address.relative(in: family.primary)
    guard family.replicas.isEmpty,
      case .pendingReplicaDeletion(let days) = keys[primary]?.state
    else { return }
    keys[found: primary].scheduleDeletion(afterDays: days, &environment)
  }
}

extension KMSState {
  /// The Region of a related key that keeps the same material when a key is gone; `nil` where none
  /// does.
  ///
  /// Related keys that wait for their own deletion promise nothing to a key that is still there;
  /// for one that is gone they keep the material as long as they are there themselves.
  package func heir(of address: KeyAddress) -> Region? {
    guard address.id.isMultiRegion else { return nil }
    let related = keys.filter { other, _ in
      other.id == address.id && other.account == address.account
        && other.region != address.region
    }
    let lasting = related.first { !$0.value.state.isEnding }
    return (keys[address] == nil ? lasting ?? related.first : lasting)?.key.region
  }
}

extension KeyState {
  /// Whether the key waits for its deletion, or for that of its replicas and then its own.
  fileprivate var isEnding: Bool {
    switch self {
    case .pendingDeletion, .pendingReplicaDeletion: true
    case .enabled, .disabled, .creating, .updating, .pendingImport, .unavailable: false
    }
  }
}

extension KeyMaterial {
  /// The same material, which encrypts since its primary's version does.
  fileprivate func promoted(like version: KeyMaterial) -> KeyMaterial {
    var material = self
    material.createdAt = version.createdAt
    material.cause = version.cause
    return material
  }
}

extension Environment {
  /// Notes that AWS made a key of its own accord or for a replication.
  mutating func recordCreation(of key: Key) {
    let id = key.address.id
    recordServiceEvent(
      "CreateKey", of: .kms, on: key.arn, account: key.address.account, region: key.address.region
    ) { ["keyId": .string(id.description)] }
  }

  /// Notes that AWS gave a replica what it shares with its primary.
  mutating func recordSynchronization(of replica: Key) {
    let id = replica.address.id
    recordServiceEvent(
      EventKind.synchronizeKey.name, of: .kms, on: replica.arn, account: replica.address.account,
      region: replica.address.region
    ) { ["keyId": .string(id.description)] }
  }
}
