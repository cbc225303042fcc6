import Kernel

extension Document {
  /// The text that text, bytes (base64) and times (ISO 8601) print as; `nil` for other kinds.
  var printedText: String? {
    switch self {
    case .string(let text): text
    case .bytes(let bytes): Base64.encode(bytes)
    case .timestamp(let time): time.isoWithOffset
    default: nil
    }
  }

  /// Whether this is neither a list nor an object.
  var isScalar: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }
}

extension DocumentObject {
  /// The members ordered by name.
  var sortedEntries: [Entry] { entries.sorted { $0.name.precedesByScalars($1.name) } }
}

extension String {
  /// Orders by code points, as Python does; Swift's `<` would order by canonical equivalence.
  func precedesByScalars(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

  /// Compares code points, as Python does; Swift's `==` holds for canonical equivalents too.
  func equalsByScalars(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
