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
