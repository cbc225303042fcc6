import Shell

/// Where the words of a script stand, for those who change a text around them.
extension Script {
  /// The words of all commands in the order of the text, bodies of here-documents too.
  var tokens: [Range<Int>] {
    steps.flatMap(\.pipeline.commands)
      .flatMap { $0.ownWords + [$0.hereDocument].compactMap(\.self) }
      .map(\.range).sorted { $0.lowerBound < $1.lowerBound }
  }
}

extension Pipeline {
  /// From its first command to its last.
  var range: Range<Int> {
    (commands.first?.range.lowerBound ?? 0)..<(commands.last?.range.upperBound ?? 0)
  }
}

extension ShellCommand {
  /// All words on the command's own lines: values, arguments, names of files.
  var ownWords: [Word] {
    var words = assignments.map(\.value) + words
    if case .file(let word) = input { words.append(word) }
    if let output { words.append(output.file) }
    return words
  }

  /// The body of the here-document that it reads.
  var hereDocument: Word? { if case .hereDocument(let body) = input { body } else { nil } }
}

extension Word {
  /// The scripts of its `$(…)`.
  var substitutions: [Script] {
    parts.compactMap { if case .substitution(let script) = $0.content { script } else { nil } }
  }

  /// The text of a word in which nothing is expanded, quoted or not; `nil` for any other.
  var literal: String? {
    var text = ""
    for part in parts {
      guard case .literal(let piece) = part.content else { return nil }
      text += piece
    }
    return text
  }
}
