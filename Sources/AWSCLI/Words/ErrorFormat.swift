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
  func text(of error: WireError, _ operation: String, of service: Service) -> String {
    // The answers of IAM and STS begin with whose fault it is.
    let type = service.speaksQuery ? [WireError.Detail("Type", "Sender")] : []
    if let form {
      return ErrorFormat.text(form, type + ErrorFormat.common(error) + error.details)
    }
    return "\naws: [ERROR]: An error occurred (\(error.code)) when calling the \(operation)"
      + " operation: \(error.message ?? "")\n" + lines(type + error.details)
  }

  private static func common(_ error: WireError) -> [WireError.Detail] {
    [.init("Code", error.code), .init("Message", error.message ?? "")]
  }

  /// What the enhanced form has below its sentence.
  func lines(_ details: [WireError.Detail]) -> String {
    guard self == .enhanced, !details.isEmpty else { return "" }
    return "\nAdditional error details:\n"
      + details.map { "\($0.name): \($0.value)\n" }.joined()
  }

  /// A refusal of AWS CLI itself; one without a code has no other form than the sentence.
  func text(of error: CLIError) -> String {
    guard let form, let code = error.code else { return error.text }
    return ErrorFormat.text(form, ErrorFormat.common(WireError(code, error.message)))
  }

  private static func text(_ form: OutputFormat, _ details: [WireError.Detail]) -> String {
    let document = Document.object(
      DocumentObject(details.map { ($0.name, .string($0.value)) }))
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

  static let option = "--cli-error-format"
}
