import Kernel

/// A quiz that a learner is in: what comes next, and what was answered.
struct QuizRun: Sendable {
  /// The questions still to come, the next one first.
  private(set) var queue: [Question]
  /// The questions that were answered, by topic: those right at the first try, and all.
  private(set) var score: OrderedMap<String, Score> = [:]
  /// What it is for.
  let kind: Kind
  /// How many questions there were at the start.
  let length: Int
  /// When the time is over, in seconds of the real clock; `nil` for a quiz without haste.
  let deadline: Int?
  /// The answers to an exam, of which nothing is said until its end.
  private(set) var silent: [Silent] = []
  /// How often each question was answered wrongly.
  private var wrongCounts: OrderedMap<String, Int> = [:]
  /// The question that was answered last.
  private(set) var last: Question?

  /// What a quiz is for.
  enum Kind: Sendable {
    /// To learn: reasons come with each answer, and what was missed comes back.
    case practice
    /// To be scored at the end.
    case exam
    /// To find out which labs may be skipped.
    case placement
    /// To remember: a few questions of other days, each asked once.
    case review
  }

  /// Whether reasons are kept until the end.
  var isExam: Bool { kind == .exam || kind == .placement }

  /// How many questions were answered rightly at the first try, and how many there were.
  struct Score: Sendable, Equatable {
    var right = 0
    var count = 0
  }

  /// An answer of which nothing was said yet.
  struct Silent: Sendable {
    let question: Question
    let chosen: [Question.Answer]
    let isRight: Bool
  }

  /// Wrong questions come back after this many others.
  private static let distance = 3
  /// A question that was answered wrongly so often is not asked again in this quiz.
  private static let mostTries = 2

  /// Starts a quiz.
  init(_ questions: [Question], _ kind: Kind, deadline: Int? = nil) {
    queue = questions
    self.kind = kind
    self.deadline = deadline
    length = questions.count
  }

  /// The present question; `nil` when all are answered.
  var question: Question? { queue.first }

  /// Which question of an exam the present one is, from 1.
  var number: Int? { queue.isEmpty ? nil : length - queue.count + 1 }

  /// The answers of the present question in the order in which they are shown.
  ///
  /// The order depends on the question alone, so that a session replays: the file's order, rotated
  /// and reversed by its name.
  var shown: [Question.Answer] {
    guard let question else { return [] }
    let seed = question.id.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    let count = question.answers.count
    let rotated = (0..<count).map { question.answers[($0 + seed) % count] }
    let mixed = seed & 64 == 0 ? rotated : rotated.reversed()
    // An order that is shown already would ask nothing.
    return question.kind == .order && mixed == question.answers ? mixed.reversed() : mixed
  }

  /// Takes the letters of an answer; `nil` for letters that are none of the answers.
  mutating func take(_ letters: [String]) -> Taken? {
    guard let question else { return nil }
    var chosen: [Question.Answer] = []
    for letter in letters {
      guard let index = QuizRun.letters.firstIndex(of: letter), index < shown.count,
        !chosen.contains(shown[index])
      else { return nil }
      chosen.append(shown[index])
    }
    let isRight =
      question.kind == .order
      ? chosen == question.answers
      : Set(chosen.map(\.text)) == Set(question.answers.filter(\.isRight).map(\.text))
    // What somebody knows is what they know at the first try.
    if wrongCounts[question.id] == nil {
      score.count(isRight, of: question.topic)
    }
    last = question
    queue.removeFirst()
    if isExam {
      silent.append(Silent(question: question, chosen: chosen, isRight: isRight))
      return Taken(isRight: isRight, chosen: chosen, comesBack: false)
    }
    let tries = (wrongCounts[question.id] ?? 0) + 1
    guard !isRight, kind == .practice, tries < QuizRun.mostTries else {
      return Taken(isRight: isRight, chosen: chosen, comesBack: false)
    }
    wrongCounts[question.id] = tries
    queue.insert(question, at: min(QuizRun.distance, queue.count))
    return Taken(isRight: isRight, chosen: chosen, comesBack: true)
  }

  /// An answer that shows how several letters are written, and is not the right one; `nil` where
  /// one letter is asked for, or where nothing else would be left to answer.
  var example: String? {
    guard let question, [.several, .order].contains(question.kind) else { return nil }
    let letters = Array(QuizRun.letters.prefix(shown.count))
    let right: [String]
    let examples: [[String]]
    if question.kind == .order {
      guard letters.count > 2 else { return nil }
      right = question.answers.compactMap { answer in
        shown.firstIndex(of: answer).map { letters[$0] }
      }
      let swapped = [letters[1], letters[0]] + letters[2...]
      examples = [swapped, swapped.reversed()]
    } else {
      right = zip(letters, shown).filter(\.1.isRight).map(\.0)
      examples = [["a", "c"], ["a", "b"]]
    }
    return examples.first { $0 != right && $0.allSatisfy(letters.contains) }?
      .joined(separator: " ")
  }

  /// What came of an answer.
  struct Taken: Sendable {
    let isRight: Bool
    let chosen: [Question.Answer]
    /// Whether the question will be asked once more.
    let comesBack: Bool
  }

  /// Questions that were answered wrongly and would have been asked once more.
  var waiting: [Question] { queue.filter { wrongCounts[$0.id] != nil } }

  /// The letter of an answer that was named by a capital or a number.
  static func letter(of word: String) -> String {
    guard let number = Int(word), letters.indices.contains(number - 1) else {
      return word.lowercased()
    }
    return letters[number - 1]
  }

  /// The letters that name answers.
  static let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]

  /// The score of all topics.
  var total: Score { score.values.total }
}

extension QuizRun.Score {
  /// Adds the answers of another.
  static func += (left: inout Self, right: Self) {
    left.right += right.right
    left.count += right.count
  }
}

extension Sequence<QuizRun.Score> {
  /// All of them together.
  var total: QuizRun.Score { reduce(into: QuizRun.Score()) { $0 += $1 } }
}

extension OrderedMap<String, QuizRun.Score> {
  /// Counts an answer of a topic.
  mutating func count(_ isRight: Bool, of topic: String) {
    var score = self[topic] ?? QuizRun.Score()
    score += QuizRun.Score(right: isRight ? 1 : 0, count: 1)
    self[topic] = score
  }
}
