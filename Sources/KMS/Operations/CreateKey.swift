package import Access
package import Kernel

/// Makes a KMS key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
package enum CreateKey: KMSOperation {
  package struct Request: Sendable {
    let policy: PolicyText?
    let description: String?
    let keyUsage: KeyUsage?
    let customerMasterKeySpec: CustomerMasterKeySpec?
    let keySpec: KeySpec?
    let origin: OriginType?
    let customKeyStoreID: String?
    let bypass: Bool?
    let tags: [Tag]?
    let multiRegion: Bool?
    let xksKeyID: String?
  }
  package struct Response: Sendable { let metadata: KeyMetadata }

  package static let name = "CreateKey"
  package static let summary = "Makes a KMS key."
  package static let request = Shape(
    Request.init(
      policy:description:keyUsage:customerMasterKeySpec:keySpec:origin:customKeyStoreID:bypass:tags:
      multiRegion:xksKeyID:),
    PolicyText.member(\.policy, help: "The key policy; without one the account's IAM decides."),
    Member("Description", \.description, .length(0...8192), help: "What the key is for."),
    Member(
      "KeyUsage", \.keyUsage,
      help: "ENCRYPT_DECRYPT, SIGN_VERIFY, KEY_AGREEMENT, or GENERATE_VERIFY_MAC for HMAC keys."),
    Member("CustomerMasterKeySpec", \.customerMasterKeySpec, help: "Old name of KeySpec."),
    Member(
      "KeySpec", \.keySpec,
      help: "SYMMETRIC_DEFAULT, or a type of RSA, ECC, ML-DSA or HMAC key, such as RSA_2048."),
    Member(
      "Origin", \.origin,
      help: "Where the key material comes from: AWS_KMS, EXTERNAL, or a key store."),
    Member(
      "CustomKeyStoreId", \.customKeyStoreID, .length(1...64), suggests: .keyStores,
      help: "The custom key store that keeps the material."),
    PolicyText.bypassMember(\.bypass),
    Member("Tags", \.tags, help: "Labels of the key."),
    Member(
      "MultiRegion", \.multiRegion, help: "Whether the key can be replicated to other Regions."),
    Member(
      "XksKeyId", \.xksKeyID, .length(1...128), xksKeyIDPattern,
      help: "A key of an external key store."))
  package static let response = Fields<Response>(.init("KeyMetadata", \.metadata))
  package static let effect = Effect.write
  package static let permissions = ["kms:CreateKey", "kms:TagResource"]
  package static let errors = [
    "MalformedPolicyDocumentException", "DependencyTimeoutException", "InvalidArnException",
    "UnsupportedOperationException", "LimitExceededException", "TagException",
    "CustomKeyStoreNotFoundException", "CustomKeyStoreInvalidStateException",
    "CloudHsmClusterInvalidConfigurationException", "XksKeyInvalidConfigurationException",
    "XksKeyAlreadyInUseException", "XksKeyNotFoundException",
  ]

  private static let xksKeyIDPattern = Constraint.pattern("^[a-zA-Z0-9-_.]+$") { text in
    text.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 65...90, 97...122: true
      default: "-_.".utf8.contains(byte)
      }
    }
  }

  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    Self.response.document(response)
  }

  package static func resources(
    _ demands: [Demand], _ response: Response, in kms: KMSState
  ) -> [ARN] {
    [response.metadata.key.arn]
  }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    let values = conditionValues(of: request)
    let create = Demand.identity("kms:CreateKey", owner: call.account, values: values)
    let tag = Demand.identity("kms:TagResource", owner: call.account, values: values)
    return request.tags?.isEmpty == false ? [create, tag] : [create]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    let type = try type(of: request)
    try kms.requireRoomForKey(account: call.account, region: call.region)
    let tags = try Tag.checked(request.tags ?? [], onto: [:])
    let address = KeyAddress(
      account: call.account, region: call.region,
      id: kms.newID(isMultiRegion: request.multiRegion ?? false, &environment, as: call))
    let policy = try kms.policy(
      of: request.policy?.text, for: address.arn, bypassing: request.bypass ?? false, environment,
      as: call)
    let custody = try request.custody(type, in: &kms, &environment, as: call)
    var key = Key(
      address, type: type,
      family: request.multiRegion == true ? KeyFamily(primary: call.region) : nil,
      description: request.description ?? "", policy: policy, tags: tags, &environment)
    key.custody = custody
    kms.keys[address] = key
    return Response(metadata: KeyMetadata(key: key))
  }

  /// The type of the key; fails for types that AWS refuses.
  private static func type(of request: Request) throws(KMSFailure) -> KeyType {
    let oldSpec = request.customerMasterKeySpec?.keySpec
    if let old = oldSpec, let new = request.keySpec, old != new {
      throw .validation("You cannot specify KeySpec and CustomerMasterKeySpec in the same request.")
    }
    let spec = request.keySpec ?? oldSpec ?? .symmetricDefault
    guard let usage = request.keyUsage ?? (spec == .symmetricDefault ? .encryptDecrypt : nil) else {
      throw .validation(
        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.")
    }
    guard spec.usages.contains(usage) else {
      throw .validation(
        "KeyUsage \(usage.rawValue) is not compatible with KeySpec \(spec.rawValue)")
    }
    guard KeySpec.simulated.contains(spec) else {
      throw .onlyInChina("KeySpec \(spec.rawValue)")
    }
    let origin = request.origin ?? .awsKMS
    return KeyType(spec: spec, usage: usage, origin: origin)
  }
}
