/// The parts of a signature, as sigDecode has them, to show them: FIPS 204 Algorithm 27.
package struct SignatureParts: Sendable, Equatable {
  /// c̃, the hash of the commitment, λ/4 bytes.
  package let commitmentHash: [UInt8]
  /// The length of z in bytes.
  package let responseByteCount: Int
  /// ‖z‖∞: the largest coefficient of z in absolute value; signers keep it below γ₁ − β.
  package let largestResponse: Int
  /// γ₁ − β, which `largestResponse` is less than in a signature that may be valid.
  package let responseBound: Int
  /// How many ones there are in h.
  package let hintCount: Int
  /// ω, which `hintCount` is at most.
  package let hintBound: Int

  /// Takes a signature apart, or nothing for another length or malformed hints.
  package init?(_ signature: [UInt8], _ parameters: MLDSA.ParameterSet) {
    guard let decoded = DecodedSignature(signature, parameters) else { return nil }
    commitmentHash = decoded.cTilde
    responseByteCount = 32 * parameters.responseBitCount * parameters.l
    largestResponse = decoded.z.withSpan { z in
      z.indices.reduce(0) { max($0, min(Int(z[$1]), Int(MLDSA.q - z[$1]))) }
    }
    responseBound = Int(parameters.gamma1 - parameters.beta)
    hintCount = decoded.h.sum()
    hintBound = parameters.omega
  }
}

/// What sigDecode returns, FIPS 204 Algorithm 27.
struct DecodedSignature: ~Copyable {
  /// c̃.
  let cTilde: [UInt8]
  /// z, modulo q.
  let z: Polynomials
  /// h, ones and zeros.
  let h: Polynomials

  /// sigDecode, or nothing for another length or for malformed hints.
  init?(_ signature: [UInt8], _ parameters: MLDSA.ParameterSet) {
    guard signature.count == parameters.signatureByteCount else { return nil }
    let start = parameters.commitmentByteCount
    let end = signature.count - parameters.omega - parameters.k
    let bytes = signature.span
    guard
      let h = Polynomials(hints: bytes.extracting(end..<signature.count), omega: parameters.omega)
    else { return nil }
    var z = Polynomials(
      unpacking: bytes.extracting(start..<end), bits: parameters.responseBitCount)
    z.subtract(from: parameters.gamma1)
    self.h = h
    self.z = z
    cTilde = Array(signature[..<start])
  }
}
