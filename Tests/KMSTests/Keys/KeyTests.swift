import Access
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Creation, description, tags and lists of keys.
@Suite struct KeyTests {
  var bench = Bench()

  @Test mutating func `a new key has exactly AWS's members`() throws {
    let metadata = try #require(
      try bench.must("CreateKey", ["Description": "mine"])["KeyMetadata"]?.members)
    #expect(
      metadata.names.sorted() == [
        "AWSAccountId", "Arn", "CreationDate", "CurrentKeyMaterialId", "CustomerMasterKeySpec",
        "Description", "Enabled", "EncryptionAlgorithms", "KeyId", "KeyManager", "KeySpec",
        "KeyState", "KeyUsage", "MultiRegion", "Origin",
      ])
    let key = try #require(metadata["KeyId"])
    let material = try #require(metadata["CurrentKeyMaterialId"]?.text)
    #expect(material.count == 64)
    #expect(material.allSatisfy { "0123456789abcdef".contains($0) })
    var rest = metadata
    rest["CurrentKeyMaterialId"] = nil
    #expect(
      rest == [
        "AWSAccountId": "111122223333", "KeyId": key, "Arn": .string(bench.arn(key)),
        "CreationDate": .timestamp(.start2025), "Enabled": true, "Description": "mine",
        "KeyUsage": "ENCRYPT_DECRYPT", "KeyState": "Enabled", "Origin": "AWS_KMS",
        "KeyManager": "CUSTOMER", "CustomerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "KeySpec": "SYMMETRIC_DEFAULT", "EncryptionAlgorithms": ["SYMMETRIC_DEFAULT"],
        "MultiRegion": false,
      ])
    #expect(
      try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"] == .object(metadata))
  }

  @Test(
    arguments: [
      (
        ["KeySpec": "RSA_2048"], "ValidationException",
        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."
      ),  // no usage
      (
        ["KeySpec": "RSA_2048", "KeyUsage": "KEY_AGREEMENT"], "ValidationException",
        "KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048"
      ),  // another usage
      (
        ["KeyUsage": "SIGN_VERIFY"], "ValidationException",
        "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT"
      ),  // of the default
      (
        ["CustomerMasterKeySpec": "ML_DSA_44"], "ValidationException",
        "1 validation error detected: Value 'ML_DSA_44' at 'customerMasterKeySpec' failed to satisfy "
          + "constraint: Member must satisfy enum value set: [RSA_2048, RSA_3072, RSA_4096, "
          + "ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521, ECC_SECG_P256K1, SYMMETRIC_DEFAULT, "
          + "HMAC_224, HMAC_256, HMAC_384, HMAC_512, SM2]"
      ),  // too new for the old name
      (
        ["KeySpec": "RSA_2048", "CustomerMasterKeySpec": "RSA_4096"], "ValidationException",
        "You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
      ),  // both names
      (
        ["KeySpec": "SM2", "KeyUsage": "SIGN_VERIFY"], "UnsupportedOperationException",
        "KeySpec SM2 is only supported in AWS Regions in China."
      ),  // elsewhere
    ] as [(Document, String, String)])
  mutating func `a type that AWS refuses is refused`(
    request: Document, code: String, text: String
  ) {
    #expect(bench.refusal("CreateKey", request) == WireError(code, text))
  }

  @Test mutating func `a key gets another description`() throws {
    let key = try bench.makeKey()
    #expect(
      try bench.must("UpdateKeyDescription", ["KeyId": key, "Description": "новое"]).isEmpty)
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["Description"] == "новое")
    try bench.must("UpdateKeyDescription", ["KeyId": key, "Description": ""])
  }

  private static func tags(_ keys: [String]) -> Document {
    .list(keys.map { ["TagKey": .string($0), "TagValue": .string("value of \($0)")] })
  }

  @Test(arguments: [
    (["a", "a"], "Duplicate tag keys"),  // twice
    (["aws:x"], "Tags beginning with aws: are reserved"),  // AWS's own
    (["AwS:x"], "Tags beginning with aws: are reserved"),  // in any case
    ((0...50).map(String.init), "Too many tags"),  // 51
  ])
  mutating func `a tag that breaks a rule is refused`(keys: [String], text: String) throws {
    let expected = WireError("TagException", text)
    #expect(bench.refusal("CreateKey", ["Tags": Self.tags(keys)]) == expected)
    let key = try bench.makeKey()
    #expect(bench.refusal("TagResource", ["KeyId": key, "Tags": Self.tags(keys)]) == expected)
    #expect(try bench.must("ListResourceTags", ["KeyId": key])["Tags"] == [])
  }

  @Test mutating func `tags are put on, replaced, taken off and listed in pages`() throws {
    let keys = (10..<60).map(String.init)
    let key = try bench.makeKey(["Tags": Self.tags(keys)])
    #expect(
      bench.refusal("TagResource", ["KeyId": key, "Tags": Self.tags(["x"])])
        == WireError("TagException", "Too many tags"))
    try bench.must("TagResource", ["KeyId": key, "Tags": [["TagKey": "10", "TagValue": ""]]])
    try bench.must("UntagResource", ["KeyId": key, "TagKeys": ["11", "not there"]])
    let first = try bench.must("ListResourceTags", ["KeyId": key, "Limit": 48])
    #expect(first["Tags"]?.elements?.first == ["TagKey": "10", "TagValue": ""])
    #expect(first["Truncated"] == true)
    let rest = try bench.must(
      "ListResourceTags", ["KeyId": key, "Marker": try #require(first["NextMarker"])])
    #expect(rest["Tags"] == [["TagKey": "59", "TagValue": "value of 59"]])
    #expect(rest["Truncated"] == false)
  }

  @Test mutating func `more than a thousand keys come in pages, in order, while keys go`() throws {
    for _ in 0..<1050 {
      _ = bench.world.handle(
        try #require(Catalogue.operation("CreateKey")), [:],
        as: Call(principal: .alice, region: .usEast1))
    }
    let whole = bench.world.storage.kms.keys.keys.map(\.id.description)
    #expect(try bench.must("ListKeys")["Keys"]?.elements?.count == 100)
    let first = try bench.must("ListKeys", ["Limit": 1000])
    let ids = first["Keys"]?.elements?.compactMap { $0["KeyId"]?.text } ?? []
    #expect(ids == Array(whole.prefix(1000)))
    // The key on which the page ended goes, and so does the next one.
    for id in whole[999...1000] {
      try bench.must(
        "ScheduleKeyDeletion", ["KeyId": .string(id), "PendingWindowInDays": 7])
    }
    try bench.advance(days: 7)
    let rest = try bench.must(
      "ListKeys", ["Limit": 1000, "Marker": try #require(first["NextMarker"])])
    #expect(rest["Keys"]?.elements?.compactMap { $0["KeyId"]?.text } == Array(whole[1001...]))
    #expect(rest["Truncated"] == false)
    #expect(rest["NextMarker"] == nil)
    let arn = rest["Keys"]?.elements?.first?["KeyArn"]
    #expect(arn == .string(bench.arn(.string(whole[1001]))))
  }

  @Test(arguments: ["x", "bm90IG91cnM=", "//8="])
  mutating func `a marker that no list handed out is invalid`(marker: String) throws {
    let key = try bench.makeKey()
    for operation in [
      "ListKeys", "ListAliases", "ListKeyPolicies", "ListKeyRotations", "ListResourceTags",
    ] {
      #expect(
        bench.refusal(operation, ["KeyId": key, "Marker": .string(marker)])
          == WireError("InvalidMarkerException", nil))
    }
  }
}
