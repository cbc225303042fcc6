import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell

extension ExampleWriter {
  /// What stands behind an option of KMS; `nil` for options that need nothing of the world.
  mutating func valueOfKMS(_ member: MemberDescription) -> String? {
    guard operation.service == .kms else { return nil }
    if let value = valueOfKeyStores(member) ?? valueOfPairs(member) { return value }
    switch member.name {
    case "KeyId": return keyForOperation()
    case "TargetKeyId", "DestinationKeyId": return key()
    case "AliasName": return operation.name == "CreateAlias" ? newAlias : alias()
    case "Plaintext", "Message": return "aGVsbG8="
    case "CiphertextBlob": return ciphertext()
    case "MacAlgorithm": return "HMAC_SHA_256"
    case "Mac":
      let key = macKey()
      prepare(
        "aws kms generate-mac --key-id \(key) --message aGVsbG8= --mac-algorithm HMAC_SHA_256"
          + " --query Mac --output text | base64 -d > mac.bin")
      return "fileb://mac.bin"
    case "GranteePrincipal", "RetiringPrincipal": return "arn:aws:iam::\(account):user/bob"
    case "Operations": return "Encrypt Decrypt"
    case "GrantId": return grant().id
    case "Policy":
      prepare(
        "aws kms get-key-policy --key-id \(key()) --query Policy --output text > policy.json")
      return "file://policy.json"
    case "ReplicaRegion", "PrimaryRegion": return otherRegion
    case "WrappingAlgorithm": return "RSAES_OAEP_SHA_256"
    case "WrappingKeySpec": return "RSA_4096"
    case "ExpirationModel": return "KEY_MATERIAL_DOES_NOT_EXPIRE"
    case "ImportToken": return "fileb://token.bin"
    case "EncryptedKeyMaterial": return "fileb://wrapped.bin"
    default: return nil
    }
  }

  /// What stands behind an option that only key pairs have.
  private mutating func valueOfPairs(_ member: MemberDescription) -> String? {
    switch member.name {
    case "SigningAlgorithm": return "ECDSA_SHA_256"
    case "Signature":
      prepare(
        "aws kms sign --key-id \(signingKey()) --message aGVsbG8= --signing-algorithm ECDSA_SHA_256"
          + " --query Signature --output text | base64 -d > signature.bin")
      return "fileb://signature.bin"
    case "KeyPairSpec": return "ECC_NIST_P256"
    case "KeyAgreementAlgorithm": return "ECDH"
    case "PublicKey":
      prepare(
        "aws kms generate-data-key-pair-without-plaintext --key-id \(key())"
          + " --key-pair-spec ECC_NIST_P256 --query PublicKey --output text"
          + " | base64 -d > public.der")
      return "fileb://public.der"
    default: return nil
    }
  }

  /// The kind of key that the operation is about.
  private mutating func keyForOperation() -> String {
    switch operation.name {
    case "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "DescribeKey":
      return keyOrAlias()
    case "GenerateMac", "VerifyMac": return macKey()
    case "Sign", "Verify", "GetPublicKey": return signingKey()
    case "DeriveSharedSecret":
      return pairKey("AGREEMENT_KEY", spec: "ECC_NIST_P256", usage: .keyAgreement)
    case "CancelKeyDeletion":
      if let live = liveKey({ if case .pendingDeletion = $0.state { true } else { false } }) {
        return live
      }
      prepare(newKey)
      prepare("aws kms schedule-key-deletion --key-id $KEY")
      return "$KEY"
    case "GetParametersForImport": return importKey()
    case "ImportKeyMaterial":
      prepareMaterial(importKey())
      return importKey()
    case "DeleteImportedKeyMaterial": return importedKey()
    case "ReplicateKey": return multiRegionKey()
    case "UpdatePrimaryRegion":
      let key = multiRegionKey()
      prepare("aws kms replicate-key --key-id \(key) --replica-region \(otherRegion)")
      return key
    case "RetireGrant", "RevokeGrant": return grant().key
    // What cannot be taken back within a moment is shown with a key of its own.
    case "ScheduleKeyDeletion", "DisableKey":
      prepare(newKey)
      return "$KEY"
    default: return key()
    }
  }

  private var newKey: String {
    "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)"
  }

  /// An enabled symmetric key of the learner's.
  mutating func key() -> String {
    if let live = liveKey({ $0.type.spec == .symmetricDefault && $0.state == .enabled }) {
      return live
    }
    prepare(newKey)
    return "$KEY"
  }

  private mutating func keyOrAlias() -> String {
    liveAlias {
      $0.managingService == nil && $0.type.spec == .symmetricDefault && $0.state == .enabled
    } ?? key()
  }

  private mutating func macKey() -> String {
    if let live = liveKey({ $0.type.spec == .HMAC_256 && $0.state == .enabled }) { return live }
    prepare(
      "MAC_KEY=$(aws kms create-key --key-spec HMAC_256 --key-usage GENERATE_VERIFY_MAC"
        + " --query KeyMetadata.KeyId --output text)")
    return "$MAC_KEY"
  }

  private mutating func signingKey() -> String {
    pairKey("SIGNING_KEY", spec: "ECC_NIST_P256", usage: .signVerify)
  }

  /// An enabled pair of that type and use, else one that a variable is made for.
  private mutating func pairKey(_ variable: String, spec: String, usage: KeyUsage) -> String {
    if let live = liveKey({
      $0.type.spec.rawValue == spec && $0.type.usage == usage && $0.state == .enabled
    }) {
      return live
    }
    prepare(
      "\(variable)=$(aws kms create-key --key-spec \(spec) --key-usage \(usage.rawValue)"
        + " --query KeyMetadata.KeyId --output text)")
    return "$\(variable)"
  }

  private mutating func multiRegionKey() -> String {
    if operation.name == "ReplicateKey", let live = liveKey({ $0.family != nil && !$0.isReplica }) {
      return live
    }
    prepare(
      "KEY=$(aws kms create-key --multi-region --query KeyMetadata.KeyId --output text)")
    return "$KEY"
  }

  private mutating func importKey() -> String {
    if let live = liveKey({ $0.type.origin == .external && $0.state == .pendingImport }) {
      return live
    }
    prepare(
      "KEY=$(aws kms create-key --origin EXTERNAL --query KeyMetadata.KeyId --output text)")
    return "$KEY"
  }

  private mutating func importedKey() -> String {
    if let live = liveKey({ $0.type.origin == .external && $0.state == .enabled }) { return live }
    let key = importKey()
    prepareMaterial(key)
    prepare(
      "aws kms import-key-material --key-id \(key) --import-token fileb://token.bin"
        + " --encrypted-key-material fileb://wrapped.bin"
        + " --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE")
    return key
  }

  private mutating func prepareMaterial(_ key: String) {
    let parameters =
      "aws kms get-parameters-for-import --key-id \(key)"
      + " --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_2048"
    prepare(
      "aws kms generate-random --number-of-bytes 32 --query Plaintext --output text"
        + " | base64 -d > material.bin")
    prepare("\(parameters) --query ImportToken --output text | base64 -d > token.bin")
    prepare("\(parameters) --query PublicKey --output text | base64 -d > public.der")
    prepare(
      "openssl pkeyutl -encrypt -pubin -inkey public.der -in material.bin -out wrapped.bin"
        + " -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256")
  }
}

extension ExampleWriter {
  private mutating func ciphertext() -> String {
    if prefersLive, let name = session.ciphertextFile { return "fileb://\(quoted(name))" }
    prepare(
      "aws kms encrypt --key-id \(keyOrAlias()) --plaintext aGVsbG8="
        + " --query CiphertextBlob --output text | base64 -d > cipher.bin")
    return "fileb://cipher.bin"
  }

  private mutating func grant() -> (key: String, id: String) {
    let live = session.world.storage.kms.grants.first { entry in
      entry.key.key.account == account && entry.key.key.region == region
    }
    if prefersLive, let live {
      return (live.key.key.id.description, live.key.id.description)
    }
    let key = key()
    prepare(
      "GRANT=$(aws kms create-grant --key-id \(key)"
        + " --grantee-principal arn:aws:iam::\(account):user/bob --operations Decrypt"
        + " --query GrantId --output text)")
    return (key, "$GRANT")
  }

  private var otherRegion: String { region.description == "eu-west-1" ? "us-west-2" : "eu-west-1" }

  private var newAlias: String {
    (1...).lazy.map { $0 == 1 ? "alias/my-key" : "alias/my-key-\($0)" }
      .first { name in !self.session.hasAlias(name) } ?? "alias/my-key"
  }

  private mutating func alias() -> String {
    if let live = liveAlias({ $0.managingService == nil }) { return live }
    prepare("aws kms create-alias --alias-name alias/lab-key --target-key-id \(key())")
    return "alias/lab-key"
  }

  /// The first customer managed key of the learner's that fits.
  private func liveKey(_ fits: (Key) -> Bool) -> String? {
    guard prefersLive else { return nil }
    return session.world.storage.kms.keys(account: account, region: region)
      .first { $0.managingService == nil && fits($0) }?.address.id.description
  }

  /// The first alias of a key that fits.
  private func liveAlias(_ fits: (Key) -> Bool) -> String? {
    guard prefersLive else { return nil }
    let kms = session.world.storage.kms
    return kms.aliases(account: account, region: region)
      .first { kms.keys[$0.targetAddress].map(fits) ?? false }?.address.name
  }
}

extension Session {
  fileprivate func hasAlias(_ name: String) -> Bool {
    let address = AliasAddress(
      account: present.caller.account, region: present.region, name: name)
    return world.storage.kms.aliases[address] != nil
  }

  /// The first virtual file with a ciphertext of KMS.
  var ciphertextFile: String? {
    files.names.first { name in
      files[name].map { $0.count <= 6144 && $0.starts(with: "kmslab".utf8) } ?? false
    }
  }
}
