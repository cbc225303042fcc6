import AWSCLI
import Access
import Ciphers
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension LabCommand {
  /// Looks inside a key, a ciphertext, a public key, a signature, an object or a bucket.
  static let inspect = LabCommand(
    "inspect", "looks inside a key, a ciphertext, a signature, an object",
    operands: "KEY | FILE | BASE64 | S3-URI",
    details: """
      inspect alias/lab-key    a key: state, aliases, rotation, material
      inspect cipher.bin       a ciphertext in a virtual file, binary or base64
      aws kms encrypt … --query CiphertextBlob --output text | inspect
      inspect public.der       a public key, DER, PEM or base64: its numbers, and the
                               KMS key that it belongs to
      inspect sig.bin alias/signing
                               a signature by that key, or by a public key in a file:
                               r and s, the padding of RSA, the parts of ML-DSA
      inspect s3://lab/a.txt   an object: what is stored, the wrapped data keys, who
                               can read it and until when
      inspect s3://lab         a bucket: its default encryption, and what is under
                               which key

      Above a ciphertext stands a map of its bytes, above an object what opens what;
      kmslab --plain leaves both out.

      Needs no permission and makes no call: on AWS nobody sees the inside of a
      ciphertext, whose format is not published. This lab's own format follows the
      published design.
      """
  ) { session, arguments, input throws(Fault) in
    try arguments.refuseWords(after: 2, of: "inspect")
    if arguments.operands.count == 2 {
      return try session.inspection(
        ofSignature: arguments.operands[0], by: arguments.operands[1], input)
    }
    guard let word = arguments.operands.first, word.text != "-" else {
      guard !input.isEmpty else {
        throw Fault("inspect needs a key or a ciphertext", next: "help inspect")
      }
      return try session.inspection(of: input, named: nil)
    }
    if word.text.hasPrefix("s3://") { return try session.inspection(ofS3: word) }
    if let key = session.key(named: word.text) { return session.inspection(of: key) }
    if let content = session.content(named: word.text) {
      return try session.inspection(of: content, named: word)
    }
    if let answer = try? session.inspection(of: Array(word.text.utf8), named: word) {
      return answer
    }
    throw session.nothingToInspect(word)
  }
}

extension Session {
  /// The key of a key id, alias or ARN, in the Region and account of the profile or of the ARN.
  func key(named text: String) -> Key? {
    world.key(named: text, account: present.caller.account, region: present.region)
  }

  /// What a virtual file holds, with or without AWS CLI's prefix.
  func content(named text: String) -> [UInt8]? {
    for prefix in ParameterPrefix.all where text.hasPrefix(prefix) {
      return files[String(text.dropFirst(prefix.count))]
    }
    return files[text]
  }

  /// What is in these bytes: a ciphertext of this lab or a public key.
  fileprivate func inspection(
    of bytes: [UInt8], named word: Argument?
  ) throws(Fault) -> LabAnswer {
    if let blob = CiphertextBlob(readable: bytes) { return inspection(of: blob) }
    if let key = PublicKey(readable: bytes) { return inspection(of: key) }
    throw Fault(
      "that is no ciphertext of this lab, and no public key: damaged, cut off, or from elsewhere",
      range: word?.range, next: "help inspect", status: 1)
  }

  fileprivate func nothingToInspect(_ word: Argument) -> Fault {
    let kms = world.storage.kms
    let names =
      kms.aliases(account: present.caller.account, region: present.region)
      .map(\.address.name) + files.names
    let near = nearestAlias(to: word.text) ?? nearest(to: word.text, among: names)
    return Fault(
      "no key, no virtual file and no ciphertext"
        + (near.map { "; the nearest is \($0)" } ?? " of that name"), range: word.range,
      next: near.map { "inspect \(quoted($0))" } ?? "aws kms list-aliases", status: 1)
  }

  fileprivate func inspection(of key: Key) -> LabAnswer {
    let aliases = world.storage.kms.aliases(of: key.address).map(\.address.name)
    var lines = [
      "key       \(key.address.id)",
      "ARN       \(key.arn)",
      "state     \(key.state.inWords)",
      "made      \(key.creationDate.readable)"
        + (key.description.isEmpty ? "" : "  \"\(key.description)\""),
      "aliases   \(aliases.isEmpty ? "none" : aliases.joined(separator: ", "))",
      "rotation  \(key.rotationInWords)",
      "tags      "
        + (key.tags.isEmpty
          ? "none" : key.tags.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")),
      "material  \(counted(key.materials.count, "version", grouping: false))",
    ]
    lines.insert(contentsOf: key.peculiarities, at: 2)
    lines += key.materialsInWords
    return LabAnswer(lines: lines, document: key.inspected(aliases))
  }

  fileprivate func inspection(of blob: CiphertextBlob) -> LabAnswer {
    guard let header = blob.header else { return LabAnswer() }
    let keys = world.keys(of: header)
    let key = keys.first { $0.address.region == present.region } ?? keys.first
    let fields = blob.fields(header)
    let external = key?.custody?.externalKey
    let count = blob.encrypted.count - (external == nil ? 0 : ExternalKey.layerByteCount)
    var lines = ["ciphertext of \(blob.bytes.count) bytes, plaintext of \(count)"]
    lines += fields.flatMap(\.lines)
    if let external { lines.append(external.layerInWords) }
    lines.append(inWords(header, key))
    for other in keys where other.address != key?.address {
      lines.append("in \(other.address.region): \(other.state.inWords)")
    }
    lines.append("the encryption context is not inside: who decrypts has to know it")
    var document: DocumentObject = [
      "Bytes": .integer(blob.bytes.count), "PlaintextBytes": .integer(count),
      "KeyId": .string(header.keyID.description), "Account": .string(header.account.description),
      "KeyMaterialId": .string(header.material.description),
    ]
    document["KeyState"] = .string(key?.state.name ?? "Gone")
    document["KeyMaterialVersion"] =
      key?.materials.version(of: header.material).map { .integer($0.number) }
    document["Fields"] = .list(fields.map(\.document))
    let map = ByteMap(fields: blob.cells).drawing
    return LabAnswer(lines: lines, drawing: map, document: .object(document))
  }

  /// What a ciphertext's key and material are today.
  private func inWords(_ header: CiphertextHeader, _ key: Key?) -> String {
    guard let key else {
      return "its key is not in this world: deleted, or never made here; nobody can open it"
    }
    let version =
      key.materials.version(of: header.material)
      .map { "version \($0.number) of \(key.materials.count)" } ?? "unknown material"
    let place = key.family == nil ? "" : " in \(key.address.region)"
    return "its key\(place): \(readableName(of: key.arn)), \(key.state.inWords); \(version)"
  }
}

extension ExternalKey {
  /// What it adds to a ciphertext.
  fileprivate var layerInWords: String {
    "sealed twice: by KMS, and then by the key \(id) outside of AWS, which adds"
      + " \(ExternalKey.layerByteCount) bytes"
  }
}

extension CiphertextBlob {
  /// Every field in the order of the bytes.
  fileprivate func fields(_ header: CiphertextHeader) -> [InspectedField] {
    let form = bytes[7] == 1 ? "multi-Region (mrk-)" : "UUID"
    let layout: [(name: String, length: Int, meaning: String)] = [
      ("magic", 6, "\"kmslab\""), ("version", 1, "\(bytes[6])"), ("id form", 1, form),
      ("account", 6, header.account.description), ("key id", 16, header.keyID.description),
      ("material", 32, "id of the version of the key material"),
      ("N", 16, "random; the one-time key is derived from it"), ("IV", 12, "of AES-256-GCM"),
      ("check", 8, "SHA-256 of all before, first 8 bytes"),
      ("ciphertext", encrypted.count, "AES-256-GCM under the one-time key"),
      ("tag", CiphertextHeader.tagByteCount, "proves header, context and ciphertext"),
    ]
    var offset = 0
    return layout.filter { $0.length > 0 }.map { name, length, meaning in
      defer { offset += length }
      return InspectedField(
        name: name, offset: offset, bytes: Array(bytes[offset..<offset + length]),
        meaning: meaning)
    }
  }
}

extension CiphertextBlob {
  /// The fields as the picture shows them: the three that tell the format are one.
  fileprivate var cells: [ByteMap.Field] {
    let layout: [(name: String, length: Int)] = [
      ("format", 8), ("account", 6), ("key id", 16), ("material", 32), ("N", 16), ("IV", 12),
      ("check", 8), ("ciphertext", encrypted.count), ("tag", CiphertextHeader.tagByteCount),
    ]
    return layout.map { name, length in
      ByteMap.Field(name: name, byteCount: length, isEncrypted: name == "ciphertext")
    }
  }
}

extension KeyState {
  /// The state for a learner.
  var inWords: String {
    if case .pendingDeletion(let date, _) = self { return "\(name), deleted on \(date.readable)" }
    return name
  }
}
