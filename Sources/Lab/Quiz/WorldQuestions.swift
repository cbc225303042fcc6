import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell

/// Questions about the learner's own world; the world itself knows the answers.
struct WorldQuestions {
  /// The topic by which they are asked for.
  static let topic = "world"
  /// Most questions of one kind, so that a large world asks about different things.
  private static let limit = 3

  private let session: Session
  private let stage: Stage
  private(set) var questions: [Question] = []

  /// Asks about a session as it is now.
  init(_ session: Session) {
    self.session = session
    stage = Stage(session)
    let objects = self.objects
    let rotated = objects.filter { hasSeveralMaterials($0) }
    for object in rotated.prefix(Self.limit) { askForMaterial(of: object) }
    for object in objects.prefix(Self.limit) { askForReader(of: object) }
    for bucket in buckets.prefix(Self.limit) { askForDefault(of: bucket) }
    for key in keys.prefix(Self.limit) {
      askForRotation(of: key)
      askForLoss(with: key)
    }
    askForCaller()
  }

  private var world: World { session.world }
  private var kms: KMSState { world.storage.kms }
  private var account: AccountID { session.present.caller.account }

  /// The keys that somebody manages, in the account and Region of the caller.
  private var keys: [Key] {
    kms.keys(account: account, region: session.present.region)
      .filter { $0.managingService == nil }
  }

  private var buckets: [Bucket] { world.storage.s3.buckets.values.filter { $0.owner == account } }

  /// Objects under a KMS key that lives.
  private var objects: [LocatedObject] {
    buckets.flatMap { bucket in
      bucket.objects.compactMap { entry in world.object(entry.key.text, in: bucket.name.text) }
    }.filter { key(of: $0) != nil }
  }

  private func key(of object: LocatedObject) -> Key? {
    object.object.envelope.key.flatMap(KeyAddress.init).flatMap { kms.keys[$0] }
  }

  private func hasSeveralMaterials(_ object: LocatedObject) -> Bool {
    (key(of: object)?.materials.count ?? 0) > 1
  }
}

/// The kinds of question.
extension WorldQuestions {
  /// Which version of the key material opens an object.
  private mutating func askForMaterial(of object: LocatedObject) {
    guard let key = key(of: object), let blob = blob(of: object),
      let material = blob.header?.material, let opener = key.materials.version(of: material)?.number
    else { return }
    let answers = key.materials.versions.map { version in
      let made = "made \(version.material.createdAt.date)"
      return Question.Answer(
        text: "version \(version.number), \(made)", isRight: version.number == opener,
        reason: version.number == opener
          ? "Yes: it wrapped the data key, and rotation re-encrypts nothing."
          : "No: the data key was wrapped by version \(opener), and KMS keeps every version.")
    }
    ask(
      ["Which key material of \(stage.name(of: key)) opens", object.uri + "?"], answers,
      proof: ["inspect \(object.uri)"])
  }

  /// Whether somebody else could read an object.
  private mutating func askForReader(of object: LocatedObject) {
    let caller = session.present.caller
    let readers = world.environment.identities.principals.filter {
      $0.account == caller.account && $0 != caller && $0 != .root(caller.account)
    }
    guard let reader = readers.first else { return }
    let name = reader.shortName(from: account)
    let refusal = world.refusal(ofReading: object, by: reader)
    let fact =
      refusal.map { "GetObject answers \(name) with \($0.code)." }
      ?? "policies and the key's state all let \(name)."
    ask(
      ["Could \(name) read \(object.uri)", "now?"],
      [
        .init(text: "yes", isRight: refusal == nil, reason: "\(verdict(refusal == nil)): \(fact)"),
        .init(text: "no", isRight: refusal != nil, reason: "\(verdict(refusal != nil)): \(fact)"),
      ], proof: ["as \(name)", "aws s3 cp \(object.uri) \(quoted("copy-of-\(name)"))"])
  }

  /// How a bucket encrypts what says nothing of encryption.
  private mutating func askForDefault(of bucket: Bucket) {
    let algorithm = bucket.encryption.algorithm
    let key = bucket.encryption.keyID ?? ManagedKey.aliasOfS3
    let choices: [(ServerSideEncryption, String)] = [
      (.aes256, "SSE-S3 (AES256)"), (.kms, "SSE-KMS (aws:kms)"), (.dsse, "DSSE-KMS (aws:kms:dsse)"),
    ]
    let fact =
      algorithm == .aes256
      ? "the bucket's default is SSE-S3, as of every new bucket."
      : "the bucket's default is \(algorithm.rawValue) under \(key)."
    ask(
      [
        "You upload a file to s3://\(bucket.name.text)",
        "and say nothing of encryption. How is it stored?",
      ],
      choices.map { choice in
        .init(
          text: choice.1, isRight: choice.0 == algorithm,
          reason: "\(verdict(choice.0 == algorithm)): \(fact)")
      }, proof: ["aws s3api get-bucket-encryption --bucket \(bucket.name.text)"])
  }

  /// When a key rotates next.
  private mutating func askForRotation(of key: Key) {
    let name = stage.name(of: key)
    let next = key.state == .enabled ? key.rotation?.next : nil
    let fact =
      next.map { "the period is \(key.rotation?.periodDays ?? 0) days, the next date \($0.date)." }
      ?? (key.rotation == nil
        ? "automatic rotation is off." : "a key that is not enabled does not rotate.")
    let dates = Set(
      [next, world.now.adding(days: 90), world.now.adding(days: 365)].compactMap(\.self))
    var answers = dates.sorted().map { date in
      Question.Answer(
        text: "on \(date.date)", isRight: date == next,
        reason: "\(verdict(date == next)): \(fact)")
    }
    answers.append(
      .init(
        text: "not by itself, as things are", isRight: next == nil,
        reason: "\(verdict(next == nil)): \(fact)"))
    ask(
      ["When does \(name) rotate next?"], answers,
      proof: ["aws kms get-key-rotation-status --key-id \(key.address.id)"])
  }

  /// What goes with a key.
  private mutating func askForLoss(with key: Key) {
    let loss = world.loss(with: key.arn)
    guard loss.heir == nil else { return }
    let count = loss.objects.count
    let total = buckets.flatMap { world.objectCounts(in: $0) }.reduce(0) { $0 + $1.count.objects }
    guard total > 0 else { return }
    let fact = "\(count == 1 ? "1 object is" : "\(count) objects are") encrypted under it."
    let wrong = [0, 1, total, total + 1, count + 2].filter { $0 != count }
    let numbers = Set([count] + wrong.prefix(2))
    ask(
      ["The key \(stage.name(of: key)) is deleted.", "How many objects in your buckets are lost?"],
      numbers.sorted().map { number in
        .init(
          text: "\(number) of \(max(total, number))", isRight: number == count,
          reason: "\(verdict(number == count)): \(fact)")
      }, proof: ["inspect \(key.address.id)"])
  }

  /// Who made the last call that decrypts.
  private mutating func askForCaller() {
    let trail = world.environment.trail
    guard
      let record = trail.suffix(trail.count).last(where: { $0.1.name == "Decrypt" })?.1,
      case .principal(let caller, let service) = record.actor
    else { return }
    let name = caller.shortName(from: account)
    let fact =
      service == nil
      ? "the trail names \(name) as caller." : "S3 called KMS on behalf of \(name)."
    ask(
      ["CloudTrail has a record of the last Decrypt in your account.", "Who called?"],
      [
        .init(
          text: "\(name), directly", isRight: service == nil,
          reason: "\(verdict(service == nil)): \(fact)"),
        .init(
          text: "S3, on behalf of \(name)", isRight: service != nil,
          reason: "\(verdict(service != nil)): \(fact)"),
        .init(
          text: "nobody: reading leaves no record", isRight: false,
          reason: "No: KMS records every call, reading ones too; \(fact)"),
      ], proof: ["trail"])
  }
}

extension WorldQuestions {
  private func verdict(_ isRight: Bool) -> String { isRight ? "Yes" : "No" }

  /// The blob of an object's data key, or of the bucket key that it was derived from.
  private func blob(of object: LocatedObject) -> CiphertextBlob? {
    guard let layer = object.object.envelope.layers.first else { return nil }
    switch layer {
    case .kms(let blob): return blob
    case .derived(let id, _): return world.storage.s3.bucketKeys[id]?.wrapped
    case .owned, .customer: return nil
    }
  }

  private mutating func ask(
    _ text: [String], _ answers: [Question.Answer], proof: [String]
  ) {
    questions.append(
      Question(
        id: "\(Self.topic)-\(questions.count + 1)", text: text, answers: answers, proof: proof))
  }
}
