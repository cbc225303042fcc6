import Kernel

/// AWS CLI's text format: an object's values between tabs, nested values on lines of their own.
struct TextOutput {
  private var output = ""
  private let mostBytes: Int
  /// Whether this is more than is wanted.
  private var isFull: Bool { output.utf8.count > mostBytes }

  private init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// The lines of a document.
  static func text(_ document: Document, mostBytes: Int) throws(OutputFailure) -> String {
    var writer = TextOutput(mostBytes: mostBytes)
    try writer.write(document, label: nil, columns: nil)
    return writer.output
  }

  /// Writes a value that a member named `label` holds.
  ///
  /// `columns` are the names that all objects of the surrounding list share a line layout for.
  private mutating func write(
    _ document: Document, label: String?, columns: [String]?
  ) throws(OutputFailure) {
    switch document {
    case .object(let object): try write(object, label: label, columns: columns)
    case .list(let elements): try write(elements, label: label)
    default: output += PythonText.str(document) + "\n"
    }
  }

  private mutating func write(
    _ object: DocumentObject, label: String?, columns: [String]?
  ) throws(OutputFailure) {
    var fields: [String]
    let nested: [DocumentObject.Entry]
    if let columns {
      fields = columns.map { name in object[name].map(PythonText.str) ?? "" }
      let shown = Set(columns)
      nested = object.sortedEntries.filter { !shown.contains($0.name) }
    } else {
      let entries = object.sortedEntries
      fields = entries.filter(\.value.isScalar).map { PythonText.str($0.value) }
      nested = entries.filter { !$0.value.isScalar }
    }
    if !fields.isEmpty {
      if let label { fields.insert(label.uppercased(), at: 0) }
      output += fields.joined(separator: "\t") + "\n"
    }
    for entry in nested { try write(entry.value, label: entry.name, columns: nil) }
  }

  private mutating func write(
    _ elements: [Document], label: String?
  ) throws(OutputFailure) {
    if elements.contains(where: { $0.members != nil }) {
      if let other = elements.first(where: { $0.members == nil }) { throw .noItems(other) }
      let columns = TextOutput.scalarNames(elements)
      for element in elements where !isFull {
        try write(element, label: label, columns: columns)
      }
      return
    }
    let scalars = elements.filter(\.isScalar)
    if !scalars.isEmpty { write(scalars: scalars, label: label) }
    for element in elements where !element.isScalar && !isFull {
      try write(element, label: label, columns: nil)
    }
  }

  private mutating func write(scalars: [Document], label: String?) {
    if let label {
      let prefix = label.uppercased() + "\t"
      for scalar in scalars where !isFull { output += prefix + PythonText.str(scalar) + "\n" }
    } else {
      output += scalars.map(PythonText.str).joined(separator: "\t") + "\n"
    }
  }

  /// The sorted names under which any of the objects holds a scalar.
  private static func scalarNames(_ elements: [Document]) -> [String] {
    var seen: Set<String> = []
    var names: [String] = []
    for entry in elements.flatMap({ $0.members?.entries ?? [] })
    where entry.value.isScalar && seen.insert(entry.name).inserted { names.append(entry.name) }
    return names.sorted { $0.precedesByScalars($1) }
  }
}
