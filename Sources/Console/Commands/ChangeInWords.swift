import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import Shell
import Text
import Wire

extension Change {
  /// What the call itself has to be made with: AWS CLI's options, or those of the commands that
  /// sign and open links and forms.
  func options(of explanation: Explanation) -> [String] {
    var options: [String] = []
    if let context {
      let pairs = context.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
      options.append("--encryption-context \(quoted(pairs))")
    }
    for entry in members.entries {
      let value = entry.value.text ?? ""
      let header = explanation.operation.header(of: entry.name).map { "\($0): \(value)" }
      switch (explanation.call.authentication, header) {
      case (.link, let header?): options.append("-H \(quoted(header))")
      case (.form, let header?): options.append("-F \(quoted(header))")
      default: options.append("--\(kebabCase(entry.name)) \(quoted(value))")
      }
    }
    guard !options.isEmpty else { return [] }
    let place: String? =
      switch explanation.call.authentication {
      case .headers: nil
      case .link: "for make-link, which signs it, and for open-link, which sends it"
      case .form: "for make-form, which signs it"
      }
    return [options.joined(separator: " ")] + (place.map { [$0] } ?? [])
  }
}

extension Change.Step {
  /// The call as a line that can be typed.
  var commandLine: String { ([command] + options).joined(separator: " ") }

  /// The columns of a line that `explain` prints, without its indentation.
  private static let columns = 73

  /// The same in lines that can be pasted: all but the last end with a backslash.
  var commandLines: [String] {
    var lines = [command]
    for option in options {
      if let last = lines.last, last.count + 1 + option.count + 2 <= Self.columns {
        lines[lines.count - 1] = "\(last) \(option)"
      } else {
        lines.append("  " + option)
      }
    }
    return lines.dropLast().map { $0 + " \\" } + lines.suffix(1)
  }

  private var command: String { "aws \(operation.service.command) \(operation.commandName)" }

  /// Each option with its value.
  private var options: [String] {
    request.entries.map { entry in
      let values: [String] =
        switch entry.value {
        case .bool(true): []
        case .string(let text): [quoted(text)]
        case .list(let items) where items.allSatisfy({ $0.text != nil }):
          items.compactMap(\.text).map(quoted)
        default: [quoted(JSONWriter.text(entry.value))]
        }
      return (["--" + kebabCase(entry.name)] + values).joined(separator: " ")
    }
  }
}
