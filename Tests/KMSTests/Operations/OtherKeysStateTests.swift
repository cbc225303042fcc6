import Cloud
import KMS
import Kernel
import TestBench
import Testing

/// What operations of HMAC, imported and multi-Region keys and of grants answer by the key's state.
@Suite struct OtherKeysStateTests {
  /// A kind of key.
  enum Kind: Sendable { case symmetric, mac, external, multiRegion, signing, agreeing }

  /// A line of the table: the code in each state; `nil` where the operation works.
  struct Row: Sendable, CustomTestStringConvertible {
    let operation: String
    let kind: Kind
    let enabled, disabled, pending, pendingImport: String?
    var request: DocumentObject = [:]

    var testDescription: String { operation }

    init(
      _ operation: String, _ kind: Kind, _ codes: [String?], _ request: DocumentObject = [:]
    ) {
      self.operation = operation
      self.kind = kind
      (enabled, disabled, pending, pendingImport) = (
        codes[0], codes[1], codes[2], codes.count > 3 ? codes[3] : nil
      )
      self.request = request
    }
  }

  private static let disabled = "DisabledException"
  private static let invalid = "KMSInvalidStateException"
  private static let parameters: DocumentObject = [
    "WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048",
  ]

  static let table = [
    Row(
      "GenerateMac", .mac, [nil, disabled, invalid],
      ["Message": .bytes([1]), "MacAlgorithm": "HMAC_SHA_256"]),  // cryptography
    Row(
      "VerifyMac", .mac, ["KMSInvalidMacException", disabled, invalid],
      ["Message": .bytes([1]), "MacAlgorithm": "HMAC_SHA_256", "Mac": .bytes([1])]),  // the same
    Row(
      "Sign", .signing, [nil, disabled, invalid],
      ["Message": .bytes([1]), "SigningAlgorithm": "ECDSA_SHA_256"]),  // the same
    Row(
      "Verify", .signing, ["KMSInvalidSignatureException", disabled, invalid],
      [
        "Message": .bytes([1]), "SigningAlgorithm": "ECDSA_SHA_256", "Signature": .bytes([1]),
      ]),  // the same
    Row("GetPublicKey", .signing, [nil, disabled, invalid]),  // the same, though it is no secret
    Row(
      "DeriveSharedSecret", .agreeing, ["ValidationException", disabled, invalid],
      ["KeyAgreementAlgorithm": "ECDH", "PublicKey": .bytes([1])]),  // the same
    Row("Encrypt", .external, [nil, disabled, invalid, invalid], ["Plaintext": .bytes([1])]),
    Row("EnableKey", .external, [nil, nil, invalid, invalid]),  // without material nothing works
    Row("DisableKey", .external, [nil, nil, invalid, invalid]),
    Row("CreateAlias", .external, [nil, nil, invalid, nil], ["AliasName": "alias/new"]),
    Row(
      "CreateGrant", .external, [nil, disabled, invalid, invalid],
      ["GranteePrincipal": "111122223333", "Operations": ["Encrypt"]]),
    Row("ScheduleKeyDeletion", .external, [nil, nil, invalid, nil]),
    Row("GetParametersForImport", .external, [nil, nil, invalid, nil], parameters),
    Row("ImportKeyMaterial", .external, [nil, nil, invalid, nil]),
    Row("DeleteImportedKeyMaterial", .external, [nil, nil, nil, nil]),  // always
    Row("TagResource", .external, [nil, nil, invalid, nil], ["Tags": []]),
    Row("GetKeyRotationStatus", .external, [nil, nil, nil, nil]),  // always
    Row(
      "ReplicateKey", .multiRegion, [nil, disabled, invalid], ["ReplicaRegion": "us-west-2"]),
    Row(
      "UpdatePrimaryRegion", .multiRegion, [nil, disabled, invalid],
      ["PrimaryRegion": "eu-west-1"]),
    Row("RevokeGrant", .symmetric, [nil, nil, nil], ["GrantId": "<grant>"]),  // always
    Row("RetireGrant", .symmetric, [nil, nil, nil], ["GrantId": "<grant>"]),  // always
  ]

  private struct Setting {
    var bench = Bench()
    let key: Document
    var grant: Document = ""
    private(set) var token: Document = ""
    private(set) var wrapped: Document = ""

    init(_ kind: Kind) throws {
      switch kind {
      case .symmetric:
        key = try bench.makeKey()
        grant =
          try bench.must(
            "CreateGrant",
            ["KeyId": key, "GranteePrincipal": "111122223333", "Operations": ["Encrypt"]])[
            "GrantId"] ?? ""
      case .mac:
        key = try bench.makeKey(["KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC"])
      case .signing:
        key = try bench.makeKey(["KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY"])
      case .agreeing:
        key = try bench.makeKey(["KeySpec": "ECC_NIST_P256", "KeyUsage": "KEY_AGREEMENT"])
      case .external:
        key = try bench.makeKey(["Origin": "EXTERNAL"])
        var request = OtherKeysStateTests.parameters
        request["KeyId"] = key
        let answer = try bench.must("GetParametersForImport", .object(request))
        token = answer["ImportToken"] ?? ""
        wrapped = try answer.wrapping([UInt8](repeating: 3, count: 32))
        try bench.must("ImportKeyMaterial", importRequest)
      case .multiRegion:
        key = try bench.makeKey(["MultiRegion": true])
        try bench.must("ReplicateKey", ["KeyId": key, "ReplicaRegion": "eu-west-1"])
      }
    }

    var importRequest: Document {
      [
        "KeyId": key, "ImportToken": token, "EncryptedKeyMaterial": wrapped,
        "ExpirationModel": "KEY_MATERIAL_DOES_NOT_EXPIRE",
      ]
    }

    func request(_ row: Row) -> Document {
      if row.operation == "ImportKeyMaterial" { return importRequest }
      var request = row.request
      if request["GrantId"] != nil { request["GrantId"] = grant }
      request[row.operation == "CreateAlias" ? "TargetKeyId" : "KeyId"] = key
      return .object(request)
    }
  }

  @Test(arguments: table)
  func `an operation answers by the state of an unusual key`(row: Row) throws {
    var setting = try Setting(row.kind)
    #expect(setting.bench.refusal(row.operation, setting.request(row))?.code == row.enabled)
    setting = try Setting(row.kind)
    try setting.bench.must("DisableKey", ["KeyId": setting.key])
    #expect(setting.bench.refusal(row.operation, setting.request(row))?.code == row.disabled)
    setting = try Setting(row.kind)
    try setting.bench.must("ScheduleKeyDeletion", ["KeyId": setting.key])
    #expect(setting.bench.refusal(row.operation, setting.request(row))?.code == row.pending)
    guard row.kind == .external else { return }
    setting = try Setting(row.kind)
    try setting.bench.must("DeleteImportedKeyMaterial", ["KeyId": setting.key])
    #expect(setting.bench.refusal(row.operation, setting.request(row))?.code == row.pendingImport)
  }
}
