import CSQLite
import Foundation
import Testing

@testable import Store

/// The thin layer over SQLite: what is written comes back, or is told.
struct ConnectionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A connection to the test's database, with a table of two columns.
  private func connection(patience: Int32 = 0) throws -> Connection {
    let connection = try Connection.open(folder.database, patience: patience)
    try connection.execute(
      """
      PRAGMA journal_mode = WAL;
      CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, value);
      """)
    return connection
  }

  private func count(_ connection: borrowing Connection) throws -> Int {
    try connection.number("SELECT count(*) FROM thing")
  }

  static let values: [Statement.Value] = [
    .null, .integer(0), .integer(.min), .integer(.max), .bool(true), .bool(false), .text(""),
    .text("é"), .text("e\u{301}"), .text("漢字😀\u{202E}"), .text("a\u{0}b"), .text("\u{FEFF}x"),
    .text("'; DROP TABLE thing; --"), .text(String(repeating: "é", count: 1_000_000)), .bytes([]),
    .bytes([0]), .bytes(Array(0...255)), .bytes(Array(repeating: 7, count: 5_000_000)),
  ]

  @Test(arguments: values.indices)
  func `A value comes back as it was`(index: Int) throws {
    let value = ConnectionTests.values[index]
    let connection = try connection()
    try connection.run("INSERT INTO thing (value) VALUES (?)", [value])
    let back = try connection.rows("SELECT value FROM thing") { $0.value(0) }
    #expect(back == [value])
    if case .text(let text) = value, case .text(let other)? = back.first {
      #expect(Array(other.utf8) == Array(text.utf8))
    }
    #expect(connection.lastKey == 1)
  }

  @Test func `Of a transaction that fails nothing stays, and the next one works`() throws {
    let connection = try connection()
    let told = DatabaseError(SQLITE_CONSTRAINT, "UNIQUE constraint failed: thing.id")
    #expect(throws: told) {
      try connection.transaction { (connection) throws(DatabaseError) in
        try connection.run("INSERT INTO thing VALUES (1, 'a')")
        try connection.run("INSERT INTO thing VALUES (1, 'b')")
      }
    }
    #expect(try count(connection) == 0)
    let result = try connection.transaction { (connection) throws(DatabaseError) in
      try connection.run("INSERT INTO thing VALUES (1, 'a')")
      return "done"
    }
    #expect(result == "done")
    #expect(try count(connection) == 1)
  }

  @Test func `A transaction that fails at its end leaves nothing either`() throws {
    let connection = try connection()
    try connection.execute(
      "CREATE TABLE part (of INTEGER REFERENCES thing DEFERRABLE INITIALLY DEFERRED)")
    #expect(throws: DatabaseError(SQLITE_CONSTRAINT, "FOREIGN KEY constraint failed")) {
      try connection.transaction { (connection) throws(DatabaseError) in
        try connection.run("INSERT INTO part VALUES (7)")
      }
    }
    #expect(try connection.number("SELECT count(*) FROM part") == 0)
    try connection.transaction { (connection) throws(DatabaseError) in
      try connection.run("INSERT INTO thing VALUES (7, NULL)")
      try connection.run("INSERT INTO part VALUES (7)")
    }
    try connection.run("DELETE FROM part")
  }

  @Test func `Who may not wait is told that another writes, and reads what was before`() throws {
    let first = try connection()
    let second = try connection()
    try first.transaction { (first) throws(DatabaseError) in
      try first.run("INSERT INTO thing VALUES (1, 'a')")
      #expect(throws: DatabaseError(SQLITE_BUSY, "database is locked")) {
        try second.run("INSERT INTO thing VALUES (2, 'b')")
      }
      #expect(try second.number("SELECT count(*) FROM thing") == 0)
    }
    try second.run("INSERT INTO thing VALUES (2, 'b')")
    #expect(try count(first) == 2)
  }

  @Test func `Who waits comes next`() throws {
    let (path, isWriting) = (folder.database, DispatchSemaphore(value: 0))
    let second = try connection(patience: 60_000)
    Thread.detachNewThread {
      defer { isWriting.signal() }
      try? Connection.open(path, patience: 0).transaction { (first) throws(DatabaseError) in
        try first.run("INSERT INTO thing VALUES (1, 'first')")
        isWriting.signal()
        Thread.sleep(forTimeInterval: 0.2)
      }
    }
    isWriting.wait()
    try second.transaction { (second) throws(DatabaseError) in
      #expect(try second.number("SELECT count(*) FROM thing WHERE value = 'first'") == 1)
    }
    isWriting.wait()
  }

  @Test func `What has no room is told, and what was there stays`() throws {
    let connection = try connection()
    try connection.run("INSERT INTO thing VALUES (1, 'a')")
    let pages = try connection.number("PRAGMA page_count")
    try connection.execute("PRAGMA max_page_count = \(pages)")
    #expect(throws: DatabaseError(SQLITE_FULL, "database or disk is full")) {
      try connection.transaction { (connection) throws(DatabaseError) in
        try connection.run("INSERT INTO thing VALUES (2, 'b')")
        try connection.run("INSERT INTO thing VALUES (3, zeroblob(100000))")
      }
    }
    #expect(try count(connection) == 1)
    try connection.execute("PRAGMA max_page_count = 1000")
    try connection.run("INSERT INTO thing VALUES (3, zeroblob(100000))")
    #expect(try count(connection) == 2)
  }

  @Test func `What may not be written is told`() throws {
    let connection = try connection()
    try connection.execute("PRAGMA query_only = TRUE")
    #expect(throws: DatabaseError(SQLITE_READONLY, "attempt to write a readonly database")) {
      try connection.run("INSERT INTO thing VALUES (1, 'a')")
    }
    #expect(try count(connection) == 0)
  }

  @Test(
    arguments: [
      ("/none/x.sqlite", SQLITE_CANTOPEN, "unable to open database file"),
      ("", SQLITE_CANTOPEN, "unable to open database file"),
      ("/text", SQLITE_NOTADB, "file is not a database"),
    ] as [(String, Int32, String)])
  func `What is no database is told`(name: String, code: Int32, words: String) throws {
    try Data("this is no database, but long enough to be read as one".utf8)
      .write(to: URL(filePath: folder.path + "/text"))
    #expect(throws: DatabaseError(code, words)) {
      try Connection.open(folder.path + name, patience: 0).execute("CREATE TABLE t (x)")
    }
  }

  @Test(
    arguments: [
      ("SELEC 1", "near \"SELEC\": syntax error"), ("SELECT x FROM thing", "no such column: x"),
      ("SELECT 1 FROM none", "no such table: none"),
    ])
  func `Wrong SQL is told in SQLite's words`(sql: String, words: String) throws {
    let connection = try connection()
    let told = DatabaseError(SQLITE_ERROR, words)
    #expect(throws: told) { try connection.run(sql) }
    #expect(throws: told) { try connection.execute(sql) }
    #expect(throws: told) { try connection.number(sql) }
  }

  @Test func `A column of another kind is told by its name`() throws {
    let connection = try connection()
    try connection.run("INSERT INTO thing VALUES (1, NULL)")
    let sql = "SELECT value, id FROM thing"
    func told(_ words: String) -> DatabaseError {
      DatabaseError(SQLITE_MISMATCH, "the column \(words)")
    }
    #expect(throws: told("value has no number")) {
      try connection.rows(sql) { (row) throws(DatabaseError) in try row.integer(0) }
    }
    #expect(throws: told("value has no text")) {
      try connection.rows(sql) { (row) throws(DatabaseError) in try row.text(0) }
    }
    #expect(throws: told("id has no bytes")) {
      try connection.rows(sql) { (row) throws(DatabaseError) in try row.bytes(1) }
    }
    #expect(throws: told("id has no text")) {
      try connection.rows(sql) { (row) throws(DatabaseError) in try row.optionalText(1) }
    }
    let number = try connection.rows(sql) { (row) throws(DatabaseError) in
      try row.optionalInteger(0)
    }
    #expect(number == [nil])
  }
}
