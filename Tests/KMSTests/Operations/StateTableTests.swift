import Cloud
import Kernel
import TestBench
import Testing

/// What each operation answers in each state of a key.
@Suite struct StateTableTests {
  /// What an operation answers.
  enum Answer: Sendable, Equatable {
    /// It works, and the key is then in that state; `nil`: in the state before.
    case ok(KeyState? = nil)
    /// `DisabledException`.
    case disabled
    /// `KMSInvalidStateException`, pending deletion.
    case pending
    /// `KMSInvalidStateException`, not pending deletion.
    case notPending

    static let ok = Answer.ok()
  }

  /// A line of the table; of a key that is gone every operation says that it does not exist.
  struct Row: Sendable, CustomTestStringConvertible {
    let operation: String
    let enabled, disabled, pending: Answer
    var member = "KeyId"
    var request: DocumentObject = [:]

    var testDescription: String { operation }

    init(
      _ operation: String, _ enabled: Answer, _ disabled: Answer, _ pending: Answer,
      member: String = "KeyId", _ request: DocumentObject = [:]
    ) {
      self.operation = operation
      self.enabled = enabled
      self.disabled = disabled
      self.pending = pending
      self.member = member
      self.request = request
    }
  }

  /// `<blob>` stands for a ciphertext of the key, `<other>` for a ciphertext of another key.
  static let table = [
    Row("CancelKeyDeletion", .notPending, .notPending, .ok(.disabled)),  // then disabled
    Row(
      "CreateGrant", .ok, .disabled, .pending,
      ["GranteePrincipal": "111122223333", "Operations": ["Encrypt"]]),  // needs an enabled key
    Row("CreateAlias", .ok, .ok, .pending, member: "TargetKeyId", ["AliasName": "alias/new"]),
    Row("Decrypt", .ok, .disabled, .pending, ["CiphertextBlob": "<blob>"]),  // cryptography
    Row("DeleteAlias", .ok, .ok, .ok, member: "", ["AliasName": "alias/own"]),  // always
    Row("DescribeKey", .ok, .ok, .ok),  // always
    Row("DisableKey", .ok(.disabled), .ok, .pending),  // no error where nothing changes
    Row("DisableKeyRotation", .ok, .disabled, .pending),  // the switch sticks
    Row("EnableKey", .ok, .ok(.enabled), .pending),  // no error where nothing changes
    Row("EnableKeyRotation", .ok, .disabled, .pending),  // the switch sticks
    Row("Encrypt", .ok, .disabled, .pending, ["Plaintext": .bytes([1])]),  // cryptography
    Row("GenerateDataKey", .ok, .disabled, .pending, ["KeySpec": "AES_256"]),  // cryptography
    Row(
      "GenerateDataKeyPair", .ok, .disabled, .pending,
      ["KeyPairSpec": "ECC_NIST_P256"]),  // cryptography
    Row(
      "GenerateDataKeyPairWithoutPlaintext", .ok, .disabled, .pending,
      ["KeyPairSpec": "ECC_NIST_P256"]),  // cryptography
    Row(
      "GenerateDataKeyWithoutPlaintext", .ok, .disabled, .pending,
      ["NumberOfBytes": 1]),  // cryptography
    Row("GetKeyLastUsage", .ok, .ok, .ok),  // always
    Row("GetKeyPolicy", .ok, .ok, .ok),  // always
    Row("GetKeyRotationStatus", .ok, .ok, .ok),  // reads false while pending
    Row("ListAliases", .ok, .ok, .ok),  // always
    Row("ListGrants", .ok, .ok, .ok),  // always
    Row("ListKeyPolicies", .ok, .ok, .ok),  // always
    Row("ListKeyRotations", .ok, .ok, .ok),  // always
    Row("ListResourceTags", .ok, .ok, .ok),  // always
    Row("PutKeyPolicy", .ok, .ok, .ok, ["Policy": .string(StateTableTests.policy)]),  // always
    Row(
      "ReEncrypt", .ok, .disabled, .pending, member: "SourceKeyId",
      ["CiphertextBlob": "<blob>", "DestinationKeyId": "<other key>"]),  // as the source
    Row(
      "ReEncrypt", .ok, .disabled, .pending, member: "DestinationKeyId",
      ["CiphertextBlob": "<other>"]),  // as the destination
    Row("RotateKeyOnDemand", .ok, .disabled, .pending),  // needs an enabled key
    Row("ScheduleKeyDeletion", .ok(.pending), .ok(.pending), .pending),  // once only
    Row(
      "TagResource", .ok, .ok, .pending, ["Tags": [["TagKey": "a", "TagValue": "b"]]]),  // frozen
    Row("UntagResource", .ok, .ok, .pending, ["TagKeys": ["a"]]),  // frozen while pending
    Row(
      "UpdateAlias", .ok, .ok, .pending, member: "TargetKeyId",
      ["AliasName": "alias/others"]),  // as the new key
    Row(
      "UpdateAlias", .ok, .ok, .ok, member: "",
      ["AliasName": "alias/own", "TargetKeyId": "<other key>"]),  // as the old key
    Row("UpdateKeyDescription", .ok, .ok, .pending, ["Description": "new"]),  // frozen
  ]

  static let policy = """
    {"Statement": {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "kms:*", \
    "Resource": "*"}}
    """

  /// A bench with a key in a state, another key, an alias of each and a ciphertext of each.
  private struct Setting {
    var bench = Bench()
    let key, other: Document
    let blob, otherBlob: [UInt8]

    init(_ state: KeyState) throws {
      key = try bench.makeKey()
      other = try bench.makeKey()
      try bench.must("CreateAlias", ["AliasName": "alias/own", "TargetKeyId": key])
      try bench.must("CreateAlias", ["AliasName": "alias/others", "TargetKeyId": other])
      blob = try bench.encrypt(under: key)
      otherBlob = try bench.encrypt(under: other)
      try bench.bring(key, into: state)
    }

    func request(_ row: Row, _ key: Document) -> Document {
      var request = row.request
      for entry in row.request.entries {
        switch entry.value.text {
        case "<blob>": request[entry.name] = .bytes(blob)
        case "<other>": request[entry.name] = .bytes(otherBlob)
        case "<other key>": request[entry.name] = other
        default: break
        }
      }
      if !row.member.isEmpty { request[row.member] = key }
      return .object(request)
    }
  }

  @Test(arguments: table, [KeyState.enabled, .disabled, .pending])
  func `an operation answers by the key's state`(row: Row, state: KeyState) throws {
    var setting = try Setting(state)
    let arn = setting.bench.arn(setting.key)
    let answer =
      switch state {
      case .enabled: row.enabled
      case .disabled: row.disabled
      default: row.pending
      }
    var expected: WireError?
    var after = state
    switch answer {
    case .ok(let state): after = state ?? after
    case .disabled: expected = WireError("DisabledException", "\(arn) is disabled.")
    case .pending: expected = WireError("KMSInvalidStateException", "\(arn) is pending deletion.")
    case .notPending:
      expected = WireError("KMSInvalidStateException", "\(arn) is not pending deletion.")
    }
    let request = setting.request(row, setting.key)
    #expect(setting.bench.refusal(row.operation, request) == expected)
    let metadata = try setting.bench.must("DescribeKey", ["KeyId": setting.key])["KeyMetadata"]
    #expect(metadata?["KeyState"] == .string(after.rawValue))
    #expect(metadata?["Enabled"] == .bool(after == .enabled))
    #expect((metadata?["DeletionDate"] != nil) == (after == .pending))
  }

  @Test(arguments: table.filter { !$0.member.isEmpty })
  func `a key that is gone is as if it had never been, by id and by ARN`(row: Row) throws {
    var setting = try Setting(.gone)
    let arn = setting.bench.arn(setting.key)
    for name in [setting.key, .string(arn)] {
      #expect(
        setting.bench.refusal(row.operation, setting.request(row, name))
          == WireError("NotFoundException", "Key '\(arn)' does not exist"))
    }
  }

  @Test(arguments: ["DeleteAlias", "UpdateAlias"])
  func `an alias of a key that is gone is gone too`(operation: String) throws {
    var setting = try Setting(.gone)
    #expect(
      setting.bench.refusal(
        operation, ["AliasName": "alias/own", "TargetKeyId": setting.other])
        == WireError(
          "NotFoundException",
          "Alias arn:aws:kms:us-east-1:111122223333:alias/own is not found."))
  }

  @Test func `the table has every operation that names a key`() {
    let others = ["CreateKey", "GenerateRandom", "ListKeys", "ListRetirableGrants"]
    #expect(
      Set(StateTableTests.table.map(\.operation) + OtherKeysStateTests.table.map(\.operation))
        == Set(
          Catalogue.operations(of: .kms).map(\.name).filter { !$0.contains("CustomKeyStore") }
        ).subtracting(others))
  }
}
