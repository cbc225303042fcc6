import Cloud
import Console
import Sessions
import Shell

extension FuzzTarget {
  /// What helps while a line is typed: colours, the grey continuation, completion.
  static let typing = FuzzTarget("typing", share: 10) { dice in
    TypingInputs.line(&dice)
  } checkText: { text in
    for highlight in TypingCheck.session.highlights(of: text) {
      if let complaint = text.complaint(highlight.range) { return "colour: \(complaint)" }
      if highlight.range.isEmpty { return "a colour of nothing" }
    }
    let hint = TypingCheck.session.hint(for: text, history: ["aws kms list-keys", "help"])
    if hint.contains("\n") { return "the hint has a line break: \(hint.debugDescription)" }
    return TypingCheck.complaint(text)
  }
}

private enum TypingInputs {
  private static let mutation = Mutation(
    [
      "aws kms ", "--key-id ", "alias/", "$(", "'", "\"", "\\", "$", "$K", "| ", "; ", "> ", "< ",
      "file://", "fileb://", "s3://", "--query ", "Keys[", "--tags ", "TagKey=", "[{", "{\"", "=",
      "é",
      "😀", "\u{301}", "advance ", "help ", "--", "-", " ", "\n", "inspect ", "\u{F8FF}", "<<E\n",
      "`",
    ], limit: 100)

  /// The beginning of a line, somewhat changed.
  static func line(_ dice: inout Dice) -> [UInt8] {
    let line = Array(dice.pick(Corpus.lines).utf8)
    let start = Array(line.prefix(dice.below(line.count) + 1))
    return dice.once(in: 3) ? start : mutation.mutated([start], &dice)
  }
}

private enum TypingCheck {
  /// A session in which there are names to complete.
  static let session: Session = {
    var session = Session(isCoached: true)
    for line in [
      "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      "aws kms create-alias --alias-name alias/k --target-key-id $K", "aws s3 mb s3://photos",
      "echo x > 'a file'; echo y > report.txt", "aws s3 cp report.txt s3://photos/2025/report.txt",
    ] { _ = session.execute(line) }
    return session
  }()

  /// What is wrong with the completion at some places of a line.
  static func complaint(_ text: String) -> String? {
    let end = text.utf8.count
    for cursor in Set([end, end / 2, end / 3]).sorted() where text.complaint(cursor..<cursor) == nil
    {
      guard let completion = session.completion(of: text, at: cursor) else { continue }
      guard text.complaint(completion.range) == nil, completion.range.upperBound == cursor else {
        return "\(completion.range) is completed at \(cursor)"
      }
      let before = String(decoding: text.utf8.prefix(completion.range.lowerBound), as: UTF8.self)
      for choice in completion.choices.prefix(3) where !before.hasSuffix("$") {
        let line = before + choice.insertion
        guard let word = lastWord(of: line) else { continue }
        if !word.utf8.elementsEqual(choice.candidate.text.utf8) {
          return "\(choice.candidate.text.debugDescription) was chosen, but"
            + " \(word.debugDescription) is in \(line.debugDescription)"
        }
      }
    }
    return nil
  }

  /// The word that a line ends with, as its command would get it, where nothing has to run for it.
  private static func lastWord(of line: String) -> String? {
    for closing in ["", "'", "\""] {
      guard case .complete(let script)? = try? ShellParser.parse(line + closing) else { continue }
      let words = script.steps.flatMap(\.pipeline.commands).flatMap(\.words)
      guard let word = words.last, word.range.upperBound == (line + closing).utf8.count else {
        return nil
      }
      let texts = word.parts.compactMap { part in
        if case .literal(let text) = part.content { text } else { nil as String? }
      }
      return texts.count == word.parts.count ? texts.joined() : nil
    }
    return nil
  }
}
