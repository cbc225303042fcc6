internal import Ciphers

/// A fingerprint of a world's whole state: equal states give equal digests on every machine.
package struct WorldDigest: Sendable {
  private var hash = SHA256()

  /// Makes a digest of nothing yet.
  package init() {}

  /// Feeds bytes, their length first, so that no two states run together.
  package mutating func feed(bytes: [UInt8]) {
    feed(bytes.count)
    hash.update(bytes)
  }

  /// Feeds a copy of a secret, and erases it.
  package mutating func feed(secret copy: consuming [UInt8]) {
    feed(bytes: copy)
    erase(&copy)
  }

  /// Feeds text.
  package mutating func feed(_ text: String) { feed(bytes: Array(text.utf8)) }

  /// Feeds a number.
  package mutating func feed(_ number: Int) {
    hash.update((0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) })
  }

  /// Feeds a document in its JSON form.
  package mutating func feed(_ document: Document) { feed(JSONWriter.text(document)) }

  /// The digest in hexadecimal.
  package var value: String { Hex.encode(hash.finalize()) }
}
