import Kernel

/// Where a list goes on: the last key that was returned, in base64.
package struct Marker: TextValue {
  /// The token.
  package let text: String

  /// Makes a marker of any token.
  package init(_ text: String) { self.text = text }

  private static let prefix = "after:"

  /// AWS's limits: 1–1,024 characters of Latin-1.
  fileprivate static let constraints: [Constraint] = [
    .length(1...1024),
    .pattern("[\\u0020-\\u00FF]*") { text in
      text.unicodeScalars.allSatisfy { (0x20...0xFF).contains($0.value) }
    },
  ]

  /// Makes the marker of a list that goes on after a key.
  init(after key: String) { text = Base64.encode(Array((Marker.prefix + key).utf8)) }

  /// A number as a text of the same order.
  static func sortable(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
  }

  /// The key after which the list goes on.
  func key() throws(KMSFailure) -> String {
    guard let bytes = Base64.decode(text.utf8),
      let decoded = String(validating: bytes, as: UTF8.self),
      decoded.hasPrefix(Marker.prefix)
    else { throw .invalidMarker }
    return String(decoded.dropFirst(Marker.prefix.count))
  }
}

/// One page of a list.
struct Page<Element> {
  let elements: [Element]
  /// Where the next page starts; `nil` on the last one.
  let next: Marker?

  /// Takes at most `limit` of the elements behind the marker; they come in ascending order of keys.
  init(
    of sorted: some Sequence<Element>, after marker: Marker?, limit: Int, key: (Element) -> String
  ) throws(KMSFailure) {
    let last = try marker?.key()
    var elements: [Element] = []
    var next: Marker?
    for element in sorted {
      if let last, key(element) <= last { continue }
      guard elements.count < limit else {
        next = elements.last.map { Marker(after: key($0)) }
        break
      }
      elements.append(element)
    }
    self.elements = elements
    self.next = next
  }
}

extension Members {
  /// Where the page before ended.
  static func marker<Root>(
    _ path: @escaping @Sendable (Root) -> Marker?
  ) -> Member<Root, Marker?> {
    Member(
      "Marker", path, constraints: Marker.constraints, help: "NextMarker of the answer before.")
  }
}
