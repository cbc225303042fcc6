package import Kernel

/// The forms in which AWS CLI v2 prints a result, as `--output` names them.
package enum OutputFormat: String, CaseIterable, Sendable {
  /// JSON, indented by four spaces, members in model order.
  case json
  /// YAML as libyaml writes it, members sorted.
  case yaml
  /// Lines of tab-separated values, for scripts.
  case text
  /// Boxes of ASCII characters, for people.
  case table
  /// Nothing.
  case off

  /// The text of a result, byte for byte as AWS CLI prints it, final line break included.
  ///
  /// An object without members is nothing to print. `title` is the operation's name; it heads
  /// tables. A text that no command may print ends somewhere behind `ShellLimits.outputBytes`.
  package func render(_ document: Document, title: String) -> String {
    if case .object(let object) = document, object.isEmpty { return "" }
    switch self {
    case .off: return ""
    case .json:
      return JSONWriter.text(
        document, layout: .indented, times: .iso8601, mostBytes: ShellLimits.outputBytes) + "\n"
    case .yaml: return YAMLOutput.text(document)
    case .text: return TextOutput.text(document)
    case .table: return TableOutput.text(document, title: title)
    }
  }
}
