import Access
package import Kernel

/// A KMS key of one Region.
package struct Key: Sendable {
  /// Where it lives.
  package let address: KeyAddress
  /// The key ARN, made once: every rotation names it.
  package let arn: ARN
  /// What it is for, and where its material comes from.
  package let type: KeyType
  /// The service that an AWS managed key belongs to; `nil` for a customer managed key.
  package let managingService: ManagedKey.Owner?
  /// When it was made.
  package let creationDate: Timestamp
  /// The keys of other Regions that share its id and material; `nil` for a single-Region key.
  package var family: KeyFamily?
  /// What its owner says of it.
  package var description: String
  /// What can be done with it.
  package var state: KeyState
  /// Who may do it.
  package var policy: KeyPolicy
  /// Labels by tag key.
  package var tags: OrderedMap<String, String> {
    get { labels ?? [:] }
    set { labels = newValue.isEmpty ? nil : newValue }
  }
  /// Nothing for a key without tags, since an empty map takes a whole node of its tree.
  private var labels: OrderedMap<String, String>?
  /// Its material, all versions.
  package var materials: KeyMaterials
  /// Automatic rotation; `nil` while it is off.
  package var rotation: RotationSchedule?
  /// On-demand rotations so far.
  package var onDemandRotationCount = 0
  /// Who keeps its material, where that is a custom key store; `nil` where it is KMS alone.
  package internal(set) var custody: KeyCustody?
  /// What opens its import tokens; only a key of imported material has it.
  var importing: ImportSecret?

  /// Makes a key that does not rotate by itself: enabled, or pending the import of its material.
  init(
    _ address: KeyAddress, type: KeyType = .symmetric, family: KeyFamily? = nil,
    description: String, policy: KeyPolicy, tags: OrderedMap<String, String> = [:],
    managedBy managingService: ManagedKey.Owner? = nil, _ environment: inout Environment
  ) {
    let isImported = type.origin == .external
    self.init(
      address, type: type, family: family, description: description, policy: policy, tags: tags,
      managedBy: managingService,
      materials: isImported
        ? KeyMaterials() : KeyMaterials(first: .generated(nil, for: type.spec, &environment)),
      importing: isImported ? ImportSecret(&environment) : nil, createdAt: environment.now)
  }

  /// Makes a key of these materials.
  init(
    _ address: KeyAddress, type: KeyType, family: KeyFamily?, description: String,
    policy: KeyPolicy, tags: OrderedMap<String, String>,
    managedBy managingService: ManagedKey.Owner? = nil,
    materials: KeyMaterials, importing: ImportSecret?, createdAt creationDate: Timestamp
  ) {
    self.address = address
    arn = address.arn
    self.type = type
    self.family = family
    self.managingService = managingService
    self.creationDate = creationDate
    self.description = description
    state = materials.isComplete ? .enabled : .pendingImport
    self.policy = policy
    self.materials = materials
    self.importing = importing
    self.tags = tags
  }

  /// Whether it is a replica of a multi-Region key.
  package var isReplica: Bool { family.map { $0.primary != address.region } ?? false }
}

/// What never changes about a key.
package struct KeyType: Sendable, Equatable {
  /// The kind of material.
  package let spec: KeySpec
  /// What it is for.
  package let usage: KeyUsage
  /// Where its material comes from.
  package let origin: OriginType

  /// A symmetric encryption key whose material KMS makes.
  package static let symmetric = KeyType(
    spec: .symmetricDefault, usage: .encryptDecrypt, origin: .awsKMS)

  /// How a key for encryption encrypts; `nil` for others.
  var encryptionAlgorithms: [EncryptionAlgorithm]? {
    usage == .encryptDecrypt ? spec.encryptionAlgorithms : nil
  }

  /// How a key for signatures signs; `nil` for others.
  var signingAlgorithms: [SigningAlgorithm]? {
    usage == .signVerify ? spec.signingAlgorithms : nil
  }

  /// How a key for agreement agrees; `nil` for others.
  var keyAgreementAlgorithms: [KeyAgreementAlgorithm]? { usage == .keyAgreement ? [.ecdh] : nil }
}

/// What can be done with a key.
package enum KeyState: Sendable, Equatable {
  /// All.
  case enabled
  /// No cryptography.
  case disabled
  /// Nothing that needs its material, until that is imported.
  case pendingImport
  /// Nothing that needs its material, until its custom key store is connected; then what it was.
  case unavailable(isEnabled: Bool)
  /// Nothing but cancelling, until its last replica is gone; then its own window begins.
  case pendingReplicaDeletion(windowDays: Int)
  /// Nothing yet: a replica that is being made; the slot is that of its completion.
  case creating(slot: EventSlot)
  /// Cryptography, but no other change: primary and replica are changing places.
  case updating(slot: EventSlot)
  /// Nothing but cancelling, until the moment given; the slot is that of the deletion's event.
  case pendingDeletion(at: Timestamp, slot: EventSlot)

  /// The name as AWS writes it.
  package var name: String {
    switch self {
    case .enabled: "Enabled"
    case .disabled: "Disabled"
    case .pendingImport: "PendingImport"
    case .unavailable: "Unavailable"
    case .pendingReplicaDeletion: "PendingReplicaDeletion"
    case .creating: "Creating"
    case .updating: "Updating"
    case .pendingDeletion: "PendingDeletion"
    }
  }
}
