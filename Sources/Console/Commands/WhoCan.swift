import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Text

/// Who may do something and who may not, for a learner and as data.
struct WhoCan {
  private let moment: Moment
  private let home: AccountID
  private var permitted: [(principal: Principal, why: String)] = []
  /// Whom S3 lets in and KMS does not, which S3 asks on their behalf.
  private var refusedByKMS: [(principal: Principal, why: String)] = []
  private var others: [Principal] = []

  init(_ moment: Moment, _ home: AccountID) {
    self.moment = moment
    self.home = home
  }

  /// Takes up what was decided about somebody.
  mutating func note(_ decided: DecidedDemand, behind question: PermissionQuestion?) {
    let principal = decided.call.principal
    guard decided.verdict.isAllowed else {
      others.append(principal)
      return
    }
    if let question, let asked = moment.world.decide(question), !asked.verdict.isAllowed {
      refusedByKMS.append((principal, words(of: asked)))
    } else {
      permitted.append((principal, words(of: decided)))
    }
  }

  private func words(of decided: DecidedDemand) -> String {
    DecisionInWords(decided, moment, home).words(of: decided.verdict)
  }

  private func names(_ principals: [Principal]) -> String {
    principals.map { $0.shortName(from: home) }.joined(separator: ", ")
  }

  /// The list for what was asked: an action, and perhaps a day.
  func answer(to question: String) -> LabAnswer {
    let count = permitted.count + refusedByKMS.count + others.count
    let number = permitted.isEmpty ? "nobody" : "\(permitted.count)"
    var lines = ["\(number) of \(count) may \(question)"]
    lines += rows(permitted)
    if !refusedByKMS.isEmpty {
      lines += ["S3 yes, KMS refuses:"] + rows(refusedByKMS)
    }
    if !others.isEmpty { lines += paragraph("may not: \(names(others))", hanging: 2) }
    return LabAnswer(
      lines: lines,
      document: [
        "Principals": document(permitted), "RefusedByKMS": document(refusedByKMS),
        "Others": .list(others.map { .string($0.arn.description) }),
      ])
  }

  private func rows(_ entries: [(principal: Principal, why: String)]) -> [String] {
    aligned(entries.map { [$0.principal.shortName(from: home), $0.why] })
  }

  private func document(_ entries: [(principal: Principal, why: String)]) -> Document {
    .list(
      entries.map {
        ["Principal": .string($0.principal.arn.description), "Reason": .string($0.why)]
      })
  }
}

extension Moment {
  /// Whether what is read lies under a key that only its writer has.
  func needsWritersKey(_ question: PermissionQuestion) -> Bool {
    guard ["s3:getobject", "s3:getobjectversion"].contains(question.action.lowercased()),
      case .bucket(let name, let object?, let version) = question.resource,
      let bucket = world.storage.s3.buckets[BucketName(name)]
    else { return false }
    let place =
      version.map { world.object(object, $0, in: bucket) } ?? world.object(object, in: name)
    return place?.object.envelope.kind == .customer
  }

  /// What S3 asks KMS on behalf of who does something in S3; `nil` where no KMS key is needed.
  func questionToKMS(behind question: PermissionQuestion) -> PermissionQuestion? {
    guard case .bucket(let name, let object, let version) = question.resource,
      let bucket = world.storage.s3.buckets[BucketName(name)], let object
    else { return nil }
    let (action, key, context): (String, KeyAddress, EncryptionContext)
    switch question.action.lowercased() {
    case "s3:getobject", "s3:getobjectversion":
      let place =
        version.map { world.object(object, $0, in: bucket) } ?? world.object(object, in: name)
      guard let place,
        let address = place.object.envelope.key.flatMap(KeyAddress.init)
      else { return nil }
      (action, key) = ("kms:Decrypt", address)
      context = EncryptionContext(pairs: place.boundContext)
    case "s3:putobject":
      // A name that is no ARN is looked for in the writer's account.
      guard let standard = world.defaultKey(of: bucket, for: question.principal.account) else {
        return nil
      }
      (action, key) = ("kms:GenerateDataKey", standard.address)
      let arn =
        (bucket.encryption.bucketKeyEnabled ?? false)
        ? bucket.name.arn : bucket.name.arn(of: ObjectKey(object))
      context = EncryptionContext.empty.adding(arn)
    default: return nil
    }
    return PermissionQuestion(
      question.principal, action, on: .key(key, alias: nil), region: bucket.region, via: .s3,
      context: context)
  }
}
