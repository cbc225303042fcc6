import Access
import Ciphers
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
  /// The material itself, erased with the last copy; `nil` where an import is expected.
  package var secret: KeySecret?
  /// Since when it encrypts.
  package var createdAt: Timestamp
  /// The rotation that made it; `nil` for the first version.
  package var cause: Cause?
  /// What its owner says of an import; `nil` for material that KMS made.
  package var imported: ImportedMaterial?
}

/// What is known of material that its owner imported.
package struct ImportedMaterial: Sendable {
  /// What its owner says of it.
  package var description: String?
  /// When KMS deletes it, and the event that does; `nil` for material that stays, or is not there.
  package var expiry: Expiry?

  /// When imported material is deleted by itself.
  package struct Expiry: Sendable {
    /// The moment.
    package let time: Timestamp
    /// The event in the queue.
    package let slot: EventSlot
  }
}

/// All versions of a key's material by their number from 1; the last one encrypts.
///
/// An array, not a map: a key has few of them, four a year at most, while a map takes a whole node
/// of its tree for each key.
package struct KeyMaterials: Sendable {
  private var materials: [KeyMaterial] = []
  /// Imported material that encrypts from the next rotation on.
  package var waiting: KeyMaterial?

  /// Makes a key's materials before its first import.
  init() {}

  /// Makes the first version.
  init(first: KeyMaterial) { materials = [first] }

  /// The number of versions.
  package var count: Int { materials.count }

  /// The version that encrypts; `nil` before the first import.
  package var current: KeyMaterial? { materials.last }

  /// Whether every version is there, so that the key can work.
  var isComplete: Bool { !materials.isEmpty && materials.allSatisfy { $0.secret != nil } }

  /// The versions with their numbers, oldest first.
  package var versions: [(number: Int, material: KeyMaterial)] {
    materials.enumerated().map { ($0.offset + 1, $0.element) }
  }

  /// All material, the waiting one last.
  package var all: [KeyMaterial] { materials + (waiting.map { [$0] } ?? []) }

  /// Adds a version, which encrypts from now on.
  mutating func append(_ material: KeyMaterial) { materials.append(material) }

  /// The number and the version of an id; `nil` for an unknown one.
  package func version(of id: KeyMaterialID) -> (number: Int, material: KeyMaterial)? {
    materials.lastIndex { $0.id == id }.map { ($0 + 1, materials[$0]) }
  }

  /// Material of an id, a version or the waiting one; `nil` for an unknown id.
  subscript(id: KeyMaterialID) -> KeyMaterial? { all.last { $0.id == id } }

  /// Changes the material of an id, a version or the waiting one.
  mutating func change(_ id: KeyMaterialID, _ body: (inout KeyMaterial) -> Void) {
    if let index = materials.lastIndex(where: { $0.id == id }) {
      body(&materials[index])
    } else if waiting?.id == id, var changed = waiting {
      body(&changed)
      waiting = changed
    }
  }

  /// The same versions as another key has to import them: without the material.
  var awaitingImport: KeyMaterials {
    var copy = self
    for index in copy.materials.indices { copy.materials[index].expectImport() }
    copy.waiting = nil
    return copy
  }
}

extension KeyMaterial {
  /// Draws a new version from the world's generator.
  static func generated(
    _ cause: Cause?, for spec: KeySpec, _ environment: inout Environment
  ) -> KeyMaterial {
    let (secret, id) = spec.drawSecret(&environment, from: .keyMaterial, andMore: 32)
    return KeyMaterial(
      id: KeyMaterialID(bytes: id[...]), secret: secret, createdAt: environment.now, cause: cause,
      imported: nil)
  }

  /// Forgets the secret, which only an import of the same material brings back.
  mutating func expectImport() {
    secret = nil
    imported?.expiry = nil
  }
}
