import Kernel

extension JMESPath {
  /// How large the value of an expression may be: values, and 64 bytes of text count as one.
  ///
  /// A few characters double what they are given, `[@,@]|[@,@]|…`, and forty of them would fill any
  /// machine's memory as soon as the result is printed.
  package static let mostNodes = 1_000_000

  /// The document itself, where it is not too large.
  static func limited(_ document: Document) throws(JMESPathError) -> Document {
    var left = mostNodes
    count(document, &left)
    if left < 0 { throw .tooLarge }
    return document
  }

  /// Takes the size of a document from what is left, and stops where nothing is.
  private static func count(_ document: Document, _ left: inout Int) {
    left -= 1
    switch document {
    case .string(let text): left -= text.utf8.count / 64
    case .bytes(let bytes): left -= bytes.count / 64
    case .list(let elements):
      for element in elements where left >= 0 { count(element, &left) }
    case .object(let object):
      for entry in object.entries where left >= 0 {
        left -= entry.name.utf8.count / 64
        count(entry.value, &left)
      }
    case .null, .bool, .number, .timestamp: break
    }
  }
}
