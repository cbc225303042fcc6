import Access
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Encrypt, Decrypt, ReEncrypt, data keys and random bytes.
@Suite struct CryptographyTests {
  var bench = Bench()
  let key: Document
  let other: Document
  let blob: [UInt8]

  init() throws {
    key = try bench.makeKey()
    other = try bench.makeKey()
    try bench.must("CreateAlias", ["AliasName": "alias/mine", "TargetKeyId": key])
    blob = try bench.encrypt(under: key)
  }

  private var ciphertext: Document { .bytes(blob) }

  /// The four names of the key.
  private var names: [Document] {
    let start = "arn:aws:kms:us-east-1:111122223333:"
    return [
      key, .string(start + "key/\(key.text ?? "")"), "alias/mine", .string(start + "alias/mine"),
    ]
  }

  @Test(
    arguments: [
      ("Encrypt", "KeyId", ["Plaintext": .bytes([1])]),  // encrypts
      ("Decrypt", "KeyId", ["CiphertextBlob": "<blob>"]),  // decrypts
      ("GenerateDataKey", "KeyId", ["KeySpec": "AES_256"]),  // both
      ("GenerateDataKeyWithoutPlaintext", "KeyId", ["KeySpec": "AES_128"]),  // one
      ("ReEncrypt", "SourceKeyId", ["CiphertextBlob": "<blob>", "DestinationKeyId": "<other>"]),
      ("ReEncrypt", "DestinationKeyId", ["CiphertextBlob": "<blob>"]),  // the same key
      ("DescribeKey", "KeyId", [:]),  // the one that is no cryptography
    ] as [(String, String, DocumentObject)])
  mutating func `a key goes by id, ARN, alias and alias ARN`(
    operation: String, member: String, rest: DocumentObject
  ) throws {
    var request = rest
    if request["CiphertextBlob"] != nil { request["CiphertextBlob"] = ciphertext }
    if request["DestinationKeyId"] != nil { request["DestinationKeyId"] = other }
    for name in names {
      request[member] = name
      let response = try bench.must(operation, .object(request))
      let named =
        operation == "DescribeKey"
        ? response["KeyMetadata"]?["Arn"]
        : response[member == "SourceKeyId" ? "SourceKeyId" : "KeyId"]
      #expect(named == .string(bench.arn(key)), "the answer names the ARN")
    }
  }

  @Test mutating func `the answers have AWS's members`() throws {
    #expect(
      try bench.must("Encrypt", ["KeyId": key, "Plaintext": "AQID"]).names
        == ["CiphertextBlob", "KeyId", "EncryptionAlgorithm"])
    #expect(
      try bench.must("Decrypt", ["CiphertextBlob": ciphertext])
        == [
          "KeyId": .string(bench.arn(key)), "Plaintext": .bytes([1, 2, 3]),
          "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
          "KeyMaterialId": .string(
            CiphertextBlob(blob).header?.material.description ?? ""),
        ])
    #expect(
      try bench.must("GenerateDataKey", ["KeyId": key, "NumberOfBytes": 3]).names
        == ["CiphertextBlob", "Plaintext", "KeyId", "KeyMaterialId"])
    #expect(
      try bench.must("GenerateDataKeyWithoutPlaintext", ["KeyId": key, "NumberOfBytes": 3]).names
        == ["CiphertextBlob", "KeyId", "KeyMaterialId"])
  }

  @Test mutating func `4,097 bytes are too many, and the text does not show them`() throws {
    let plaintext = Document.bytes(Array(repeating: 65, count: 4097))
    #expect(
      bench.refusal("Encrypt", ["KeyId": key, "Plaintext": plaintext])
        == WireError(
          "ValidationException",
          "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: "
            + "Member must have length less than or equal to 4096"))
    #expect(
      bench.refusal("Encrypt", ["KeyId": key, "Plaintext": .bytes([])])
        == WireError(
          "ValidationException",
          "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: "
            + "Member must have length greater than or equal to 1"))
  }

  @Test mutating func `without a ciphertext there is nothing to decrypt`() {
    let expected = WireError(
      "ValidationException",
      "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy constraint: "
        + "Member must not be null")
    #expect(bench.refusal("Decrypt", ["KeyId": key]) == expected)
    #expect(bench.refusal("ReEncrypt", ["DestinationKeyId": key]) == expected)
  }

  @Test mutating func `another key did not make the ciphertext`() {
    let expected = WireError(
      "IncorrectKeyException",
      "The key ID in the request does not identify a CMK that can perform this operation.")
    #expect(bench.refusal("Decrypt", ["CiphertextBlob": ciphertext, "KeyId": other]) == expected)
    #expect(
      bench.refusal(
        "ReEncrypt",
        ["CiphertextBlob": ciphertext, "SourceKeyId": other, "DestinationKeyId": key])
        == expected)
  }

  @Test mutating func `another Region does not know the key of a ciphertext`() {
    let text =
      "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Decrypt on the "
      + "resource associated with this ciphertext because the resource does not exist in this "
      + "Region, no resource-based policies allow access, or a resource-based policy explicitly "
      + "denies access"
    let refusal = bench.with(in: .euWest1) { [ciphertext] in
      $0.refusal("Decrypt", ["CiphertextBlob": ciphertext])
    }
    #expect(refusal == WireError("AccessDeniedException", text))
  }

  @Test mutating func `re-encryption changes key and context, and the source stays`() throws {
    let source = try bench.encrypt([9, 8], under: key, context: ["a": "1"])
    let response = try bench.must(
      "ReEncrypt",
      [
        "CiphertextBlob": .bytes(source), "SourceEncryptionContext": ["a": "1"],
        "DestinationKeyId": other, "DestinationEncryptionContext": ["b": "2"],
      ])
    #expect(
      response.names == [
        "CiphertextBlob", "SourceKeyId", "KeyId", "SourceEncryptionAlgorithm",
        "DestinationEncryptionAlgorithm", "SourceKeyMaterialId", "DestinationKeyMaterialId",
      ])
    #expect(response["SourceKeyId"] == .string(bench.arn(key)))
    #expect(response["KeyId"] == .string(bench.arn(other)))
    let made = try #require(response["CiphertextBlob"])
    let header = try #require(CiphertextBlob(made.blob ?? []).header)
    #expect(header.keyID.description == other.text)
    #expect(response["DestinationKeyMaterialId"]?.text == header.material.description)
    #expect(
      response["SourceKeyMaterialId"]?.text == CiphertextBlob(source).header?.material.description)
    let opened = try bench.must(
      "Decrypt", ["CiphertextBlob": made, "EncryptionContext": ["b": "2"]])
    #expect(opened["Plaintext"] == .bytes([9, 8]))
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": made, "EncryptionContext": ["a": "1"]])?.code
        == "InvalidCiphertextException")
    try bench.must(
      "Decrypt", ["CiphertextBlob": .bytes(source), "EncryptionContext": ["a": "1"]])
  }

  @Test mutating func `re-encryption under one key takes old ciphertexts to the new material`()
    throws
  {
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    let response = try bench.must(
      "ReEncrypt", ["CiphertextBlob": ciphertext, "DestinationKeyId": key])
    #expect(response["SourceKeyMaterialId"] != response["DestinationKeyMaterialId"])
  }

  @Test mutating func `re-encryption with another source context fails`() {
    #expect(
      bench.refusal(
        "ReEncrypt",
        [
          "CiphertextBlob": ciphertext, "DestinationKeyId": other,
          "SourceEncryptionContext": ["a": "1"],
        ]) == WireError("InvalidCiphertextException", nil))
  }

  @Test(
    arguments: [
      (["KeySpec": "AES_256"], 32),  // by name
      (["KeySpec": "AES_128"], 16),  // the short one
      (["NumberOfBytes": 1], 1),  // the least
      (["NumberOfBytes": 64], 64),  // as for an HMAC key
      (["NumberOfBytes": 1024], 1024),  // the most
    ] as [(DocumentObject, Int)])
  mutating func `a data key has the length asked for and opens from its ciphertext`(
    length: DocumentObject, count: Int
  ) throws {
    var request = length
    request["KeyId"] = key
    request["EncryptionContext"] = ["a": "1"]
    let response = try bench.must("GenerateDataKey", .object(request))
    #expect(response["Plaintext"]?.blob?.count == count)
    let opened = try bench.must(
      "Decrypt",
      [
        "CiphertextBlob": try #require(response["CiphertextBlob"]),
        "EncryptionContext": ["a": "1"],
      ])
    #expect(opened["Plaintext"] == response["Plaintext"])
    #expect(opened["KeyMaterialId"] == response["KeyMaterialId"])
    let hidden = try bench.must("GenerateDataKeyWithoutPlaintext", .object(request))
    #expect(hidden["CiphertextBlob"]?.blob?.count == count + 114)
  }

  @Test(arguments: ["GenerateDataKey", "GenerateDataKeyWithoutPlaintext"])
  mutating func `a data key's length is said in exactly one way`(operation: String) {
    let expected = WireError(
      "ValidationException", "Please specify either number of bytes or key spec.")
    #expect(bench.refusal(operation, ["KeyId": key]) == expected)
    #expect(
      bench.refusal(operation, ["KeyId": key, "KeySpec": "AES_256", "NumberOfBytes": 32])
        == expected)
  }

  @Test(arguments: [
    (nil, "NumberOfBytes is required."),  // a text of its own
    (
      0,
      "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: "
        + "Member must have value greater than or equal to 1"
    ),  // none
    (
      1025,
      "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: "
        + "Member must have value less than or equal to 1024"
    ),  // too many
  ])
  mutating func `random bytes are 1 to 1,024`(count: Int?, text: String) {
    var request = DocumentObject()
    request["NumberOfBytes"] = count.map(Document.integer)
    #expect(
      bench.refusal("GenerateRandom", .object(request)) == WireError("ValidationException", text))
  }

  @Test mutating func `random bytes are many and never the same`() throws {
    for count in [1, 16, 1024] {
      let bytes = try bench.must("GenerateRandom", ["NumberOfBytes": .integer(count)])
      #expect(bytes["Plaintext"]?.blob?.count == count)
    }
    let one = try bench.must("GenerateRandom", ["NumberOfBytes": 32])
    #expect(try bench.must("GenerateRandom", ["NumberOfBytes": 32]) != one)
  }

  /// Requests that would succeed, but for DryRun.
  static let rehearsals: [(String, DocumentObject)] = [
    ("Encrypt", ["KeyId": "<key>", "Plaintext": .bytes([1])]),  // no ciphertext comes
    ("Decrypt", ["CiphertextBlob": "<blob>"]),  // no plaintext comes
    ("GenerateDataKey", ["KeyId": "<key>", "KeySpec": "AES_256"]),  // no data key is drawn
    ("GenerateDataKeyWithoutPlaintext", ["KeyId": "<key>", "KeySpec": "AES_256"]),  // nor here
    ("ReEncrypt", ["CiphertextBlob": "<blob>", "DestinationKeyId": "<key>"]),  // both sides
  ]

  private func filled(_ request: DocumentObject) -> DocumentObject {
    var request = request
    for entry in request.entries {
      if entry.value == "<key>" { request[entry.name] = key }
      if entry.value == "<blob>" { request[entry.name] = ciphertext }
    }
    return request
  }

  @Test(arguments: rehearsals)
  mutating func `a dry run of what would succeed says so and changes nothing`(
    operation: String, template: DocumentObject
  ) throws {
    var request = filled(template)
    request["DryRun"] = true
    let before = bench.world.storage.kms
    #expect(
      bench.refusal(operation, .object(request))
        == WireError(
          "DryRunOperationException",
          "The request would have succeeded, but the DryRun option is set."))
    #expect(bench.world.storage.kms.keys.count == before.keys.count)
    request["DryRun"] = false
    try bench.must(operation, .object(request))
  }

  @Test(arguments: rehearsals)
  mutating func `a dry run of what would fail gives the real error`(
    operation: String, template: DocumentObject
  ) throws {
    var request = filled(template)
    request["DryRun"] = true
    let denied = bench.with(.bob) { $0.refusal(operation, .object(request)) }
    #expect(denied?.code == "AccessDeniedException")
    try bench.must("DisableKey", ["KeyId": key])
    #expect(bench.refusal(operation, .object(request))?.code == "DisabledException")
  }

  @Test mutating func `a dry run checks ciphertext and context too`() {
    #expect(
      bench.refusal(
        "Decrypt",
        ["CiphertextBlob": ciphertext, "EncryptionContext": ["a": "b"], "DryRun": true])?.code
        == "InvalidCiphertextException")
  }

  @Test mutating func `a dry run may leave the ciphertext out, and then needs a key`() {
    let modifiers: Document = ["IGNORE_CIPHERTEXT"]
    #expect(
      bench.refusal("Decrypt", ["DryRun": true, "DryRunModifiers": modifiers, "KeyId": key])?.code
        == "DryRunOperationException")
    #expect(
      bench.refusal("Decrypt", ["DryRun": true, "DryRunModifiers": modifiers])?.code
        == "ValidationException")
    #expect(
      bench.refusal("Decrypt", ["DryRunModifiers": modifiers, "KeyId": key])?.code
        == "ValidationException")
    #expect(
      bench.refusal(
        "ReEncrypt",
        [
          "DryRun": true, "DryRunModifiers": modifiers, "SourceKeyId": key,
          "DestinationKeyId": other,
        ])?.code == "DryRunOperationException")
  }

  @Test(arguments: rehearsals)
  mutating func `a grant token that no grant handed out is invalid`(
    operation: String, template: DocumentObject
  ) throws {
    var request = filled(template)
    request["GrantTokens"] = ["abc"]
    #expect(bench.refusal(operation, .object(request))?.code == "InvalidGrantTokenException")
    request["GrantTokens"] = []
    try bench.must(operation, .object(request))
  }

  @Test(
    arguments: [
      ("Encrypt", "EncryptionAlgorithm", ["KeyId": "<key>", "Plaintext": .bytes([1])]),  // one way
      ("Decrypt", "EncryptionAlgorithm", ["CiphertextBlob": "<blob>"]),  // the other way
      (
        "ReEncrypt", "SourceEncryptionAlgorithm",
        ["CiphertextBlob": "<blob>", "DestinationKeyId": "<key>"]
      ),  // from
      (
        "ReEncrypt", "DestinationEncryptionAlgorithm",
        ["CiphertextBlob": "<blob>", "DestinationKeyId": "<key>"]
      ),  // to
    ] as [(String, String, DocumentObject)])
  mutating func `a symmetric key has one algorithm`(
    operation: String, member: String, template: DocumentObject
  ) throws {
    var request = filled(template)
    request[member] = "SYMMETRIC_DEFAULT"
    try bench.must(operation, .object(request))
    request[member] = "RSAES_OAEP_SHA_256"
    #expect(
      bench.refusal(operation, .object(request))
        == WireError(
          "InvalidKeyUsageException",
          "Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT."))
  }

  @Test mutating func `enclaves are refused with a plain word`() {
    let recipient: Document = [
      "KeyEncryptionAlgorithm": "RSAES_OAEP_SHA_256", "AttestationDocument": .bytes([1]),
    ]
    let requests: [(String, Document)] = [
      ("GenerateRandom", ["NumberOfBytes": 1, "Recipient": recipient]),
      ("Decrypt", ["CiphertextBlob": ciphertext, "Recipient": recipient]),
      ("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_256", "Recipient": recipient]),
    ]
    for (operation, request) in requests {
      let refusal = bench.refusal(operation, request)
      #expect(refusal?.code == "UnsupportedOperationException")
      #expect(refusal?.message?.hasPrefix("kmslab has no ") == true)
    }
  }
}
