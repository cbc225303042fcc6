import Access
import Cloud
import Kernel
import TestBench

/// Draws for tests from a number: SplitMix64.
///
/// The standard library's own draws from a generator may change with its versions; these do not.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// A number from 0 to below `limit`; the modulo's bias does not matter here.
  mutating func below(_ limit: Int) -> Int { Int(next() >> 1) % limit }

  /// Whether something of so many per cent happens.
  mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

  /// One of several.
  mutating func pick<Element>(_ choices: [Element]) -> Element? {
    choices.isEmpty ? nil : choices[below(choices.count)]
  }
}

/// One thing that happens to a world.
///
/// Keys and ciphertexts are named by the order of their making,
/// so that a step means the same where others before it were left out.
enum Step: Sendable, CustomStringConvertible {
  case call(AnyOperation, DocumentObject, Principal, Region)
  case advance(seconds: Int)
  case undo

  var description: String {
    switch self {
    case .call(let operation, let request, let principal, let region):
      "\(principal.shortName(from: .learner)) in \(region): \(operation.testDescription) "
        + JSONWriter.text(.object(request))
    case .advance(let seconds): "advance \(seconds)s"
    case .undo: "undo"
    }
  }
}

/// Makes random steps.
struct StepSource {
  var dice: Dice
  /// How many steps in a hundred are of IAM and STS: most in every fourth session.
  private let identityShare: Int
  /// How many settings of buckets were read.
  private var settingCount: Int

  init(seed: UInt64) {
    dice = Dice(seed)
    identityShare = seed % 4 == 3 ? 85 : 2
    settingCount = Int(seed & 0xFFFF)
  }

  private static let identities =
    Catalogue.operations(of: .iam)
    + [
      Catalogue.operation("AssumeRole")
    ].compactMap { $0 }
  private static let operations = Catalogue.operations.filter {
    $0.service != .iam && !settings.contains($0.name)
  }
  /// Reads of a bucket's settings that nothing sets: one name would do for all of them.
  private static let settings = [
    "GetBucketAccelerateConfiguration", "GetBucketCors", "GetBucketLogging",
    "GetBucketNotificationConfiguration", "GetBucketReplication", "GetBucketRequestPayment",
    "GetBucketWebsite",
  ]
  private static let regions = [Region.usEast1, .usEast1, .usEast1, .euWest1]
  private static let principals: [Principal] = [
    .user(.learner, name: "alice"), .user(.learner, name: "alice"),
    .user(.learner, name: "alice"), .user(.learner, name: "alice"),
    .user(.learner, name: "bob"), .root(.learner), .root(.partner),
  ]
  /// Operations that make a session worth looking at come more often.
  private static let common = [
    "CreateKey", "CreateKey", "Encrypt", "Encrypt", "Decrypt", "Decrypt", "ReEncrypt",
    "GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext", "EnableKey", "EnableKeyRotation", "ScheduleKeyDeletion",
    "CreateAlias", "CancelKeyDeletion", "CreateGrant", "RetireGrant",
    "GetParametersForImport", "DisableKey",
    "ImportKeyMaterial", "ImportKeyMaterial", "ReplicateKey", "GenerateMac", "VerifyMac",
    "CreateBucket", "CreateBucket", "PutObject", "PutObject",
    "PutObject", "GetObject", "GetObject", "CopyObject", "CopyObject", "PutBucketEncryption",
    "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "UpdateObjectEncryption",
    "CreateCustomKeyStore", "ConnectCustomKeyStore", "CreateKey",
    "Sign", "Verify", "GetPublicKey", "DeriveSharedSecret", "UpdatePrimaryRegion",
    "PutObjectRetention", "GetObjectRetention", "GetObjectLegalHold",
  ]

  mutating func next() -> Step {
    if dice.happens(12) {
      let days = dice.pick([0, 1, 7, 20, 30, 90, 365, 800]) ?? 1
      return .advance(seconds: days * 86_400 + dice.below(4))
    }
    if dice.happens(2) { return .undo }
    if dice.happens(identityShare) { return identityStep() }
    let name = dice.happens(50) ? dice.pick(StepSource.common) : nil
    let operation = name.flatMap { Catalogue.operation($0) } ?? dice.pick(StepSource.operations)
    guard let operation = operation.map({ setting(insteadOf: $0) }) else { return .undo }
    var request = DocumentObject()
    for member in operation.members {
      let isCiphertext = member.name == "CiphertextBlob"
      let isS3 = [.s3, .s3control].contains(operation.service)
      let chance = isS3 ? StepSource.chanceInS3(member.name) : likelihood(member.name)
      guard dice.happens(member.isRequired || isCiphertext ? 98 : chance) else { continue }
      request[member.name] =
        dice.happens(3) ? odd() : (isS3 ? s3Value(member) : nil) ?? value(member)
    }
    if name == "CreateKey" { request = kindOfKey() }
    aim(operation.name, &request)
    var region = dice.pick(StepSource.regions) ?? .usEast1
    finish(operation.name, &request, &region)
    return .call(
      operation, request, dice.pick(StepSource.principals) ?? .root(.learner), region)
  }

  /// One of a bucket's settings in turn, where one was to be read that can be set.
  private mutating func setting(insteadOf operation: AnyOperation) -> AnyOperation {
    guard operation.name == "GetBucketVersioning" else { return operation }
    settingCount += 1
    let names = [operation.name] + StepSource.settings
    return Catalogue.operation(names[settingCount % names.count]) ?? operation
  }

  /// A step of IAM or STS, by somebody who may.
  private mutating func identityStep() -> Step {
    let name = dice.happens(50) ? dice.pick(StepSource.commonOfIdentities) : nil
    let operation = name.flatMap { Catalogue.operation($0) } ?? dice.pick(StepSource.identities)
    guard let operation else { return .undo }
    var request = DocumentObject()
    for member in operation.members {
      let chance = StepSource.chanceOfIdentities(member.name)
      guard dice.happens(member.isRequired ? 98 : chance) else { continue }
      request[member.name] = dice.happens(2) ? odd() : identityValue(member) ?? value(member)
    }
    if operation.name == "UpdateAssumeRolePolicy" {
      request["PolicyDocument"] = StepSource.trust
    }
    // No root user may take on a role; nearly everything else only the root user may here.
    let isRole = operation.name == "AssumeRole"
    let callers: [Principal] = [
      isRole ? .user(.learner, name: "alice") : .root(.learner), .root(.learner),
      .user(.learner, name: "alice"), isRole ? .user(.learner, name: "alice") : .root(.learner),
    ]
    return .call(operation, request, dice.pick(callers) ?? .root(.learner), .usEast1)
  }

  private func likelihood(_ name: String) -> Int {
    switch name {
    case "GrantTokens", "Recipient", "CustomKeyStoreId", "XksKeyId", "MultiRegion", "Origin",
      "CustomerMasterKeySpec", "KeyUsage", "KeyMaterialId", "ImportType":
      5
    case "GranteePrincipal": 98
    case "GranteeServicePrincipal", "RetiringServicePrincipal": 2
    case "Marker", "DryRun", "DryRunModifiers": 10
    case "SourceKeyId": 30
    case "KeySpec": 80
    case "NumberOfBytes": 20
    default: name.hasSuffix("Algorithm") ? 5 : 40
    }
  }

  private mutating func value(_ member: MemberDescription) -> Document {
    let number = dice.below(6)
    switch member.name {
    case "KeyId", "TargetKeyId", "SourceKeyId", "DestinationKeyId":
      let form = dice.pick(["key", "key", "key", "arn", "alias/"]) ?? "key"
      return .string("<\(form)\(number)>")
    case "CiphertextBlob": return .string("<blob\(number + (dice.happens(50) ? 6 : 0))>")
    case "GranteePrincipal", "RetiringPrincipal":
      return dice.pick(StepSource.grantees) ?? "x"
    case "Operations":
      return .list(StepSource.grantable.filter { _ in dice.happens(60) })
    case "Constraints":
      let name = dice.happens(50) ? "EncryptionContextSubset" : "EncryptionContextEquals"
      return .object([name: number < 4 ? ["a": .string("\(number % 2)")] : [:]])
    case "GrantId": return .string("<grant\(number)>")
    case "GrantToken": return .string("<token\(number)>")
    case "GrantTokens": return dice.happens(60) ? [.string("<token\(number)>")] : ["x"]
    case "ReplicaRegion", "PrimaryRegion":
      return dice.pick(["eu-west-1", "eu-west-1", "us-east-1", "us-west-2"]) ?? "x"
    case "ImportToken": return .string("<import>")
    case "EncryptedKeyMaterial": return .string("<wrapped>")
    case "ValidTo": return .string("<until\(dice.pick([5, 40, 365, 400]) ?? 5)>")
    // Pairs of RSA take their time, so that they come seldom.
    case "WrappingKeySpec" where dice.happens(97): return "RSA_2048"
    case "KeyPairSpec" where dice.happens(97): return "ECC_NIST_P256"
    case "KeySpec" where dice.happens(70):
      return dice.pick(["AES_256", "ECC_NIST_P256", "ML_DSA_44", "ECC_NIST_EDWARDS25519"]) ?? "x"
    case "Signature": return .string("<signature>")
    case "SigningAlgorithm" where dice.happens(80): return "ECDSA_SHA_256"
    case "MacAlgorithm" where dice.happens(80): return "HMAC_SHA_256"
    case "Message": return .bytes(Array(repeating: UInt8(number % 2), count: 9))
    case "Mac": return .string("<mac>")
    case "AliasName": return .string("alias/\(number % 4)")
    case "Marker": return "YWZ0ZXI6YQ=="
    case "Policy": return .string(policy())
    case "PolicyName": return "default"
    case "CustomKeyStoreId": return .string("<store\(number)>")
    case "TagKeys": return [.string("t\(number)")]
    case "Tags": return [["TagKey": .string("t\(number)"), "TagValue": "v"]]
    case "Plaintext": return .bytes(Array(repeating: UInt8(number), count: 20))
    case "PendingWindowInDays": return .integer(dice.pick([6, 7, 8, 30, 31]) ?? 7)
    case "RotationPeriodInDays": return .integer(dice.pick([89, 90, 200, 365, 2560]) ?? 90)
    default: break
    }
    switch member.type {
    case .map: return number < 3 ? ["a": .string("\(number % 2)")] : [:]
    case .boolean: return .bool(dice.happens(50))
    case .integer: return .integer(1 + dice.below(100))
    case .enumeration(let values, _): return .string(dice.pick(values) ?? "")
    case .list(.enumeration(let values, _)): return .list(values.map { .string($0) })
    case .list: return ["x"]
    case .structure: return [:]
    default: return .string("text\(number)")
    }
  }

  /// Aims requests that seldom fit by chance at a key that they fit.
  private mutating func aim(_ name: String, _ request: inout DocumentObject) {
    guard dice.happens(70) else { return }
    if let aimed = aimAtStore(name) {
      request = aimed
      return
    }
    switch name {
    case "ImportKeyMaterial":
      request["KeyId"] = "<imported key>"
      request["ExpirationModel"] = dice.happens(50) ? "KEY_MATERIAL_DOES_NOT_EXPIRE" : nil
      request["ValidTo"] = request["ExpirationModel"] == nil ? "<until40>" : nil
    case "GetParametersForImport", "DeleteImportedKeyMaterial":
      request["KeyId"] = "<external key>"
    case "GenerateMac", "VerifyMac":
      request["KeyId"] = name == "GenerateMac" ? "<mac key>" : "<verifying key>"
      request["GrantTokens"] = nil
      request["MacAlgorithm"] = "HMAC_SHA_256"
    case "DeriveSharedSecret":
      request = [
        "KeyId": "<agreeing key>", "PublicKey": "<public key>", "KeyAgreementAlgorithm": "ECDH",
      ]
    case "GetPublicKey" where dice.happens(40): request["KeyId"] = "<agreeing key>"
    case "Sign", "Verify", "GetPublicKey":
      request["KeyId"] = name == "Verify" ? "<checking key>" : "<signing key>"
      request["GrantTokens"] = nil
      if name != "GetPublicKey" { request["SigningAlgorithm"] = "ECDSA_SHA_256" }
      request["MessageType"] = nil
    case "CreateAlias", "UpdateAlias": request["TargetKeyId"] = "<key0>"
    case "ReplicateKey", "UpdatePrimaryRegion": request["KeyId"] = "<shared key>"
    case "RevokeGrant":
      request["GrantId"] = "<grant0>"
      request["KeyId"] = "<granted key>"
    case "RetireGrant": request = ["GrantToken": "<token0>"]
    default: break
    }
  }

  private static let grantees: [Document] = [
    "arn:aws:iam::111122223333:user/bob", "arn:aws:iam::111122223333:user/bob",
    "arn:aws:iam::444455556666:root", "arn:aws:iam::111122223333:user/alice",
    "arn:aws:iam::111122223333:user/nobody",
  ]
  private static let grantable: [Document] = [
    "Decrypt", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "CreateGrant", "RetireGrant",
    "DescribeKey",
  ]

  /// A request for a key of one kind or another.
  private mutating func kindOfKey() -> DocumentObject {
    switch dice.below(14) {
    case 0, 10: ["KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC"]
    case 1, 2: ["Origin": "EXTERNAL"]
    case 3, 4: ["MultiRegion": true]
    case 5: ["MultiRegion": true, "Origin": "EXTERNAL"]
    case 11, 12: storedKeyRequest()
    case 13:
      [
        "KeySpec": "ECC_NIST_P256",
        "KeyUsage": dice.happens(60) ? "SIGN_VERIFY" : "KEY_AGREEMENT",
      ]
    default: [:]
    }
  }

  private mutating func policy() -> String {
    let bob = #""Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}"#
    let root = #""Principal": {"AWS": "arn:aws:iam::111122223333:root"}"#
    let partner = #""Principal": {"AWS": "444455556666"}"#
    let all = #""Action": "kms:*", "Resource": "*"}"#
    let statements = [
      #"{"Effect": "Allow", \#(root), \#(all)"#, #"{"Effect": "Allow", \#(bob), \#(all)"#,
      #"{"Effect": "Allow", \#(partner), \#(all)"#,
      #"{"Effect": "Deny", \#(bob), "Action": "kms:Decrypt", "Resource": "*"}"#,
    ]
    let chosen = statements.filter { _ in dice.happens(60) }
    return #"{"Statement": [\#(chosen.joined(separator: ", "))]}"#
  }

  private mutating func odd() -> Document {
    dice.pick([.null, 0, -1, 1_000_000, "", "x", true, [], [:], .bytes([]), ["x"], ["x": "y"]])
      ?? .null
  }
}
