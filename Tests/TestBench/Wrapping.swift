import Ciphers
package import KMS
package import Kernel
import Testing

extension DocumentObject {
  /// Material, wrapped under the public key of this answer of GetParametersForImport; fails where
  /// this is none, or the material is too long.
  package func wrapping(
    _ material: [UInt8], _ algorithm: WrappingAlgorithm = .rsaesOAEPSHA256
  ) throws -> Document {
    let answer = try #require(self["PublicKey"])
    guard case .bytes(let bytes) = answer,
      case .rsa(let key) = try PublicKey(subjectPublicKeyInfo: bytes)
    else { throw CipherError.invalidEncoding }
    return .bytes(
      try algorithm.wrap(material, under: key, drawn: [UInt8](repeating: 9, count: 64)))
  }
}
