package import Kernel

/// Name-value pairs that an encryption is bound to; clear text, and no secret.
package struct EncryptionContext: MemberValue, Equatable {
  /// The pairs in the order in which the caller gave them.
  package let pairs: [Pair]

  /// One pair.
  package struct Pair: Sendable, Equatable {
    /// Its name.
    package let name: String
    /// Its value.
    package let value: String

    /// Makes a pair.
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Makes a context.
  package init(pairs: [Pair]) { self.pairs = pairs }

  /// The context of a call that gives none.
  package static let empty = EncryptionContext(pairs: [])

  package static var type: MemberType { .map }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> EncryptionContext {
    guard let object = document.members else { throw reader.mismatch("a map") }
    var pairs: [Pair] = []
    for entry in object.entries {
      guard let value = entry.value.text else { throw reader.mismatch("a map of strings") }
      pairs.append(Pair(name: entry.name, value: value))
    }
    return EncryptionContext(pairs: pairs)
  }

  package var document: Document? {
    .object(DocumentObject(pairs.map { ($0.name, .string($0.value)) }))
  }

  /// The one byte sequence of a context, whatever the order of its pairs: sorted by the UTF-8 bytes
  /// of the names; each name and each value is preceded by its length in bytes, 32 bits big-endian.
  package var canonicalBytes: [UInt8] {
    let encoded = pairs.map { (name: Array($0.name.utf8), value: Array($0.value.utf8)) }
    let sorted = encoded.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    return sorted.flatMap { pair in
      EncryptionContext.length(pair.name) + pair.name
        + EncryptionContext.length(pair.value) + pair.value
    }
  }

  private static func length(_ bytes: [UInt8]) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (24 - 8 * $0)) }
  }
}
