package import Kernel

/// Something that a learner did and that counts beyond the session.
package enum LearningEvent: Sendable, Equatable {
  /// A step of a lab is done; steps count from 1.
  case step(lab: String, number: Int, way: Way)
  /// All steps of a lab are done.
  case finished(lab: String)
  /// A question was answered.
  case answer(question: String, isRight: Bool)

  /// How a step was done.
  package enum Way: String, Sendable, CaseIterable {
    /// By the learner.
    case done
    /// By the learner, who had looked at the solution.
    case shown
    /// By the program.
    case skipped
  }
}

/// What a learner has done in all sessions: labs, and answers to questions.
package struct LearnerRecord: Sendable, Equatable {
  /// Labs that were finished, by name.
  package private(set) var finished: OrderedMap<String, Bool> = [:]
  /// The steps of each lab that were done, and how.
  package private(set) var steps: OrderedMap<String, OrderedMap<Int, LearningEvent.Way>> = [:]
  /// What became of each question.
  package private(set) var questions: OrderedMap<String, Answers> = [:]

  /// The answers to one question.
  package struct Answers: Sendable, Equatable {
    /// How often it was answered rightly.
    package var right = 0
    /// How often it was answered wrongly.
    package var wrong = 0
    /// Right answers since the last wrong one.
    package var streak = 0

    /// No answer yet.
    package init() {}

    /// Whether the question comes back: it was missed, and not known twice since.
    package var isDue: Bool { wrong > 0 && streak < 2 }
  }

  /// Makes an empty record.
  package init() {}

  /// Whether nothing was done yet.
  package var isEmpty: Bool { self == LearnerRecord() }

  /// Notes an event.
  package mutating func note(_ event: LearningEvent) {
    switch event {
    case .finished(let lab): finished[lab] = true
    case .step(let lab, let number, let way):
      var steps = self.steps[lab] ?? [:]
      // A step that somebody did alone stays so, whatever happens at the next try.
      if steps[number] != .done { steps[number] = way }
      self.steps[lab] = steps
    case .answer(let question, let isRight):
      var answers = questions[question] ?? Answers()
      if isRight {
        answers.right += 1
        answers.streak += 1
      } else {
        answers.wrong += 1
        answers.streak = 0
      }
      questions[question] = answers
    }
  }
}

/// The record as text, one fact a line: what a session brings in from the sessions before it.
extension LearnerRecord {
  /// The name by which a session asks its host for the record.
  package static let path = "kmslab:record"

  /// The lines, in the order of names.
  package var text: String {
    var lines: [String] = []
    for (lab, steps) in steps {
      for (number, way) in steps { lines.append("step \(lab) \(number) \(way.rawValue)") }
    }
    for (lab, _) in finished { lines.append("finished \(lab)") }
    for (question, answers) in questions {
      lines.append("question \(question) \(answers.right) \(answers.wrong) \(answers.streak)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Reads the lines; those of a kind that this program does not know are left out.
  package init(text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch (words.first, words.count) {
      case ("finished", 2): finished[words[1]] = true
      case ("step", 4):
        guard let number = Int(words[2]), let way = LearningEvent.Way(rawValue: words[3]) else {
          continue
        }
        note(.step(lab: words[1], number: number, way: way))
      case ("question", 5):
        var answers = Answers()
        guard let right = Int(words[2]), let wrong = Int(words[3]), let streak = Int(words[4])
        else { continue }
        (answers.right, answers.wrong, answers.streak) = (right, wrong, streak)
        questions[words[1]] = answers
      default: continue
      }
    }
  }
}
