import Access
import Cloud
import Kernel
import TestBench
import Testing

/// Multi-Region keys: replicas, what they share, who is the primary, and how they are deleted.
@Suite struct MultiRegionTests {
  var bench = Bench()
  let key: Document

  init() throws { key = try bench.makeKey(["MultiRegion": true]) }

  mutating func replicate(_ region: Region = .euWest1) throws -> DocumentObject {
    try bench.must(
      "ReplicateKey", ["KeyId": key, "ReplicaRegion": .string(region.description)])
  }

  mutating func state(in region: Region = .usEast1) -> String? {
    let key = key
    return bench.with(in: region) { bench in
      if case .success(let response) = bench.call("DescribeKey", ["KeyId": key]) {
        response["KeyMetadata"]?["KeyState"]?.text
      } else {
        nil
      }
    }
  }

  @Test mutating func `a replica has the id and opens the ciphertexts of its primary`() throws {
    #expect(key.text?.hasPrefix("mrk-") == true)
    let response = try replicate()
    let metadata = response["ReplicaKeyMetadata"]
    #expect(metadata?["KeyState"] == "Creating")
    #expect(metadata?["Enabled"] == false)
    #expect(metadata?["CurrentKeyMaterialId"] == nil)
    #expect(response["ReplicaTags"] == [])
    #expect(response["ReplicaPolicy"]?.text?.contains("Enable IAM User Permissions") == true)
    #expect(state(in: .euWest1) == "Enabled")
    let blob = try bench.encrypt(under: key)
    let opened = try bench.with(in: .euWest1) {
      try $0.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    }
    #expect(opened["Plaintext"] == .bytes([1, 2, 3]))
    #expect(
      opened["KeyId"]?.text
        == "arn:aws:kms:eu-west-1:111122223333:key/\(key.text ?? "")")
  }

  @Test mutating func `the metadata of all relatives tell who is who`() throws {
    _ = try replicate(.usWest2)
    _ = try replicate()
    let key = key
    for (region, type) in [(Region.usEast1, "PRIMARY"), (.euWest1, "REPLICA")] {
      let configuration = try bench.with(in: region) {
        try $0.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?["MultiRegionConfiguration"]
      }
      #expect(configuration?["MultiRegionKeyType"] == .string(type))
      #expect(configuration?["PrimaryKey"]?["Region"] == "us-east-1")
      #expect(
        configuration?["ReplicaKeys"]?.elements?.compactMap { $0["Region"]?.text }
          == ["eu-west-1", "us-west-2"])
    }
  }

  @Test mutating func `rotation is the primary's, and its material goes to every replica`() throws {
    _ = try replicate()
    let key = key
    for name in ["EnableKeyRotation", "RotateKeyOnDemand", "DisableKeyRotation"] {
      let refusal = bench.with(in: .euWest1) { $0.refusal(name, ["KeyId": key]) }
      #expect(refusal?.code == "UnsupportedOperationException")
    }
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.advance(days: 90)
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    let status = try bench.with(in: .euWest1) {
      try $0.must("GetKeyRotationStatus", ["KeyId": key])
    }
    #expect(status["KeyRotationEnabled"] == true)
    #expect(status["RotationPeriodInDays"] == 90)
    let list: Document = ["KeyId": key, "IncludeKeyMaterial": "ALL_KEY_MATERIAL"]
    let mine = try bench.must("ListKeyRotations", list)["Rotations"]?.elements ?? []
    let theirs =
      try bench.with(in: .euWest1) { try $0.must("ListKeyRotations", list)["Rotations"] }?
      .elements ?? []
    #expect(mine.count == 3)
    #expect(mine.map { $0["KeyMaterialId"] } == theirs.map { $0["KeyMaterialId"] })
    let blob = try bench.with(in: .euWest1) { try $0.encrypt(under: key) }
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
  }

  @Test mutating func `only the primary is replicated, once for each Region`() throws {
    _ = try replicate()
    let key = key
    #expect(
      bench.refusal("ReplicateKey", ["KeyId": key, "ReplicaRegion": "eu-west-1"])?.code
        == "AlreadyExistsException")
    let arn = "arn:aws:kms:eu-west-1:111122223333:key/\(key.text ?? "")"
    #expect(
      bench.with(in: .euWest1) {
        $0.refusal("ReplicateKey", ["KeyId": key, "ReplicaRegion": "us-west-2"])
      }
        == WireError(
          "UnsupportedOperationException", "\(arn) is not a multi-region primary key."))
    let single = try bench.makeKey()
    #expect(
      bench.refusal("ReplicateKey", ["KeyId": single, "ReplicaRegion": "eu-west-1"])?.code
        == "UnsupportedOperationException")
  }

  @Test mutating func `a primary and a replica change places`() throws {
    _ = try replicate()
    _ = try replicate(.usWest2)
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.must("UpdatePrimaryRegion", ["KeyId": key, "PrimaryRegion": "eu-west-1"])
    let key = key
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["MultiRegionConfiguration"]?["MultiRegionKeyType"] == "REPLICA")
    #expect(bench.refusal("RotateKeyOnDemand", ["KeyId": key]) != nil)
    try bench.with(in: .euWest1) { _ = try $0.must("RotateKeyOnDemand", ["KeyId": key]) }
    try bench.advance(days: 366)
    let rotations = try bench.must("ListKeyRotations", ["KeyId": key])["Rotations"]?.elements
    #expect(rotations?.count == 2)
    #expect(
      bench.refusal("UpdatePrimaryRegion", ["KeyId": key, "PrimaryRegion": "us-west-2"])?.code
        == "UnsupportedOperationException")
    #expect(
      bench.with(in: .euWest1) {
        $0.refusal("UpdatePrimaryRegion", ["KeyId": key, "PrimaryRegion": "eu-central-1"])?.code
      } == "NotFoundException")
  }

  @Test mutating func `a primary is deleted after its replicas, 7 days and 7 days`() throws {
    _ = try replicate()
    let key = key
    let response = try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    #expect(response["KeyState"] == "PendingReplicaDeletion")
    #expect(response["DeletionDate"] == nil)
    #expect(
      bench.refusal("Encrypt", ["KeyId": key, "Plaintext": .bytes([1])])
        == WireError(
          "KMSInvalidStateException", "\(bench.arn(key)) is pending replica deletion."))
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["PendingDeletionWindowInDays"] == 7)
    try bench.advance(days: 400)
    #expect(state() == "PendingReplicaDeletion")
    try bench.with(in: .euWest1) {
      _ = try $0.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    }
    try bench.advance(days: 7)
    #expect(state() == "PendingDeletion")
    #expect(state(in: .euWest1) == nil)
    try bench.advance(days: 7)
    #expect(state() == nil)
  }

  @Test mutating func `a deletion that waits for replicas can be cancelled`() throws {
    _ = try replicate()
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try bench.must("CancelKeyDeletion", ["KeyId": key])
    #expect(state() == "Disabled")
    #expect(state(in: .euWest1) == "Enabled")
  }

  @Test mutating func `realistic consistency takes its time`() throws {
    bench.world.environment.settings.consistency = .realistic
    _ = try replicate()
    #expect(state(in: .euWest1) == "Creating")
    let key = key
    let arn = "arn:aws:kms:eu-west-1:111122223333:key/\(key.text ?? "")"
    #expect(
      bench.with(in: .euWest1) {
        $0.refusal("Encrypt", ["KeyId": key, "Plaintext": .bytes([1])])
      } == WireError("KMSInvalidStateException", "\(arn) is creating."))
    try bench.advance(days: 0, seconds: 60)
    #expect(state(in: .euWest1) == "Enabled")
    try bench.must("UpdatePrimaryRegion", ["KeyId": key, "PrimaryRegion": "eu-west-1"])
    #expect(state() == "Updating")
    _ = try bench.encrypt(under: key)
    #expect(
      bench.refusal("DisableKey", ["KeyId": key])
        == WireError("KMSInvalidStateException", "\(bench.arn(key)) is updating."))
    try bench.advance(days: 0, seconds: 60)
    #expect(state() == "Enabled")
  }
}
