import Access
import Cloud
import Kernel
import TestBench
import Testing

@Suite struct AliasTests {
  var bench = Bench()
  let key: Document
  let other: Document

  init() throws {
    key = try bench.makeKey()
    other = try bench.makeKey()
  }

  static let here = "arn:aws:kms:us-east-1:111122223333:"

  @Test(
    arguments: [
      (
        "mine", "ValidationException",
        "Alias must start with the prefix \"alias/\". Please see "
          + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"
      ),  // no prefix
      (
        "ALIAS/mine", "ValidationException",
        "Alias must start with the prefix \"alias/\". Please see "
          + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"
      ),  // another case
      ("alias/aws/mine", "NotAuthorizedException", nil),  // AWS's own
      (
        "alias/a b", "ValidationException",
        "1 validation error detected: Value 'alias/a b' at 'aliasName' failed to satisfy constraint: "
          + "Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$"
      ),  // a space
    ] as [(String, String, String?)])
  mutating func `an alias of another form is refused`(name: String, code: String, text: String?) {
    for operation in ["CreateAlias", "UpdateAlias", "DeleteAlias"] {
      #expect(
        bench.refusal(operation, ["AliasName": .string(name), "TargetKeyId": key])
          == WireError(code, text))
    }
  }

  @Test(arguments: ["alias/", "alias/a:b"])
  mutating func `a name that passes the model but not the service is refused`(name: String) {
    #expect(
      bench.refusal("CreateAlias", ["AliasName": .string(name), "TargetKeyId": key])?.code
        == "InvalidAliasNameException")
  }

  @Test mutating func `an alias can be made once`() throws {
    #expect(
      try bench.must("CreateAlias", ["AliasName": "alias/mine", "TargetKeyId": key]).isEmpty)
    for target in [key, other] {
      #expect(
        bench.refusal("CreateAlias", ["AliasName": "alias/mine", "TargetKeyId": target])
          == WireError(
            "AlreadyExistsException",
            "An alias with the name \(Self.here)alias/mine already exists"))
    }
  }

  @Test(arguments: ["UpdateAlias", "DeleteAlias"])
  mutating func `an alias that is not there cannot be changed`(operation: String) {
    #expect(
      bench.refusal(operation, ["AliasName": "alias/none", "TargetKeyId": key])
        == WireError("NotFoundException", "Alias \(Self.here)alias/none is not found."))
  }

  @Test mutating func `an alias names another key after its update`() throws {
    try bench.must("CreateAlias", ["AliasName": "alias/mine", "TargetKeyId": key])
    let old = try bench.encrypt(under: "alias/mine")
    try bench.advance(days: 1)
    try bench.must("UpdateAlias", ["AliasName": "alias/mine", "TargetKeyId": other])
    let entry = try bench.must("ListAliases", ["KeyId": other])["Aliases"]?.elements?.first
    #expect(
      entry == [
        "AliasName": "alias/mine", "AliasArn": .string(Self.here + "alias/mine"),
        "TargetKeyId": other, "CreationDate": .timestamp(.start2025),
        "LastUpdatedDate": .timestamp(Timestamp.start2025.adding(days: 1)),
      ])
    // Manual rotation: the ciphertext finds its key, the alias as KeyId is the wrong one.
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(old)])
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": .bytes(old), "KeyId": "alias/mine"])?.code
        == "IncorrectKeyException")
  }

  @Test mutating func `without its alias a key goes on`() throws {
    try bench.must("CreateAlias", ["AliasName": "alias/mine", "TargetKeyId": key])
    #expect(try bench.must("DeleteAlias", ["AliasName": "alias/mine"]).isEmpty)
    #expect(try bench.must("ListAliases", ["KeyId": key])["Aliases"] == [])
    _ = try bench.encrypt(under: key)
  }

  @Test mutating func `a key has 50 aliases at most`() throws {
    for number in 0..<50 {
      try bench.must("CreateAlias", ["AliasName": .string("alias/\(number)"), "TargetKeyId": key])
    }
    try bench.must("CreateAlias", ["AliasName": "alias/more", "TargetKeyId": other])
    for operation in ["CreateAlias", "UpdateAlias"] {
      let name: Document = operation == "CreateAlias" ? "alias/new" : "alias/more"
      #expect(
        bench.refusal(operation, ["AliasName": name, "TargetKeyId": key])?.code
          == "LimitExceededException")
    }
    try bench.must("UpdateAlias", ["AliasName": "alias/7", "TargetKeyId": key])
  }

  @Test mutating func `aliases come in pages in the order of their names`() throws {
    for number in 0..<30 {
      try bench.must("CreateAlias", ["AliasName": .string("alias/\(number)"), "TargetKeyId": key])
      try bench.must(
        "CreateAlias", ["AliasName": .string("alias/x\(number)"), "TargetKeyId": other])
    }
    var names: [String] = []
    var sizes: [Int] = []
    var request: DocumentObject = [:]
    repeat {
      let page = try bench.must("ListAliases", .object(request))
      let entries = page["Aliases"]?.elements ?? []
      names += entries.compactMap { $0["AliasName"]?.text }
      sizes.append(entries.count)
      request["Marker"] = page["NextMarker"]
    } while request["Marker"] != nil
    #expect(sizes == [50, 27], "AWS's own are among them")
    #expect(names == names.sorted())
    #expect(names.count == 77)
    let own = try bench.must("ListAliases", ["KeyId": other, "Limit": 100])
    #expect(own["Aliases"]?.elements?.count == 30)
    #expect(own["Truncated"] == false)
    #expect(own["NextMarker"] == nil)
  }

  @Test mutating func `the target is in the caller's own account`() throws {
    let foreign = try bench.with(.stranger) { bench in bench.arn(try bench.makeKey()) }
    #expect(
      bench.refusal("CreateAlias", ["AliasName": "alias/mine", "TargetKeyId": .string(foreign)])?
        .code == "AccessDeniedException")
  }
}
