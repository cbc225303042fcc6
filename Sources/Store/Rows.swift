import Kernel
import Sessions
import Text

/// A session as its row has it.
struct SessionRow: Sendable {
  let id: Int
  let name: String
  let engine: Int
  /// As text: SQLite's numbers have a sign.
  let seed: String
  let start: String
  let region: String
  let account: String
  let isCoached: Bool
  let lineCount: Int
  /// The simulated time after the last line, for lists.
  let now: String

  /// The columns that `init(_:)` reads.
  static let columns =
    "id, name, engine, seed, start, region, account, isCoached, lineCount, now"

  /// Reads a row of `columns`.
  init(_ row: borrowing Statement) throws(DatabaseError) {
    id = try row.integer(0)
    name = try row.text(1)
    engine = try row.integer(2)
    seed = try row.text(3)
    start = try row.text(4)
    region = try row.text(5)
    account = try row.text(6)
    isCoached = try row.integer(7) != 0
    lineCount = try row.integer(8)
    now = try row.text(9)
  }

  /// Those that the end of a query chooses, all without one.
  static func all(
    _ end: String = "", in connection: borrowing Connection
  ) throws(DatabaseError) -> [SessionRow] {
    try connection.rows("SELECT \(columns) FROM session \(end)") {
      (row) throws(DatabaseError) in try SessionRow(row)
    }
  }

  /// Adds a session that has no lines yet; its key.
  static func insert(
    _ name: String, _ configuration: SessionConfiguration, isCoached: Bool,
    in connection: borrowing Connection
  ) throws(DatabaseError) -> Int {
    try connection.run(
      """
      INSERT INTO session
        (name, engine, seed, start, region, account, isCoached, lineCount, now, used)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 0)
      """,
      [
        .text(name), .integer(engineGeneration), .text(String(configuration.seed)),
        .text(configuration.start.description), .text(configuration.region.description),
        .text(configuration.account.description), .bool(isCoached),
        .text(configuration.start.readable),
      ])
    return connection.lastKey
  }

  /// What the session starts from; fails where the row was changed by another hand.
  func configuration() throws(HostFailure) -> SessionConfiguration {
    guard let seed = UInt64(seed), let start = Timestamp(start), let region = Region(region),
      let account = AccountID(account)
    else { throw HostFailure(reason: "the session \(name) is damaged: its start cannot be read") }
    return SessionConfiguration(seed: seed, start: start, region: region, account: account)
  }

  /// The lines with what they brought in.
  func lines(in connection: borrowing Connection) throws(DatabaseError) -> [KeptLines.Line] {
    let imports = Dictionary(
      grouping: try connection.rows(
        "SELECT line, path, bytes, failure FROM import WHERE session = ? ORDER BY line, place",
        [.integer(id)]
      ) { (row) throws(DatabaseError) in
        (
          line: try row.integer(0),
          file: LogEntry.Import(
            LogEntry.Source(name: try row.text(1)), bytes: try row.bytes(2),
            failure: try row.optionalText(3))
        )
      }, by: \.line)
    return try connection.rows(
      "SELECT number, text, digest FROM line WHERE session = ? ORDER BY number", [.integer(id)]
    ) { (row) throws(DatabaseError) in
      KeptLines.Line(
        text: try row.text(1), imports: (imports[try row.integer(0)] ?? []).map(\.file),
        digest: try row.text(2))
    }
  }

  /// `session-1`, or the first number after it that is free.
  static func freeName(in connection: borrowing Connection) throws(DatabaseError) -> String {
    let names = Set(try all(in: connection).map(\.name))
    var number = 1
    while names.contains("session-\(number)") { number += 1 }
    return "session-\(number)"
  }
}

extension LogEntry {
  /// Adds the line to a session, with the real files that it brought in.
  ///
  /// Of what it printed only the digest: the output comes back by running the line again.
  func insert(
    as number: Int, of session: Int, in connection: borrowing Connection
  ) throws(DatabaseError) {
    try connection.run(
      "INSERT INTO line (session, number, text, digest) VALUES (?, ?, ?, ?)",
      [.integer(session), .integer(number), .text(text), .text(digest)])
    for (place, file) in imports.enumerated() {
      try connection.run(
        """
        INSERT INTO import (session, line, place, path, bytes, failure) VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(session), .integer(number), .integer(place), .text(file.source.name),
          .bytes(file.bytes), .optional(file.failure),
        ])
    }
  }
}

extension LearningEvent {
  /// Adds what the learner did: it outlives the session.
  ///
  /// The kind is `step`, `finished`, `answer`, `reviewed` or `review`, the subject the lab or the
  /// question, the number the step's; the outcome is how a step was done, whether an answer was
  /// `right` or `wrong`, or a switch `on` or `off`. The day is the learner's, counted from 1970.
  func insert(on day: Int, in connection: borrowing Connection) throws(DatabaseError) {
    let (kind, subject, number, outcome): (String, String, Int?, String?) =
      switch self {
      case .step(let lab, let number, let way): ("step", lab, number, way.rawValue)
      case .finished(let lab): ("finished", lab, nil, nil)
      case .answer(let question, let isRight):
        ("answer", question, nil, isRight ? "right" : "wrong")
      case .reviewed: ("reviewed", "", nil, nil)
      case .review(let isOn): ("review", "", nil, isOn ? "on" : "off")
      }
    try connection.run(
      "INSERT INTO learned (kind, subject, number, outcome, day) VALUES (?, ?, ?, ?, ?)",
      [.text(kind), .text(subject), .optional(number), .optional(outcome), .integer(day)])
  }

  /// All that was ever done, each with its day, but for kinds that this program does not know.
  static func all(
    in connection: borrowing Connection
  ) throws(DatabaseError) -> [(event: LearningEvent, day: Int)] {
    try connection.rows("SELECT kind, subject, number, outcome, day FROM learned ORDER BY id") {
      (row) throws(DatabaseError) -> (event: LearningEvent, day: Int)? in
      let subject = try row.text(1)
      let event: LearningEvent? =
        switch (try row.text(0), try row.optionalInteger(2), try row.optionalText(3)) {
        case ("step", let number?, let way?):
          LearningEvent.Way(rawValue: way).map { .step(lab: subject, number: number, way: $0) }
        case ("finished", _, _): .finished(lab: subject)
        case ("answer", _, let outcome?): .answer(question: subject, isRight: outcome == "right")
        case ("reviewed", _, _): .reviewed
        case ("review", _, let outcome?): .review(isOn: outcome == "on")
        default: nil
        }
      let day = try row.integer(4)
      return event.map { ($0, day) }
    }.compactMap { $0 }
  }
}
