import Cloud
import Kernel
import Shell
import Text

/// Commands as they were typed, with what was wrong in them made right.
extension Session {
  /// The command again with the names that the service has for the parts of a tag, where it was
  /// given those of another; `nil` elsewhere.
  func tagsRenamed(_ operation: AnyOperation, _ command: AWSCommandLine) -> String? {
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
  func textsRead(_ operation: AnyOperation, _ command: AWSCommandLine) -> String? {
    let texts = command.options.filter { option in
      switch option.member.type {
      case .string, .enumeration: true
      default: false
      }
    }
    let wrong = texts.flatMap(\.values).map(\.text).filter { $0.hasPrefix("fileb://") }
    guard !wrong.isEmpty else { return nil }
    let words = line(operation, command, []).map { word in
      wrong.first { quoted($0) == word }.map { quoted("file" + $0.after("fileb".utf8.count)) }
        ?? word
    }
    return (["aws"] + words).joined(separator: " ")
  }

  /// The words of a command again, without its outfile, and values for what is missing.
  func line(
    _ operation: AnyOperation, _ command: AWSCommandLine, _ missing: [MemberDescription]
  ) -> [String] {
    let typed = command.options.flatMap { option in
      // What is secret is not repeated, not even to the one who typed it.
      option.member.holdsSecret
        ? ["--" + kebabCase(option.member.name), sampleValue(option.member)]
        : [option.name.text] + option.values.map { quoted($0.text) }
    }
    let added = missing.flatMap { ["--" + kebabCase($0.name), sampleValue($0)] }
    return [operation.service.command, operation.commandName] + typed + added
  }
}
