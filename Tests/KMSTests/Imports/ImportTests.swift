import Access
import Cloud
import KMS
import Kernel
import TestBench
import Testing

/// Imported key material: its way, its end, its return, and its rotation.
@Suite struct ImportTests {
  var bench = Bench()
  let key: Document

  init() throws { key = try bench.makeKey(["Origin": "EXTERNAL"]) }

  static let material = [UInt8](repeating: 7, count: 32)
  static let other = [UInt8](repeating: 8, count: 32)

  /// The request of an import.
  mutating func request(
    _ material: [UInt8], _ more: DocumentObject = ["ExpirationModel": .string(forEver)],
    of key: Document? = nil
  ) throws -> Document {
    let key = key ?? self.key
    let parameters = try bench.must(
      "GetParametersForImport",
      [
        "KeyId": key, "WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048",
      ])
    var request = more
    request["KeyId"] = key
    request["ImportToken"] = parameters["ImportToken"]
    request["EncryptedKeyMaterial"] = try parameters.wrapping(material)
    return .object(request)
  }

  static let forEver = "KEY_MATERIAL_DOES_NOT_EXPIRE"
  static let new: DocumentObject = [
    "ExpirationModel": .string(forEver), "ImportType": "NEW_KEY_MATERIAL",
  ]

  func metadata() -> Document? {
    var copy = bench
    guard case .success(let response) = copy.call("DescribeKey", ["KeyId": key]) else { return nil }
    return response["KeyMetadata"]
  }

  @Test mutating func `a key waits for its material and then works`() throws {
    #expect(metadata()?["KeyState"] == "PendingImport")
    #expect(metadata()?["CurrentKeyMaterialId"] == nil)
    #expect(
      bench.refusal("Encrypt", ["KeyId": key, "Plaintext": .bytes([1])])
        == WireError("KMSInvalidStateException", "\(bench.arn(key)) is pending import."))
    #expect(
      bench.refusal("RotateKeyOnDemand", ["KeyId": key])
        == WireError("KMSInvalidStateException", "\(bench.arn(key)) is pending import."))
    let response = try bench.must("ImportKeyMaterial", request(Self.material))
    #expect(metadata()?["KeyState"] == "Enabled")
    #expect(metadata()?["ExpirationModel"] == .string(Self.forEver))
    #expect(metadata()?["CurrentKeyMaterialId"] == response["KeyMaterialId"])
    let blob = try bench.encrypt(under: key)
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
  }

  @Test mutating func `material expires, and the same material revives the key`() throws {
    let end = Timestamp.start2025.adding(days: 30)
    let first = try bench.must(
      "ImportKeyMaterial", request(Self.material, ["ValidTo": .timestamp(end)]))
    #expect(metadata()?["ValidTo"] == .timestamp(end))
    let blob = try bench.encrypt(under: key)
    try bench.advance(days: 30)
    #expect(metadata()?["KeyState"] == "PendingImport")
    #expect(metadata()?["ExpirationModel"] == nil)
    let event = try #require(bench.world.environment.trail.suffix(1).first?.record)
    #expect(event.name == "DeleteExpiredKeyMaterial" && event.actor == .aws)
    let wrong = try request(Self.other)
    #expect(bench.refusal("ImportKeyMaterial", wrong)?.code == "IncorrectKeyMaterialException")
    let again = try bench.must("ImportKeyMaterial", request(Self.material))
    #expect(again == first)
    #expect(
      try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])["Plaintext"]
        == .bytes([1, 2, 3]))
  }

  @Test mutating func `material is deleted at once, and is nowhere in the world`() throws {
    try bench.must("ImportKeyMaterial", request(Self.material))
    #expect(Search([Self.material]).count(in: bench.world) > 0)
    try bench.must("DeleteImportedKeyMaterial", ["KeyId": key])
    #expect(metadata()?["KeyState"] == "PendingImport")
    #expect(Search([Self.material]).count(in: bench.world) == 0)
    // Deleting nothing is no error.
    try bench.must("DeleteImportedKeyMaterial", ["KeyId": key])
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try bench.must("CancelKeyDeletion", ["KeyId": key])
    #expect(metadata()?["KeyState"] == "PendingImport")
  }

  @Test mutating func `new material waits for its rotation; old ciphertexts still open`() throws {
    let first = try bench.must("ImportKeyMaterial", request(Self.material))
    let blob = try bench.encrypt(under: key)
    #expect(
      bench.refusal("RotateKeyOnDemand", ["KeyId": key])
        == WireError(
          "KMSInvalidStateException",
          "No available key material pending rotation for the key: \(bench.arn(key))."))
    var named = Self.new
    named["KeyMaterialDescription"] = "second"
    let second = try bench.must("ImportKeyMaterial", request(Self.other, named))
    #expect(metadata()?["CurrentKeyMaterialId"] == first["KeyMaterialId"])
    let third = try request([UInt8](repeating: 9, count: 32), Self.new)
    let refusal = bench.refusal("ImportKeyMaterial", third)
    #expect(refusal?.code == "KMSInvalidStateException")
    #expect(refusal?.message?.hasSuffix("is pending rotation.") == true)
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    #expect(metadata()?["CurrentKeyMaterialId"] == second["KeyMaterialId"])
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    let list = try bench.must(
      "ListKeyRotations", ["KeyId": key, "IncludeKeyMaterial": "ALL_KEY_MATERIAL"])
    let entries = list["Rotations"]?.elements ?? []
    #expect(entries.map { $0["KeyMaterialState"] } == ["NON_CURRENT", "CURRENT"])
    #expect(entries.map { $0["ImportState"] } == ["IMPORTED", "IMPORTED"])
    #expect(entries.last?["KeyMaterialDescription"] == "second")
    #expect(entries.last?["RotationType"] == "ON_DEMAND")
    // One missing version is enough to stop the key.
    try bench.must(
      "DeleteImportedKeyMaterial", ["KeyId": key, "KeyMaterialId": first["KeyMaterialId"] ?? ""])
    #expect(metadata()?["KeyState"] == "PendingImport")
    try bench.must("ImportKeyMaterial", request(Self.material))
    #expect(metadata()?["KeyState"] == "Enabled")
  }

  @Test mutating func `imports that are wrong are refused in AWS's words`() throws {
    let native = try bench.makeKey()
    #expect(
      bench.refusal(
        "GetParametersForImport",
        [
          "KeyId": native, "WrappingAlgorithm": "RSAES_OAEP_SHA_256",
          "WrappingKeySpec": "RSA_2048",
        ])
        == WireError(
          "UnsupportedOperationException",
          "\(bench.arn(native)) origin is AWS_KMS which is not valid for this operation."))
    #expect(
      bench.refusal("EnableKeyRotation", ["KeyId": key])
        == WireError(
          "UnsupportedOperationException",
          "\(bench.arn(key)) origin is EXTERNAL which is not valid for this operation."))
    let endless = try request(Self.material, [:])
    #expect(
      bench.refusal("ImportKeyMaterial", endless)
        == WireError(
          "ValidationException",
          "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES"))
    let far = Timestamp.start2025.adding(days: 366)
    let late = try request(Self.material, ["ValidTo": .timestamp(far)])
    #expect(bench.refusal("ImportKeyMaterial", late)?.code == "ValidationException")
    let short = try request([1, 2, 3])
    #expect(bench.refusal("ImportKeyMaterial", short)?.code == "IncorrectKeyMaterialException")
    var damaged = try #require(try request(Self.material).members)
    damaged["EncryptedKeyMaterial"] = .bytes([UInt8](repeating: 1, count: 40))
    #expect(
      bench.refusal("ImportKeyMaterial", .object(damaged))
        == WireError("InvalidCiphertextException", nil))
    damaged["ImportToken"] = .bytes([1])
    #expect(
      bench.refusal("ImportKeyMaterial", .object(damaged))?.code == "InvalidImportTokenException")
    let good = try request(Self.material)
    try bench.advance(days: 1)
    #expect(
      bench.refusal("ImportKeyMaterial", good)?.code == "ExpiredImportTokenException")
  }

  @Test mutating func `HMAC keys are imported too, but never get another material`() throws {
    let mac = try bench.makeKey([
      "Origin": "EXTERNAL", "KeySpec": "HMAC_224", "KeyUsage": "GENERATE_VERIFY_MAC",
    ])
    let material = [UInt8](repeating: 5, count: 28)
    try bench.must("ImportKeyMaterial", request(material, of: mac))
    try bench.must(
      "GenerateMac", ["KeyId": mac, "Message": .bytes([1]), "MacAlgorithm": "HMAC_SHA_224"])
    let second = try request([UInt8](repeating: 6, count: 28), Self.new, of: mac)
    #expect(bench.refusal("ImportKeyMaterial", second)?.code == "IncorrectKeyMaterialException")
  }

  @Test mutating func `every Region of a multi-Region key needs the material of a rotation`() throws
  {
    let key = try bench.makeKey(["Origin": "EXTERNAL", "MultiRegion": true])
    try bench.must("ImportKeyMaterial", request(Self.material, of: key))
    try bench.must("ReplicateKey", ["KeyId": key, "ReplicaRegion": "eu-west-1"])
    let blob = try bench.encrypt(under: key)
    try bench.must("ImportKeyMaterial", request(Self.other, Self.new, of: key))
    #expect(bench.refusal("RotateKeyOnDemand", ["KeyId": key]) != nil)
    let list: Document = ["KeyId": key, "IncludeKeyMaterial": "ALL_KEY_MATERIAL"]
    let entries = try bench.must("ListKeyRotations", list)["Rotations"]?.elements
    #expect(entries?.last?["KeyMaterialState"] == "PENDING_MULTI_REGION_IMPORT_AND_ROTATION")
    bench.region = .euWest1
    try bench.must("ImportKeyMaterial", request(Self.material, of: key))
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    try bench.must("ImportKeyMaterial", request(Self.other, of: key))
    bench.region = .usEast1
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    let after = try bench.encrypt(under: key)
    bench.region = .euWest1
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(after)])
  }
}
