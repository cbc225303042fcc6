import Access
import Cloud
import KMS
import Kernel
import TestBench

/// The model of keys and grants: whether a key works, and who may use it.
extension Simulation {
  /// What the model knows of a key.
  struct ModelKey {
    var region: Region
    var owner: AccountID
    var id: String
    /// `nil` while no deletion is scheduled.
    var deletion: Timestamp?
    /// The window of a primary that waits for its replicas.
    var waitingDays: Int?
    var isEnabled = true
    var policy: String?
    /// Whether its material was imported and not deleted; always for material that KMS made.
    var hasMaterial = true
    /// What it is for, and where its material comes from.
    var kind = Kind.plain

    enum Kind { case plain, mac, external, signing, agreeing }

    /// The custom key store that keeps its material; `nil` for a key that KMS keeps alone.
    var store: String?
    /// Whether that store is not connected.
    var isUnavailable = false

    /// When imported material goes.
    var expires: Timestamp?

    /// Whether a caller may decrypt by policies, from nothing but their texts.
    fileprivate func mayDecrypt(_ caller: Principal) -> Bool {
      let text = policy ?? "arn:aws:iam::\(owner):root"
      func names(_ words: String) -> Bool { text.contains(words) }
      let ofLearner = names("iam::111122223333:root")
      let ofPartner = names("444455556666")
      switch caller {
      case .user(_, "bob"):
        // Bob has no policy of his own, so only a key of his account can let him in.
        return owner == .learner && names("user/bob\"}, \"Action\": \"kms:*") && !deniesBob
      case .user, .session, .root(.learner): return ofLearner
      case .root: return ofPartner
      }
    }

    fileprivate var deniesBob: Bool { policy?.contains("Deny") ?? false }

    private func lives(at now: Timestamp) -> Bool { deletion.map { $0 > now } ?? true }

    /// Why the key does not decrypt, as KMS words it; `nil` where it does.
    func obstacle(at now: Timestamp) -> String? {
      if !lives(at: now) { return "AccessDeniedException" }
      let isMissing = !hasMaterial || (expires.map { $0 <= now } ?? false)
      if deletion != nil || waitingDays != nil || isMissing || isUnavailable {
        return "KMSInvalidStateException"
      }
      return isEnabled ? nil : "DisabledException"
    }
  }

  /// What the model knows of a grant.
  struct ModelGrant {
    let id, token: String
    let key: Int
    let grantee: String
    let decrypts: Bool
    let subset, equals: Document?

    func fits(_ context: Document?) -> Bool {
      let pairs = context?.members?.entries ?? []
      func has(_ wanted: Document) -> Bool {
        (wanted.members?.entries ?? []).allSatisfy { pairs.contains($0) }
      }
      if let equals, !has(equals) || pairs.count != equals.members?.count { return false }
      return subset.map(has) ?? true
    }
  }

  /// What every import of the simulation brings.
  static let material = [UInt8](repeating: 7, count: 32)

  /// Whether a caller may decrypt with a key, by policies or by a grant.
  func mayDecrypt(_ caller: Principal, _ number: Int, _ context: Document?) -> Bool {
    let key = present.keys[number]
    if key.mayDecrypt(caller) { return true }
    let isBob = caller == .user(.learner, name: "bob")
    // Bob has no right of his own with keys of another account, and a deny wins.
    guard !isBob || !key.deniesBob && key.owner == .learner else { return false }
    return present.grants.contains { grant in
      grant.key == number && grant.decrypts && grant.grantee == caller.arn.description
        && grant.fits(context)
    }
  }

  /// A primary whose replicas are gone begins its own window with the last of them.
  mutating func settleReplicas() {
    let now = present.world.now
    for (index, key) in present.keys.enumerated() {
      guard let days = key.waitingDays else { continue }
      let replicas = present.keys.filter { $0.id == key.id && $0.region != key.region }
      let ends = replicas.compactMap(\.deletion).filter { $0 <= now }
      guard ends.count == replicas.count, let last = ends.max() else { continue }
      present.keys[index].waitingDays = nil
      present.keys[index].deletion = last.adding(days: days)
    }
  }

  /// A value of a request that names what KMS answered before; `nil` for another value.
  func filledOfKMS(_ template: Document) -> Document? {
    guard let text = template.text, text.hasPrefix("<") else { return nil }
    let number = Int(text.filter(\.isNumber)) ?? 0
    let grant = present.grants.isEmpty ? nil : present.grants[number % present.grants.count]
    switch text {
    case "<imported key>": return .string(present.importingKey)
    case "<external key>":
      return .string(present.keys.last { $0.kind == .external }?.id ?? "none")
    case "<mac key>": return .string(present.keys.last { $0.kind == .mac }?.id ?? "none")
    case "<signing key>": return .string(present.keys.last { $0.kind == .signing }?.id ?? "none")
    case "<agreeing key>": return .string(present.keys.last { $0.kind == .agreeing }?.id ?? "none")
    case "<checking key>": return .string(present.signingKey)
    case "<signature>": return .bytes(present.signature)
    case "<public key>": return .bytes(present.publicKey)
    case "<verifying key>": return .string(present.macKey)
    case "<shared key>": return .string(present.keys.last { $0.id.hasPrefix("mrk-") }?.id ?? "none")
    case "<granted key>": return .string(grant.map { present.keys[$0.key].id } ?? "none")
    default: break
    }
    if text.hasSuffix("store>") || text.hasPrefix("<store") { return storeID(text) }
    if text.hasPrefix("<grant") { return .string(grant?.id ?? "none") }
    if text.hasPrefix("<token") { return .string(grant?.token ?? "none") }
    if text.hasPrefix("<import") { return .bytes(present.importing.token) }
    if text.hasPrefix("<wrapped") { return .bytes(present.importing.wrapped) }
    if text.hasPrefix("<mac") { return .bytes(present.mac) }
    if text.hasPrefix("<until") { return .timestamp(present.world.now.adding(days: number)) }
    return nil
  }

  private func kind(of metadata: Document?) -> ModelKey.Kind {
    if metadata?["MacAlgorithms"] != nil { return .mac }
    if metadata?["SigningAlgorithms"] != nil { return .signing }
    return metadata?["KeyAgreementAlgorithms"] == nil ? .plain : .agreeing
  }

  /// Takes over what a call changed in keys and grants; whether there is no more to learn of it.
  mutating func learnOfKeys(
    _ name: String, _ request: DocumentObject, _ response: DocumentObject, _ caller: Principal,
    _ region: Region
  ) -> Bool {
    switch name {
    case "CreateKey":
      guard let id = response["KeyMetadata"]?["KeyId"]?.text else { return true }
      present.keys.append(
        ModelKey(
          region: region, owner: caller.account, id: id, policy: request["Policy"]?.text,
          hasMaterial: request["Origin"] != "EXTERNAL",
          kind: request["Origin"] == "EXTERNAL"
            ? .external : kind(of: response["KeyMetadata"]),
          store: request["CustomKeyStoreId"]?.text))
    case "ReplicateKey": learnReplica(request, response)
    case "GenerateMac":
      present.mac = response["Mac"]?.blobBytes ?? [1]
      present.macKey = response["KeyId"]?.text ?? "none"
    case "Sign":
      present.signature = response["Signature"]?.blobBytes ?? [1]
      present.signingKey = response["KeyId"]?.text ?? "none"
    case "GetPublicKey": present.publicKey = response["PublicKey"]?.blobBytes ?? [1]
    case "GetParametersForImport":
      present.importingKey = request["KeyId"]?.text ?? ""
      let wrapped = try? response.wrapping(Simulation.material)
      present.importing = (
        response["ImportToken"]?.blobBytes ?? [1], wrapped?.blobBytes ?? [1]
      )
    case "ImportKeyMaterial", "DeleteImportedKeyMaterial":
      guard let key = request["KeyId"]?.text.flatMap({ index($0, caller, region) }) else {
        return true
      }
      learnImport(name, request, key)
    case "CreateGrant":
      guard let key = request["KeyId"]?.text.flatMap({ index($0, caller, region) }),
        let id = response["GrantId"]?.text
      else { return true }
      present.grants.append(
        ModelGrant(
          id: id, token: response["GrantToken"]?.text ?? "", key: key,
          grantee: request["GranteePrincipal"]?.text ?? "",
          decrypts: request["Operations"]?.elements?.contains("Decrypt") ?? false,
          subset: request["Constraints"]?["EncryptionContextSubset"],
          equals: request["Constraints"]?["EncryptionContextEquals"]))
    case "RetireGrant", "RevokeGrant":
      let id =
        request["GrantId"]?.text
        ?? present.grants.first { .string($0.token) == request["GrantToken"] }?.id
      present.grants.removeAll { $0.id == id }
    default: return false
    }
    return true
  }

  private mutating func learnReplica(_ request: DocumentObject, _ response: DocumentObject) {
    guard let metadata = response["ReplicaKeyMetadata"], let id = metadata["KeyId"]?.text,
      let region = request["ReplicaRegion"]?.text.flatMap({ Region($0) }),
      let primary = present.keys.first(where: { $0.id == id })
    else { return }
    let replica = ModelKey(
      region: region, owner: primary.owner, id: id, policy: request["Policy"]?.text,
      hasMaterial: metadata["Origin"] != "EXTERNAL")
    // A replica that was deleted can be made again, and opens what the first one had made.
    if let old = present.keys.firstIndex(where: { $0.id == id && $0.region == region }) {
      present.keys[old] = replica
      present.grants.removeAll { $0.key == old }
    } else {
      present.keys.append(replica)
    }
  }

  private mutating func learnImport(_ name: String, _ request: DocumentObject, _ key: Int) {
    let now = present.world.now
    let wasThere =
      present.keys[key].hasMaterial && (present.keys[key].expires.map { $0 > now } ?? true)
    guard name == "ImportKeyMaterial" else {
      present.keys[key].hasMaterial = false
      return
    }
    present.keys[key].hasMaterial = true
    present.keys[key].expires = nil
    if case .timestamp(let end) = request["ValidTo"] { present.keys[key].expires = end }
    if !wasThere { present.keys[key].isEnabled = true }
  }
}

extension Document {
  /// The bytes, as bytes or as the base64 of a request.
  fileprivate var blobBytes: [UInt8]? {
    switch self {
    case .bytes(let bytes): bytes
    case .string(let text): Base64.decode(text.utf8)
    default: nil
    }
  }

  /// The whole number, where this is one.
  var whole: Int? { if case .number(let number) = self { number.integer } else { nil } }
}
