package enum EllipticCurve: Sendable, CaseIterable { case p256, p384, p521, secp256k1
  package struct PublicKey: Sendable, Equatable {
    package let curve: EllipticCurve
    package let bytes: [UInt8]
    package init(_ point: [UInt8], on curve: EllipticCurve) throws(CipherError) { self.curve = curve; bytes = point }
    package func isValid(r: [UInt8], s: [UInt8], for digest: [UInt8]) -> Bool { true }
  }
  package struct PrivateKey: Sendable {
    package let publicKey: PublicKey
    package init(generating curve: EllipticCurve, from generator: inout CTRDRBG) { fatalError() }
    package init(_ d: [UInt8], on curve: EllipticCurve) throws(CipherError) { fatalError() }
    package func copyBytes() -> [UInt8] { [] }
    package func sign(_ digest: [UInt8], using hash: HashAlgorithm, entropy: [UInt8]) -> (r: [UInt8], s: [UInt8]) { ([], []) }
    package func sharedSecret(with: PublicKey) throws(CipherError) -> [UInt8] { [] }
  }
}
package enum Ed25519 {
  package struct PublicKey: Sendable, Equatable {
    package let bytes: [UInt8]
    package init(_ point: [UInt8]) throws(CipherError) { bytes = point }
    package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool { true }
    package func isValidPrehashed(_ signature: [UInt8], for message: [UInt8]) -> Bool { true }
  }
  package struct PrivateKey: Sendable {
    package let publicKey: PublicKey
    package init(seed: [UInt8]) throws(CipherError) { fatalError() }
    package func copyBytes() -> [UInt8] { [] }
    package func sign(_ m: [UInt8]) -> [UInt8] { [] }
    package func signPrehashed(_ m: [UInt8]) throws(CipherError) -> [UInt8] { [] }
  }
}
package enum MLDSA {
  package enum ParameterSet: Sendable, CaseIterable { case mlDSA44, mlDSA65, mlDSA87 }
  package struct PublicKey: Sendable, Equatable {
    package let bytes: [UInt8]
    package let parameters: ParameterSet
    package init(_ point: [UInt8], _ p: ParameterSet) throws(CipherError) { bytes = point; parameters = p }
    package func isValid(_ signature: [UInt8], for message: [UInt8], context: [UInt8] = []) -> Bool { true }
    package func isValid(_ signature: [UInt8], mu: [UInt8]) -> Bool { true }
  }
  package final class PrivateKey: Sendable {
    package let publicKey: PublicKey
    package init(seed: [UInt8], _ p: ParameterSet) throws(CipherError) { throw .incorrectKeySize }
    package func copySeed() -> [UInt8] { [] }
    package func copyExpanded() -> [UInt8] { [] }
    package func sign(_ m: [UInt8], context: [UInt8] = [], rnd: [UInt8]) throws(CipherError) -> [UInt8] { [] }
    package func sign(mu: [UInt8], rnd: [UInt8]) throws(CipherError) -> [UInt8] { [] }
  }
}
extension HashAlgorithm { package var byteCount: Int { 0 } }
