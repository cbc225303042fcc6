import Kernel
import Shell
import Text

/// The forms of errors, as `--cli-error-format` names them.
enum ErrorFormat: String, CaseIterable, Sendable {
  case json, yaml, text, table
  /// AWS CLI's sentence, and below it what else the service tells.
  case enhanced
  /// The sentence alone.
  case legacy

  /// A refusal of a service as standard error shows it.
  func text(of error: WireError, _ operation: String) -> String {
    let sentence =
      "\naws: [ERROR]: An error occurred (\(error.code)) when calling the \(operation) operation: "
      + "\(error.message ?? "")\n"
    return form.map { ErrorFormat.text($0, error.code, error.message ?? "") } ?? sentence
  }

  /// A refusal of AWS CLI itself; one without a code has no other form than the sentence.
  func text(of error: CLIError) -> String {
    guard let form, let code = error.code else { return error.text }
    return ErrorFormat.text(form, code, error.message)
  }

  private static func text(_ form: OutputFormat, _ code: String, _ message: String) -> String {
    let document: Document = ["Code": .string(code), "Message": .string(message)]
    return (try? form.render(document, title: "error", mostBytes: ShellLimits.outputBytes)) ?? ""
  }

  private var form: OutputFormat? {
    switch self {
    case .json: .json
    case .yaml: .yaml
    case .text: .text
    case .table: .table
    case .enhanced, .legacy: nil
    }
  }

  /// The form that words ask for, whatever else is wrong with them; `nil` for words without the
  /// option.
  init?(in arguments: [Argument]) {
    let words = arguments.map(\.halves)
    guard let index = words.lastIndex(where: { $0.name == ErrorFormat.option }) else { return nil }
    let next = index + 1 < words.count ? arguments[index + 1].text : ""
    self.init(rawValue: words[index].value ?? next)
  }

  /// The option.
  static let option = "--cli-error-format"
}
