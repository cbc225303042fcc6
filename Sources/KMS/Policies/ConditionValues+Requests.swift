package import Access
package import Kernel

/// What requests tell of condition keys, operation by operation.

extension CreateKey {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    let spec = request.keySpec ?? request.customerMasterKeySpec?.keySpec ?? .symmetricDefault
    let usage = request.keyUsage ?? .encryptDecrypt
    var values = ConditionValues()
    values.add(.keySpec, spec.rawValue)
    values.add(.customerMasterKeySpec, spec.rawValue)
    values.add(.keyUsage, usage.rawValue)
    values.add(.customerMasterKeyUsage, usage.rawValue)
    values.add(.keyOrigin, (request.origin ?? .awsKMS).rawValue)
    values.add(.multiRegion, request.multiRegion ?? false)
    values.add(.bypassPolicyLockoutSafetyCheck, request.bypass ?? false)
    values.add(tags: (request.tags ?? []).map { ($0.key.text, $0.value) })
    return values
  }
}

extension PutKeyPolicy {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.bypassPolicyLockoutSafetyCheck, request.bypass ?? false)
    return values
  }
}

extension EnableKeyRotation {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(
      .rotationPeriodInDays, request.periodDays ?? RotationSchedule.defaultPeriodDays)
    return values
  }
}

extension ScheduleKeyDeletion {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.scheduleKeyDeletionPendingWindowInDays, request.windowDays ?? 30)
    return values
  }
}

extension TagResource {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(tags: request.tags.map { ($0.key.text, $0.value) })
    return values
  }
}

extension UntagResource {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.tagKeys, all: request.tagKeys.map(\.text))
    return values
  }
}

extension Encrypt {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.context, request.algorithm)
  }
}

extension Decrypt {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.context, request.algorithm)
  }
}

extension GenerateDataKey {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.context, nil)
  }
}

extension GenerateDataKeyWithoutPlaintext {
  /// What the request tells of condition keys.
  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(request.context, nil)
  }
}

extension ReEncrypt {
  /// What is told of the key that decrypts.
  static func valuesOfSource(_ request: Request) -> ConditionValues {
    ConditionValues(request.sourceContext, request.sourceAlgorithm)
  }

  /// What is told of the key that encrypts.
  static func valuesOfDestination(_ request: Request) -> ConditionValues {
    ConditionValues(request.destinationContext, request.destinationAlgorithm)
  }
}

extension ConditionValues {
  /// The values of a request of symmetric cryptography; the algorithm counts where it is not given.
  package init(_ context: EncryptionContext?, _ algorithm: EncryptionAlgorithm?) {
    self.init()
    add(context)
    add(.encryptionAlgorithm, (algorithm ?? .symmetricDefault).rawValue)
  }

  /// Adds an encryption context: each pair, and the names of all.
  package mutating func add(_ context: EncryptionContext?) {
    let pairs = context?.pairs ?? []
    for pair in pairs { add(.encryptionContext, of: pair.name, pair.value) }
    add(.encryptionContextKeys, all: pairs.map(\.name))
  }
}

extension KeyReference {
  /// `alias/lab-key`, where the request names the key so, by its name or its ARN.
  var aliasName: String? {
    if text.hasPrefix("alias/") { return text }
    guard text.hasPrefix("arn:"), let resource = ARN(text)?.resource, resource.hasPrefix("alias/")
    else { return nil }
    return resource
  }
}

extension KMSState {
  /// The ARN of the key that a text names; `nil` where it leads to none.
  package func keyARN(of text: String, as call: Call) -> ARN? {
    guard case .key(let key)? = try? resolve(KeyReference(text), .keysAndAliases, as: call) else {
      return nil
    }
    return key.arn
  }

  /// A key's own value of a condition key.
  package func value(of conditionKey: ConditionKey, for key: Key) -> [String]? {
    switch conditionKey.name {
    case .keySpec, .customerMasterKeySpec: return [key.type.spec.rawValue]
    case .keyUsage, .customerMasterKeyUsage: return [key.type.usage.rawValue]
    case .keyOrigin: return [key.type.origin.rawValue]
    case .multiRegion: return [key.address.id.isMultiRegion ? "true" : "false"]
    case .multiRegionKeyType:
      return key.family.map { _ in [key.isReplica ? "REPLICA" : "PRIMARY"] }
    case .resourceTag:
      let small = conditionKey.parameter.lowercasedASCII
      return key.tags.first { $0.key.lowercasedASCII == small }.map { [$0.value] }
    case .resourceAliases:
      let names = aliases(of: key.address).map(\.address.name)
      return names.isEmpty ? nil : names
    // No service of this cloud makes grants for its resources.
    case .grantIsForAWSResource: return ["false"]
    default: return nil
    }
  }
}
