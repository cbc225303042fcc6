import IAM
package import Kernel

/// A symmetric encryption key, origin `AWS_KMS`.
package struct Key: Sendable {
  /// Where it lives.
  package let address: KeyAddress
  /// The key ARN, made once: every rotation names it.
  package let arn: ARN
  /// The service that an AWS managed key belongs to; `nil` for a customer managed key.
  package let managingService: Service?
  /// When it was made.
  package let creationDate: Timestamp
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

  /// Makes an enabled key that does not rotate by itself.
  init(
    _ address: KeyAddress, description: String, policy: KeyPolicy,
    tags: OrderedMap<String, String> = [:], managedBy managingService: Service? = nil,
    _ environment: inout Environment
  ) {
    self.address = address
    arn = address.arn
    self.managingService = managingService
    creationDate = environment.now
    self.description = description
    state = .enabled
    self.policy = policy
    materials = KeyMaterials(first: .generated(nil, &environment))
    self.tags = tags
  }
}

/// What can be done with a key.
package enum KeyState: Sendable, Equatable {
  /// All.
  case enabled
  /// No cryptography.
  case disabled
  /// Nothing but cancelling, until the moment given; the slot is that of the deletion's event.
  case pendingDeletion(at: Timestamp, slot: EventSlot)

  /// The name as AWS writes it.
  package var name: String {
    switch self {
    case .enabled: "Enabled"
    case .disabled: "Disabled"
    case .pendingDeletion: "PendingDeletion"
    }
  }
}

extension Key {
  /// Fails unless the key can encrypt and decrypt.
  func requireEnabled() throws(KMSFailure) {
    try requireNotPendingDeletion()
    guard state == .enabled else { throw .disabled(arn) }
  }

  /// Fails for a key that waits for its deletion.
  func requireNotPendingDeletion() throws(KMSFailure) {
    if case .pendingDeletion = state { throw .pendingDeletion(arn) }
  }
}
