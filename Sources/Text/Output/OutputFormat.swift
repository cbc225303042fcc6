package import Kernel

/// The forms in which AWS CLI v2 prints a result, as `--output` names them.
package enum OutputFormat: String, CaseIterable, Sendable {
  /// JSON, indented by four spaces, members in model order.
  case json
  /// YAML as libyaml writes it, members sorted.
  case yaml
  /// The same, each page of an answer as the one item of a list.
  case yamlStream = "yaml-stream"
  /// Lines of tab-separated values, for scripts.
  case text
  /// Boxes of ASCII characters, for people.
  case table
  /// Nothing.
  case off

  /// The text of a result, byte for byte as AWS CLI prints it, final line break included; fails
  /// where AWS CLI stops with an error of Python's.
  ///
  /// An object without members is nothing to print. `title` is the operation's name; it heads
  /// tables, which alone have colours. A text that is too long ends somewhere behind `mostBytes`.
  package func render(
    _ document: Document, title: String, isColoured: Bool = false, mostBytes: Int = .max
  ) throws(OutputFailure) -> String {
    if case .object(let object) = document, object.isEmpty { return "" }
    switch self {
    case .off: return ""
    case .json:
      return JSONWriter.text(
        document, layout: .indented, times: .iso8601, mostBytes: mostBytes) + "\n"
    case .yaml: return YAMLOutput.text(document, mostBytes: mostBytes)
    case .yamlStream: return YAMLOutput.text([document], mostBytes: mostBytes)
    case .text: return try TextOutput.text(document, mostBytes: mostBytes)
    case .table:
      return try TableOutput.text(
        document, title: title, isColoured: isColoured, mostBytes: mostBytes)
    }
  }
}

/// A document that AWS CLI cannot print in a form, and Python's words about it.
package struct OutputFailure: Error, Sendable, Equatable {
  /// Python's words.
  package let message: String
}

extension OutputFailure {
  /// A row with another number of cells than the one before.
  static func unequalRows(_ expected: Int, _ found: Int) -> OutputFailure {
    OutputFailure(message: "Row should have \(expected) elements, instead it has \(found)")
  }

  /// A value that stands where an object should, since another element of the list is one.
  static func noItems(_ document: Document) -> OutputFailure {
    OutputFailure(message: "'\(document.pythonTypeName)' object has no attribute 'items'")
  }

  /// The same in a table, which asks for names, and for the values of those that it finds.
  static func noNames(_ document: Document) -> OutputFailure {
    let type = document.pythonTypeName
    let noGet = "'\(type)' object has no attribute 'get'"
    let message =
      switch document {
      case .list(let elements):
        elements.first.map {
          "list indices must be integers or slices, not \($0.pythonTypeName)"
        } ?? noGet
      case .string, .bytes, .timestamp:
        document.printedText?.isEmpty == true
          ? noGet : "string indices must be integers, not 'str'"
      default: "'\(type)' object is not iterable"
      }
    return OutputFailure(message: message)
  }
}
