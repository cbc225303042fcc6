package import Kernel

/// Something that a learner did and that counts beyond the session.
package enum LearningEvent: Sendable, Equatable {
  /// A step of a lab is done; steps count from 1.
  case step(lab: String, number: Int, way: Way)
  /// All steps of a lab are done.
  case finished(lab: String)
  /// A question was answered.
  case answer(question: String, isRight: Bool)
  /// What was learned on other days was asked about at a start.
  case reviewed
  /// Whether it is to be asked about at a start.
  case review(isOn: Bool)

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
  /// Labs that were finished, by name, with the day of the first time.
  package internal(set) var finished: OrderedMap<String, Int> = [:]
  /// The steps of each lab that were done, and how.
  package private(set) var steps: OrderedMap<String, OrderedMap<Int, LearningEvent.Way>> = [:]
  /// What became of each question.
  package internal(set) var questions: OrderedMap<String, Answers> = [:]
  /// The learner's day when the record was brought in, counted from 1970; 0 where none was told.
  package var today = 0
  /// The day of the last review at a start.
  package internal(set) var reviewed: Int?
  /// Whether a start asks about what was learned on other days.
  package internal(set) var isReviewOn = true

  /// The answers to one question.
  package struct Answers: Sendable, Equatable {
    /// How often it was answered rightly.
    package var right = 0
    /// How often it was answered wrongly.
    package var wrong = 0
    /// Right answers since the last wrong one.
    package var streak = 0
    /// When it comes back; `nil` before the first answer, and for one that nobody dated.
    package var date: ReviewDate?

    /// No answer yet.
    package init() {}

    /// Whether the question comes back: it was missed, and not known twice since.
    package var isDue: Bool { wrong > 0 && streak < 2 }
  }

  /// Makes an empty record.
  package init() {}

  /// Whether nothing was done yet.
  package var isEmpty: Bool { isSame(as: LearnerRecord()) }

  /// Whether both tell of the same deeds, on whichever day they are read.
  package func isSame(as other: LearnerRecord) -> Bool {
    var other = other
    other.today = today
    return self == other
  }

  /// Notes an event of a day.
  package mutating func note(_ event: LearningEvent, on day: Int) {
    switch event {
    case .finished(let lab): finished[lab] = finished[lab] ?? day
    case .reviewed: reviewed = day
    case .review(let isOn): isReviewOn = isOn
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
      answers.date = .after(isRight, on: day, before: answers.date)
      questions[question] = answers
    }
  }
}
