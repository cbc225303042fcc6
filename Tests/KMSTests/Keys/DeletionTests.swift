import Access
import Ciphers
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Deletion by the clock.
@Suite struct DeletionTests {
  var bench = Bench()
  let key: Document

  init() throws { key = try bench.makeKey() }

  private func day(_ days: Int) -> Timestamp { Timestamp.start2025.adding(days: days) }

  @Test(arguments: [
    (nil, 30),  // as without a window
    (7, 7),  // the shortest
    (30, 30),  // the longest
  ])
  mutating func `a key goes at the end of its window`(window: Int?, days: Int) throws {
    var request: DocumentObject = ["KeyId": key]
    request["PendingWindowInDays"] = window.map(Document.integer)
    let response = try bench.must("ScheduleKeyDeletion", .object(request))
    #expect(
      response == [
        "KeyId": .string(bench.arn(key)), "DeletionDate": .timestamp(day(days)),
        "KeyState": "PendingDeletion", "PendingWindowInDays": .integer(days),
      ])
    #expect(try bench.advance(days: days, seconds: -1).count == 0)
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["DeletionDate"] == .timestamp(day(days)))
    let passage = try bench.advance(days: 0, seconds: 1)
    #expect(passage.events.map(\.name) == ["DeleteKey"])
    #expect(passage.events.map(\.subject.description) == [bench.arn(key)])
    #expect(bench.refusal("DescribeKey", ["KeyId": key])?.code == "NotFoundException")
    #expect(try bench.must("ListKeys")["Keys"] == [])
    let record = try #require(
      bench.world.environment.trail.suffix(3).first { $0.record.actor == .aws }?.record)
    #expect(record.name == "DeleteKey")
  }

  @Test(arguments: [
    (6, "PendingWindowInDays must be between 7 and 30"),  // one below
    (31, "PendingWindowInDays must be between 7 and 30"),  // one above
    (1, "PendingWindowInDays must be between 7 and 30"),  // the model's least
    (365, "PendingWindowInDays must be between 7 and 30"),  // the model's most
    (
      0,
      "1 validation error detected: Value '0' at 'pendingWindowInDays' failed to satisfy "
        + "constraint: Member must have value greater than or equal to 1"
    ),  // below the model
    (
      366,
      "1 validation error detected: Value '366' at 'pendingWindowInDays' failed to satisfy "
        + "constraint: Member must have value less than or equal to 365"
    ),  // above the model
  ])
  mutating func `a window out of range is refused`(window: Int, text: String) throws {
    #expect(
      bench.refusal(
        "ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": .integer(window)])
        == WireError("ValidationException", text))
    #expect(bench.world.environment.queue.upcoming.isEmpty)
  }

  @Test mutating func `a second schedule is refused and the first date stays`() throws {
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 20])
    #expect(
      bench.refusal("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
        == WireError("KMSInvalidStateException", "\(bench.arn(key)) is pending deletion."))
    let metadata = try bench.must("DescribeKey", ["KeyId": key])["KeyMetadata"]
    #expect(metadata?["DeletionDate"] == .timestamp(day(20)))
  }

  @Test mutating func `cancelled, a key is disabled and lives on`() throws {
    let blob = try bench.encrypt(under: key)
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    try bench.advance(days: 7, seconds: -1)
    let response = try bench.must("CancelKeyDeletion", ["KeyId": key])
    #expect(response == ["KeyId": .string(bench.arn(key))])
    #expect(try bench.advance(days: 100).count == 0)
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": .bytes(blob)])
        == WireError("DisabledException", "\(bench.arn(key)) is disabled."))
    try bench.must("EnableKey", ["KeyId": key])
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
  }

  @Test mutating func `aliases stay until the key is gone, then their names are free`() throws {
    try bench.must("CreateAlias", ["AliasName": "alias/a", "TargetKeyId": key])
    try bench.must("CreateAlias", ["AliasName": "alias/b", "TargetKeyId": key])
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    let other = try bench.makeKey()
    try bench.must("CreateAlias", ["AliasName": "alias/c", "TargetKeyId": other])
    let names = { (bench: inout Bench) in
      try bench.must("ListAliases")["Aliases"]?.elements?.compactMap { $0["AliasName"]?.text }
        .filter { !$0.hasPrefix("alias/aws/") }
    }
    #expect(try names(&bench) == ["alias/a", "alias/b", "alias/c"])
    #expect(
      bench.refusal("CreateAlias", ["AliasName": "alias/a", "TargetKeyId": other])?.code
        == "AlreadyExistsException")
    try bench.advance(days: 7)
    #expect(try names(&bench) == ["alias/c"])
    try bench.must("CreateAlias", ["AliasName": "alias/a", "TargetKeyId": other])
  }

  @Test mutating func `what the key encrypted says nothing of it any more`() throws {
    let blob = Document.bytes(try bench.encrypt(under: key))
    let other = try bench.makeKey()
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try bench.advance(days: 30)
    let tail =
      " on the resource associated with this ciphertext because the resource does not exist in "
      + "this Region, no resource-based policies allow access, or a resource-based policy "
      + "explicitly denies access"
    let start = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:"
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": blob])
        == WireError("AccessDeniedException", start + "Decrypt" + tail))
    #expect(
      bench.refusal("ReEncrypt", ["CiphertextBlob": blob, "DestinationKeyId": other])
        == WireError("AccessDeniedException", start + "ReEncryptFrom" + tail))
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": blob, "KeyId": other])?.code
        == "IncorrectKeyException")
  }

  @Test func `nobody holds the material of a key that is gone`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.advance(days: 200)
    let secrets = DeletionTests.secrets(of: bench.world)
    #expect(secrets.living == 3)
    var undo: World? = bench.world
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try bench.advance(days: 30)
    #expect(secrets.living == 3, "the world before is another world")
    #expect(undo != nil)
    undo = nil
    #expect(secrets.living == 0)
  }

  @Test func `the bytes of a key that is gone are nowhere in the world`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    let other = try bench.makeKey()
    let blob = try bench.encrypt(under: key)
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    let material = DeletionTests.material(of: key, in: bench.world)
    let kept = DeletionTests.material(of: other, in: bench.world)
    #expect(Search(material).count(in: bench.world) == material.count, "the search finds them")
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try bench.advance(days: 30)
    #expect(Search(material).count(in: bench.world) == 0)
    #expect(Search(kept).count(in: bench.world) == kept.count)
  }

  private static func secrets(of world: World) -> Weak {
    Weak(
      world.storage.kms.keys.values.flatMap {
        $0.materials.versions.compactMap { $0.material.secret?.symmetricKey }
      })
  }

  private static func material(of key: Document, in world: World) -> [[UInt8]] {
    world.storage.kms.keys.values.filter { $0.address.id.description == key.text }
      .flatMap { $0.materials.versions.map { $0.material.secret?.copyBytes() ?? [] } }
  }
}

/// References that keep nothing alive.
private struct Weak {
  private struct Reference {
    weak var object: SymmetricKey?
  }
  private let references: [Reference]

  init(_ objects: [SymmetricKey]) { references = objects.map { Reference(object: $0) } }

  /// How many objects still live.
  var living: Int { references.count { $0.object != nil } }
}
