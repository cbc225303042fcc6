import Access
import Cloud
import KMS
import Kernel

/// Plays steps on a world beside a small model of it, and says what does not hold.
struct Simulation {
  /// A ciphertext, and what was encrypted.
  struct ModelBlob {
    let bytes: [UInt8]
    let key: Int
    let context: Document?
    let plaintext: [UInt8]?
  }

  /// All that an undo takes back.
  struct Snapshot {
    var world: World
    var keys: [ModelKey] = []
    var stores: [ModelStore] = []
    var grants: [ModelGrant] = []
    /// What GetParametersForImport and GenerateMac last answered.
    var importing: (token: [UInt8], wrapped: [UInt8]) = ([1], [1])
    var importingKey = ""
    var mac: [UInt8] = [1]
    var macKey = "none"
    /// What Sign and GetPublicKey last answered.
    var signature: [UInt8] = [1]
    var signingKey = "none"
    var publicKey: [UInt8] = [1]
    var blobs: [ModelBlob] = []
    var buckets: [ModelBucket] = []
    var uploads: [ModelUpload] = []
    var publicAccess: OrderedMap<AccountID, PublicAccess> = [:]
  }

  var present: Snapshot
  private var past: Snapshot?
  private let check: @Sendable (World) -> [String]
  /// Whether the world before a refused call is compared with that after it, which takes time.
  var comparesRefusals = true
  private(set) var turn = 0

  /// The world as it is.
  var world: World { present.world }

  /// Begins with a new world; `check` tells what is wrong with one.
  init(seed: UInt64, check: @escaping @Sendable (World) -> [String] = { $0.check() }) {
    present = Snapshot(world: World(seed: seed, start: Timestamp(secondsSinceEpoch: 1_735_689_600)))
    self.check = check
    letBobUseS3()
  }

  /// Plays one step; what does not hold afterwards.
  mutating func play(_ step: Step) -> [String] {
    let problems = take(step)
    settleStores()
    return problems + check(present.world) + openings() + readings()
  }

  /// Takes one step and asks nothing of the world; what was wrong with the answer.
  mutating func take(_ step: Step) -> [String] {
    switch step {
    case .undo:
      if let past { present = past }
      past = nil
    case .advance(let seconds):
      past = present
      let before = present.world
      advance(seconds)
      return Simulation.brokenLocks(before, present.world, .none)
    case .call(let operation, let template, let principal, let region):
      past = present
      return call(operation, filled(template), principal, region)
    }
    return []
  }

  private mutating func advance(_ seconds: Int) {
    let time = min(present.world.now.adding(seconds: seconds), .last)
    let start = present.world.now
    guard (try? present.world.advance(to: time)) != nil else { return }
    settleReplicas()
    expireObjects(from: start, to: time)
  }

  /// A request with the names of keys and ciphertexts put in.
  private func filled(_ template: DocumentObject) -> DocumentObject {
    var request = filledWithUpload(template)
    for entry in request.entries {
      request[entry.name] = filled(entry.value)
      if let value = filledOfKMS(entry.value) { request[entry.name] = value }
      guard let text = entry.value.text, text.hasPrefix("<"), filledOfKMS(entry.value) == nil,
        let number = Int(text.filter(\.isNumber))
      else { continue }
      if text.hasPrefix("<blob") {
        let blob = present.blobs.isEmpty ? nil : present.blobs[number % present.blobs.count]
        request[entry.name] = .bytes(blob?.bytes ?? [1, 2, 3])
      } else if text.hasPrefix("<access") {
        let keys = present.world.environment.identities.users.flatMap(\.value.accessKeys)
        request[entry.name] = .string(
          keys.isEmpty ? "AKIAIOSFODNN7EXAMPLE" : keys[number % keys.count].id)
      } else if text.hasPrefix("<object") {
        let paths = present.buckets.flatMap { bucket in
          bucket.objects.map { "\(bucket.name)/\($0.name)" }
        }
        request[entry.name] = .string(paths.isEmpty ? "none/o" : paths[number % paths.count])
      } else if text.hasPrefix("<alias") {
        request[entry.name] = .string("alias/\(number % 4)")
      } else if !present.keys.isEmpty {
        // The newest keys, so that old ones do not hold all attention.
        let key = present.keys[max(0, present.keys.count - 1 - number)]
        request[entry.name] = .string(
          text.hasPrefix("<arn") ? "arn:aws:kms:\(key.region):\(key.owner):key/\(key.id)" : key.id)
      }
    }
    return request
  }

  /// The same inside of structures and lists.
  private func filled(_ template: Document) -> Document {
    switch template {
    case .object(let object): .object(filled(object))
    case .list(let elements): .list(elements.map { filledOfKMS($0) ?? filled($0) })
    default: template
    }
  }

  private mutating func call(
    _ operation: AnyOperation, _ request: DocumentObject, _ principal: Principal,
    _ region: Region
  ) -> [String] {
    let name = operation.name
    let before = present.world
    let outcome = present.world.handle(
      operation, .object(request), as: Call(principal: principal, region: region))
    var problems: [String] = []
    if recorded(operation, by: principal, since: before) != 1 {
      problems.append("\(name) is not in the trail exactly once")
    }
    problems += Simulation.brokenLocks(before, present.world, LockRights(name, request))
    switch outcome {
    case .success(let response) where operation.service == .s3:
      problems += learnFromS3(name, request, response, principal, region)
    case .success where operation.service == .s3control:
      learnOfAccount(name, request, principal.account)
    case .success(let response): learn(name, request, response, principal, region)
    case .failure(let error):
      // What KMS did for a refused call of S3 stands.
      let digest = operation.service == .s3 ? Simulation.digestOfS3 : Simulation.digest
      if comparesRefusals, digest(before) != digest(present.world) {
        problems.append("\(name) was refused (\(error.code)) and changed the world")
      }
      let isKnown =
        (operation.errors + operation.commonErrors).contains(error.code)
        || operation.service == .s3 && error.code.hasPrefix("KMS.")
        || Simulation.codesOfRefusedMembers.contains(error.code)
      if !isKnown { problems.append("\(name) does not tell of \(error.code)") }
      if error.code.isEmpty || error.message?.isEmpty == true {
        problems.append("\(name) was refused without a word")
      }
    }
    return problems
  }

  /// The codes for members that pages tell to be not simulated, and for what no command line sends.
  private static let codesOfRefusedMembers = [
    "NotImplemented", "UnsupportedOperationException", "SerializationException",
    "InvalidBucketOwnerAWSAccountID",
  ]

  /// How often the trail has a caller's own call among what came last.
  private func recorded(
    _ operation: AnyOperation, by principal: Principal, since before: World
  ) -> Int {
    let trail = present.world.environment.trail
    return trail.suffix(trail.count - before.environment.trail.count).count {
      $0.record.name == operation.name && $0.record.service == operation.service
        && $0.record.actor == .principal(principal, via: nil)
    }
  }

  /// A fingerprint of all that a refused call must not change.
  static func digest(_ world: World) -> String { world.digest(includingTrail: false) }

  /// Takes over what a call that succeeded changed.
  private mutating func learn(
    _ name: String, _ request: DocumentObject, _ response: DocumentObject, _ caller: Principal,
    _ region: Region
  ) {
    if learnOfStores(name, request, response, caller, region) { return }
    if learnOfKeys(name, request, response, caller, region) { return }
    // A ciphertext of RSA says nothing of its key: it is left to the tests of KMS.
    if let blob = response["CiphertextBlob"], case .bytes(let bytes) = blob,
      bytes.starts(with: "kmslab".utf8),
      let arn = response["KeyId"]?.text, let key = index(arn, caller, region)
    {
      let plaintext = request["Plaintext"] ?? response["Plaintext"]
      present.blobs.append(
        ModelBlob(
          bytes: bytes, key: key,
          context: request["EncryptionContext"] ?? request["DestinationEncryptionContext"],
          plaintext: plaintext.flatMap { if case .bytes(let bytes) = $0 { bytes } else { nil } }))
    }
    guard let text = request["KeyId"]?.text, let key = index(text, caller, region) else { return }
    switch name {
    case "EnableKey": present.keys[key].isEnabled = true
    case "DisableKey": present.keys[key].isEnabled = false
    case "ScheduleKeyDeletion":
      guard case .timestamp(let date) = response["DeletionDate"] else {
        present.keys[key].waitingDays = request["PendingWindowInDays"]?.whole ?? 30
        return
      }
      present.keys[key].deletion = date
    case "CancelKeyDeletion":
      present.keys[key].deletion = nil
      present.keys[key].waitingDays = nil
      present.keys[key].isEnabled = false
    case "PutKeyPolicy": present.keys[key].policy = request["Policy"]?.text
    default: break
    }
  }

  /// The key of an id or an ARN.
  func index(_ text: String, _ caller: Principal, _ region: Region) -> Int? {
    present.keys.firstIndex { key in
      text == key.id && key.region == region
        || text == "arn:aws:kms:\(key.region):\(key.owner):key/\(key.id)"
    }
  }

  /// A ciphertext opens exactly if its key lives, its state allows it and the caller may.
  private mutating func openings() -> [String] {
    guard !present.blobs.isEmpty else { return [] }
    turn += 1
    var problems: [String] = []
    for offset in 0..<2 {
      let blob = present.blobs[(turn * 7 + offset * 3) % present.blobs.count]
      let callers = Simulation.callers
      problems += opening(of: blob, by: callers[(turn + offset) % callers.count])
    }
    return problems
  }

  static let callers: [Principal] = [
    .user(.learner, name: "alice"), .user(.learner, name: "bob"), .root(.learner), .root(.partner),
  ]

  private func opening(of blob: ModelBlob, by caller: Principal) -> [String] {
    let key = present.keys[blob.key]
    let expected =
      mayDecrypt(caller, blob.key, blob.context)
      ? key.obstacle(at: present.world.now) ?? "open" : "AccessDeniedException"
    var request: DocumentObject = ["CiphertextBlob": .bytes(blob.bytes)]
    request["EncryptionContext"] = blob.context
    guard let decrypt = Catalogue.operation("Decrypt") else { return ["no Decrypt"] }
    var copy = present.world
    let outcome = copy.handle(
      decrypt, .object(request), as: Call(principal: caller, region: key.region))
    let found: String
    switch outcome {
    case .failure(let error): found = error.code
    case .success(let response):
      let isRight = blob.plaintext.map { response["Plaintext"] == .bytes($0) } ?? true
      found = isRight ? "open" : "another plaintext"
    }
    guard found != expected else { return [] }
    return ["a ciphertext of \(key.id) for \(caller.arn): \(found) instead of \(expected)"]
  }
}

extension Simulation {
  /// A session that failed, as short as dropping steps one by one makes it.
  struct Failure: CustomStringConvertible {
    let seed: UInt64
    let steps: [Step]
    let problems: [String]

    var description: String {
      "seed \(seed), \(steps.count) steps:\n" + steps.map { "  \($0)\n" }.joined()
        + problems.map { "! \($0)\n" }.joined()
    }
  }

  /// Plays a random session; what failed, made short.
  static func run(
    seed: UInt64, stepCount: Int,
    check: @escaping @Sendable (World) -> [String] = { $0.check() }
  ) -> Failure? {
    var source = StepSource(seed: seed)
    let steps = (0..<stepCount).map { _ in source.next() }
    guard let first = firstFailure(seed, steps, check) else { return nil }
    return shrunk(Failure(seed: seed, steps: first.steps, problems: first.problems), check)
  }

  private static func firstFailure(
    _ seed: UInt64, _ steps: [Step], _ check: @escaping @Sendable (World) -> [String]
  ) -> (steps: [Step], problems: [String])? {
    var simulation = Simulation(seed: seed, check: check)
    for (index, step) in steps.enumerated() {
      let problems = simulation.play(step)
      if !problems.isEmpty { return (Array(steps[...index]), problems) }
    }
    return nil
  }

  private static func shrunk(
    _ failure: Failure, _ check: @escaping @Sendable (World) -> [String]
  ) -> Failure {
    var best = failure
    var index = best.steps.count - 1
    while index >= 0 {
      var fewer = best.steps
      fewer.remove(at: index)
      if let shorter = firstFailure(failure.seed, fewer, check) {
        best = Failure(seed: failure.seed, steps: shorter.steps, problems: shorter.problems)
      }
      index = min(index - 1, best.steps.count - 1)
    }
    return best
  }
}
