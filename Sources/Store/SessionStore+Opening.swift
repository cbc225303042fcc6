import CSQLite
package import Sessions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SessionStore {
  /// The layout of the tables; a database with a higher number is of a later program.
  static let layout = 3

  /// What came of opening: a store, or why not, and what the learner should hear of it.
  package struct Opened: Sendable {
    /// The store.
    package let store: Result<SessionStore, HostFailure>
    /// What happened on the way; nothing where all is well.
    package let notice: String?
    /// Whether the database was there, and damaged.
    package var isDamaged = false
  }

  /// Opens the database of a folder; a damaged one is kept aside and a new one begun, where that is
  /// asked for.
  ///
  /// `today` tells the learner's day, counted from 1970.
  package static func open(
    folder: String, beginsAnew: Bool = true, today: @escaping @Sendable () -> Int = { 0 }
  ) -> Opened {
    let path = folder + "/sessions.sqlite"
    do throws(DatabaseError) {
      let (store, layout) = try connect(path, folder, today)
      guard layout <= SessionStore.layout else {
        return failed(
          "\(path) is of a later kmslab (layout \(layout), this one knows \(SessionStore.layout));"
            + " it was left as it is")
      }
      return Opened(store: .success(store), notice: nil)
    } catch {
      guard error.isDamage else { return failed("\(path): \(error.message)") }
      guard beginsAnew else {
        let reason = "\(path) is damaged"
        return Opened(
          store: .failure(HostFailure(reason: reason)), notice: reason, isDamaged: true)
      }
      return setAside(path, folder, today)
    }
  }

  private static func failed(_ reason: String) -> Opened {
    let reason = "sessions are not kept: " + reason
    return Opened(store: .failure(HostFailure(reason: reason)), notice: reason)
  }

  /// Opens a database, and the layout of its tables; those of a later program stay untouched.
  private static func connect(
    _ path: String, _ folder: String, _ today: @escaping @Sendable () -> Int
  ) throws(DatabaseError) -> (store: SessionStore, layout: Int) {
    // Owner only, as the files that SQLite makes beside it: sessions hold what somebody typed.
    let mask = umask(0o077)
    defer { _ = umask(mask) }
    let connection = try Connection.open(path, patience: 5_000)
    // A program that is killed loses nothing; only a machine that loses power may lose the last.
    try connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    let layout = try connection.transaction { (connection) throws(DatabaseError) in
      let layout = try connection.number("PRAGMA user_version")
      switch layout {
      case 0: try makeTables(connection)
      case 1:
        try addDays(connection)
        try addUses(connection)
      case 2: try addUses(connection)
      default: break
      }
      return layout
    }
    if layout <= SessionStore.layout { try check(connection) }
    return (SessionStore(connection, folder: folder, today: today), layout)
  }

  /// Reads all pages, so that damage shows now and not in the middle of a session.
  private static func check(_ connection: borrowing Connection) throws(DatabaseError) {
    let answers = try connection.rows("PRAGMA quick_check(1)") { (row) throws(DatabaseError) in
      try row.text(0)
    }
    guard answers == ["ok"] else {
      throw DatabaseError(SQLITE_CORRUPT, answers.first ?? "no answer")
    }
  }

  private static func makeTables(_ connection: borrowing Connection) throws(DatabaseError) {
    try connection.execute(
      """
      CREATE TABLE session (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, engine INTEGER NOT NULL,
        seed TEXT NOT NULL, start TEXT NOT NULL, region TEXT NOT NULL, account TEXT NOT NULL,
        isCoached INTEGER NOT NULL, lineCount INTEGER NOT NULL, now TEXT NOT NULL,
        used INTEGER NOT NULL, isUsed INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE line (
        session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE, number INTEGER NOT NULL,
        text TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (session, number)) WITHOUT ROWID;
      CREATE TABLE import (
        session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE, line INTEGER NOT NULL,
        place INTEGER NOT NULL, path TEXT NOT NULL, bytes BLOB NOT NULL, failure TEXT,
        PRIMARY KEY (session, line, place));
      CREATE TABLE learned (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, subject TEXT NOT NULL,
        number INTEGER, outcome TEXT, day INTEGER NOT NULL DEFAULT 0);
      PRAGMA user_version = \(layout);
      """)
  }

  /// Layout 2 tells when something was learned; what was before is of no day that is known.
  private static func addDays(_ connection: borrowing Connection) throws(DatabaseError) {
    try connection.execute(
      """
      ALTER TABLE learned ADD COLUMN day INTEGER NOT NULL DEFAULT 0;
      PRAGMA user_version = 2;
      """)
  }

  /// Layout 3 tells whether anybody typed a line of a session; before, the lines that the program
  /// types by itself were known by their texts.
  private static func addUses(_ connection: borrowing Connection) throws(DatabaseError) {
    try connection.execute(
      """
      ALTER TABLE session ADD COLUMN isUsed INTEGER NOT NULL DEFAULT 0;
      UPDATE session SET isUsed = EXISTS
        (SELECT 1 FROM line
          WHERE session = session.id AND text NOT IN ('recall', 'review', 'skip'));
      PRAGMA user_version = 3;
      """)
  }

  /// Renames a damaged database with what SQLite has beside it, and begins a new one.
  private static func setAside(
    _ path: String, _ folder: String, _ today: @escaping @Sendable () -> Int
  ) -> Opened {
    var number = 1
    while unsafe access("\(path).damaged-\(number)", F_OK) == 0 { number += 1 }
    let kept = "\(path).damaged-\(number)"
    guard unsafe rename(path, kept) == 0 else {
      return failed("\(path) is damaged and cannot be renamed: \(FileLock.words(errno))")
    }
    for suffix in ["-wal", "-shm"] { _ = unsafe rename(path + suffix, kept + suffix) }
    do throws(DatabaseError) {
      return Opened(
        store: .success(try connect(path, folder, today).store),
        notice: "\(path) was damaged; it is kept as \(kept), and a new one was begun",
        isDamaged: true)
    } catch {
      return failed("\(path): \(error.message)")
    }
  }
}
