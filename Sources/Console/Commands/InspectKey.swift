import KMS
import Kernel
import Text

extension Key {
  /// The automatic rotation for a learner.
  var rotationInWords: String {
    if isReplica { return "as the primary's" }
    guard let rotation else { return "off" }
    let period = "every \(rotation.periodDays) days"
    return rotation.slot == nil
      ? "\(period), suspended while the key is not enabled"
      : "\(period), next \(rotation.next.readable)"
  }

  /// The key as data.
  func inspected(_ aliases: [String]) -> Document {
    var object: DocumentObject = [
      "KeyId": .string(address.id.description), "Arn": .string(arn.description),
      "KeyState": .string(state.name), "CreationDate": .timestamp(creationDate),
      "Description": .string(description), "Aliases": .list(aliases.map { .string($0) }),
      "KeyRotationEnabled": .bool(rotation != nil),
    ]
    object["RotationPeriodInDays"] = rotation.map { .integer($0.periodDays) }
    object["NextRotationDate"] = rotation?.slot == nil ? nil : rotation.map { .timestamp($0.next) }
    if case .pendingDeletion(let date, _) = state { object["DeletionDate"] = .timestamp(date) }
    object["Tags"] = .object(DocumentObject(tags.map { ($0.key, .string($0.value)) }))
    if type != .symmetric {
      object["KeySpec"] = .string(type.spec.rawValue)
      object["KeyUsage"] = .string(type.usage.rawValue)
      object["Origin"] = .string(type.origin.rawValue)
    }
    object["CustomKeyStoreId"] = custody.map { .string($0.store.description) }
    object["CloudHsmClusterId"] = custody?.cluster.map { .string($0.text) }
    object["XksKeyId"] = custody?.externalKey.map { .string($0.id) }
    object["PrimaryRegion"] = family.map { .string($0.primary.description) }
    object["ReplicaRegions"] = family.map { .list($0.replicas.map { .string($0.description) }) }
    object["KeyMaterial"] = .list(
      materials.versions.map { number, material in
        [
          "Version": .integer(number), "KeyMaterialId": .string(material.id.description),
          "CreationDate": .timestamp(material.createdAt),
          "Current": .bool(number == materials.count),
        ]
      })
    return .object(object)
  }

  /// What a plain symmetric key in one Region has not to say of itself.
  var peculiarities: [String] {
    var lines: [String] = []
    if type != .symmetric {
      lines.append(
        "type      \(type.spec.rawValue), \(type.usage.rawValue), origin \(type.origin.rawValue)")
    }
    if let custody {
      lines.append(
        "kept by   key store \(custody.store), "
          + (custody.externalKey.map { "external key \($0.id)" } ?? custody.cluster?.text ?? "")
          + (custody.obstacle.map { ": \($0.inWords)" } ?? ""))
    }
    if let family {
      let replicas = family.replicas.map(\.description).joined(separator: ", ")
      lines.append(
        "Regions   primary \(family.primary), "
          + (replicas.isEmpty ? "no replicas" : "replicas \(replicas)"))
    }
    return lines
  }

  /// The versions of the material, a line each.
  var materialsInWords: [String] {
    var lines = materials.versions.map { number, material in
      let isCurrent = number == materials.count
      let use = isCurrent ? type.usage.inWords : "decrypts only"
      return "  \(number)  \(material.id.description.prefix(16))…  \(material.createdAt.date)  "
        + (material.secret == nil ? "MISSING: import it again" : use) + ", \(material.causeInWords)"
    }
    if let waiting = materials.waiting {
      lines.append(
        "  –  \(waiting.id.description.prefix(16))…  waits for rotate-key-on-demand, "
          + waiting.causeInWords)
    }
    return lines
  }
}

extension KeyMaterial {
  /// How it came into the key.
  fileprivate var causeInWords: String {
    if let imported {
      let end = imported.expiry.map { ", until \($0.time.readable)" } ?? ""
      return "imported" + end
    }
    return switch cause {
    case nil: "made with the key"
    case .automatic: "made by automatic rotation"
    case .onDemand: "made by rotation on demand"
    }
  }
}

extension KeyUsage {
  /// What a key for it does.
  fileprivate var inWords: String {
    switch self {
    case .encryptDecrypt: "encrypts and decrypts"
    case .signVerify: "signs and verifies"
    case .keyAgreement: "agrees on secrets"
    case .generateVerifyMAC: "makes and verifies codes"
    }
  }
}
