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
    .init("KeyUsage", \.key.type.usage),
    .init("KeyState", \.key.state.name),
    .init("DeletionDate", \.deletionDate),
    .init("ValidTo", \.validTo),
    .init("Origin", \.key.type.origin),
    .init("CustomKeyStoreId", \.key.custody?.store.description),
    .init("CloudHsmClusterId", \.key.custody?.cluster),
    .init("ExpirationModel", \.expirationModel),
    .init("KeyManager", \.keyManager),
    .init("CustomerMasterKeySpec", \.key.type.spec),
    .init("KeySpec", \.key.type.spec),
    .init("EncryptionAlgorithms", \.encryptionAlgorithms),
    .init("SigningAlgorithms", \.signingAlgorithms),
    .init("KeyAgreementAlgorithms", \.keyAgreementAlgorithms),
    .init("MultiRegion", \.isMultiRegion),
    .init("MultiRegionConfiguration", \.multiRegionConfiguration),
    .init("PendingDeletionWindowInDays", \.pendingWindowDays),
    .init("MacAlgorithms", \.macAlgorithms),
    .init("XksKeyConfiguration", \.externalKey),
    .init("CurrentKeyMaterialId", \.currentMaterial))

  private var isEnabled: Bool { key.state == .enabled }
  private var keyManager: String { key.managingService == nil ? "CUSTOMER" : "AWS" }
  private var encryptionAlgorithms: [EncryptionAlgorithm]? { key.type.encryptionAlgorithms }
  private var signingAlgorithms: [SigningAlgorithm]? { key.type.signingAlgorithms }
  private var keyAgreementAlgorithms: [KeyAgreementAlgorithm]? {
    key.type.keyAgreementAlgorithms
  }
  private var macAlgorithms: [MACAlgorithm]? { key.type.spec.macAlgorithm.map { [$0] } }
  private var isMultiRegion: Bool { key.address.id.isMultiRegion }
  private var multiRegionConfiguration: MultiRegionConfiguration? {
    key.family.map { MultiRegionConfiguration(family: $0, key: key.address) }
  }

  private var externalKey: ExternalKeyConfiguration? {
    key.custody?.externalKey.map { ExternalKeyConfiguration(id: $0.id) }
  }

  private var currentMaterial: String? {
    guard key.type.spec == .symmetricDefault, key.custody == nil else { return nil }
    if case .creating = key.state { return nil }
    return key.materials.current?.id.description
  }

  /// The import that counts for the whole key: that of the version that encrypts.
  private var present: ImportedMaterial? {
    key.materials.current.flatMap { $0.secret == nil ? nil : $0.imported }
  }
  private var validTo: Timestamp? { present?.expiry?.time }
  private var expirationModel: ExpirationModel? {
    present.map { $0.expiry == nil ? .doesNotExpire : .expires }
  }

  private var deletionDate: Timestamp? {
    if case .pendingDeletion(let date, _) = key.state { date } else { nil }
  }

  private var pendingWindowDays: Int? {
    if case .pendingReplicaDeletion(let days) = key.state { days } else { nil }
  }
}
