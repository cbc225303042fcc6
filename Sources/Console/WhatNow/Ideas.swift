import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell

/// What a world suggests to somebody who wants to learn: first what is missing, then what is in
/// trouble, then what was not looked at yet.
struct Ideas {
  let session: Session

  private var world: World { session.world }
  private var account: AccountID { session.present.caller.account }
  private var region: Region { session.present.region }

  /// All that fits, the most useful first.
  var all: [NextStep] {
    guard isKnownCaller else {
      return [
        NextStep(
          "\(name) may do little here: the policies say who may what.", "help policies"),
        NextStep("alice may use KMS and S3.", "as alice"),
      ]
    }
    guard let key = keys.first(where: { $0.state == .enabled }) ?? keys.first else {
      return [
        NextStep(
          "Everything begins with a key of your own.",
          "aws kms create-key --description first-key")
      ]
    }
    return troubles + uses(of: key) + storage(under: key) + time(of: key) + rights(on: key) + end
  }

  /// A step whose call was not made yet by anybody; none where it was.
  private func untilCalled(_ operation: String, _ step: NextStep) -> [NextStep] {
    let trail = world.environment.trail
    let isCalled = trail.suffix(min(trail.count, Ideas.rememberedCalls)).contains {
      $0.record.name == operation && $0.record.error == nil
    }
    return isCalled ? [] : [step]
  }

  /// Calls further back are suggested again.
  private static let rememberedCalls = 1_000

  /// What is always there to do.
  var last: NextStep {
    NextStep("help lists everything that can be done here.", "help")
  }

  private var name: String {
    session.present.caller.shortName(from: session.configuration.account)
  }

  /// Whether the caller may list keys, as a small sign for being at home.
  private var isKnownCaller: Bool {
    guard let listKeys = Catalogue.operation("ListKeys") else { return true }
    let call = Call(principal: session.present.caller, region: region)
    return world.explain(listKeys, .object([:]), as: call).denial == nil
  }

  /// The symmetric keys that the learner manages, the newest last.
  private var keys: [Key] {
    Array(
      world.storage.kms.keys(account: account, region: region)
        .lazy.filter { $0.managingService == nil && $0.type.usage == .encryptDecrypt }
        .prefix(20))
  }

  /// What the learner calls a key.
  private func name(_ key: Key) -> String {
    alias(of: key) ?? key.address.id.description
  }

  private func alias(of key: Key) -> String? {
    world.storage.kms.aliases(of: key.address).first?.address.name
  }
}

extension Ideas {
  /// Keys that do not work, and what helps.
  private var troubles: [NextStep] {
    keys.flatMap { key -> [NextStep] in
      let id = key.address.id
      switch key.state {
      case .disabled:
        return [
          NextStep(
            "\(name(key)) is disabled: nothing under it can be read until it is enabled.",
            "aws kms enable-key --key-id \(id)")
        ]
      case .pendingDeletion(let date, _):
        return [
          NextStep(
            "\(name(key)) waits for its deletion; see what hangs on it.", "timeline \(name(key))"),
          NextStep(
            "\(name(key)) is deleted on \(date.date); until then it can be kept.",
            "aws kms cancel-key-deletion --key-id \(id)"),
        ]
      case .unavailable:
        let store = key.custody.map { " --custom-key-store-id \($0.store)" } ?? ""
        return [
          NextStep(
            "\(name(key)) is Unavailable: its key store is not connected.",
            "aws kms describe-custom-key-stores" + store)
        ]
      case .pendingImport:
        return [
          NextStep("\(name(key)) waits for its key material.", "help imported-keys")
        ]
      default: return []
      }
    }
  }

  /// Encrypting, looking inside, decrypting.
  private func uses(of key: Key) -> [NextStep] {
    guard key.state == .enabled else { return [] }
    var steps: [NextStep] = []
    if alias(of: key) == nil {
      let alias =
        world.storage.kms.aliases(account: account, region: region)
          .contains { $0.address.name == "alias/lab-key" } ? "alias/key-2" : "alias/lab-key"
      steps.append(
        NextStep(
          "A key id is hard to read; an alias is a name that can move to another key.",
          "aws kms create-alias --alias-name \(alias) --target-key-id \(key.address.id)"))
    }
    guard let file = session.ciphertextFile else {
      return steps
        + untilCalled(
          "Encrypt",
          NextStep(
            "A key is there to encrypt: the ciphertext goes into a virtual file.",
            "aws kms encrypt --key-id \(name(key)) --plaintext aGVsbG8="
              + " --query CiphertextBlob --output text | base64 -d > cipher.bin"))
    }
    steps.append(
      NextStep("Look inside the ciphertext: it names its key.", "inspect \(quoted(file))"))
    return steps
      + untilCalled(
        "Decrypt",
        NextStep(
          "The ciphertext names its key, so decrypt needs no --key-id.",
          "aws kms decrypt --ciphertext-blob fileb://\(quoted(file))"))
      + untilCalled(
        "GenerateDataKey",
        NextStep(
          "A data key encrypts what is too large for KMS: more than 4,096 bytes.",
          "aws kms generate-data-key --key-id \(name(key)) --key-spec AES_256"))
  }

  /// A bucket, an object, and what protects it.
  private func storage(under key: Key) -> [NextStep] {
    let buckets = world.storage.s3.buckets
    guard let bucket = buckets.first(where: { $0.value.owner == account })?.value else {
      return [
        NextStep("S3 encrypts at rest; it needs a bucket first.", "aws s3 mb s3://\(newBucket)")
      ]
    }
    let uri = "s3://\(bucket.name.text)"
    guard let object = bucket.objects.first?.key else {
      guard let file = session.files.names.first else {
        return [NextStep("Something to store: a virtual file.", "echo hello > note.txt")]
      }
      return [
        NextStep(
          "Store a file under your key: S3 asks KMS for a data key.",
          "aws s3 cp \(quoted(file)) \(uri)/ --sse aws:kms --sse-kms-key-id \(name(key))")
      ]
    }
    return [
      NextStep(
        "See how the object is protected, from its bytes up to the key.",
        "inspect \(quoted("\(uri)/\(object)"))")
    ]
      + untilCalled(
        "GetBucketEncryption",
        NextStep(
          "A default for the bucket: what comes without an own wish is encrypted so.",
          "aws s3api get-bucket-encryption --bucket \(bucket.name.text)"))
  }

  private var newBucket: String {
    (1...).lazy.map { "photos-\(self.account)" + ($0 == 1 ? "" : "-\($0)") }
      .first { self.world.storage.s3.buckets[BucketName($0)] == nil } ?? "photos"
  }

  /// Rotation, and the clock.
  private func time(of key: Key) -> [NextStep] {
    guard key.state == .enabled, key.type.origin == .awsKMS else { return [] }
    guard let rotation = key.rotation else {
      return [
        NextStep(
          "Nothing rotates by itself until you say so.",
          "aws kms enable-key-rotation --key-id \(key.address.id)")
      ]
    }
    guard key.materials.count > 1 else {
      return [
        NextStep(
          "\(name(key)) rotates on \(rotation.next.date); let the time pass.",
          "advance until \(rotation.next.date)"),
        NextStep(
          "Let the time pass.", "advance \(rotation.periodDays + 1)d"),
      ]
    }
    let file = session.ciphertextFile
    return [
      NextStep(
        "\(name(key)) has rotated; see its versions.",
        "aws kms list-key-rotations --key-id \(key.address.id)")
    ]
      + (file.map {
        [
          NextStep(
            "What was encrypted before the rotation still opens.",
            "aws kms decrypt --ciphertext-blob fileb://\(quoted($0)) --query KeyMaterialId")
        ]
      } ?? [])
  }

  /// Who may, and what was done.
  private func rights(on key: Key) -> [NextStep] {
    [
      NextStep("Every call left its mark in the trail.", "trail"),
      NextStep("Who can open what the key encrypts?", "who-can kms:Decrypt \(name(key))"),
      NextStep("What an auditor would ask of the key.", "audit \(name(key))"),
      NextStep("The life of the key, past and future.", "timeline \(name(key))"),
      NextStep(
        "Before a key goes, see what would be lost with it; this changes nothing.",
        "aws kms schedule-key-deletion --key-id \(key.address.id) --preview"),
    ]
      + untilCalled(
        "ScheduleKeyDeletion",
        NextStep(
          "A deletion waits; until its day it can be taken back.",
          "aws kms schedule-key-deletion --key-id \(key.address.id)"))
  }

  /// When the world has shown what it has.
  private var end: [NextStep] {
    (session.companion == nil ? [] : [NextStep("The labs lead through all of it.", "learn")])
      + [
        NextStep("All that the prompt can do, on one page.", "help console"),
        NextStep("Where this lab differs from AWS.", "help differences"),
      ]
  }
}
