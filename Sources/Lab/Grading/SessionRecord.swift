import Console
import Kernel
package import Sessions

/// A saved session that was replayed: its lines, and what was done in them.
package struct SessionRecord: Sendable {
  /// The session at its end; it keeps no earlier world.
  package private(set) var session: Session
  /// The labs that it was led through, and the one that was looked for.
  package let works: [LabWork]
  /// Right answers and all, by topic; of each question the first answer counts.
  package let quiz: [(topic: String, right: Int, count: Int)]
  /// Right predictions of what calls come to, and all.
  package let predictions: (right: Int, count: Int)
  /// What is not as it was saved: the hash chain's breaks.
  package let breaks: [String]
  /// Whether the file has a hash chain.
  package let hasChain: Bool
  /// What does not come back: the first line that prints something else, or another engine.
  package let difference: String?
  /// The first answer to each question.
  let answers: OrderedMap<String, Witness.Answer>
  /// Exams that came to their end.
  let exams: [QuizRun.Score]
  /// The days on which it was typed, counted from 1970, as far as it knows them.
  let days: Set<Int>
  /// The world outside of labs, where anything was done in it.
  let free: Session?
  /// The clock after each line of the log.
  let times: [Timestamp]

  /// Replays the bytes of a file; `sought` is a lab that counts in a free session too.
  package init(
    _ bytes: [UInt8], lessons: [Lesson] = Tutor.builtIn, seeking sought: Lesson? = nil,
    limit: ReplayLimit = ReplayLimit()
  ) throws(LabFileError) {
    let file = try LabFile(bytes)
    guard file["kind"] == "session" else {
      throw LabFileError(
        line: 1, message: "no saved session: its kind is \(file["kind"] ?? "missing"), not session")
    }
    let isKnown = lessons.contains { $0.name == sought?.name }
    let lessons = lessons + (isKnown ? [] : [sought].compactMap { $0 })
    let replayed = try SessionFile.replay(
      file, table: .console, companion: Witness(Tutor(lessons), seeking: sought), limit: limit)
    let replayedSession = replayed.rerun.finished(host: .none)
    session = replayedSession
    session.forgetPast()
    let broken = try SessionChain.breaks(in: file)
    (breaks, hasChain) = (broken ?? [], broken != nil)
    difference = replayed.verdict
    guard var witness = replayedSession.companion as? Witness else {
      (works, quiz, free, times, predictions) = ([], [], nil, [], (0, 0))
      (answers, exams, days) = ([:], [], [])
      return
    }
    witness.finish()
    let guided = witness.labs.values.map { $0 }
    let isLed = guided.contains { $0.lesson.name == sought?.name }
    works = SessionRecord.counting(
      session.log, witness, guided + (isLed ? [] : witness.walk.map { [$0.work] } ?? []))
    (answers, exams, days) = (witness.answers, witness.exams, witness.days)
    quiz = SessionRecord.topics(witness)
    predictions = (witness.predictions.right, witness.predictions.count)
    free = witness.free
    var now = session.beginning.start
    times = session.log.indices.map { index in
      now = witness.times[index] ?? now
      return now
    }
  }

  /// The labs with the lines that were typed in each of their steps.
  private static func counting(
    _ log: [LogEntry], _ witness: Witness, _ works: [LabWork]
  ) -> [LabWork] {
    var works = works
    var place = Witness.Place(lab: witness.walk?.work.lesson.name, step: 0)
    for (index, entry) in log.enumerated() {
      let work = works.firstIndex { $0.lesson.name == place.lab }
      if let work, !witness.answered.contains(index) { works[work].count(entry, step: place.step) }
      place = witness.places[index] ?? place
    }
    return works
  }

  private static func topics(_ witness: Witness) -> [(topic: String, right: Int, count: Int)] {
    var topics: OrderedMap<String, QuizRun.Score> = [:]
    for (_, answer) in witness.answers { topics.count(answer.isRight, of: answer.topic) }
    return topics.map { ($0.key, $0.value.right, $0.value.count) }
  }

  /// What was done in a lab.
  package func work(in lab: String) -> LabWork? { works.first { $0.lesson.name == lab } }
}
