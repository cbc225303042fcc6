/// What is said of answers, and why.
extension Question {
  /// The reasons of the answers that were chosen; the right ones too, where nobody asks again.
  func reasons(_ taken: QuizRun.Taken) -> String {
    if kind == .order, !taken.isRight { return "  Not in this order. It is:\n" + inOrder }
    let isPart = kind == .several && taken.chosen.allSatisfy(\.isRight)
    var text =
      taken.isRight ? "" : isPart ? "  Right, but not all that are.\n" : "  Not quite.\n"
    for answer in taken.chosen { text += Paragraph.wrapped(answer.reason, indent: 2) }
    guard !taken.isRight, !taken.comesBack else { return text }
    for answer in answers where answer.isRight && !taken.chosen.contains(answer) {
      text += Paragraph.wrapped("Right is: \(answer.text)", indent: 2)
      text += Paragraph.wrapped(answer.reason, indent: 4)
    }
    return text
  }

  /// The question with its right answers and their reasons, after those that were chosen wrongly.
  func solved(insteadOf chosen: [Answer] = []) -> String {
    var text = "\n" + self.text.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
    if kind == .order {
      if !chosen.isEmpty { text += "    Not in the order in which you had it.\n" }
      return text + inOrder
    }
    for answer in chosen where !answer.isRight {
      text += Paragraph.wrapped("You said: \(answer.text)", indent: 4)
      text += Paragraph.wrapped(answer.reason, indent: 6)
    }
    for answer in answers where answer.isRight {
      text += Paragraph.wrapped("Right is: \(answer.text)", indent: 4)
      text += Paragraph.wrapped(answer.reason, indent: 6)
    }
    return text
  }

  /// The answers in the right order, with what is to know about each.
  private var inOrder: String {
    answers.enumerated().map { index, answer in
      Paragraph.wrapped("\(index + 1). \(answer.text)", indent: 4)
    }.joined()
  }
}
