import Kernel

extension JMESPath {
  /// How much a query may make: values, and 4 bytes of text count as one.
  ///
  /// A few characters double what they are given, `[@,@]|to_string(@)|…`, and twenty of them would
  /// fill any machine's memory, or its time. Every step counts and every value that is made, in all
  /// of its parts: what is shared in memory is not when it is printed.
  package static let mostValues = 4_000_000

  /// What is left of it while a query runs.
  package struct Budget {
    /// How many values may still be made.
    var left: Int

    /// Nothing is taken yet.
    package init() { self.init(left: JMESPath.mostValues) }

    /// So many values are left.
    init(left: Int) { self.left = left }

    /// Takes a number of values.
    mutating func take(_ count: Int) throws(JMESPathError) {
      left -= count
      if left < 0 { throw .tooLarge }
    }

    /// Takes a text, before it is made.
    mutating func takeText(byteCount: Int) throws(JMESPathError) { try take(byteCount / 4) }

    /// The document itself, once its size is taken.
    mutating func counted(_ document: Document) throws(JMESPathError) -> Document {
      try count(document)
      return document
    }

    /// Takes the size of a document, some times over, and stops where nothing is left.
    ///
    /// A text that is there already is shared, and counts less than one that is made.
    mutating func count(
      _ document: Document, bytesPerValue: Int = 64, times: Int = 1
    ) throws(JMESPathError) {
      try take(times)
      switch document {
      case .string(let text): try take(times * (text.utf8.count / bytesPerValue))
      case .bytes(let bytes): try take(times * (bytes.count / bytesPerValue))
      case .list(let elements):
        for element in elements { try count(element, bytesPerValue: bytesPerValue, times: times) }
      case .object(let object):
        // A member is looked for among all of them.
        if object.count > 64 { try take(object.count * object.count / 16) }
        for entry in object.entries {
          try take(entry.name.utf8.count / bytesPerValue)
          try count(entry.value, bytesPerValue: bytesPerValue, times: times)
        }
      case .null, .bool, .number, .timestamp: break
      }
    }
  }
}

extension JMESPathError {
  /// A value as a message shows it, where it is not too large to be read.
  static func shown(_ value: Document) -> String {
    var budget = JMESPath.Budget(left: 20_000)
    do throws(JMESPathError) {
      try budget.count(value, bytesPerValue: 4)
    } catch {
      return "(too large to show)"
    }
    return PythonText.str(value)
  }
}
