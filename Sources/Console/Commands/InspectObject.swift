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
  /// Looks inside a bucket or an object.
  func inspection(ofS3 word: Argument) throws(Fault) -> LabAnswer {
    guard let (name, key) = S3Place.bucketAndKey(word.text), !name.isEmpty else {
      throw Fault(
        "inspect needs the name of a bucket after s3://", range: word.range, next: "aws s3 ls")
    }
    let bucket = try bucket(name, word)
    if key.isEmpty { return inspection(of: bucket) }
    let named = bucket.named(key)
    if let id = named.version {
      let plain = named.key
      guard let place = world.object(plain, id, in: bucket) else {
        throw Fault(
          "no version \(id.text) of \(quoted(plain)) in \(name) that is an object",
          range: word.range,
          next: "aws s3api list-object-versions --bucket \(name) --prefix \(quoted(plain))",
          status: 1)
      }
      return inspection(of: place)
    }
    guard let place = world.object(key, in: name) else {
      if bucket.latest(ObjectKey(key)) != nil {
        throw Fault(
          "\(quoted(key)) has a delete marker as its newest version; versions below it are kept",
          range: word.range,
          next: "aws s3api list-object-versions --bucket \(name) --prefix \(quoted(key))",
          status: 1)
      }
      let near = nearest(to: key, among: bucket.objects.keys.map(\.text))
      throw Fault(
        "no object \(quoted(key)) in \(name)" + (near.map { "; the nearest is \($0)" } ?? ""),
        range: word.range,
        next: near.map { "inspect \(quoted("s3://\(name)/\($0)"))" } ?? "aws s3 ls s3://\(name)",
        status: 1)
    }
    return inspection(of: place)
  }

  private func inspection(of place: LocatedObject) -> LabAnswer {
    let (object, envelope) = (place.object, place.object.envelope)
    let kind = object.headers.contentType.map { ", \($0)" } ?? ""
    let readers = Readers(of: place, in: world)
    var rows: [(label: String, text: String)] = [
      ("object", place.uri.onOneLine),
      (
        "content", "\(counted(object.size, "byte"))\(kind), written \(object.lastModified.readable)"
      ),
      ("ETag", "\(object.eTag), \(object.eTagInWords)"),
      ("encrypted", envelope.kind.inWords),
      ("stored", place.storedInWords), ("", place.firstBytesInWords),
    ]
    if let parts = place.partsInWords { rows.insert(("", parts), at: 5) }
    if let id = place.versionID {
      rows.insert(("version", id.text + (place.isCurrent ? ", the current one" : "")), at: 1)
    }
    for (index, layer) in envelope.layers.enumerated() {
      let count = envelope.layers.count
      let label = count == 1 ? "data key" : "data key \(index + 1)"
      rows += texts(of: layer, in: place).enumerated().map {
        ($0.offset == 0 ? label : "", $0.element)
      }
    }
    for (index, pair) in place.boundContext.enumerated() {
      rows.append((index == 0 ? "bound to" : "", "\(pair.name)=\(pair.value.onOneLine)"))
    }
    rows.append(("KMS key", envelope.key.map(described) ?? envelope.kind.withoutKMS))
    let readability = world.readability(of: object)
    rows.append(("readable", readability.inWords))
    rows += object.lock.rows(at: now, readability)
    rows.append(("now", readers.inWords(from: configuration.account)))
    return LabAnswer(
      lines: labelled(rows), drawing: chain(of: place, readers),
      document: document(of: place, readability, readers))
  }

  /// How a data key is wrapped.
  private func texts(of layer: WrappedKey, in place: LocatedObject) -> [String] {
    switch layer {
    case .kms(let blob): ["wrapped by KMS: " + text(of: blob)]
    case .derived(let id, let salt):
      [
        "derived from bucket key \(id.number), with a salt: \(Hex.encode(salt))",
        "bucket key \(id.number) is wrapped by KMS: "
          + (world.storage.s3.bucketKeys[id].map { text(of: $0.wrapped) } ?? "gone"),
      ]
    case .owned(let sealed):
      [
        "wrapped by S3's own key of \(place.bucket.region): \(sealed.sealed.count) bytes,"
          + " IV \(Hex.encode(sealed.nonce))"
      ]
    case .customer(let mark):
      [
        "not stored: derived from the writer's own key, with a salt: \(Hex.encode(mark.salt))",
        "a salted HMAC knows that key again: \(Hex.encode(mark.hmac).prefix(16))…",
      ]
    }
  }

  /// A ciphertext of KMS in one line: its length, and the version of the material that made it.
  private func text(of blob: CiphertextBlob) -> String {
    guard let header = blob.header else { return "\(blob.bytes.count) bytes" }
    let key = world.keys(of: header).first
    let version = key?.materials.version(of: header.material).map {
      "version \($0.number) of \(key?.materials.count ?? 0)"
    }
    return "\(blob.bytes.count) bytes, key material \(header.material.description.prefix(16))…, "
      + (version ?? "which is gone")
  }
}

extension Bucket {
  /// Key and version of `key?versionId=ID`; the whole text is a key where one has that name.
  func named(_ text: String) -> (key: String, version: ObjectVersionID?) {
    let named = VersionedName(text)
    return latest(ObjectKey(text)) == nil ? (named.name, named.version) : (text, nil)
  }
}

extension EncryptionKind {
  fileprivate var inWords: String {
    "\(name) (" + (header?.rawValue ?? "AES256, under a key that its writer keeps") + ")"
  }

  /// What stands in the place of a KMS key.
  fileprivate var withoutKMS: String {
    self == .customer
      ? "none: S3 and KMS do not have the key" : "none: S3's own key is no KMS key"
  }
}

extension StoredObject {
  fileprivate var eTagInWords: String {
    let isDigest = envelope.kind.hasDigestAsETag
    guard parts.isEmpty else {
      return isDigest
        ? "the MD5 of its parts' MD5s, and their number" : "of its parts' ETags: no digest of bytes"
    }
    return isDigest ? "the MD5 of the content" : "random: no digest of the content"
  }
}

extension LocatedObject {
  /// Its place, with the beginning of its version where it is not the current one.
  var shortURI: String {
    let id = (versionID ?? .null).text
    let short = id.count > 8 ? id.prefix(8) + "…" : id
    return "s3://\(bucket.name.text)/\(key)" + (isCurrent ? "" : "?versionId=\(short)")
  }

  /// How the content is stored.
  fileprivate var storedInWords: String {
    let tags = object.segments.count * object.envelope.layers.count
    return "\(counted(object.storedByteCount, "byte")) in"
      + " \(counted(object.segments.count, "segment")) of at most 1 MiB: \(grouped(object.size)) +"
      + " \(grouped(tags)) × 16 for the \(plural("tag", tags)) of AES-256-GCM"
  }

  /// The parts of the upload that it was made of; `nil` where it was written as a whole.
  fileprivate var partsInWords: String? {
    object.parts.isEmpty
      ? nil
      : counted(object.parts.count, "part")
        + " of a multipart upload, each under a key derived from the data key"
  }

  /// The bytes that the store begins with.
  fileprivate var firstBytes: [UInt8] { Array((object.segments.first ?? []).prefix(16)) }

  fileprivate var firstBytesInWords: String {
    "it begins with " + firstBytes.map { Hex.encode([$0]) }.joined(separator: " ")
  }

  /// The encryption context that KMS binds the object's key, or its bucket key, to.
  var boundContext: [EncryptionContext.Pair] {
    guard object.envelope.key != nil else { return [] }
    let arn =
      object.envelope.usesBucketKey ? bucket.name.arn : bucket.name.arn(of: ObjectKey(key))
    return object.envelope.context.adding(arn).pairs
  }
}

/// Who can read an object now, and who cannot.
struct Readers {
  let allowed: [Principal]
  let refused: [(reader: Principal, error: CallFailure)]
  /// Whether a reader needs the key of the writer too.
  let needsKey: Bool

  /// Lets everybody of the bucket's account read it, each on a copy of the world.
  init(of place: LocatedObject, in world: World) {
    let all = world.environment.identities.principals
      .filter { $0.account == place.bucket.owner }
      .map { ($0, world.refusal(ofReading: place, by: $0)) }
    allowed = all.filter { $0.1 == nil }.map(\.0)
    refused = all.compactMap { reader, error in error.map { (reader, $0) } }
    needsKey = place.object.envelope.kind == .customer
  }

  /// Who can and who cannot, each with AWS's code.
  func inWords(from home: AccountID) -> String {
    let name = { (reader: Principal) in reader.shortName(from: home) }
    let codes = refused.map { "\(name($0.reader)) (\($0.error.code))" }.joined(separator: ", ")
    if allowed.isEmpty { return "nobody can read it: \(codes)" }
    let names = allowed.map(name).joined(separator: ", ")
    return "\(names) can read it\(needsKey ? " with that key" : "")"
      + (refused.isEmpty ? "" : "; not \(codes)")
  }

  /// The same as data.
  var document: Document {
    .list(
      allowed.map { ["Principal": .string("\($0.arn)"), "CanRead": true] }
        + refused.map { reader, error in
          [
            "Principal": .string("\(reader.arn)"), "CanRead": false,
            "ErrorCode": .string(error.code),
          ]
        })
  }
}

extension Session {
  /// An object as data.
  fileprivate func document(
    of place: LocatedObject, _ readability: Readability, _ readers: Readers
  ) -> Document {
    let (object, envelope) = (place.object, place.object.envelope)
    var members: DocumentObject = [
      "Bucket": .string(place.bucket.name.text), "Key": .string(place.key),
      "ContentLength": .integer(object.size), "ETag": .string(object.eTag),
      "LastModified": .timestamp(object.lastModified),
      "ServerSideEncryption": .string(envelope.kind.text),
      "StoredBytes": .integer(object.storedByteCount),
      "Segments": .integer(object.segments.count),
      "FirstStoredBytes": .string(Hex.encode(place.firstBytes)),
      "DataKeys": .list(envelope.layers.map { document(of: $0, in: place) }),
    ]
    if !object.parts.isEmpty { members["Parts"] = .integer(object.parts.count) }
    members["VersionId"] = place.versionID?.document
    if place.versionID != nil { members["IsLatest"] = .bool(place.isCurrent) }
    members["ContentType"] = object.headers.contentType.map { .string($0) }
    members["EncryptionContext"] = EncryptionContext(pairs: place.boundContext).document
    members["KMSKeyId"] = envelope.key.map { .string("\($0)") }
    members["KeyState"] = envelope.key.map { key in
      .string(KeyAddress(key).flatMap { world.storage.kms.keys[$0]?.state.name } ?? "Gone")
    }
    members["Readability"] = .string(readability.name)
    members["LossDate"] = readability.lossDate.map { .timestamp($0) }
    members["Readers"] = readers.document
    object.lock.add(to: &members, at: now)
    return .object(members)
  }

  private func document(of layer: WrappedKey, in place: LocatedObject) -> Document {
    switch layer {
    case .kms(let blob): .object(document(of: blob, ["WrappedBy": "KMS"]))
    case .derived(let id, let salt):
      .object(
        document(
          of: world.storage.s3.bucketKeys[id]?.wrapped,
          [
            "WrappedBy": "BucketKey", "BucketKey": .integer(id.number),
            "Salt": .string(Hex.encode(salt)),
          ]))
    case .owned(let sealed):
      [
        "WrappedBy": "S3", "Region": .string(place.bucket.region.description),
        "Bytes": .integer(sealed.sealed.count), "IV": .string(Hex.encode(sealed.nonce)),
      ]
    case .customer(let mark):
      [
        "WrappedBy": "Customer", "Salt": .string(Hex.encode(mark.salt)),
        "HMAC": .string(Hex.encode(mark.hmac)),
      ]
    }
  }

  /// Members about a ciphertext of KMS behind others.
  private func document(
    of blob: CiphertextBlob?, _ members: DocumentObject
  ) -> DocumentObject {
    var members = members
    guard let blob, let header = blob.header else { return members }
    members["CiphertextBlob"] = .bytes(blob.bytes)
    members["Bytes"] = .integer(blob.bytes.count)
    members["KeyId"] = .string(header.keyID.description)
    members["KeyMaterialId"] = .string(header.material.description)
    let key = world.keys(of: header).first
    members["KeyMaterialVersion"] =
      key?.materials.version(of: header.material).map { .integer($0.number) }
    return members
  }
}
