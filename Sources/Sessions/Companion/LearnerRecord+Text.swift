import Kernel

/// The record as text, one fact a line: what a session brings in from the sessions before it.
extension LearnerRecord {
  /// The lines, in the order of names.
  package var text: String {
    var lines = today == 0 ? [] : ["today \(today)"]
    if let reviewed { lines.append("reviewed \(reviewed)") }
    if !isReviewOn { lines.append("review off") }
    for (lab, steps) in steps {
      for (number, way) in steps { lines.append("step \(lab) \(number) \(way.rawValue)") }
    }
    for (lab, day) in finished { lines.append("finished \(lab) \(day)") }
    for (question, answers) in questions {
      let counts = "\(answers.right) \(answers.wrong) \(answers.streak)"
      let date = answers.date.map { " \($0.rung) \($0.day)" } ?? ""
      lines.append("question \(question) \(counts)\(date)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Reads the lines; those of a kind that this program does not know are left out.
  package init(text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch (words.first, words.count) {
      case ("today", 2): today = Int(words[1]) ?? 0
      case ("reviewed", 2): reviewed = Int(words[1])
      case ("review", 2): isReviewOn = words[1] != "off"
      // Sessions that were saved by older programs tell no days.
      case ("finished", 2...3): finished[words[1]] = words.count == 3 ? Int(words[2]) ?? 0 : 0
      case ("step", 4):
        guard let number = Int(words[2]), let way = LearningEvent.Way(rawValue: words[3]) else {
          continue
        }
        note(.step(lab: words[1], number: number, way: way), on: today)
      case ("question", 5), ("question", 7):
        questions[words[1]] = Answers(words.dropFirst(2).compactMap { Int($0) })
      default: continue
      }
    }
  }
}

extension LearnerRecord.Answers {
  /// Reads the numbers of a line: right, wrong, streak, and with them perhaps rung and day.
  fileprivate init?(_ numbers: [Int]) {
    guard numbers.count == 3 || numbers.count == 5 else { return nil }
    (right, wrong, streak) = (numbers[0], numbers[1], numbers[2])
    date = numbers.count == 5 ? ReviewDate(rung: numbers[3], day: numbers[4]) : nil
  }
}
