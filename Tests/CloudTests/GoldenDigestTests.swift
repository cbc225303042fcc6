import Cloud
import Kernel
import TestBench
import Testing

/// The fingerprint of a fixed session, the same on every machine, in debug and release, under every
/// hash seed.
///
/// A change of it means that old sessions replay to other bytes; see "engine" in the architecture.
@Suite struct GoldenDigestTests {
  @Test func `a fixed session ends in a known world`() throws {
    var bench = Bench(seed: 2025)
    for number in 0..<20 {
      let key = try bench.makeKey(["Description": .string("key \(number)")])
      try bench.must("CreateAlias", ["AliasName": .string("alias/\(number)"), "TargetKeyId": key])
      try bench.must(
        "TagResource",
        [
          "KeyId": key,
          "Tags": [["TagKey": "b", "TagValue": "1"], ["TagKey": "a", "TagValue": "2"]],
        ])
      if number.isMultiple(of: 2) { try bench.must("EnableKeyRotation", ["KeyId": key]) }
      let blob = try bench.encrypt(under: key, context: ["b": "1", "a": "2"])
      try bench.must(
        "Decrypt", ["CiphertextBlob": .bytes(blob), "EncryptionContext": ["a": "2", "b": "1"]])
      try bench.must(
        "ReEncrypt",
        [
          "CiphertextBlob": .bytes(blob), "DestinationKeyId": key,
          "SourceEncryptionContext": ["a": "2", "b": "1"],
        ])
      try bench.must("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_256"])
      if number.isMultiple(of: 3) { try bench.must("RotateKeyOnDemand", ["KeyId": key]) }
      if number.isMultiple(of: 5) { try bench.must("ScheduleKeyDeletion", ["KeyId": key]) }
      _ = bench.refusal("Encrypt", ["KeyId": key])
    }
    try putObjects(&bench)
    try bench.advance(days: 1000)
    try bench.must("GenerateRandom", ["NumberOfBytes": 1024])
    #expect(
      bench.world.digest()
        == "ff95bfacaddb7da3f4aa08508b9621d617a94f500573414e8a9605caebe80b42")
  }

  /// Objects of each kind of encryption, in two Regions.
  private func putObjects(_ bench: inout Bench) throws {
    try bench.must("CreateBucket", ["Bucket": "golden"])
    let kinds: [DocumentObject] = [
      [:], ["ServerSideEncryption": "aws:kms"], ["ServerSideEncryption": "aws:kms:dsse"],
      ["ServerSideEncryption": "aws:kms", "BucketKeyEnabled": true],
      ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "alias/1", "BucketKeyEnabled": true],
    ]
    for (number, kind) in kinds.enumerated() {
      var request = kind
      request["Bucket"] = "golden"
      request["Key"] = .string("object \(number)")
      request["Body"] = .bytes(Array(repeating: UInt8(number), count: number * 700_000))
      try bench.must("PutObject", .object(request))
      try bench.must(
        "CopyObject",
        [
          "Bucket": "golden", "Key": .string("copy \(number)"),
          "CopySource": .string("golden/object%20\(number)"),
        ])
    }
    try bench.must("DeleteObject", ["Bucket": "golden", "Key": "copy 1"])
  }
}
