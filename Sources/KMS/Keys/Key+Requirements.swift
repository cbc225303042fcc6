extension Key {
  /// Fails unless the key can do cryptography.
  func requireEnabled() throws(KMSFailure) {
    try requireNotPendingDeletion()
    try requireMaterial()
    try requireAvailable()
    guard state != .disabled else { throw .disabled(arn) }
  }

  /// Fails unless the key exists in full and has its material, enabled or not.
  func requireMaterial() throws(KMSFailure) {
    if state == .pendingImport { throw .pendingImport(arn) }
    if case .creating = state { throw .creating(arn) }
  }

  /// Fails for a key that is being made or changes its place among its relatives.
  func requireSettled() throws(KMSFailure) {
    if case .creating = state { throw .creating(arn) }
    if case .updating = state { throw .updating(arn) }
  }

  /// Fails for a key that waits for its deletion.
  func requireNotPendingDeletion() throws(KMSFailure) {
    if case .pendingDeletion = state { throw .pendingDeletion(arn) }
    if case .pendingReplicaDeletion = state { throw .pendingReplicaDeletion(arn) }
  }

  /// Fails unless the key is for that; the operation is the one that asks.
  func require(_ usage: KeyUsage, for operation: String) throws(KMSFailure) {
    guard type.usage == usage else { throw .invalidUsage(arn, type.usage, operation) }
  }

  /// Fails for keys that have one material for ever, those of custom key stores among them.
  func requireSymmetric() throws(KMSFailure) {
    guard type.spec == .symmetricDefault, custody == nil else { throw .cannotRotate }
  }

  /// Fails for a key whose material has another origin.
  func require(_ origin: OriginType) throws(KMSFailure) {
    guard type.origin == origin else { throw .wrongOrigin(arn, type.origin) }
  }

  /// Fails for a replica: what all relatives share is set on their primary.
  func requireNoReplica() throws(KMSFailure) {
    guard !isReplica else { throw .notPrimary(arn) }
  }
}
