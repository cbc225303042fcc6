package import Console
import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SessionStore {
  /// The layout of the tables; a database with a higher number is of a later program.
  static let layout = 1

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
  package static func open(folder: String, beginsAnew: Bool = true) -> Opened {
    let path = folder + "/sessions.sqlite"
    do {
      return Opened(store: .success(try connect(path, folder)), notice: nil)
    } catch let error as DatabaseError
      where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
    {
      guard beginsAnew else {
        let reason = "\(path) is damaged"
        return Opened(
          store: .failure(HostFailure(reason: reason)), notice: reason, isDamaged: true)
      }
      return setAside(path, folder)
    } catch let failure as HostFailure {
      return Opened(store: .failure(failure), notice: failure.reason)
    } catch {
      let reason = "sessions are not kept: \(path): \(words(for: error))"
      return Opened(store: .failure(HostFailure(reason: reason)), notice: reason)
    }
  }

  private static func connect(_ path: String, _ folder: String) throws -> SessionStore {
    var configuration = Configuration()
    configuration.label = "sessions"
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      // A program that is killed loses nothing; only a machine that loses power may lose the last.
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }
    // Owner only, as the files that SQLite makes beside it: sessions hold what somebody typed.
    let mask = umask(0o077)
    defer { _ = umask(mask) }
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.write { database in
      let layout = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      guard layout <= SessionStore.layout else {
        throw HostFailure(
          reason: "sessions are not kept: \(path) is of a later kmslab (layout \(layout), this one"
            + " knows \(SessionStore.layout)); it was left as it is")
      }
      if layout == 0 { try makeTables(database) }
      let answer = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      guard answer == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    }
    return SessionStore(database, folder: folder)
  }

  private static func makeTables(_ database: Database) throws {
    try database.execute(
      sql: """
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
        PRAGMA user_version = \(layout);
        """)
  }

  /// Renames a damaged database with what SQLite has beside it, and begins a new one.
  private static func setAside(_ path: String, _ folder: String) -> Opened {
    var number = 1
    while unsafe access("\(path).damaged-\(number)", F_OK) == 0 { number += 1 }
    let kept = "\(path).damaged-\(number)"
    guard unsafe rename(path, kept) == 0 else {
      let reason =
        "sessions are not kept: \(path) is damaged and cannot be renamed: \(FileLock.words(errno))"
      return Opened(store: .failure(HostFailure(reason: reason)), notice: reason)
    }
    for suffix in ["-wal", "-shm"] { _ = unsafe rename(path + suffix, kept + suffix) }
    do {
      let store = try connect(path, folder)
      return Opened(
        store: .success(store),
        notice: "\(path) was damaged; it is kept as \(kept), and a new one was begun",
        isDamaged: true)
    } catch {
      let reason = "sessions are not kept: \(path): \(words(for: error))"
      return Opened(store: .failure(HostFailure(reason: reason)), notice: reason)
    }
  }
}
