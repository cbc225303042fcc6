import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension Session {
  /// Answers `--preview`: shows what the deletion of a key would destroy.
  func previewOfDeletion(_ question: LabQuestion) throws(Fault) -> LabAnswer {
    let (request, call) = (question.request, question.call)
    let name = request["KeyId"]?.text ?? ""
    guard let key = world.key(named: name, account: call.account, region: call.region) else {
      let near = nearestAlias(to: name)
      throw Fault(
        "there is no key \(quoted(name)) whose deletion could be previewed"
          + (near.map { "; the nearest is \($0)" } ?? ""),
        next: near.map { "aws kms schedule-key-deletion --key-id \($0) --preview" }
          ?? "aws kms list-keys", status: 1)
    }
    return DeletionPreview(present, key, name, question.operation, request, call).answer
  }
}

/// What the deletion of a key would destroy.
private struct DeletionPreview {
  let key: Key
  /// The key as it was named.
  let name: String
  /// What a learner calls the key.
  let readableName: String
  let day: Timestamp
  let now: Timestamp
  let loss: Loss
  /// Those of its objects that Object Lock keeps.
  let locked: [LocatedObject]
  let ciphertexts: [KeptCiphertext]
  /// Why the call itself would be refused; `nil` where it would not.
  let refusal: CallFailure?

  /// Lines that list what is lost; what is more is summed up.
  private static let limit = 50

  init(
    _ moment: Moment, _ key: Key, _ name: String, _ operation: AnyOperation,
    _ request: DocumentObject, _ call: Call
  ) {
    self.key = key
    self.name = name
    readableName = moment.readableName(of: key.arn)
    now = moment.world.now
    loss = moment.world.loss(with: key.arn)
    locked = loss.locked(at: moment.world.now)
    ciphertexts = moment.ciphertexts(of: key.address)
    let days = request["PendingWindowInDays"]?.wholeNumber ?? 30
    if case .pendingDeletion(let date, _) = key.state {
      day = date
    } else {
      day = moment.world.now.adding(days: days)
    }
    // The call is tried on a copy of the world, which is thrown away.
    var copy = moment.world
    let outcome = copy.handle(operation, .object(request), as: call)
    refusal = if case .failure(let error) = outcome { error } else { nil }
  }

  var answer: LabAnswer { LabAnswer(lines: lines, document: document) }

  private var lines: [String] {
    var lines = [
      "preview: nothing was done, no call was made",
      "\(readableName), \(key.state.inWords)", dayInWords,
    ]
    if let refusal {
      lines += paragraph(
        "the call itself would be refused: \(refusal.code), \(refusal.message ?? "")")
    }
    if refusal != nil, KeyID(name) == nil, ARN(name) == nil || name.contains(":alias/") {
      lines.append("AWS takes key id or key ARN only: \(key.address.id)")
    }
    lines.append("")
    if loss.objects.isEmpty {
      lines.append("no object in this world depends on it")
    } else {
      lines.append(
        (loss.heir == nil ? "lost for ever: " : "unreadable until the key is replicated again: ")
          + "\(counted(loss.objects.count, "object")), \(counted(loss.byteCount, "byte"))")
      lines += objectLines
      if !locked.isEmpty { lines += paragraph(lockedInWords) }
    }
    for (bucket, upload) in loss.uploads {
      lines.append(
        "s3://\(bucket.name.text)/\(upload.place.key.text.onOneLine): an open multipart upload of"
          + " \(counted(upload.parts.count, "part")) could not go on")
    }
    for bucket in loss.defaults {
      lines.append(
        "s3://\(bucket.name.text): the default encryption names this key; writing would fail")
    }
    if !ciphertexts.isEmpty {
      let count = "\(counted(ciphertexts.count, "ciphertext"))"
      lines.append(
        loss.heir.map { "\(count) in virtual files and variables: open in \($0) all the time" }
          ?? "lost for ever: \(count) in virtual files and variables")
      lines += limited(ciphertexts.map { "  \($0.name.onOneLine)  \($0.byteCount) bytes" })
    }
    if let heir = loss.heir {
      return lines + [
        "nothing is lost: \(heir) keeps the same key material",
        key.address.replication(from: heir),
      ]
    }
    return lines + [
      "ciphertexts that are kept elsewhere are lost as well; nobody has a list of them"
    ]
  }

  private var lockedInWords: String {
    "locked: \(counted(locked.count, "object")) of these, \(locked[0].uri.onOneLine)"
      + (locked.count == 1 ? "" : " first") + "; a lock keeps bytes and not their meaning"
  }

  private var dayInWords: String {
    if case .pendingDeletion = key.state { return "its deletion is due on \(day.readable)" }
    return "scheduled now, the deletion would come on \(day.readable)"
  }

  /// The objects, bucket by bucket.
  private var objectLines: [String] {
    limited(
      aligned(
        loss.objects.map { ["  " + $0.uri.onOneLine, counted($0.object.size, "byte")] }))
  }

  private func limited(_ lines: [String]) -> [String] {
    guard lines.count > DeletionPreview.limit else { return lines }
    return lines.prefix(DeletionPreview.limit)
      + ["  and \(grouped(lines.count - DeletionPreview.limit)) more; --output json lists all"]
  }

  private var document: Document {
    var members: DocumentObject = [
      "KeyId": .string(key.arn.description), "KeyState": .string(key.state.name),
      "DeletionDate": .timestamp(day), "ObjectCount": .integer(loss.objects.count),
      "Bytes": .integer(loss.byteCount),
      "LockedObjectCount": .integer(locked.count),
      "MaterialKeptIn": loss.heir.map { .string($0.description) } ?? .null,
      "Objects": .list(
        loss.objects.map {
          var members: DocumentObject = [
            "Bucket": .string($0.bucket.name.text), "Key": .string($0.key),
            "Size": .integer($0.object.size),
          ]
          members["VersionId"] = $0.versionID?.document
          $0.object.lock.add(to: &members, at: now)
          return .object(members)
        }),
      "OpenUploads": .list(
        loss.uploads.map {
          ["Bucket": .string($0.bucket.name.text), "Key": .string($0.upload.place.key.text)]
        }),
      "DefaultEncryptionOf": .list(loss.defaults.map { .string($0.name.text) }),
      "Ciphertexts": .list(
        ciphertexts.map { ["Name": .string($0.name), "Bytes": .integer($0.byteCount)] }),
    ]
    members["Refusal"] = refusal.map {
      ["Code": .string($0.code), "Message": .string($0.message ?? "")]
    }
    return .object(members)
  }
}
