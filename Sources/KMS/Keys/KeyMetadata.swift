package import Kernel

/// What CreateKey and DescribeKey tell of a key.
package struct KeyMetadata: ReplyStructure {
  let key: Key

  package static let fields = Fields<KeyMetadata>(
    .init("AWSAccountId", \.key.address.account.description),
    .init("KeyId", \.key.address.id.description),
    .init("Arn", \.key.arn),
    .init("CreationDate", \.key.creationDate),
    .init("Enabled", \.isEnabled),
    .init("Description", \.key.description),
    .init("KeyUsage", \.keyUsage),
    .init("KeyState", \.key.state.name),
    .init("DeletionDate", \.deletionDate),
    .init("Origin", \.origin),
    .init("KeyManager", \.keyManager),
    .init("CustomerMasterKeySpec", \.keySpec),
    .init("KeySpec", \.keySpec),
    .init("EncryptionAlgorithms", \.encryptionAlgorithms),
    .init("MultiRegion", \.isMultiRegion),
    .init("CurrentKeyMaterialId", \.key.materials.current.id.description))

  private var isEnabled: Bool { key.state == .enabled }
  private var keyUsage: KeyUsage { .encryptDecrypt }
  private var keySpec: KeySpec { .symmetricDefault }
  private var origin: OriginType { .awsKMS }
  private var keyManager: String { key.managingService == nil ? "CUSTOMER" : "AWS" }
  private var encryptionAlgorithms: [EncryptionAlgorithm] { [.symmetricDefault] }
  private var isMultiRegion: Bool { key.address.id.isMultiRegion }

  private var deletionDate: Timestamp? {
    if case .pendingDeletion(let date, _) = key.state { date } else { nil }
  }
}
