import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Text

/// Commands as they were typed, with what was wrong in them made right.
extension Session {
  /// The command again with what it lacks; `nil` where nobody can tell what that is.
  func mended(by cause: CLIError.Cause?, _ command: AWSCommandLine) -> String? {
    guard let cause, let operation = command.operation else { return nil }
    switch cause {
    case .missingArguments(let members): return example(operation, command, members)
    case .wrongValues:
      return tagsRenamed(operation, command) ?? textsRead(operation, command)
    }
  }

  /// The command again with a value for what is missing, where that runs in this world, or else
  /// what leads to an example.
  private func example(
    _ operation: AnyOperation, _ command: AWSCommandLine, _ missing: [MemberDescription]
  ) -> String {
    let words = line(operation, command, missing)
    let line =
      (["aws"] + words + (operation.hasStream ? [command.outfile?.text ?? "copy.bin"] : []))
      .joined(separator: " ")
    if runs([line]) { return line }
    return suggestion(of: operation)
  }

  /// The command again with the names that the service has for the parts of a tag, where it was
  /// given those of another; `nil` elsewhere.
  private func tagsRenamed(_ operation: AnyOperation, _ command: AWSCommandLine) -> String? {
    guard let tags = command.options.first(where: { $0.member.name == "Tags" })?.values,
      tags.contains(where: { $0.text.contains("Key=") })
    else { return nil }
    let typed = line(operation, command, [])
    let words = typed.map { word in
      let plain = word.replacing("TagKey=", with: "Key=").replacing("TagValue=", with: "Value=")
      return operation.service == .kms
        ? plain.replacing("Key=", with: "TagKey=").replacing("Value=", with: "TagValue=") : plain
    }
    return words == typed ? nil : (["aws"] + words).joined(separator: " ")
  }

  /// The command again with `file://` where `fileb://` gave bytes to what is a text; `nil`
  /// elsewhere.
  private func textsRead(_ operation: AnyOperation, _ command: AWSCommandLine) -> String? {
    let texts = command.options.filter { option in
      switch option.member.type {
      case .string, .enumeration: true
      default: false
      }
    }
    let wrong = texts.flatMap(\.values).map(\.text).filter { $0.hasPrefix("fileb://") }
    guard !wrong.isEmpty else { return nil }
    let words = line(operation, command, []).map { word in
      wrong.first { quoted($0) == word }.map { quoted("file" + $0.dropFirst("fileb".count)) }
        ?? word
    }
    return (["aws"] + words).joined(separator: " ")
  }

  /// The words of a command again, without its outfile, and values for what is missing.
  private func line(
    _ operation: AnyOperation, _ command: AWSCommandLine, _ missing: [MemberDescription]
  ) -> [String] {
    let typed = command.options.flatMap { option in
      // What is secret is not repeated, not even to the one who typed it.
      option.member.holdsSecret
        ? [option.member.option, sampleValue(option.member)]
        : [option.name.text] + option.values.map { quoted($0.text) }
    }
    let added = missing.flatMap { [$0.option, sampleValue($0)] }
    return [operation.service.command, operation.commandName] + typed + added
  }
}
