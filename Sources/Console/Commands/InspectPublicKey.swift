import Ciphers
import Cloud
package import KMS
import Kernel
import S3
package import Sessions
import Shell
import Text

extension PublicKey {
  /// The public key that bytes are: a SubjectPublicKeyInfo in DER, as PEM or as base64.
  init?(readable bytes: [UInt8]) {
    let candidates =
      [bytes] + PEM.blocks(in: bytes).filter { $0.label == "PUBLIC KEY" }.map(\.bytes)
      + [Base64.decode(bytes)].compactMap(\.self)
    for candidate in candidates {
      if let key = try? PublicKey(subjectPublicKeyInfo: candidate) {
        self = key
        return
      }
    }
    return nil
  }

  /// Its kind and size.
  var inWords: String {
    switch self {
    case .rsa(let key): "RSA of \(8 * key.byteCount) bits"
    case .ellipticCurve(let key): "the curve \(key.curve.nistName ?? key.curve.openSSLName)"
    case .ed25519: "Ed25519"
    case .mlDSA(let key): key.parameters.name
    }
  }
}

extension Session {
  /// A public key: the map of its DER, its numbers, and whose it is.
  func inspection(of key: PublicKey) -> LabAnswer {
    let der = key.subjectPublicKeyInfo
    let fields = key.fields(in: der)
    let owners = owners(of: key)
    let title = "public key of \(key.inWords), \(der.count) bytes of SubjectPublicKeyInfo"
    var lines = [title] + (DERMap(der)?.lines(key) ?? []) + [""]
    lines += fields.flatMap(\.lines) + owners.map(inWords)
    if owners.isEmpty {
      lines.append(
        "no KMS key of this world has it: from elsewhere, of a data key pair, or deleted")
    }
    let start = fields.first?.offset ?? 0
    let frame = ByteMap.Field(name: "frame", byteCount: start, isEncrypted: false)
    return LabAnswer(
      lines: lines, drawing: ByteMap(fields: [frame] + fields.map(\.cell)).drawing,
      document: [
        "Algorithm": .string(key.inWords), "Bytes": .integer(der.count),
        "KeyArns": .list(owners.map { .string($0.arn.description) }),
        "Fields": .list(fields.map(\.document)),
      ])
  }

  /// The KMS keys whose public half these bytes are, as DER, PEM or base64; `nil` where they are no
  /// public key.
  package func owners(ofPublicKey bytes: [UInt8]) -> [Key]? {
    PublicKey(readable: bytes).map { owners(of: $0) }
  }

  /// The KMS keys whose public half this is: more than one where a key has replicas, or where
  /// somebody imported it twice.
  private func owners(of publicKey: PublicKey) -> [Key] {
    world.storage.kms.keys.map(\.value).filter { key in
      key.materials.current?.secret?.privateKey?.publicKey == publicKey
    }
  }

  private func inWords(_ key: Key) -> String {
    "its key: \(readableName(of: key.arn)) in \(key.address.region), \(key.type.usage.rawValue),"
      + " \(key.state.inWords)"
  }
}

extension PublicKey {
  /// Its numbers where they stand in its DER.
  fileprivate func fields(in der: [UInt8]) -> [InspectedField] {
    switch self {
    case .rsa(let key):
      let integers = (DEROutline(der)?.elements ?? []).filter { $0.tag == 0x02 }.suffix(2)
      let names = [
        ("n", "the modulus, of \(8 * key.byteCount) bits; a zero before it: it is not negative"),
        ("e", "the public exponent, \(key.e.reduce(0) { $0 << 8 | UInt64($1) })"),
      ]
      return zip(integers, names).map { element, name in
        InspectedField(
          name: name.0, offset: element.contents.lowerBound, bytes: Array(der[element.contents]),
          meaning: name.1)
      }
    case .ellipticCurve(let key):
      let count = key.curve.byteCount
      return InspectedField.row(
        [
          ("04", [4], "the point is not compressed"),
          ("x", Array(key.bytes[1...count]), "the first coordinate of the point d·G"),
          ("y", Array(key.bytes[(1 + count)...]), "the second one"),
        ], from: der.count - key.bytes.count)
    case .ed25519(let key):
      return InspectedField.row(
        [("A", key.bytes, "the y of a point, low byte first; the highest bit is that of x")],
        from: der.count - key.bytes.count)
    case .mlDSA(let key):
      return InspectedField.row(
        [
          ("rho", Array(key.bytes.prefix(32)), "the seed of the matrix A"),
          ("t1", Array(key.bytes.dropFirst(32)), "the high bits of t = A·s1 + s2, FIPS 204"),
        ], from: der.count - key.bytes.count)
    }
  }
}

/// The elements of a public key's DER, a line each.
struct DERMap {
  private let der: [UInt8]
  private let outline: DEROutline

  /// Reads them; nothing for what is no DER.
  init?(_ der: [UInt8]) {
    guard let outline = DEROutline(der) else { return nil }
    (self.der, self.outline) = (der, outline)
  }

  /// The lines, with what each element of a key's is.
  func lines(_ key: PublicKey) -> [String] {
    let meanings = DERMap.meanings(of: key)
    return outline.elements.enumerated().map { index, element in
      let range = "\(element.offset)–\(element.contents.upperBound - 1)".padded(9)
      let name = String(repeating: "  ", count: element.depth) + DERMap.name(of: element.tag)
      let meaning = index < meanings.count ? meanings[index] : ""
      let line = "\(range) \(name.padded(22)) \(counted(element.contentByteCount, "byte"))"
      return meaning.isEmpty ? line : "\(line): \(meaning)"
    }
  }

  private static func name(of tag: UInt8) -> String {
    switch tag {
    case 0x02: "INTEGER"
    case 0x03: "BIT STRING"
    case 0x05: "NULL"
    case 0x06: "OBJECT IDENTIFIER"
    case 0x30: "SEQUENCE"
    default: "[\(tag & 0x1F)]"
    }
  }

  /// What the elements are, in their order.
  private static func meanings(of key: PublicKey) -> [String] {
    switch key {
    case .rsa:
      [
        "the whole", "the algorithm", "1.2.840.113549.1.1.1, RSA", "RSA has no parameters",
        "the key, after a byte of unused bits", "two numbers", "n", "e",
      ]
    case .ellipticCurve(let key):
      [
        "the whole", "the algorithm", "1.2.840.10045.2.1, a key of a curve",
        "which curve: \(key.curve.openSSLName)", "the point, after a byte of unused bits",
      ]
    case .ed25519:
      ["the whole", "the algorithm", "1.3.101.112, Ed25519", "the point, after one byte"]
    case .mlDSA(let key):
      ["the whole", "the algorithm", key.parameters.name, "the key, after one byte"]
    }
  }
}
