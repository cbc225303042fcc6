import Access
import Cloud
import KMS
import Kernel
import Sessions
import Shell

/// Ciphertexts in files.
extension Predicate {
  static let ciphertexts: [Form] = [
    Form(
      "blob FILE opens [for P] [with NAME=VALUE,…]",
      example: "blob note.enc opens for alice with app=photos"
    ) { (words) throws(PredicateError) in
      let file = try words.word("a file", after: "blob")
      try words.expect("opens")
      let principal = words.take("for") ? try words.word("a principal") : nil
      let context = words.take("with") ? try words.pairs() : []
      return Claim(
        "\(file) opens" + (principal.map { " for \($0)" } ?? "") + context.words
      ) { stage in
        let name = principal ?? "alice"
        let wanted = "\(file) opens for \(name)"
        guard let who = stage.principal(name) else { return .nobody(name, wanted: wanted) }
        guard let bytes = stage.session.files[file] else { return .noFile(file, wanted: wanted) }
        let isOpen = stage.opens(bytes, who, EncryptionContext(pairs: context))
        return Finding(
          isOpen, found: isOpen ? "it does" : "it does not", wanted: wanted,
          shows: "inspect \(file)")
      }
    },
    Form(
      "blob FILE opens for nobody", example: "blob note.enc opens for nobody",
      openings: ["blob FILE opens for nobody"]
    ) { (words) throws(PredicateError) in
      let file = try words.word("a file", after: "blob")
      try words.expect("opens for nobody")
      let wanted = "\(file) opens for nobody"
      return Claim(wanted) { stage in
        guard let bytes = stage.session.files[file] else { return .noFile(file, wanted: wanted) }
        let able = stage.names { stage.opens(bytes, $0, .empty) }
        return Finding(
          able.isEmpty,
          found: able.isEmpty ? "nobody" : "it opens for \(able.joined(separator: ", "))",
          wanted: wanted, shows: "inspect \(file)")
      }
    },
    Form(
      "blob FILE is under K", example: "blob note.enc is under alias/lab-key",
      openings: ["blob FILE is"]
    ) { (words) throws(PredicateError) in
      let file = try words.word("a file", after: "blob")
      let name = try words.word("a key", after: "is under")
      return Claim("\(file) is encrypted under \(name)") { stage in
        let wanted = "\(file) is under \(name)"
        guard let bytes = stage.session.files[file] else { return .noFile(file, wanted: wanted) }
        let id = blob(bytes)?.header?.keyID
        return Finding(
          id != nil && id == stage.key(name)?.address.id,
          found: id.map { "it is under \(stage.name(ofID: $0))" } ?? "it is no ciphertext",
          wanted: wanted, shows: "inspect \(file)")
      }
    },
    Form(
      "blob FILE opens [for P] under K by ALGORITHM",
      example: "blob note.rsa opens under alias/inbox by RSAES_OAEP_SHA_256",
      openings: ["blob FILE opens under", "blob FILE opens for P under"]
    ) { (words) throws(PredicateError) in
      let file = try words.word("a file", after: "blob")
      try words.expect("opens")
      let principal = words.take("for") ? try words.word("a principal") : nil
      if principal == "nobody" { return nil }
      let name = try words.word("a key", after: "under")
      let algorithm: EncryptionAlgorithm = try words.value("an encryption algorithm", after: "by")
      return Claim(
        "\(file) opens" + (principal.map { " for \($0)" } ?? "")
          + " under \(name) by \(algorithm.rawValue)"
      ) { opening(of: file, under: name, algorithm, principal ?? "alice", $0) }
    },
  ]

  /// What KMS opens for somebody who names key and algorithm.
  private static func opening(
    of file: String, under name: String, _ algorithm: EncryptionAlgorithm, _ principal: String,
    _ stage: Stage
  ) -> Finding {
    let wanted = "\(file) opens for \(principal) under \(name) by \(algorithm.rawValue)"
    guard let who = stage.principal(principal) else { return .nobody(principal, wanted: wanted) }
    guard let bytes = stage.session.files[file] else { return .noFile(file, wanted: wanted) }
    guard let key = stage.key(name) else { return stage.noKey(name, wanted: wanted) }
    let blobs = ([bytes] + [Base64.decode(bytes)].compactMap(\.self)).map { CiphertextBlob($0) }
    let opening = EncryptionAlgorithm.simulated.filter { algorithm in
      blobs.contains { stage.opens(Decrypt.Request($0, under: key.arn, by: algorithm), who) }
    }
    let isMet = opening.contains(algorithm)
    return Finding(
      isMet,
      found: isMet
        ? "it does"
        : opening.first.map { "it opens by \($0.rawValue)" }
          ?? "it does not; \(name) is \(key.type.inWords), \(key.state.name)",
      wanted: wanted, shows: "aws kms describe-key --key-id \(name)")
  }

  /// The ciphertext in a file: its bytes, or its base64.
  fileprivate static func blob(_ bytes: [UInt8]) -> CiphertextBlob? {
    let binary = CiphertextBlob(bytes)
    return binary.header == nil ? Base64.decode(bytes).map { CiphertextBlob($0) } : binary
  }
}

extension [EncryptionContext.Pair] {
  /// A context behind what is done with it.
  var words: String {
    isEmpty
      ? "" : " with the context " + map { "\($0.name)=\($0.value)" }.joined(separator: ",")
  }
}

extension Stage {
  fileprivate func opens(_ request: Decrypt.Request, _ who: Principal) -> Bool {
    session.world.environment.rehearse(Decrypt.self, request, on: kms, as: call(who)) != nil
  }

  fileprivate func opens(
    _ bytes: [UInt8], _ who: Principal, _ context: EncryptionContext
  ) -> Bool {
    Predicate.blob(bytes).map { opens(Decrypt.Request($0, context: context), who) } ?? false
  }
}
