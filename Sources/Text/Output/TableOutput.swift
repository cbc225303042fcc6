import Kernel

/// AWS CLI's table format: divides a document into sections, each nested one deeper.
struct TableOutput {
  private var sections: [TableSection] = []
  /// How long the table is at least.
  private var leastBytes = 0
  private let mostBytes: Int

  private init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// The table of a document; nothing for an empty or false one.
  static func text(
    _ document: Document, title: String, isColoured: Bool, mostBytes: Int
  ) throws(OutputFailure) -> String {
    var table = TableOutput(mostBytes: mostBytes)
    try table.add(document, title: title, depth: 0)
    return table.sections.isEmpty
      ? ""
      : TableLayout.text(table.sections, isColoured ? .coloured : .plain, mostBytes: mostBytes)
  }

  /// Adds a value, in a section of its own if it has a title.
  private mutating func add(
    _ document: Document, title: String?, depth: Int
  ) throws(OutputFailure) {
    guard !TableOutput.isFalse(document) else { return }
    if let title { sections.append(TableSection(title: title, depth: depth)) }
    switch document {
    case .list(let elements):
      if elements.first?.members != nil {
        if let other = elements.first(where: { $0.members == nil }) { throw .noNames(other) }
        try addObjects(
          elements.map { $0.members ?? DocumentObject() }, title: title ?? "", depth: depth)
      } else {
        try addRows(elements)
      }
    case .object(let object): try add(object, depth: depth)
    default: break
    }
  }

  private mutating func addRows(_ elements: [Document]) throws(OutputFailure) {
    for element in elements {
      switch element {
      case .list(let inner):
        if inner.allSatisfy(\.isScalar) {
          try addRow(inner.map(PythonText.str))
        } else {
          try add(element, title: nil, depth: 0)
        }
      // Python iterates over an object's names.
      case .object(let object): try addRow(object.names)
      default: try addRow([PythonText.str(element)])
      }
    }
  }

  private mutating func add(_ object: DocumentObject, depth: Int) throws(OutputFailure) {
    let entries = object.sortedEntries
    let scalars = entries.filter(\.value.isScalar)
    if scalars.count == 1 {
      try addRow([scalars[0].name, PythonText.str(scalars[0].value)])
    } else if !scalars.isEmpty {
      addHeaders(scalars.map(\.name))
      try addRow(scalars.map { PythonText.str($0.value) })
    }
    for entry in entries where !entry.value.isScalar {
      try add(entry.value, title: entry.name, depth: depth + 1)
    }
  }

  /// Adds objects under common headers; objects with nested members get a section each.
  private mutating func addObjects(
    _ objects: [DocumentObject], title: String, depth: Int
  ) throws(OutputFailure) {
    let headers = TableOutput.names(objects, where: \.isScalar)
    let nested = TableOutput.names(objects) { !$0.isScalar }
    addHeaders(headers)
    for (index, object) in objects.enumerated() {
      if index > 0, !nested.isEmpty {
        sections.append(TableSection(title: title, depth: depth))
        addHeaders(headers)
      }
      try addRow(headers.map { name in object[name].map(PythonText.str) ?? "" })
      for name in nested {
        if let value = object[name] { try add(value, title: name, depth: depth + 1) }
      }
    }
  }

  private mutating func addRow(_ row: [String]) throws(OutputFailure) {
    // Each cell takes at least this; the table is then longer than is wanted.
    guard !sections.isEmpty, leastBytes <= mostBytes else { return }
    leastBytes += row.count * TableSection.padding
    try sections[sections.count - 1].add(row: row)
  }

  private mutating func addHeaders(_ headers: [String]) {
    guard !sections.isEmpty else { return }
    sections[sections.count - 1].add(headers: headers)
  }

  /// The sorted names of members whose value satisfies a condition in any of the objects.
  private static func names(
    _ objects: [DocumentObject], where condition: (Document) -> Bool
  ) -> [String] {
    var seen: Set<String> = []
    var names: [String] = []
    for entry in objects.flatMap(\.entries)
    where condition(entry.value) && seen.insert(entry.name).inserted { names.append(entry.name) }
    return names.sorted { $0.precedesByScalars($1) }
  }

  /// What Python holds for false, and AWS CLI leaves out of tables.
  private static func isFalse(_ document: Document) -> Bool {
    switch document {
    case .null, .bool(false): true
    case .bool(true): false
    case .number(let number): Double(number.literal) == 0
    case .list(let elements): elements.isEmpty
    case .object(let object): object.isEmpty
    case .string, .bytes, .timestamp: document.printedText?.isEmpty ?? true
    }
  }
}
