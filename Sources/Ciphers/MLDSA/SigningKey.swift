// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 204.

extension MLDSA {
  /// An expanded private key: ρ, K, tr, s₁, s₂ and t₀ of FIPS 204 Algorithm 24.
  ///
  /// Sharing is safe although it is unchecked: nothing changes the polynomials after `init`.
  package final class SigningKey: @unchecked Sendable {
    private let parameters: ParameterSet
    /// ρ, which is public.
    private let rho: [UInt8]
    /// K.
    private let K: SymmetricKey
    /// tr, which is public.
    private let tr: [UInt8]
    /// NTT(s₁), NTT(s₂) and NTT(t₀): steps 2 to 4 of Algorithm 7.
    private let s1, s2, t0: Polynomials

    private init(
      _ parameters: ParameterSet, rho: [UInt8], K: SymmetricKey, tr: [UInt8],
      _ s1: consuming Polynomials, _ s2: consuming Polynomials, _ t0: consuming Polynomials
    ) {
      (self.parameters, self.rho, self.K, self.tr) = (parameters, rho, K, tr)
      s1.ntt()
      s2.ntt()
      t0.ntt()
      self.s1 = s1
      self.s2 = s2
      self.t0 = t0
    }

    /// ML-DSA.KeyGen_internal, Algorithm 6, of a seed ξ of 32 bytes.
    static func generate(
      _ xi: [UInt8], _ parameters: ParameterSet
    ) -> (SigningKey, PublicKey) {
      var expanded = H(xi, [UInt8(parameters.k), UInt8(parameters.l)], count: 128)
      defer { erase(&expanded) }
      let rho = Array(expanded[..<32])
      let s = Polynomials(expandS: expanded.span.extracting(32..<96), parameters)
      let s1 = s.extracting(0..<parameters.l)
      let s2 = s.extracting(parameters.l..<s.count)
      var ntt = s1.copy()
      ntt.ntt()
      var t = Polynomials(expandA: rho.span, parameters).times(ntt)
      t.inverseNTT()
      t.add(s2)
      let t0 = t.power2Round()
      var pk = rho
      t.append(to: &pk, bits: 10)
      let publicKey = PublicKey(unchecked: pk, parameters)
      let key = SigningKey(
        parameters, rho: rho, K: SymmetricKey(Array(expanded[96...])), tr: publicKey.hash,
        s1, s2, t0)
      return (key, publicKey)
    }

    /// skDecode, Algorithm 25; `incorrectKeySize` for another length than that of table 2.
    ///
    /// As in the standard, the bytes are trusted: nothing tells whether they belong together.
    package init(expanded sk: [UInt8], _ parameters: ParameterSet) throws(CipherError) {
      guard sk.count == parameters.privateKeyByteCount else { throw .incorrectKeySize }
      let bits = parameters.secretBitCount
      let end = 128 + 32 * bits * (parameters.k + parameters.l)
      var s = Polynomials(unpacking: sk.span.extracting(128..<end), bits: bits)
      s.subtract(from: parameters.eta)
      var t0 = Polynomials(unpacking: sk.span.extracting(droppingFirst: end), bits: 13)
      t0.subtract(from: 1 << 12)
      (self.parameters, rho, tr) = (parameters, Array(sk[..<32]), Array(sk[64..<128]))
      K = SymmetricKey(Array(sk[32..<64]))
      s.ntt()
      t0.ntt()
      s1 = s.extracting(0..<parameters.l)
      s2 = s.extracting(parameters.l..<s.count)
      self.t0 = t0
    }
  }
}

extension MLDSA.SigningKey {
  /// skEncode, Algorithm 24: what `init(expanded:)` takes, outside the protection of this type.
  package func copyExpanded() -> [UInt8] {
    var bytes: [UInt8] = []
    // At once, so that nothing secret is left behind when it moves.
    bytes.reserveCapacity(parameters.privateKeyByteCount)
    var k = K.copyBytes()
    defer { erase(&k) }
    bytes += rho
    bytes += k
    bytes += tr
    append(s1, from: parameters.eta, bits: parameters.secretBitCount, to: &bytes)
    append(s2, from: parameters.eta, bits: parameters.secretBitCount, to: &bytes)
    append(t0, from: 1 << 12, bits: 13, to: &bytes)
    return bytes
  }

  /// BitPack, Algorithm 17, of what the products of a transform and 1 come from.
  private func append(
    _ transform: borrowing Polynomials, from bound: UInt32, bits: Int, to bytes: inout [UInt8]
  ) {
    var one = Polynomials(count: 1)
    one[0, 0] = 1
    one.ntt()
    var packed = transform.scaled(by: one)
    packed.inverseNTT()
    packed.subtract(from: bound)
    packed.append(to: &bytes, bits: bits)
  }

  /// ML-DSA.Sign, Algorithm 2; `incorrectParameterSize` for a context of more than 255 bytes.
  package func sign(
    _ message: [UInt8], context: [UInt8], rnd: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    try sign(mu: MLDSA.mu(of: message, context: context, tr), rnd: rnd)
  }

  /// ML-DSA.Sign_internal, Algorithm 7, of μ of 64 bytes and `rnd` of 32; otherwise
  /// `incorrectParameterSize`.
  ///
  /// How often it starts anew is public, and so is what it rejected for.
  package func sign(mu: [UInt8], rnd: [UInt8]) throws(CipherError) -> [UInt8] {
    guard mu.count == 64, rnd.count == 32 else { throw .incorrectParameterSize }
    let rho = rho
    let A = Polynomials(expandA: rho.span, parameters)
    var K = K.copyBytes()
    // ρ″.
    var rhoPrime = MLDSA.H(K, rnd, mu, count: 64)
    erase(&K)
    defer { erase(&rhoPrime) }
    var kappa: UInt16 = 0
    while true {
      if let signature = attempt(A, mu, rhoPrime, kappa) { return signature }
      kappa &+= UInt16(parameters.l)
    }
  }

  /// Steps 11 to 33 of Algorithm 7: a signature, or nothing if it would tell of the key.
  private func attempt(
    _ A: borrowing Polynomials, _ mu: [UInt8], _ rhoPrime: [UInt8], _ kappa: UInt16
  ) -> [UInt8]? {
    let (rounding, beta) = (Rounding(parameters), parameters.beta)
    let y = Polynomials(expandMask: rhoPrime.span, kappa, parameters)
    var yNTT = y.copy()
    yNTT.ntt()
    var w = A.times(yNTT)
    w.inverseNTT()
    let w1 = w.highBits(rounding).encoded(parameters)
    let cTilde = MLDSA.H(mu, w1, count: parameters.commitmentByteCount)
    var c = Polynomials(inBall: cTilde, parameters)
    c.ntt()
    var z = s1.scaled(by: c)
    z.inverseNTT()
    z.add(y)
    if z.isNorm(atLeast: parameters.gamma1 - beta) { return nil }
    var cs2 = s2.scaled(by: c)
    cs2.inverseNTT()
    w.subtract(cs2)
    if w.lowBits(rounding).isNorm(atLeast: parameters.gamma2 - beta) { return nil }
    var r = t0.scaled(by: c)
    r.inverseNTT()
    if r.isNorm(atLeast: parameters.gamma2) { return nil }
    r.add(w)
    let h = r.hint(w, rounding)
    if h.sum() > parameters.omega { return nil }
    return encode(cTilde, z, h)
  }

  /// sigEncode, Algorithm 26.
  private func encode(
    _ cTilde: [UInt8], _ z: consuming Polynomials, _ h: borrowing Polynomials
  ) -> [UInt8] {
    var signature = cTilde
    signature.reserveCapacity(parameters.signatureByteCount)
    z.subtract(from: parameters.gamma1)
    z.append(to: &signature, bits: parameters.responseBitCount)
    h.appendHints(to: &signature, omega: parameters.omega)
    return signature
  }
}
