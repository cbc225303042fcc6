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
