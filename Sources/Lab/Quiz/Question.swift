import Kernel
package import Sessions

/// A question of the quiz, as a `quiz` block of a lab file writes it.
///
/// The block has its text first, then an answer a line: `[x] answer | reason` for a right one,
/// `[ ] answer | reason` for a wrong one. A `prove` block right after it shows that it is so.
package struct Question: Sendable, Equatable {
  /// What is asked of the learner.
  package enum Kind: String, CaseIterable, Sendable {
    /// To choose the one right answer.
    case one
    /// To choose all right answers, two or more.
    case several
    /// To put the answers in order; the file has them in the right one.
    case order
    /// To say what a command will do.
    case predict
    /// To read a policy and say who may.
    case policy
    /// To read an error and say what is missing.
    case error
  }

  /// One of the answers.
  package struct Answer: Sendable, Equatable {
    /// What it says.
    package let text: String
    /// Whether it is right.
    package let isRight: Bool
    /// Why it is right, or why it is not.
    package let reason: String
  }

  /// Its name, for instance `rotation-3`.
  package let id: String
  /// What is asked.
  package let kind: Kind
  /// The lab that teaches what it asks about.
  package let lab: String
  /// The lines of its text.
  package let text: [String]
  /// The answers as the file has them; the order counts where the kind is `order`.
  package let answers: [Answer]
  /// The commands that show the right answer, a console block; `nil` where there are none.
  package let prove: LabFile.Block?
  /// The world in which the proof runs, as its file has it.
  let world: SessionConfiguration
  /// The first line of the block in its file, counted from 1.
  package let line: Int

  /// The subject: its name without the number.
  package var topic: String { String(id[..<(id.lastIndex(of: "-") ?? id.startIndex)]) }
}

extension Question {
  /// The questions of a lab file, in its order.
  package static func all(in file: LabFile) throws(LabFileError) -> [Question] {
    var questions: [Question] = []
    for (index, block) in file.blocks.enumerated() {
      if block.kind == "prove", index == 0 || file.blocks[index - 1].kind != "quiz" {
        throw LabFileError(
          line: block.firstLine - 1, message: "a prove block stands right after its quiz block")
      }
      guard block.kind == "quiz" else { continue }
      let next = file.blocks[(index + 1)...].first
      let question = try Question(
        block, prove: next?.kind == "prove" ? next : nil, in: file.configuration())
      if let other = questions.first(where: { $0.id == question.id }) {
        throw question.fault("the id \(other.id) is that of line \(other.line) too")
      }
      questions.append(question)
    }
    return questions
  }

  /// A question with one right answer about a world, which the proof's commands show in it.
  init(id: String, text: [String], answers: [Answer], proof: [String]) {
    self.id = id
    kind = .one
    lab = ""
    self.text = text
    self.answers = answers
    prove = LabFile.Block(
      kind: "prove", attributes: [], lines: proof.map { "$ \($0)" }, firstLine: 1)
    world = SessionConfiguration()
    line = 1
  }

  private init(
    _ block: LabFile.Block, prove: LabFile.Block?, in world: SessionConfiguration
  ) throws(LabFileError) {
    self.world = world
    line = block.firstLine - 1
    id = try Question.attribute("id", of: block)
    let name = try Question.attribute("kind", of: block)
    guard let kind = Kind(rawValue: name) else {
      let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw LabFileError(line: line, message: "the kind \(name) is none of \(known)")
    }
    self.kind = kind
    lab = try Question.attribute("lab", of: block)
    let start = block.lines.firstIndex(where: Answer.isAnswer) ?? block.lines.endIndex
    text = Array(block.lines[..<start])
    var answers: [Answer] = []
    for index in start..<block.lines.endIndex {
      answers.append(try Answer(block.lines[index], line: block.firstLine + index))
    }
    self.answers = answers
    self.prove = prove
    try check()
    // A proof that cannot be read is a fault of the question.
    if let prove, try prove.exchanges().isEmpty {
      throw LabFileError(line: prove.firstLine - 1, message: "the proof has no command, $ …")
    }
  }

  private static func attribute(
    _ name: String, of block: LabFile.Block
  ) throws(LabFileError) -> String {
    guard let value = block.attribute(name), !value.isEmpty else {
      throw LabFileError(line: block.firstLine - 1, message: "a quiz block has \(name)=…")
    }
    return value
  }

  private func fault(_ message: String) -> LabFileError {
    LabFileError(line: line, message: message)
  }

  private func check() throws(LabFileError) {
    guard !topic.isEmpty, let number = Int(id.dropFirst(topic.count + 1)), number > 0,
      id == "\(topic)-\(number)"
    else { throw fault("the id \(id) is not a topic, - and a number") }
    guard text.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      throw fault("the question has no text")
    }
    guard answers.count >= 2 else { throw fault("a question has two answers or more") }
    for (index, answer) in answers.enumerated()
    where answers[..<index].contains(where: { $0.text == answer.text }) {
      throw fault("two answers say: \(answer.text)")
    }
    try checkRightAnswers()
  }

  private func checkRightAnswers() throws(LabFileError) {
    let rightCount = answers.count(where: \.isRight)
    guard rightCount > 0 else { throw fault("no answer is right; [x] marks one that is") }
    switch kind {
    case .one, .predict, .policy, .error:
      if rightCount > 1 {
        throw fault("\(rightCount) answers are right, and kind=\(kind.rawValue) takes one")
      }
    case .several:
      if rightCount == 1 { throw fault("one answer is right, and kind=several takes two or more") }
      if rightCount == answers.count { throw fault("kind=several takes a wrong answer too") }
    case .order:
      if rightCount < answers.count { throw fault("kind=order marks every answer with [x]") }
    }
  }
}

extension Question.Answer {
  /// Whether a line of a quiz block is an answer.
  fileprivate static func isAnswer(_ line: String) -> Bool {
    line.startsBytewise(with: "[ ] ") || line.startsBytewise(with: "[x] ")
  }

  fileprivate init(_ line: String, line number: Int) throws(LabFileError) {
    guard Self.isAnswer(line) else {
      throw LabFileError(
        line: number, message: "below the first answer all lines are answers, [ ] … or [x] …")
    }
    let words = line.dropFirst(4).split(separator: " | ", maxSplits: 1).map(String.init)
    guard words.count == 2, !words.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
      throw LabFileError(line: number, message: "an answer has its reason behind it: answer | why")
    }
    isRight = line.startsBytewise(with: "[x]")
    (text, reason) = (words[0], words[1])
  }
}
