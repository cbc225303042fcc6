import AWSCLI
import Text

/// The pages behind `aws s3 help`, made of the commands' table.
extension HelpPages {
  /// `aws s3 help`.
  static var s3: String {
    let width = 2 + (S3Command.all.map(\.name.count).max() ?? 0)
    let lines = S3Command.all.map { "  \($0.name.padded(width))\($0.summary)\n" }.joined()
    return """
      aws s3 COMMAND PATH … [options]

      \(lines)
      An S3Uri is s3://BUCKET or s3://BUCKET/KEY; a LocalPath names virtual files.
      aws s3 COMMAND help tells more about one; aws s3api help lists S3's operations.

      """
  }

  /// `aws s3 cp help`.
  static func page(of command: S3Command) -> String {
    var text = wrapped("aws s3 \(command.name) \(command.operands)", indent: 0, hanging: 7)
    text += wrapped(command.summary, indent: 2)
    if !command.options.isEmpty { text += "\nOptions:\n" }
    for option in command.options {
      text += wrapped(option.call, indent: 2, hanging: 6)
      text += wrapped(option.summary, indent: 6)
    }
    if !command.details.isEmpty { text += "\n\(command.details)\n" }
    return text + "\nFor example:\n  \(command.example)\n"
  }
}
