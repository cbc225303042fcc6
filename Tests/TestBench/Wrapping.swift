import Ciphers
package import KMS
package import Kernel
import Testing

extension Document {
  /// Material, wrapped under the public key of this answer of GetParametersForImport.
  package func wrapping(
    _ material: [UInt8], _ algorithm: WrappingAlgorithm = .rsaesOAEPSHA256
  ) throws -> Document {
    .bytes(try #require(members?.wrapping(material, algorithm)))
  }
}

extension DocumentObject {
  /// The same; `nil` where this is no such answer.
  package func wrapping(
    _ material: [UInt8], _ algorithm: WrappingAlgorithm = .rsaesOAEPSHA256
  ) -> [UInt8]? {
    guard case .bytes(let bytes)? = self["PublicKey"],
      case .rsa(let key)? = try? PublicKey(subjectPublicKeyInfo: bytes)
    else { return nil }
    return try? algorithm.wrap(material, under: key, drawn: [UInt8](repeating: 9, count: 64))
  }
}
