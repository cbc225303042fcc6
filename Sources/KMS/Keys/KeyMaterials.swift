package import Ciphers
import IAM
package import Kernel

/// The id of a version of key material: 64 hexadecimal digits.
package struct KeyMaterialID: Sendable, Hashable {
  private let high, low: UniqueID

  /// Makes the id of 32 bytes.
  package init(bytes: ArraySlice<UInt8>) {
    precondition(bytes.count == 32, "an id of key material has 32 bytes")
    high = UniqueID(bits: bytes.prefix(16).reduce(0) { $0 << 8 | UInt128($1) })
    low = UniqueID(bits: bytes.suffix(16).reduce(0) { $0 << 8 | UInt128($1) })
  }

  /// The 32 bytes, as a ciphertext carries them.
  package var bytes: [UInt8] { high.bytes + low.bytes }
}

extension KeyMaterialID: CustomStringConvertible {
  /// The digits.
  package var description: String { Hex.encode(bytes) }
}

/// One version of a key's material.
package struct KeyMaterial: Sendable {
  /// What made a version.
  package enum Cause: String, EnumerationValue {
    /// The schedule.
    case automatic = "AUTOMATIC"
    /// A call of RotateKeyOnDemand.
    case onDemand = "ON_DEMAND"
  }

  /// Its id.
  package let id: KeyMaterialID
  /// The 256 bits, erased with the last copy.
  package let bytes: SymmetricKey
  /// Since when it encrypts.
  package let createdAt: Timestamp
  /// The rotation that made it; `nil` for the first version.
  package let cause: Cause?
}

/// All versions of a key's material by their number from 1; the last one encrypts.
///
/// An array, not a map: a key has few of them, four a year at most, while a map takes a whole node
/// of its tree for each key.
package struct KeyMaterials: Sendable {
  private var materials: [KeyMaterial]

  /// Makes the first version.
  init(first: KeyMaterial) { materials = [first] }

  /// The number of versions.
  package var count: Int { materials.count }

  /// The version that encrypts.
  package var current: KeyMaterial { materials[materials.count - 1] }

  /// The versions with their numbers, oldest first.
  package var versions: [(number: Int, material: KeyMaterial)] {
    materials.enumerated().map { ($0.offset + 1, $0.element) }
  }

  /// Adds a version, which encrypts from now on.
  mutating func append(_ material: KeyMaterial) { materials.append(material) }

  /// The number and the version of an id; `nil` for an unknown one.
  package func version(of id: KeyMaterialID) -> (number: Int, material: KeyMaterial)? {
    materials.lastIndex { $0.id == id }.map { ($0 + 1, materials[$0]) }
  }
}

extension KeyMaterial {
  /// Draws a new version from the world's generator.
  static func generated(
    _ cause: Cause?, _ environment: inout Environment
  ) -> KeyMaterial {
    var drawn = environment.random.bytes(64, from: .keyMaterial)
    defer { erase(&drawn) }
    return KeyMaterial(
      id: KeyMaterialID(bytes: drawn.suffix(32)), bytes: SymmetricKey(Array(drawn.prefix(32))),
      createdAt: environment.now, cause: cause)
  }
}
