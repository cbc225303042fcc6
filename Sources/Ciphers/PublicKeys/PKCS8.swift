extension PrivateKey {
  /// Reads an unencrypted OneAsymmetricKey in DER; fails where its numbers do not fit together.
  package init(pkcs8 bytes: [UInt8]) throws(CipherError) {
    var outer = DERReader(bytes[...])
    var info = try outer.constructed()
    try outer.requireEnd()
    // v1 is 0, v2 is 1; a public key is there in v2 only.
    let version = try info.unsignedInteger()
    guard version == [0] || version == [1] else { throw .invalidEncoding }
    let algorithm = try KeyAlgorithm(&info)
    let contents = try info.contents(of: .octetString)
    if info.nextTag == DERTag.explicit0.rawValue { _ = try info.contents(of: .explicit0) }
    var publicKey: [UInt8]?
    if version == [1], info.nextTag == DERTag.context1.rawValue {
      publicKey = Array(try info.bitString(.context1))
    }
    try info.requireEnd()
    switch algorithm {
    case .rsa: self = .rsa(try RSA.PrivateKey(pkcs1: contents))
    case .ellipticCurve(let curve):
      self = .ellipticCurve(try ECPrivateKey(sec1: contents, on: curve))
    case .ed25519:
      var reader = DERReader(contents)
      let seed = Array(try reader.contents(of: .octetString))
      try reader.requireEnd()
      let key = try Ed25519.PrivateKey(seed: seed)
      guard publicKey == nil || publicKey == key.publicKey.bytes else { throw .invalidEncoding }
      self = .ed25519(key)
    case .mlDSA(let parameters):
      self = .mlDSA(try MLDSA.PrivateKey(choice: contents, parameters))
    }
  }

  /// The key as a PrivateKeyInfo in DER, RFC 5208 §5 and RFC 5958 §2: version 0, no attributes.
  package var pkcs8: [UInt8] {
    var key = contents
    defer { erase(&key) }
    return DERWriter.sequence(
      DERWriter.unsignedInteger([0]), publicKey.algorithm.identifier,
      DERWriter.element(.octetString, key))
  }

  /// The privateKey of its algorithm.
  private var contents: [UInt8] {
    switch self {
    case .rsa(let key): key.pkcs1
    case .ellipticCurve(let key): key.sec1
    case .ed25519(let key): DERWriter.element(.octetString, key.copyBytes())
    case .mlDSA(let key): DERWriter.element(.context0, key.copySeed())
    }
  }
}

extension RSA.PrivateKey {
  /// Reads an RSAPrivateKey of two primes, RFC 8017 §A.1.2.
  convenience init(pkcs1 bytes: ArraySlice<UInt8>) throws(CipherError) {
    var outer = DERReader(bytes)
    var reader = try outer.constructed()
    try outer.requireEnd()
    guard try reader.unsignedInteger() == [0] else { throw .invalidEncoding }
    var numbers: [[UInt8]] = []
    for _ in 0..<8 { numbers.append(try reader.unsignedInteger()) }
    try reader.requireEnd()
    try self.init(
      RSA.PrivateNumbers(
        n: numbers[0], e: numbers[1], d: numbers[2], p: numbers[3], q: numbers[4],
        dP: numbers[5], dQ: numbers[6], qInv: numbers[7]))
  }

  /// The key as an RSAPrivateKey in DER, RFC 8017 §A.1.2.
  package var pkcs1: [UInt8] {
    let numbers = numbers()
    return DERWriter.element(
      .sequence,
      [
        [0], numbers.n, numbers.e, numbers.d, numbers.p, numbers.q, numbers.dP, numbers.dQ,
        numbers.qInv,
      ].flatMap { DERWriter.unsignedInteger($0) })
  }
}

extension ECPrivateKey {
  /// Reads an ECPrivateKey, RFC 5915 §3; curve and public key must be the right ones where given.
  init(sec1 bytes: ArraySlice<UInt8>, on curve: EllipticCurve) throws(CipherError) {
    var outer = DERReader(bytes)
    var reader = try outer.constructed()
    try outer.requireEnd()
    guard try reader.unsignedInteger() == [1] else { throw .invalidEncoding }
    try self.init(Array(try reader.contents(of: .octetString)), on: curve)
    if reader.nextTag == DERTag.explicit0.rawValue {
      guard Array(try reader.contents(of: .explicit0)) == curve.namedCurve else {
        throw .invalidEncoding
      }
    }
    if reader.nextTag == DERTag.explicit1.rawValue {
      var wrapper = try reader.constructed(.explicit1)
      guard Array(try wrapper.bitString()) == publicKey.bytes else { throw .invalidEncoding }
      try wrapper.requireEnd()
    }
    try reader.requireEnd()
  }

  /// The key as an ECPrivateKey in DER, RFC 5915 §3, with the public key and without the curve,
  /// which PKCS #8 names before it.
  var sec1: [UInt8] {
    DERWriter.sequence(
      DERWriter.unsignedInteger([1]), DERWriter.element(.octetString, copyBytes()),
      DERWriter.element(.explicit1, DERWriter.bitString(publicKey.bytes)))
  }
}

extension MLDSA.PrivateKey {
  /// Reads an ML-DSA private key of RFC 9881 §6: its seed, alone or before the expanded key.
  ///
  /// The expanded key alone is refused, since the seed cannot be had of it; beside the seed it must
  /// sign as the seed's own does.
  init(
    choice bytes: ArraySlice<UInt8>, _ parameters: MLDSA.ParameterSet
  ) throws(CipherError) {
    var reader = DERReader(bytes)
    if reader.nextTag == DERTag.context0.rawValue {
      let seed = Array(try reader.contents(of: .context0))
      try reader.requireEnd()
      try self.init(seed: seed, parameters)
      return
    }
    var both = try reader.constructed()
    try reader.requireEnd()
    let seed = Array(try both.contents(of: .octetString))
    let expanded = Array(try both.contents(of: .octetString))
    try both.requireEnd()
    try self.init(seed: seed, parameters)
    let (mu, rnd) = ([UInt8](repeating: 0, count: 64), [UInt8](repeating: 0, count: 32))
    let other = try MLDSA.SigningKey(expanded: expanded, parameters)
    guard try other.sign(mu: mu, rnd: rnd) == sign(mu: mu, rnd: rnd) else {
      throw .invalidEncoding
    }
  }
}
