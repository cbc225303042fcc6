import Access
import Kernel

/// What a DryRun may leave out.
package enum DryRunModifier: String, EnumerationValue {
  case ignoreCiphertext = "IGNORE_CIPHERTEXT"

  /// The member of Decrypt and ReEncrypt.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> [DryRunModifier]?
  ) -> Member<Root, [DryRunModifier]?> {
    Member(
      "DryRunModifiers", path,
      help: "IGNORE_CIPHERTEXT: a DryRun without a ciphertext, which then needs a key.")
  }
}

/// What a call wants to have decrypted: the ciphertext, its context, and perhaps its key, which
/// only the ciphertext of a symmetric key names itself.
struct CiphertextSource {
  let ciphertext: CiphertextBlob?
  let context: EncryptionContext?
  let key: KeyReference?
  let algorithm: EncryptionAlgorithm
  let dryRun: Bool?
  let dryRunModifiers: [DryRunModifier]?

  /// Whether the call is a rehearsal that needs no ciphertext.
  private var ignoresCiphertext: Bool {
    dryRun == true && dryRunModifiers?.contains(.ignoreCiphertext) == true
  }

  /// The clear header of a symmetric key's ciphertext; `nil` where a rehearsal leaves the
  /// ciphertext out.
  fileprivate func header() throws(KMSFailure) -> CiphertextHeader? {
    if ignoresCiphertext {
      guard key != nil else {
        throw .validation("KeyId is required when DryRunModifiers contains IGNORE_CIPHERTEXT.")
      }
      return nil
    }
    guard let ciphertext else { throw .missingMember("ciphertextBlob") }
    guard let header = ciphertext.header else { throw .invalidCiphertext }
    return header
  }

  /// What was encrypted, and the material that it was encrypted under, which RSA has no id of.
  typealias Opened = (plaintext: [UInt8], material: KeyMaterialID?)

  /// The header of a ciphertext whose key the call does not name: one of RSA has none.
  func headerThatNamesKey() throws(KMSFailure) -> CiphertextHeader? {
    if algorithm != .symmetricDefault, ciphertext?.header == nil { throw .missingMember("keyId") }
    return try header()
  }

  /// Decrypts; `nil` where a rehearsal leaves the ciphertext out.
  func open(with key: Key, for operation: String) throws(KMSFailure) -> Opened? {
    guard key.type.usage == .encryptDecrypt else { throw .incorrectKey }
    try key.requireEncryption(by: algorithm, context, for: operation)
    try key.requireEnabled()
    if let hash = algorithm.oaepHash {
      if ignoresCiphertext { return nil }
      guard let ciphertext else { throw .missingMember("ciphertextBlob") }
      return (try key.decrypt(ciphertext, byOAEP: hash), nil)
    }
    guard let header = try header(), let ciphertext else { return nil }
    guard header.account == key.address.account, header.keyID == key.address.id else {
      throw .incorrectKey
    }
    let opened = try key.decrypt(ciphertext, context)
    return (opened.plaintext, opened.material.id)
  }
}

extension KMSState {
  /// The permission to decrypt: on the key that is named, else on the key of the ciphertext.
  func demand(
    _ action: String, on source: CiphertextSource, _ values: ConditionValues,
    tokens: GrantTokens?, as call: Call
  ) throws(KMSFailure) -> Demand {
    let use = GrantUse(tokens: tokens, context: source.context)
    if let reference = source.key {
      return try demand(
        action, on: reference, .keysAndAliases, worksAcrossAccounts: true, values, use, as: call)
    }
    guard let header = try source.headerThatNamesKey() else { throw .invalidCiphertext }
    let address = KeyAddress(account: header.account, region: call.region, id: header.keyID)
    guard let key = keys[address] else {
      return .onResource(
        action, address.arn, owner: header.account, policy: nil, worksAcrossAccounts: true,
        wording: .associatedWithCiphertext, values: values)
    }
    return demand(
      action, on: key, worksAcrossAccounts: true, wording: .associatedWithCiphertext, values, use,
      as: call)
  }

  /// The key that a ciphertext is opened with; `nil` where there is none.
  func existingKey(of source: CiphertextSource, as call: Call) -> Key? {
    if let reference = source.key { return existingKey(reference, as: call) }
    guard let header = try? source.headerThatNamesKey() else { return nil }
    return keys[KeyAddress(account: header.account, region: call.region, id: header.keyID)]
  }

  /// The key that shall decrypt.
  mutating func key(
    of source: CiphertextSource, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Key {
    if let reference = source.key {
      return try key(reference, .keysAndAliases, &environment, as: call)
    }
    guard let header = try source.headerThatNamesKey() else { throw .invalidCiphertext }
    let address = KeyAddress(account: header.account, region: call.region, id: header.keyID)
    guard let key = keys[address] else { throw .keyNotFound(address.arn) }
    return key
  }
}
