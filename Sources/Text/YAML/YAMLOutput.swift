import Kernel

/// AWS CLI v2's YAML: block style, sorted members, unindented lists, folded after column 80.
///
/// AWS CLI v2 uses ruamel.yaml's safe dumper, which on its builds rests on libyaml's emitter; this
/// follows libyaml. A doubt: a list or object that a query returns twice is written twice, not as
/// `*id001`.
struct YAMLOutput {
  private static let indentWidth = 2
  private static let foldWidth = 80

  private var output = ""
  private let mostBytes: Int
  /// Whether this is more than is wanted.
  private var isFull: Bool { output.utf8.count > mostBytes }
  private var column = 0
  private var indent = -1
  /// Whether a space, or nothing at all, stands before the next character of the line.
  private var afterSpace = true
  /// Whether the line holds only indentation and indicators so far.
  private var inIndentation = true

  private init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// The lines of a document.
  static func text(_ document: Document, mostBytes: Int) -> String {
    // AWS CLI prints a lone scalar as JSON, so that no `...` has to follow it.
    guard !document.isScalar else {
      return JSONWriter.text(document, layout: .indented, times: .iso8601) + "\n"
    }
    var emitter = YAMLOutput(mostBytes: mostBytes)
    emitter.write(document, inMapping: false)
    emitter.breakToIndent()
    return emitter.output
  }

  private mutating func write(_ document: Document, inMapping: Bool) {
    switch document {
    case .list(let elements) where elements.isEmpty: writeIndicator("[]")
    case .object(let object) where object.isEmpty: writeIndicator("{}")
    case .list(let elements): write(elements, inMapping: inMapping)
    case .object(let object): write(object)
    default: write(YAMLScalar(document), asKey: false)
    }
  }

  private mutating func write(_ elements: [Document], inMapping: Bool) {
    let outer = indent
    increaseIndent(by: inMapping && !inIndentation ? 0 : YAMLOutput.indentWidth)
    for element in elements where !isFull {
      breakToIndent()
      writeIndicator("-", staysIndentation: true)
      write(element, inMapping: false)
    }
    indent = outer
  }

  private mutating func write(_ object: DocumentObject) {
    let outer = indent
    increaseIndent(by: YAMLOutput.indentWidth)
    for entry in object.sortedEntries where !isFull {
      breakToIndent()
      let key = YAMLScalar(.string(entry.name))
      if key.isSimpleKey {
        write(key, asKey: true)
        writeIndicator(":", spaceBefore: false)
      } else {
        writeIndicator("?", staysIndentation: true)
        write(key, asKey: false)
        breakToIndent()
        writeIndicator(":", staysIndentation: true)
      }
      write(entry.value, inMapping: true)
    }
    indent = outer
  }

  private mutating func increaseIndent(by width: Int) {
    indent = indent < 0 ? 0 : indent + width
  }

  private mutating func writeIndicator(
    _ text: String, spaceBefore: Bool = true, staysIndentation: Bool = false
  ) {
    if spaceBefore, !afterSpace { put(" ") }
    for scalar in text.unicodeScalars { put(scalar) }
    afterSpace = false
    inIndentation = inIndentation && staysIndentation
  }

  /// Goes to the indentation of a new line, or stays if that is where the line is already.
  private mutating func breakToIndent() {
    let target = max(indent, 0)
    if !inIndentation || column > target || (column == target && !afterSpace) { putBreak() }
    while column < target { put(" ") }
    afterSpace = true
    inIndentation = true
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    output.unicodeScalars.append(scalar)
    column += 1
  }

  private mutating func putBreak(_ scalar: Unicode.Scalar = "\n") {
    output.unicodeScalars.append(scalar)
    column = 0
  }
}

extension YAMLOutput {
  private mutating func write(_ scalar: YAMLScalar, asKey: Bool) {
    let outer = indent
    indent = max(indent, 0) + YAMLOutput.indentWidth
    defer { indent = outer }
    switch scalar.style(asKey: asKey) {
    case .plain: writePlain(scalar.scalars, folds: !asKey)
    case .singleQuoted: writeSingleQuoted(scalar.scalars, folds: !asKey)
    case .doubleQuoted: writeDoubleQuoted(scalar.scalars, folds: !asKey)
    }
    afterSpace = false
    inIndentation = false
  }

  /// Writes text that holds no line break.
  private mutating func writePlain(_ text: [Unicode.Scalar], folds: Bool) {
    if !afterSpace { put(" ") }
    var afterBlank = false
    for (index, scalar) in text.enumerated() {
      let isBlank = scalar == " "
      if isBlank, folds, !afterBlank, column > YAMLOutput.foldWidth, text[index + 1] != " " {
        breakToIndent()
      } else {
        put(scalar)
      }
      if !isBlank { inIndentation = false }
      afterBlank = isBlank
    }
  }

  private mutating func writeSingleQuoted(_ text: [Unicode.Scalar], folds: Bool) {
    writeIndicator("'")
    var afterBlank = false
    var afterBreak = false
    for (index, scalar) in text.enumerated() {
      if scalar == " " {
        let inside = index > 0 && index < text.count - 1
        if folds, !afterBlank, column > YAMLOutput.foldWidth, inside, text[index + 1] != " " {
          breakToIndent()
        } else {
          put(scalar)
        }
        afterBlank = true
      } else if YAMLScalar.isBreak(scalar) {
        if !afterBreak, scalar == "\n" { putBreak() }
        putBreak(scalar)
        inIndentation = true
        afterBreak = true
      } else {
        if afterBreak { breakToIndent() }
        if scalar == "'" { put("'") }
        put(scalar)
        inIndentation = false
        afterBlank = false
        afterBreak = false
      }
    }
    if afterBreak { breakToIndent() }
    writeIndicator("'", spaceBefore: false)
  }

  private mutating func writeDoubleQuoted(_ text: [Unicode.Scalar], folds: Bool) {
    writeIndicator("\"")
    var afterBlank = false
    for (index, scalar) in text.enumerated() {
      let isBlank = scalar == " "
      if let escape = YAMLScalar.escape(scalar) {
        for character in escape.unicodeScalars { put(character) }
      } else if isBlank, folds, !afterBlank, column > YAMLOutput.foldWidth, index > 0,
        index < text.count - 1
      {
        breakToIndent()
        if text[index + 1] == " " { put("\\") }
      } else {
        put(scalar)
      }
      afterBlank = isBlank
    }
    writeIndicator("\"", spaceBefore: false)
  }
}
