import Kernel
import Sessions

extension GradeSheet {
  /// A message, and how often the class met it.
  package struct MessageCount: Sendable, Equatable {
    /// AWS's code, or who complained: `aws`, `kmslab`, a tool.
    package let code: String
    /// The first words, without names and numbers.
    package let beginning: String
    /// How often it was met.
    package fileprivate(set) var times = 0
    /// By how many learners.
    package fileprivate(set) var learners = 0
  }

  /// The messages that the sessions that count met in the lab, the one met most first.
  package var messageCounts: [MessageCount] {
    var counts: [MessageCount] = []
    for grade in counted {
      var met: Set<Int> = []
      for complaint in grade.complaints {
        let (code, beginning) = (complaint.code, complaint.beginning)
        let known = counts.firstIndex { $0.code == code && $0.beginning == beginning }
        let place = known ?? counts.count
        if known == nil { counts.append(MessageCount(code: code, beginning: beginning)) }
        counts[place].times += 1
        if met.insert(place).inserted { counts[place].learners += 1 }
      }
    }
    return counts.enumerated().sorted { left, right in
      (right.element.times, right.element.learners, left.offset)
        < (left.element.times, left.element.learners, right.offset)
    }.map(\.element)
  }

  /// The messages in a format; JUnit has no such thing, and gets JSON.
  package func messagesText(_ format: GradeFormat) -> String {
    let counts = messageCounts
    switch format {
    case .table:
      let rows = counts.map { ["\($0.times)", "\($0.learners)", $0.code, $0.beginning] }
      return "\(lesson.title): what was met most stands first\n\n"
        + GradeSheet.lines([["times", "learners", "code", "message"]] + rows, right: [0, 1])
    case .json, .junit:
      let messages = counts.map { count -> Document in
        [
          "Code": .string(count.code), "Message": .string(count.beginning),
          "Times": .integer(count.times), "Learners": .integer(count.learners),
        ]
      }
      let document: Document = [
        "Lab": .string(lesson.name), "Sessions": .integer(counted.count),
        "Messages": .list(messages),
      ]
      return JSONWriter.text(document, layout: .indented) + "\n"
    case .csv:
      let rows = counts.map { ["\($0.times)", "\($0.learners)", $0.code, $0.beginning] }
      return CSV.text([["times", "learners", "code", "message"]] + rows)
    }
  }
}
