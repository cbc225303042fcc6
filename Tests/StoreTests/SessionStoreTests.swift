import Cloud
import Console
import Foundation
import Kernel
import Lab
import Sessions
import Synchronization
import Testing

@testable import Store

/// Sessions that outlive the program.
struct SessionStoreTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func store() throws -> SessionStore {
    try SessionStore.open(folder: folder.path).store.get()
  }

  /// A session on a shelf, as the program makes one.
  private func session(
    on shelf: any SessionShelf, files: [String: String] = [:], _ lines: [String] = [],
    untyped: [String] = []
  ) throws -> Session {
    var session = Session(SessionConfiguration(seed: 9), host: host(shelf, files: files))
    session.companion = Tutor()
    for (index, line) in (untyped + lines).enumerated() {
      _ = session.execute(line, isUntyped: index < untyped.count)
      try shelf.keep(session)
    }
    return session
  }

  private func host(_ shelf: any SessionShelf, files: [String: String] = [:]) -> Sessions.Host {
    var host = Sessions.Host(
      readFile: { (path, _) throws(HostFailure) -> [UInt8] in
        guard let text = files[path] else { throw HostFailure(reason: "no such file") }
        return Array(text.utf8)
      },
      writeFile: { (_, _) throws(HostFailure) -> Void in }, shelf: .success(shelf))
    host.record = { "" }
    return host
  }

  private static let lines = [
    "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
    "aws kms create-alias --alias-name alias/lab-key --target-key-id $KEY",
    "import /real f", "import /none", "cat <<E >g\na\nE", "advance 365d", "learn 1", "skip", "undo",
    "predict on", "aws kms list-keys", "yes", "quiz keys", "a", "leave", "aws kms describe-key x",
  ]

  @Test func `A session comes back with every line, output, file and world`() throws {
    let first = try store()
    _ = try first.create("monday", SessionConfiguration(seed: 9), isCoached: false)
    let session = try session(on: first, files: ["/real": "real bytes"], Self.lines)
    let second = try SessionStore.open(folder: folder.path).store.get()
    // The first program is gone.
    _ = try first.create(nil, SessionConfiguration(), isCoached: false)
    let kept = try second.open("monday")
    let resumed = Session.resumed(
      kept, isCoached: kept.isCoached, host: host(second), table: .console,
      companion: Tutor())
    #expect(resumed.lines == ["back in monday: 16 lines, it is 2026-01-01 00:00:00"])
    #expect(resumed.session.log == session.log)
    #expect(resumed.session.world.digest() == session.world.digest())
    #expect(resumed.session.companion?.record == session.companion?.record)
  }

  @Test(arguments: [false, true])
  func `The present terminal decides whether a session explains`(wasCoached: Bool) throws {
    let store = try store()
    let configuration = SessionConfiguration(seed: 9)
    _ = try store.create("s", configuration, isCoached: wasCoached)
    var first = Session(configuration, isCoached: wasCoached, host: host(store))
    for line in ["aws kms describe-key --key-id x", "echo 1", "advance 7"] {
      _ = first.execute(line)
      try store.keep(first)
    }
    for isCoached in [!wasCoached, !wasCoached, wasCoached] {
      _ = try store.create(nil, configuration, isCoached: false)
      let kept = try store.open("s")
      let resumed = Session.resumed(
        kept, isCoached: isCoached, host: host(store), table: .console, companion: nil)
      #expect(resumed.warning == nil)
      #expect(resumed.isRetold == (kept.isCoached != isCoached))
      if resumed.isRetold { try store.retell(resumed.session) }
      #expect(resumed.session.isCoached == isCoached)
      #expect((resumed.session.log == first.log) == (isCoached == wasCoached))
      #expect(resumed.session.world.digest() == first.world.digest())
    }
  }

  @Test func `Each line is there before the next is typed`() throws {
    let store = try store()
    _ = try store.create("s", SessionConfiguration(seed: 9), isCoached: false)
    var session = try session(on: store)
    for (index, line) in Self.lines.enumerated() {
      _ = session.execute(line)
      try store.keep(session)
      #expect(try store.sessions().first?.lineCount == index + 1)
    }
  }

  @Test func `A session that is open elsewhere is not given away, nor deleted`() throws {
    let (first, second) = (try store(), try store())
    _ = try first.create("mine", SessionConfiguration(), isCoached: false)
    let told = HostFailure(reason: "mine is open in another terminal; close it there first")
    #expect(throws: told) { try second.open("mine") }
    #expect(throws: told) { try second.delete("mine") }
    #expect(try second.sessions().map(\.isOpenElsewhere) == [true])
    #expect(try second.lastFree().free == nil)
    _ = try first.create("other", SessionConfiguration(), isCoached: false)
    #expect(try second.open("mine").name == "mine")
    #expect(try second.sessions().map(\.name) == ["mine", "other"])
  }

  @Test func `The present session is not deleted; another goes with its lines`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(), isCoached: false)
    _ = try session(on: store, ["echo 1", "import /none"])
    #expect(throws: HostFailure.self) { try store.delete("a") }
    _ = try store.create("b", SessionConfiguration(), isCoached: false)
    try store.delete("a")
    #expect(try store.sessions().map(\.name) == ["b"])
    for table in ["line", "import"] {
      #expect(try store.number("SELECT count(*) FROM \(table)") == 0)
    }
  }

  @Test func `Sessions without a name and without a line leave no trace`() throws {
    let store = try store()
    let untyped = ["recall", "review", "skip"]
    for lines in [[], ["echo 1"], [], ["review"], []] {
      for untyped in [[], untyped] {
        _ = try store.create(nil, SessionConfiguration(seed: 9), isCoached: false)
        _ = try session(on: store, lines, untyped: untyped)
      }
    }
    _ = try store.create("mine", SessionConfiguration(), isCoached: false)
    _ = try store.create(nil, SessionConfiguration(), isCoached: false)
    #expect(try store.sessions().map(\.lineCount) == [0, 0, 4, 1, 4, 1])
    #expect(try store.sessions().dropFirst().first?.name == "mine")
  }

  @Test(arguments: ["", "a b", "-x", "é", "a/b", String(repeating: "x", count: 65)])
  func `A name that could not be typed is refused`(name: String) throws {
    let store = try store()
    #expect(throws: HostFailure.self) {
      try store.create(name, SessionConfiguration(), isCoached: false)
    }
    #expect(try store.sessions().isEmpty)
  }

  @Test func `A name is given once, and the nearest is named`() throws {
    let store = try store()
    _ = try store.create("monday", SessionConfiguration(), isCoached: false)
    #expect(throws: HostFailure(reason: "there is a session monday already: resume monday")) {
      try store.create("monday", SessionConfiguration(), isCoached: false)
    }
    #expect(throws: HostFailure(reason: "no session munday; the nearest is monday")) {
      try store.open("munday")
    }
  }

  @Test func `What was learned outlives its session`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(seed: 9), isCoached: false)
    let session = try session(on: store, ["learn 1", "skip", "skip", "leave", "quiz keys", "b"])
    _ = try store.create("b", SessionConfiguration(), isCoached: false)
    try store.delete("a")
    let record = try store.record()
    #expect(record == session.companion?.record)
    #expect(record.finished["a-key-of-your-own"] == 0)
    #expect(record.questions.count == 1)
    #expect(LearnerRecord(text: record.text) == record)
  }

  @Test func `A damaged database is kept aside and a new one begun`() throws {
    for number in 1...2 {
      try Data("this is no database, but long enough to be read as one".utf8)
        .write(to: URL(filePath: folder.database))
      let opened = SessionStore.open(folder: folder.path)
      #expect(opened.notice?.contains("was damaged; it is kept as") == true)
      #expect(try opened.store.get().sessions().isEmpty)
      #expect(FileManager.default.fileExists(atPath: folder.database + ".damaged-\(number)"))
    }
  }

  @Test func `Damage in the middle is noticed, whatever page it hits`() throws {
    do {
      let store = try store()
      _ = try store.create("a", SessionConfiguration(), isCoached: false)
      _ = try session(
        on: store, (0..<200).map { "echo \($0) \(String(repeating: "x", count: 99))" })
      try store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    var bytes = try Data(contentsOf: URL(filePath: folder.database))
    bytes.replaceSubrange(8_192..<12_288, with: Data(repeating: 0xA5, count: 4_096))
    try bytes.write(to: URL(filePath: folder.database))
    let opened = SessionStore.open(folder: folder.path)
    #expect(opened.notice?.contains("was damaged") == true)
  }

  @Test func `A database of a later program is left as it is`() throws {
    try store().execute("PRAGMA user_version = 99")
    let opened = SessionStore.open(folder: folder.path)
    #expect(opened.notice?.contains("is of a later kmslab (layout 99") == true)
    #expect(throws: HostFailure.self) { try opened.store.get() }
    #expect(try Connection.open(folder.database, patience: 0).number("PRAGMA user_version") == 99)
  }

  /// In `/proc` not even the superuser, as whom tests may run, can make a file.
  @Test(arguments: ["/none", "/file", "/proc/self"])
  func `A folder that cannot be written is told`(name: String) throws {
    try Data().write(to: URL(filePath: folder.path + "/file"))
    let path = name.hasPrefix("/proc") ? name : folder.path + name
    let opened = SessionStore.open(folder: path)
    let told = "sessions are not kept: \(path)/sessions.sqlite: unable to open database file"
    #expect(opened.notice == told)
    #expect(throws: HostFailure(reason: told)) { try opened.store.get() }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser writes to everything"))
  func `A database that cannot be written is told, and left as it is`() throws {
    _ = try store().create("a", SessionConfiguration(), isCoached: false)
    let before = try Data(contentsOf: URL(filePath: folder.database))
    _ = unsafe chmod(folder.database, 0o400)
    let opened = SessionStore.open(folder: folder.path)
    #expect(opened.notice?.hasSuffix("attempt to write a readonly database") == true)
    #expect(try Data(contentsOf: URL(filePath: folder.database)) == before)
  }

  @Test func `A database that was made with GRDB is used on`() throws {
    try Connection.open(folder.database, patience: 0).execute(OldDatabase.sql)
    let store = try store()
    #expect(try store.sessions().map(\.name) == ["session-2", "monday", "session-1"])
    let kept = try store.open("monday")
    #expect(kept.configuration == SessionConfiguration(seed: UInt64.max))
    #expect(kept.isCoached)
    #expect(kept.lines.map(\.text) == ["import /real f", "import /none g", "echo é"])
    #expect(
      kept.lines.flatMap(\.imports) == [
        LogEntry.Import(.file("/real"), bytes: [0, 255], failure: nil),
        LogEntry.Import(.file("/none"), bytes: [], failure: "no such file"),
      ])
    #expect(try store.record().finished["a-key-of-your-own"] == 0)
    // Nobody typed a line of session-2.
    _ = try store.create(nil, SessionConfiguration(), isCoached: false)
    #expect(try store.sessions().map(\.name) == ["session-2", "monday", "session-1"])
    #expect(try store.sessions().map(\.lineCount) == [0, 3, 1])
  }

  @Test func `Programs that begin at the same time share one database`() throws {
    let path = folder.path
    let names = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      let opened = SessionStore.open(folder: path)
      #expect(opened.notice == nil)
      let name = try? opened.store.get().create(nil, SessionConfiguration(), isCoached: false)
      if let name { names.withLock { $0.append(name) } }
    }
    #expect(names.withLock { $0.count } == 8)
  }

  @Test func `Owners alone may read what is kept`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(), isCoached: false)
    for file in ["sessions.sqlite", "sessions.sqlite-wal"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + file)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
    }
  }

  @Test func `A line that could not be kept is kept with the next one`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(seed: 9), isCoached: false)
    var session = try session(on: store, ["echo 1"])
    let pages = try store.number("PRAGMA page_count")
    try store.execute("PRAGMA max_page_count = \(pages)")
    _ = session.execute("echo \(String(repeating: "x", count: 50_000))")
    let full = HostFailure(reason: "database or disk is full")
    #expect(throws: full) { try store.keep(session) }
    #expect(try store.sessions().first?.lineCount == 1)
    try store.execute("PRAGMA max_page_count = 100000")
    _ = session.execute("echo 3")
    try store.keep(session)
    _ = try store.create("b", SessionConfiguration(), isCoached: false)
    #expect(try store.open("a").lines.map(\.text) == session.log.map(\.text))
  }

  @Test func `A world that comes out otherwise is told, with the first such line`() throws {
    let store = try store()
    _ = try store.create("a", SessionConfiguration(seed: 9), isCoached: false)
    _ = try session(on: store, ["echo 1", "echo 2"])
    try store.execute("UPDATE line SET text = 'echo 3'")
    _ = try store.create("b", SessionConfiguration(), isCoached: false)
    var kept = try store.open("a")
    let told = "the first line that prints something else is line 1, echo 3"
    #expect(
      Session.resumed(
        kept, isCoached: kept.isCoached, host: .none, table: .console, companion: nil
      ).lines.last
        == "it is not the world that you left: \(told)")
    kept = KeptLines(
      name: kept.name, configuration: kept.configuration, isCoached: false, engine: 0,
      lines: kept.lines)
    #expect(
      Session.resumed(
        kept, isCoached: kept.isCoached, host: .none, table: .console, companion: nil
      ).lines.last?
      .hasPrefix(
        "made by engine 0, this is engine ") == true)
  }
}

extension SessionStore {
  /// Changes the database by another hand.
  fileprivate func execute(_ sql: String) throws {
    try database.withLock { connection throws(DatabaseError) in try connection.execute(sql) }
  }

  /// Asks the database for a number.
  fileprivate func number(_ sql: String) throws -> Int {
    try database.withLock { connection throws(DatabaseError) in try connection.number(sql) }
  }
}

/// What the program wrote as long as it used GRDB: layout 1.
private enum OldDatabase {
  static let sql = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE session (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, engine INTEGER NOT NULL,
      seed TEXT NOT NULL, start TEXT NOT NULL, region TEXT NOT NULL, account TEXT NOT NULL,
      isCoached INTEGER NOT NULL, lineCount INTEGER NOT NULL, now TEXT NOT NULL,
      used INTEGER NOT NULL);
    CREATE TABLE line (
      session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE, number INTEGER NOT NULL,
      text TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID;
    CREATE TABLE import (
      session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE, line INTEGER NOT NULL,
      place INTEGER NOT NULL, path TEXT NOT NULL, bytes BLOB NOT NULL, failure TEXT,
      PRIMARY KEY (session, line, place));
    CREATE TABLE learned (
      id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, subject TEXT NOT NULL,
      number INTEGER, outcome TEXT);
    PRAGMA user_version = 1;
    INSERT INTO session VALUES
      (1,'session-1',4,'1','2025-01-01T00:00:00Z','us-east-1','111122223333',0,1,'2025','1'),
      (2,'monday',4,'18446744073709551615','2025-01-01T00:00:00Z','us-east-1','111122223333',1,
       3,'2025-01-01 00:00:00',2),
      (3,'session-2',4,'1','2025-01-01T00:00:00Z','us-east-1','111122223333',0,2,'2025','3');
    INSERT INTO line VALUES
      (3,0,'recall','00'), (3,1,'skip','00'), (1,0,'echo 1','00'), (2,2,'echo é','03'), (2,0,'import /real f','01'),
      (2,1,'import /none g','02');
    INSERT INTO import VALUES (2,1,0,'/none',x'','no such file'), (2,0,0,'/real',x'00ff',NULL);
    INSERT INTO learned (kind, subject, number, outcome) VALUES
      ('step','a-key-of-your-own',1,'skipped'), ('finished','a-key-of-your-own',NULL,NULL),
      ('answer','keys-1',NULL,'right'), ('danced','on a table',NULL,NULL);
    """
}
