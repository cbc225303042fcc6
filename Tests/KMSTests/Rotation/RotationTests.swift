import Access
import Cloud
import KMS
import Kernel
import TestBench
import Testing

/// Rotation by the clock.
@Suite struct RotationTests {
  var bench = Bench()
  let key: Document

  init() throws { key = try bench.makeKey() }

  private mutating func status() throws -> DocumentObject {
    try bench.must("GetKeyRotationStatus", ["KeyId": key])
  }

  private mutating func next() throws -> Timestamp? { try status()["NextRotationDate"]?.moment }

  private mutating func rotations(_ request: DocumentObject = [:]) throws -> [Document] {
    var request = request
    request["KeyId"] = key
    return try bench.must("ListKeyRotations", .object(request))["Rotations"]?.elements ?? []
  }

  private mutating func currentMaterial() throws -> Document? {
    try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?["CurrentKeyMaterialId"]
  }

  private func day(_ days: Int) -> Timestamp { Timestamp.start2025.adding(days: days) }

  @Test mutating func `a key without rotation has two members of status`() throws {
    let status = try status()
    #expect(status.names == ["KeyRotationEnabled", "KeyId"])
    #expect(status["KeyRotationEnabled"] == false)
    #expect(status["KeyId"] == .string(bench.arn(key)))
  }

  @Test mutating func `a key with rotation has period and date too`() throws {
    #expect(try bench.must("EnableKeyRotation", ["KeyId": key]).isEmpty)
    let status = try status()
    #expect(
      status.names == ["KeyRotationEnabled", "KeyId", "RotationPeriodInDays", "NextRotationDate"])
    #expect(status["KeyRotationEnabled"] == true)
    #expect(status["RotationPeriodInDays"] == 365)
    #expect(status["NextRotationDate"] == .timestamp(day(365)))
  }

  @Test(arguments: [
    (90, 4),  // the shortest
    (365, 1),  // as without a period
    (366, 0),  // not yet
    (2560, 0),  // the longest
  ])
  mutating func `a period rotates so many times in 365 days`(period: Int, count: Int) throws {
    try bench.must(
      "EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": .integer(period)])
    #expect(try next() == day(period))
    let passage = try bench.advance(days: 365)
    #expect(passage.events.map(\.name) == Array(repeating: "RotateKey", count: count))
    #expect(passage.events.map(\.time) == (0..<count).map { day(($0 + 1) * period) })
    #expect(try rotations().count == count)
    #expect(try next() == day((count + 1) * period))
  }

  @Test(arguments: [
    (89, "greater than or equal to 90"),  // one below
    (2561, "less than or equal to 2560"),  // one above
    (0, "greater than or equal to 90"),  // nothing
    (-365, "greater than or equal to 90"),  // backwards
  ])
  mutating func `a period out of range is refused`(period: Int, limit: String) throws {
    #expect(
      bench.refusal(
        "EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": .integer(period)])
        == WireError(
          "ValidationException",
          "1 validation error detected: Value '\(period)' at 'rotationPeriodInDays' failed to "
            + "satisfy constraint: Member must have value \(limit)"))
    #expect(try status()["KeyRotationEnabled"] == false)
  }

  @Test mutating func `a second earlier nothing has rotated`() throws {
    let first = try currentMaterial()
    try bench.must("EnableKeyRotation", ["KeyId": key])
    #expect(try bench.advance(days: 364, seconds: 86_399).count == 0)
    #expect(try currentMaterial() == first)
    #expect(try bench.advance(days: 0, seconds: 1).count == 1)
    #expect(try currentMaterial() != first)
  }

  @Test mutating func `rotation changes nothing but the material`() throws {
    try bench.must("CreateAlias", ["AliasName": "alias/a", "TargetKeyId": key])
    try bench.must("EnableKeyRotation", ["KeyId": key])
    var before = try #require(
      try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?.members)
    let policy = try bench.must("GetKeyPolicy", ["KeyId": key])
    let aliases = try bench.must("ListAliases", ["KeyId": key])
    try bench.advance(days: 365)
    var after = try #require(
      try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]?.members)
    #expect(before["CurrentKeyMaterialId"] != after["CurrentKeyMaterialId"])
    before["CurrentKeyMaterialId"] = nil
    after["CurrentKeyMaterialId"] = nil
    #expect(before == after)
    #expect(try bench.must("GetKeyPolicy", ["KeyId": key]) == policy)
    #expect(try bench.must("ListAliases", ["KeyId": key]) == aliases)
  }

  @Test mutating func `every old ciphertext opens under the material that made it`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    var made: [(blob: [UInt8], material: Document?)] = []
    for _ in 0..<6 {
      made.append((try bench.encrypt(under: key), try currentMaterial()))
      try bench.advance(days: 90)
    }
    for (blob, material) in made {
      let opened = try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
      #expect(opened["Plaintext"] == .bytes([1, 2, 3]))
      #expect(opened["KeyMaterialId"] == material)
      #expect(CiphertextBlob(blob).header?.material.description == material?.text)
    }
    #expect(Set(made.compactMap(\.material?.text)).count == 6)
  }

  @Test mutating func `switched off and on again, the time counts anew`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.advance(days: 100)
    #expect(try bench.must("DisableKeyRotation", ["KeyId": key]).isEmpty)
    #expect(try status().names == ["KeyRotationEnabled", "KeyId"])
    #expect(try bench.advance(days: 500).count == 0)
    try bench.must("EnableKeyRotation", ["KeyId": key])
    #expect(try next() == day(965))
  }

  @Test mutating func `switched off twice is no error, and material stays`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.advance(days: 90)
    let blob = try bench.encrypt(under: key)
    try bench.must("DisableKeyRotation", ["KeyId": key])
    try bench.must("DisableKeyRotation", ["KeyId": key])
    #expect(try rotations().count == 1)
    #expect(
      try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])["Plaintext"] == .bytes([1, 2, 3]))
  }

  @Test mutating func `another period counts from now, the same one changes nothing`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.advance(days: 100)
    try bench.must("EnableKeyRotation", ["KeyId": key])
    #expect(try next() == day(365))
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 180])
    #expect(try next() == day(280))
    #expect(try status()["RotationPeriodInDays"] == 180)
    #expect(try bench.advance(days: 300).events.map(\.time) == [day(280)])
  }

  @Test mutating func `a disabled key keeps its switch and date but does not rotate`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.must("DisableKey", ["KeyId": key])
    #expect(try bench.advance(days: 400).count == 0)
    #expect(try status()["KeyRotationEnabled"] == true)
    #expect(try next() == day(365))
    #expect(try rotations().isEmpty)
  }

  @Test mutating func `enabled before the date, the old schedule goes on`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.must("DisableKey", ["KeyId": key])
    try bench.advance(days: 200)
    try bench.must("EnableKey", ["KeyId": key])
    #expect(try next() == day(365))
    #expect(try bench.advance(days: 165).count == 1)
  }

  @Test mutating func `enabled after the date, old material rotates at once`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.must("DisableKey", ["KeyId": key])
    try bench.advance(days: 400)
    try bench.must("EnableKey", ["KeyId": key])
    #expect(try rotations().map { $0["RotationDate"] } == [.timestamp(day(400))])
    #expect(try rotations().map { $0["RotationType"] } == ["AUTOMATIC"])
    #expect(try next() == day(765))
  }

  @Test mutating func `enabled after the date, young material keeps the old schedule`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.advance(days: 300)
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    try bench.must("DisableKey", ["KeyId": key])
    try bench.advance(days: 100)
    try bench.must("EnableKey", ["KeyId": key])
    #expect(try rotations().map { $0["RotationType"] } == ["ON_DEMAND"])
    #expect(try next() == day(730))
  }

  @Test mutating func `pending deletion reads as off, and cancelling brings it back`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.advance(days: 80)
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    #expect(try status().names == ["KeyRotationEnabled", "KeyId"])
    #expect(try status()["KeyRotationEnabled"] == false)
    #expect(try bench.advance(days: 20).count == 0)
    try bench.must("CancelKeyDeletion", ["KeyId": key])
    #expect(try status()["KeyRotationEnabled"] == true)
    #expect(try status()["RotationPeriodInDays"] == 90)
    #expect(try bench.advance(days: 20).count == 0)
    try bench.must("EnableKey", ["KeyId": key])
    #expect(try rotations().count == 1)
    #expect(try next() == day(210))
  }

  @Test mutating func `on demand rotates at once and leaves the schedule`() throws {
    let first = try currentMaterial()
    let response = try bench.must("RotateKeyOnDemand", ["KeyId": key])
    #expect(response == ["KeyId": .string(bench.arn(key))])
    #expect(try currentMaterial() != first)
    #expect(try status().names == ["KeyRotationEnabled", "KeyId"])
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.advance(days: 100)
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    #expect(try next() == day(365))
  }

  @Test mutating func `a key rotates on demand 25 times in its life`() throws {
    for _ in 0..<25 { try bench.must("RotateKeyOnDemand", ["KeyId": key]) }
    #expect(
      bench.refusal("RotateKeyOnDemand", ["KeyId": key])
        == WireError(
          "LimitExceededException",
          "The on-demand rotations limit has been reached for the given keyId. No more on-demand "
            + "rotations can be performed for this key: \(bench.arn(key))"))
    try bench.advance(days: 3650)
    #expect(bench.refusal("RotateKeyOnDemand", ["KeyId": key])?.code == "LimitExceededException")
    try bench.must("EnableKeyRotation", ["KeyId": key])
    #expect(try bench.advance(days: 365).count == 1)
    #expect(try rotations().count == 26)
  }

  @Test(arguments: [
    (20 * 60 + 1, nil),  // just before the 20 minutes
    (20 * 60, "ConflictException"),  // they begin
    (1, "ConflictException"),  // a second before
  ])
  mutating func `on demand conflicts with an automatic rotation within 20 minutes`(
    seconds: Int, code: String?
  ) throws {
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.advance(days: 90, seconds: -seconds)
    #expect(bench.refusal("RotateKeyOnDemand", ["KeyId": key])?.code == code)
    #expect(try bench.advance(days: 1).count == 1)
  }

  @Test mutating func `the list tells each rotation, oldest first`() throws {
    let first = try currentMaterial()
    #expect(try rotations().isEmpty)
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.advance(days: 90)
    let second = try currentMaterial()
    try bench.advance(days: 10)
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    let third = try currentMaterial()
    let arn = Document.string(bench.arn(key))
    let entries: [Document] = [
      [
        "KeyId": arn, "KeyMaterialId": try #require(second), "KeyMaterialState": "NON_CURRENT",
        "RotationDate": .timestamp(day(90)), "RotationType": "AUTOMATIC",
      ],
      [
        "KeyId": arn, "KeyMaterialId": try #require(third), "KeyMaterialState": "CURRENT",
        "RotationDate": .timestamp(day(100)), "RotationType": "ON_DEMAND",
      ],
    ]
    #expect(try rotations() == entries)
    #expect(try rotations(["IncludeKeyMaterial": "ROTATIONS_ONLY"]) == entries)
    let initial: Document = [
      "KeyId": arn, "KeyMaterialId": try #require(first), "KeyMaterialState": "NON_CURRENT",
    ]
    #expect(try rotations(["IncludeKeyMaterial": "ALL_KEY_MATERIAL"]) == [initial] + entries)
  }

  @Test mutating func `a key that never rotated has one material, the current one`() throws {
    let all = try rotations(["IncludeKeyMaterial": "ALL_KEY_MATERIAL"])
    #expect(all.map { $0["KeyMaterialState"] } == ["CURRENT"])
    #expect(all.map { $0["KeyMaterialId"] } == [try currentMaterial()])
  }

  @Test mutating func `the list comes in pages`() throws {
    for _ in 0..<12 { try bench.must("RotateKeyOnDemand", ["KeyId": key]) }
    let whole = try rotations()
    var paged: [Document] = []
    var request: DocumentObject = ["KeyId": key, "Limit": 5]
    var sizes: [Int] = []
    while true {
      let page = try bench.must("ListKeyRotations", .object(request))
      let entries = page["Rotations"]?.elements ?? []
      paged += entries
      sizes.append(entries.count)
      #expect(page["Truncated"] == .bool(page["NextMarker"] != nil))
      guard let marker = page["NextMarker"] else { break }
      request["Marker"] = marker
    }
    #expect(paged == whole)
    #expect(sizes == [5, 5, 2])
  }

  @Test mutating func `a rotation is in the trail as AWS's own event`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.advance(days: 365)
    let record = try #require(bench.world.environment.trail.suffix(1).first?.record)
    #expect(record.actor == .aws)
    #expect(record.name == "RotateKey")
    #expect(record.resources.map(\.description) == [bench.arn(key)])
    #expect(record.requestID == nil)
    #expect(record.parameters["rotationType"] == "AUTOMATIC")
    #expect(record.time == day(365))
  }
}
