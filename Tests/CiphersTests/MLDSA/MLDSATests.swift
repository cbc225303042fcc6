import Ciphers
import Testing

extension VectorRecord {
  /// The parameter set of a record.
  fileprivate func parameters() throws -> MLDSA.ParameterSet {
    switch try text("Set") {
    case "ML-DSA-44": .mlDSA44
    case "ML-DSA-65": .mlDSA65
    default: .mlDSA87
    }
  }

  /// μ of a message of the internal interface, M′, with the hash of the public key.
  fileprivate func mu(_ tr: [UInt8]) throws -> [UInt8] {
    if fields["Mu"] != nil { return try bytes("Mu") }
    return try SHAKE256.hash(tr + bytes("Msg"), count: 64)
  }
}

@Suite struct MLDSATests {
  private let zeros = [UInt8](repeating: 0, count: 32)

  @Test(arguments: [
    (MLDSA.ParameterSet.mlDSA44, 1312, 2420, 2560), (.mlDSA65, 1952, 3309, 4032),
    (.mlDSA87, 2592, 4627, 4896),
  ])
  func `Lengths are those of table 2`(
    parameters: MLDSA.ParameterSet, publicKey: Int, signature: Int, privateKey: Int
  ) {
    #expect(parameters.publicKeyByteCount == publicKey)
    #expect(parameters.signatureByteCount == signature)
    #expect(parameters.privateKeyByteCount == privateKey)
  }

  @Test(arguments: try vectors("mldsa-keygen.txt"))
  func `ACVP keyGen: a seed gives its public key`(vector: VectorRecord) throws {
    let seed = try vector.bytes("Seed")
    let key = try MLDSA.PrivateKey(seed: seed, vector.parameters())
    #expect(try key.publicKey.bytes == vector.bytes("PK"))
    #expect(key.copySeed() == seed)
    #expect(try key.parameters == vector.parameters())
  }

  @Test(arguments: try vectors("mldsa-siggen.txt"))
  func `ACVP sigGen: μ is signed, deterministic and hedged, with an expanded key`(
    vector: VectorRecord
  ) throws {
    let sk = try vector.bytes("SK")
    let key = try MLDSA.SigningKey(expanded: sk, vector.parameters())
    let mu = try vector.mu(Array(sk[64..<128]))
    let signature = try key.sign(mu: mu, rnd: vector.bytes("Rnd"))
    #expect(try SHA256.hash(signature) == vector.bytes("SigHash"))
    #expect(key.copyExpanded() == sk)
  }

  @Test(arguments: try vectors("mldsa-sigver.txt"))
  func `ACVP sigVer: valid is what is valid`(vector: VectorRecord) throws {
    let key = try MLDSA.PublicKey(vector.bytes("PK"), vector.parameters())
    let isValid = try key.isValid(vector.bytes("Sig"), mu: vector.mu(key.hash))
    #expect(try isValid == (vector.text("Result") == "valid"))
  }

  @Test(arguments: try vectors("mldsa-kat.txt"))
  func `Known answers: signatures with contexts from seeds`(vector: VectorRecord) throws {
    let key = try MLDSA.PrivateKey(seed: vector.bytes("Seed"), vector.parameters())
    let (message, context) = try (vector.bytes("Msg"), vector.bytes("Context"))
    let signature = try key.sign(message, context: context, rnd: zeros)
    #expect(try signature == vector.bytes("Sig"))
    let mu = key.publicKey.mu(of: message, context: context)
    #expect(try key.sign(mu: mu, rnd: zeros) == signature)
    #expect(key.publicKey.isValid(signature, for: message, context: context))
    #expect(key.publicKey.isValid(signature, mu: mu))
    #expect(!key.publicKey.isValid(signature, for: message, context: context + [0]))
    #expect(!key.publicKey.isValid(signature, for: message + [0], context: context))
  }

  @Test(arguments: MLDSA.ParameterSet.allCases)
  func `What is signed is valid, for random keys, messages, contexts and rnd`(
    parameters: MLDSA.ParameterSet
  ) throws {
    var random = FixedRandom(state: UInt64(parameters.signatureByteCount))
    for _ in 0..<40 {
      let key = try MLDSA.PrivateKey(seed: random.bytes(32), parameters)
      let message = random.bytes(Int.random(in: 0...300, using: &random))
      let context = random.bytes(Int.random(in: 0...255, using: &random))
      let signature = try key.sign(message, context: context, rnd: random.bytes(32))
      #expect(key.publicKey.isValid(signature, for: message, context: context))
      var changed = signature
      changed[Int.random(in: 0..<changed.count, using: &random)] ^=
        1
        << UInt8.random(
          in: 0...7, using: &random)
      #expect(!key.publicKey.isValid(changed, for: message, context: context))
    }
  }

  @Test(arguments: MLDSA.ParameterSet.allCases)
  func `A context has 255 bytes at most`(parameters: MLDSA.ParameterSet) throws {
    let key = try MLDSA.PrivateKey(seed: zeros, parameters)
    let longest = [UInt8](repeating: 7, count: 255)
    let signature = try key.sign([1], context: longest, rnd: zeros)
    #expect(key.publicKey.isValid(signature, for: [1], context: longest))
    #expect(throws: CipherError.incorrectParameterSize) {
      try key.sign([1], context: longest + [7], rnd: zeros)
    }
    #expect(!key.publicKey.isValid(signature, for: [1], context: longest + [7]))
    #expect(key.publicKey.mu(of: [1], context: longest + [7]) == [])
  }

  @Test(arguments: MLDSA.ParameterSet.allCases)
  func `Seeds, μ, rnd and keys of other lengths are refused`(
    parameters: MLDSA.ParameterSet
  ) throws {
    let key = try MLDSA.PrivateKey(seed: zeros, parameters)
    let signature = try key.sign([], rnd: zeros)
    for count in [0, 31, 33, 64] {
      let bytes = [UInt8](repeating: 0, count: count)
      #expect(throws: CipherError.incorrectKeySize) {
        try MLDSA.PrivateKey(seed: bytes, parameters)
      }
      #expect(throws: CipherError.incorrectParameterSize) { try key.sign([], rnd: bytes) }
    }
    let mu = key.publicKey.mu(of: [])
    for wrong in [[], Array(mu.dropLast()), mu + [0], mu + mu] {
      #expect(throws: CipherError.incorrectParameterSize) { try key.sign(mu: wrong, rnd: zeros) }
      #expect(!key.publicKey.isValid(signature, mu: wrong))
    }
    let pk = key.publicKey.bytes
    #expect(try MLDSA.PublicKey(pk, parameters) == key.publicKey)
    for wrong in [[], pk.dropLast(), pk + [0]] {
      #expect(throws: CipherError.incorrectKeySize) { try MLDSA.PublicKey(wrong, parameters) }
      #expect(throws: CipherError.incorrectKeySize) {
        try MLDSA.SigningKey(expanded: wrong, parameters)
      }
    }
    #expect(throws: CipherError.incorrectKeySize) {
      try MLDSA.PublicKey(pk, parameters == .mlDSA44 ? .mlDSA65 : .mlDSA44)
    }
  }

  @Test(arguments: MLDSA.ParameterSet.allCases)
  func `Signatures that are cut or lengthened are invalid`(parameters: MLDSA.ParameterSet) throws {
    let key = try MLDSA.PrivateKey(seed: zeros, parameters)
    let signature = try key.sign([5], rnd: zeros)
    for count in [0, 1, 31, 32, 64, 100, signature.count - 1] {
      #expect(!key.publicKey.isValid(Array(signature[..<count]), for: [5]))
      #expect(SignatureParts(Array(signature[..<count]), parameters) == nil)
    }
    #expect(!key.publicKey.isValid(signature + [0], for: [5]))
    #expect(key.publicKey.isValid(signature, for: [5]))
  }
}
