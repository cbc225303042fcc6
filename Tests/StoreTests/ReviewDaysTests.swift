import Console
import Kernel
import Lab
import Sessions
import Synchronization
import Testing

@testable import Store

/// On which day something was learned, by the clock of who learns.
struct ReviewDaysTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A calendar that a test turns over.
  private final class Calendar: Sendable {
    private let day = Mutex(20_000)
    var today: Int { day.withLock { $0 } }
    func turn(to day: Int) { self.day.withLock { $0 = day } }
  }

  private func store(_ calendar: Calendar) throws -> SessionStore {
    try SessionStore.open(folder: folder.path, today: { calendar.today }).store.get()
  }

  @Test func `Answers keep their days, whatever session they were given in`() throws {
    let calendar = Calendar()
    let store = try store(calendar)
    for (day, name) in [(20_000, "a"), (20_007, "b")] {
      calendar.turn(to: day)
      _ = try store.create(name, SessionConfiguration(seed: 9), isCoached: false)
      var session = Session(SessionConfiguration(seed: 9))
      session.companion = Tutor()
      for line in ["quiz keys", "a", "a b", "a b c", "set review off"] {
        _ = session.execute(line)
        try store.keep(session)
      }
    }
    calendar.turn(to: 20_010)
    let record = try store.record()
    #expect(record.today == 20_010)
    #expect(!record.isReviewOn)
    let (_, answers) = try #require(record.questions.first)
    let date = try #require(answers.date)
    #expect(date.day == (answers.wrong == 0 ? 20_028 : 20_008))
  }

  @Test func `A database of the layout before tells no days, and goes on`() throws {
    do {
      let store = try store(Calendar())
      try store.database.withLock { (connection) throws(DatabaseError) in
        try connection.execute(
          """
          ALTER TABLE learned DROP COLUMN day; ALTER TABLE session DROP COLUMN isUsed;
          PRAGMA user_version = 1;
          INSERT INTO learned (kind, subject, outcome) VALUES ('answer', 'x', 'right');
          """)
      }
    }
    for _ in 1...2 {
      let record = try store(Calendar()).record()
      #expect(record.questions["x"]?.date == ReviewDate(rung: 2, day: 7))
    }
  }
}
