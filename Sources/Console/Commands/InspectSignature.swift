import Ciphers
import Cloud
import KMS
import Kernel
import Sessions
import Shell
import Text

extension Session {
  /// A signature, in a file or as base64, taken apart with the public key that it is of.
  func inspection(
    ofSignature word: Argument, by keyWord: Argument, _ input: [UInt8]
  ) throws(Fault) -> LabAnswer {
    let key = try publicKey(named: keyWord)
    let content =
      word.text == "-" ? input : content(named: word.text) ?? Base64.decode(Array(word.text.utf8))
    guard let content else {
      let near = nearest(to: word.text, among: files.names)
      throw Fault(
        "no virtual file and no base64" + (near.map { "; the nearest file is \($0)" } ?? ""),
        range: word.range, next: near.map { "inspect \(quoted($0)) \(quoted(keyWord.text))" },
        status: 1)
    }
    let candidates = [content] + [Base64.decode(content)].compactMap(\.self)
    for bytes in candidates {
      if let signature = InspectedSignature(bytes, by: key) { return signature.answer }
    }
    throw Fault(
      "that is no signature of this key: " + InspectedSignature.form(of: key), range: word.range,
      next: "inspect \(quoted(keyWord.text))", status: 1)
  }

  /// The public half of a KMS key, or the public key in a file.
  private func publicKey(named word: Argument) throws(Fault) -> PublicKey {
    if let key = key(named: word.text) {
      if let secret = key.materials.current?.secret?.privateKey { return secret.publicKey }
      throw Fault(
        "that key has no public half: \(key.type.spec.rawValue), \(key.state.inWords)",
        range: word.range, next: "inspect \(quoted(word.text))", status: 1)
    }
    if let content = content(named: word.text) {
      if let key = PublicKey(readable: content) { return key }
      throw Fault("that file holds no public key", range: word.range, status: 1)
    }
    let near = nearestAlias(to: word.text) ?? nearest(to: word.text, among: files.names)
    throw Fault(
      "no key and no file of that name" + (near.map { "; the nearest is \($0)" } ?? ""),
      range: word.range, next: "aws kms list-aliases", status: 1)
  }
}

/// A signature in its parts.
struct InspectedSignature {
  private let title: String
  private let fields: [InspectedField]
  private let remarks: [String]
  private let facts: DocumentObject

  /// Takes a signature apart; nothing for what has not the form of one.
  init?(_ bytes: [UInt8], by key: PublicKey) {
    switch key {
    case .rsa(let key):
      guard let opened = key.opened(bytes) else { return nil }
      self.init(rsa: bytes, opened, key)
    case .ellipticCurve(let key):
      guard let numbers = try? ECDSASignature(der: bytes) else { return nil }
      self.init(ecdsa: bytes, numbers, key.curve)
    case .ed25519:
      guard bytes.count == Ed25519.signatureByteCount else { return nil }
      self.init(ed25519: bytes)
    case .mlDSA(let key):
      guard let parts = SignatureParts(bytes, key.parameters) else { return nil }
      self.init(mlDSA: bytes, parts, key.parameters)
    }
  }

  /// What a signature of a key looks like.
  static func form(of key: PublicKey) -> String {
    switch key {
    case .rsa(let key): "RSA's have \(key.byteCount) bytes, as a number below n"
    case .ellipticCurve: "ECDSA's are two numbers in DER, and begin with 30"
    case .ed25519: "Ed25519's have 64 bytes"
    case .mlDSA(let key): "\(key.parameters.name)'s have one length and a form of their own"
    }
  }

  /// The words, the picture and the data.
  var answer: LabAnswer {
    var document = facts
    document["Fields"] = .list(fields.map(\.document))
    return LabAnswer(
      lines: [title] + fields.flatMap(\.lines) + remarks
        + ["no message was looked at: aws kms verify or openssl dgst -verify does that"],
      drawing: ByteMap(fields: fields.map(\.cell)).drawing, document: .object(document))
  }
}

extension InspectedSignature {
  private init?(ecdsa bytes: [UInt8], _ numbers: ECDSASignature, _ curve: EllipticCurve) {
    guard let elements = DEROutline(bytes)?.elements, elements.count == 3 else { return nil }
    let count = curve.byteCount
    title =
      "signature of ECDSA, \(bytes.count) bytes of DER: r in \(elements[1].contentByteCount), s in"
      + " \(elements[2].contentByteCount), of at most \(count + 1)"
    let parts = zip(
      ["r", "s"], zip(elements.dropFirst(), ["the x of k·G", "(e + r·d) / k mod n"]))
    fields = InspectedField.row(
      [("SEQUENCE", Array(bytes[..<elements[1].offset]), "of two numbers")]
        + parts.flatMap { name, part in
          let (element, meaning) = part
          let contents = element.contents
          return [
            ("of \(name)", Array(bytes[element.offset..<contents.lowerBound]), "INTEGER"),
            (name, Array(bytes[contents]), InspectedSignature.zero(bytes, element, meaning)),
          ]
        })
    let n = curve.constants.n
    let isInRange = [numbers.r, numbers.s].allSatisfy { number in
      number != [0] && number.count <= n.count
        && InspectedSignature.padded(number, count).lexicographicallyPrecedes(n)
    }
    let s = InspectedSignature.padded(numbers.s, count)
    let isLow = !InspectedSignature.half(n).lexicographicallyPrecedes(s)
    let low = isLow ? "s is not above n/2" : "s is above n/2: valid, but wallets want n − s"
    remarks = [isInRange ? low : "r and s are not both within 1 and n − 1: it verifies nothing"]
    facts = [
      "Algorithm": "ECDSA", "R": .string(Hex.encode(numbers.r)),
      "S": .string(Hex.encode(numbers.s)), "LowS": .bool(isInRange && isLow),
    ]
  }

  /// A number with zeros before it.
  private static func padded(_ number: [UInt8], _ count: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: max(0, count - number.count)) + number
  }

  /// A meaning, and why a zero stands before the number.
  private static func zero(
    _ bytes: [UInt8], _ element: DEROutline.Element, _ meaning: String
  ) -> String {
    bytes[element.contents].starts(with: [0])
      ? meaning + "; a zero first, for the next bit is 1 and it is not negative" : meaning
  }

  /// Half of a number, rounded down.
  private static func half(_ number: [UInt8]) -> [UInt8] {
    var carry: UInt8 = 0
    return number.map { byte in
      defer { carry = byte & 1 }
      return byte >> 1 | carry << 7
    }
  }
}

extension InspectedSignature {
  private init(rsa bytes: [UInt8], _ opened: [UInt8], _ key: RSA.PublicKey) {
    if let parts = InspectedSignature.pkcs1(opened) {
      self.init(pkcs1: opened, zero: parts.zero, parts.hash)
    } else if let parts = InspectedSignature.pss(bytes, key) {
      self.init(pss: parts, opened.count)
    } else {
      self.init(unpadded: opened)
    }
  }

  private init(unpadded opened: [UInt8]) {
    title = "RSA, \(opened.count) bytes; to the power of e mod n they open to no padding"
    fields = InspectedField.row([("opened", opened, "no PKCS #1 v1.5, no PSS")])
    remarks = ["by another key, or changed: one bit more or less, and nothing of it is left"]
    facts = ["Algorithm": "unknown"]
  }

  private init(pkcs1 opened: [UInt8], zero: Int, _ hash: HashAlgorithm) {
    let digest = opened.count - hash.byteCount
    title = "signature of RSA, \(opened.count) bytes; s^e mod n opens to PKCS #1 v1.5"
    fields = InspectedField.row([
      ("00 01", Array(opened[..<2]), "a signature's padding begins"),
      ("FF", Array(opened[2..<zero]), "padding to the length of n"),
      ("00", [0], "the padding ends"),
      ("DigestInfo", Array(opened[(zero + 1)..<digest]), "DER that names \(hash.rawValue)"),
      ("digest", Array(opened[digest...]), "\(hash.rawValue) of the data"),
    ])
    remarks = ["the same data have the same signature each time"]
    facts = ["Algorithm": "RSASSA_PKCS1_V1_5", "Hash": .string(hash.rawValue)]
  }

  private init(pss parts: RSA.PSSParts, _ byteCount: Int) {
    let hash = parts.hash
    title = "signature of RSA, \(byteCount) bytes; s^e mod n opens to PSS"
    fields = InspectedField.row([
      ("maskedDB", parts.maskedDB, "zeros, 01 and the salt, under MGF1 of H"),
      ("H", parts.H, "\(hash.rawValue) of 8 zeros, the data's digest and the salt"),
      ("BC", [0xBC], "the end"),
    ])
    let salt = Hex.encode(Array(parts.salt.prefix(24))) + (parts.salt.count > 24 ? "…" : "")
    remarks = [
      "salt, \(counted(parts.salt.count, "byte")): \(salt)",
      parts.salt.count == hash.byteCount
        ? "as long as the digest, as KMS has it: rsa_pss_saltlen:digest"
        : "KMS takes salts as long as the digest alone, \(hash.byteCount) bytes",
      "the salt is new each time, and so is the signature",
    ]
    facts = [
      "Algorithm": "RSASSA_PSS", "Hash": .string(hash.rawValue),
      "Salt": .string(Hex.encode(parts.salt)),
    ]
  }

  /// Where the padding of PKCS #1 v1.5 ends, and which hash function is named there.
  private static func pkcs1(_ opened: [UInt8]) -> (zero: Int, hash: HashAlgorithm)? {
    guard opened.starts(with: [0, 1]),
      let zero = opened.dropFirst(2).firstIndex(where: { $0 != 0xFF }), opened[zero] == 0
    else { return nil }
    let info = opened[(zero + 1)...]
    // The last arc of 2.16.840.1.101.3.4.2.x, as DigestInfo has it.
    let arcs: [(UInt8, HashAlgorithm)] = [(1, .sha256), (2, .sha384), (3, .sha512)]
    return arcs.first { arc, hash in
      let count = UInt8(hash.byteCount)
      let start: [UInt8] = [
        0x30, 17 + count, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
        arc, 0x05, 0x00, 0x04, count,
      ]
      return info.starts(with: start) && info.count == start.count + hash.byteCount
    }.map { (zero, $0.1) }
  }

  private static func pss(_ bytes: [UInt8], _ key: RSA.PublicKey) -> RSA.PSSParts? {
    let hashes: [HashAlgorithm] = [.sha256, .sha384, .sha512, .sha1]
    return hashes.lazy.compactMap { key.partsOfPSS(bytes, using: $0) }.first
  }
}

extension InspectedSignature {
  private init(ed25519 bytes: [UInt8]) {
    title = "signature of Ed25519, 64 bytes, no DER"
    fields = InspectedField.row([
      ("R", Array(bytes.prefix(32)), "a point, made from the message and the key: no random"),
      ("S", Array(bytes.suffix(32)), "a number, low byte first: S·B = R + k·A"),
    ])
    remarks = ["the same message has the same signature each time"]
    facts = ["Algorithm": "Ed25519"]
  }

  private init(
    mlDSA bytes: [UInt8], _ parts: SignatureParts, _ parameters: MLDSA.ParameterSet
  ) {
    let (start, end) = (
      parts.commitmentHash.count, parts.commitmentHash.count + parts.responseByteCount
    )
    title = "signature of \(parameters.name), \(bytes.count) bytes, no DER"
    fields = InspectedField.row([
      ("c~", parts.commitmentHash, "the hash of the commitment and of μ"),
      (
        "z", Array(bytes[start..<end]),
        "the response: its largest number is \(parts.largestResponse), below \(parts.responseBound)"
      ),
      (
        "h", Array(bytes[end...]),
        "hints: \(counted(parts.hintCount, "one")), at most \(parts.hintBound)"
      ),
    ])
    remarks =
      parts.largestResponse < parts.responseBound
      ? [] : ["a number of z is too large: it verifies nothing"]
    facts = [
      "Algorithm": .string(parameters.name), "LargestResponse": .integer(parts.largestResponse),
      "ResponseBound": .integer(parts.responseBound), "Hints": .integer(parts.hintCount),
      "HintBound": .integer(parts.hintBound),
    ]
  }
}
