import Console
import Foundation
import GRDB
import Kernel

/// A session.
struct SessionRow: Codable, FetchableRecord, MutablePersistableRecord {
  static let databaseTableName = "session"

  var id: Int64?
  var name: String
  var engine = engineGeneration
  /// As text: SQLite's numbers have a sign.
  var seed: String
  var start: String
  var region: String
  var account: String
  var isCoached: Bool
  var lineCount = 0
  /// The simulated time after the last line, for lists.
  var now: String
  /// A number that grows with every use.
  var used = 0

  init(name: String, _ configuration: SessionConfiguration, isCoached: Bool) {
    self.name = name
    seed = String(configuration.seed)
    start = configuration.start.description
    region = configuration.region.description
    account = configuration.account.description
    self.isCoached = isCoached
    now = configuration.start.readable
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }

  /// What the session starts from; fails where the row was changed by another hand.
  func configuration() throws(HostFailure) -> SessionConfiguration {
    guard let seed = UInt64(seed), let start = Timestamp(start), let region = Region(region),
      let account = AccountID(account)
    else { throw HostFailure(reason: "the session \(name) is damaged: its start cannot be read") }
    return SessionConfiguration(seed: seed, start: start, region: region, account: account)
  }

  /// The lines with what they brought in.
  func lines(_ database: Database) throws -> [KeptLines.Line] {
    let own = Column("session") == id
    let imports = Dictionary(
      grouping: try ImportRow.filter(own).order(Column("line"), Column("place"))
        .fetchAll(database), by: \.line)
    return try LineRow.filter(own).order(Column("number")).fetchAll(database).map { row in
      KeptLines.Line(
        text: row.text, imports: (imports[row.number] ?? []).map(\.file), digest: row.digest)
    }
  }

  /// `session-1`, or the first number after it that is free.
  static func freeName(_ database: Database) throws -> String {
    let names = Set(try String.fetchAll(database, SessionRow.select(Column("name"))))
    var number = 1
    while names.contains("session-\(number)") { number += 1 }
    return "session-\(number)"
  }
}

/// A line of a session.
struct LineRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "line"

  var session: Int64
  var number: Int
  var text: String
  /// Of what it printed: the output itself comes back by running the line again.
  var digest: String

  init(session: Int64, number: Int, _ entry: LogEntry) {
    self.session = session
    self.number = number
    text = entry.text
    digest = entry.digest
  }
}

/// A real file that a line brought in.
struct ImportRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "import"

  var session: Int64
  var line: Int
  /// Which of the line's files it is.
  var place: Int
  var path: String
  var bytes: Data
  /// Why it could not be read.
  var failure: String?

  init(session: Int64, line: Int, place: Int, _ file: LogEntry.Import) {
    self.session = session
    self.line = line
    self.place = place
    path = file.path
    bytes = Data(file.bytes)
    failure = file.failure
  }

  var file: LogEntry.Import { LogEntry.Import(path: path, bytes: Array(bytes), failure: failure) }
}

/// Something that the learner did: it outlives the session.
struct LearnedRow: Codable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "learned"

  /// `step`, `finished` or `answer`.
  var kind: String
  /// The lab or the question.
  var subject: String
  /// The step's number; nothing else has one.
  var number: Int?
  /// How a step was done, or whether an answer was `right` or `wrong`.
  var outcome: String?

  init(_ event: LearningEvent) {
    switch event {
    case .step(let lab, let number, let way):
      (kind, subject, self.number, outcome) = ("step", lab, number, way.rawValue)
    case .finished(let lab): (kind, subject) = ("finished", lab)
    case .answer(let question, let isRight):
      (kind, subject, outcome) = ("answer", question, isRight ? "right" : "wrong")
    }
  }

  /// The event; nothing for a kind that this program does not know.
  var event: LearningEvent? {
    switch (kind, number, outcome) {
    case ("step", let number?, let way?):
      LearningEvent.Way(rawValue: way).map { .step(lab: subject, number: number, way: $0) }
    case ("finished", _, _): .finished(lab: subject)
    case ("answer", _, let outcome?): .answer(question: subject, isRight: outcome == "right")
    default: nil
    }
  }
}
