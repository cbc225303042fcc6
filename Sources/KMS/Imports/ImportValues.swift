import Kernel

/// Whether imported material is deleted by itself.
package enum ExpirationModel: String, EnumerationValue {
  case expires = "KEY_MATERIAL_EXPIRES"
  case doesNotExpire = "KEY_MATERIAL_DOES_NOT_EXPIRE"
}

/// Whether material is imported for the first time.
package enum ImportType: String, EnumerationValue {
  case new = "NEW_KEY_MATERIAL"
  case existing = "EXISTING_KEY_MATERIAL"
}

/// How material is to be wrapped for its way to AWS.
package enum WrappingAlgorithm: String, EnumerationValue {
  case rsaesPKCS1 = "RSAES_PKCS1_V1_5"
  case rsaesOAEPSHA1 = "RSAES_OAEP_SHA_1"
  case rsaesOAEPSHA256 = "RSAES_OAEP_SHA_256"
  case rsaAESKeyWrapSHA1 = "RSA_AES_KEY_WRAP_SHA_1"
  case rsaAESKeyWrapSHA256 = "RSA_AES_KEY_WRAP_SHA_256"
  case sm2PKE = "SM2PKE"

  /// All but the one that AWS has refused since October 2023.
  package static let simulated = allCases.filter { $0 != .rsaesPKCS1 }
}

/// The type of the public key that wraps material.
package enum WrappingKeySpec: String, EnumerationValue {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case RSA_2048, RSA_3072, RSA_4096, SM2
}

/// Material on its way to AWS.
package struct WrappedMaterial: BlobValue {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// An id of key material as a request gives it.
package struct MaterialReference: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// Whether it names this material.
  func names(_ id: KeyMaterialID) -> Bool { text.hasSameBytes(as: id.description) }

  /// The member KeyMaterialId.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> MaterialReference?, help: String
  ) -> Member<Root, MaterialReference?> {
    Member(
      "KeyMaterialId", path, .length(64...64),
      .pattern("^[a-f0-9]+$") { text in
        text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
      }, help: help)
  }
}
