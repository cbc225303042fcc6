import Console
import KMS
import Kernel
import Sessions
import Shell

/// Signatures and public keys in files.
extension Predicate {
  static let signatures: [Form] = [
    Form(
      "file F signs file G under K [by ALGORITHM]",
      example: "file letter.sig signs file letter.txt under alias/signing by ECDSA_SHA_256",
      openings: ["file F signs"]
    ) { (words) throws(PredicateError) in
      let file = try words.word("a file", after: "file")
      let document = try words.word("a file", after: "signs file")
      let name = try words.word("a key", after: "under")
      let algorithm: SigningAlgorithm? =
        words.take("by") ? try words.value("a signing algorithm") : nil
      return Claim(
        "\(file) is a signature of \(document) under \(name)"
          + (algorithm.map { ", by \($0.rawValue)" } ?? "")
      ) { signing(of: document, in: file, by: name, algorithm, $0) }
    },
    Form(
      "file F is the public key of K",
      example: "file public.der is the public key of alias/signing", openings: ["file F is the"]
    ) { (words) throws(PredicateError) in
      let file = try words.word("a file", after: "file")
      let name = try words.word("a key", after: "is the public key of")
      let wanted = "\(file) is the public key of \(name)"
      return Claim(wanted) { stage in
        guard let bytes = stage.session.files[file] else { return .noFile(file, wanted: wanted) }
        guard let key = stage.key(name) else { return stage.noKey(name, wanted: wanted) }
        let owners = stage.session.owners(ofPublicKey: bytes)
        let isMet = owners?.contains { $0.address == key.address } ?? false
        let others = owners.map {
          $0.first.map { "it is that of \(stage.name(of: $0))" } ?? "it is another one"
        }
        return Finding(
          isMet, found: isMet ? "it is" : others ?? "it is no public key", wanted: wanted,
          shows: "inspect \(file)")
      }
    },
  ]

  private static func signing(
    of document: String, in file: String, by name: String, _ algorithm: SigningAlgorithm?,
    _ stage: Stage
  ) -> Finding {
    let wanted =
      "\(file) signs \(document) under \(name)" + (algorithm.map { " by \($0.rawValue)" } ?? "")
    let files = stage.session.files
    guard let message = files[document] else { return .noFile(document, wanted: wanted) }
    guard let signature = files[file] else { return .noFile(file, wanted: wanted) }
    guard let key = stage.key(name) else { return stage.noKey(name, wanted: wanted) }
    guard key.type.usage == .signVerify else {
      return Finding(
        false, found: "\(name) is \(key.type.inWords)", wanted: wanted,
        shows: describeKey(name, "KeyUsage"))
    }
    let forms = [signature] + [Base64.decode(signature)].compactMap(\.self)
    let algorithms = forms.flatMap { key.algorithms(of: Signature($0), for: message) }
    let isMet = algorithm.map(algorithms.contains) ?? !algorithms.isEmpty
    let others =
      algorithms.isEmpty
      ? forms.contains { key.signsDigest(of: message, as: Signature($0)) }
        ? "it signs a digest of \(document) as if that were the message"
        : "it is no signature of \(document) by this key"
      : "it signs by \(algorithms.map(\.rawValue).joined(separator: ", "))"
    return Finding(
      isMet, found: isMet ? "it does" : others, wanted: wanted, shows: "inspect \(file) \(name)")
  }
}

extension KeyType {
  /// The type as a finding tells it.
  var inWords: String { "\(spec.rawValue) for \(usage.rawValue)" }
}
