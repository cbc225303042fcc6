import CSQLite

/// An open SQLite database, used by one thread at a time.
@safe struct Connection: ~Copyable {
  private let handle: OpaquePointer

  private init(_ handle: OpaquePointer) { unsafe self.handle = handle }

  /// Opens a database, or makes an empty one, and waits up to so many milliseconds for the
  /// transactions of other programs.
  static func open(_ path: String, patience: Int32) throws(DatabaseError) -> Connection {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      // SQLite keeps the reason in a connection that has to be closed too.
      let error = unsafe DatabaseError(code, of: opened)
      unsafe sqlite3_close_v2(opened)
      throw error
    }
    unsafe sqlite3_busy_timeout(handle, patience)
    let connection = unsafe Connection(handle)
    try connection.execute("PRAGMA foreign_keys = ON")
    return connection
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Runs statements that take no values and answer nothing.
  func execute(_ sql: String) throws(DatabaseError) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw unsafe DatabaseError(code, of: handle) }
  }

  /// Runs one statement with a value for each of its `?`.
  func run(_ sql: String, _ values: [Statement.Value] = []) throws(DatabaseError) {
    let statement = try prepare(sql, values)
    while try statement.step() {}
  }

  /// What a query answers, row by row.
  func rows<Row>(
    _ sql: String, _ values: [Statement.Value] = [],
    as read: (borrowing Statement) throws(DatabaseError) -> Row
  ) throws(DatabaseError) -> [Row] {
    let statement = try prepare(sql, values)
    var rows: [Row] = []
    while try statement.step() { rows.append(try read(statement)) }
    return rows
  }

  /// The one number that a query answers.
  func number(_ sql: String, _ values: [Statement.Value] = []) throws(DatabaseError) -> Int {
    let statement = try prepare(sql, values)
    guard try statement.step() else { throw DatabaseError(SQLITE_DONE, "no row: \(sql)") }
    return try statement.integer(0)
  }

  private func prepare(
    _ sql: String, _ values: [Statement.Value]
  ) throws(DatabaseError) -> Statement {
    let statement = try unsafe Statement(sql, of: handle)
    for (index, value) in values.enumerated() { try statement.bind(value, at: Int32(index + 1)) }
    return statement
  }

  /// The key that the last `INSERT` gave its row.
  var lastKey: Int { Int(unsafe sqlite3_last_insert_rowid(handle)) }

  /// Runs statements of which all have an effect, or, where one fails, none.
  ///
  /// The right to write is taken at the start, so that waiting for another program comes first.
  func transaction<Result>(
    _ body: (borrowing Connection) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    try execute("BEGIN IMMEDIATE")
    do throws(DatabaseError) {
      let result = try body(self)
      try execute("COMMIT")
      return result
    } catch {
      // After a full disk, for one, SQLite has rolled back by itself.
      if unsafe sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }
}

/// Why SQLite did not do what it was asked.
struct DatabaseError: Error, Equatable {
  /// SQLite's number, as `SQLITE_BUSY`.
  let code: Int32
  /// SQLite's words.
  let message: String

  /// A code with words of its own.
  init(_ code: Int32, _ message: String) {
    // Above the lowest byte stands where in the machine it happened.
    self.code = code & 0xFF
    self.message = message
  }

  /// What a connection says about its last error.
  init(_ code: Int32, of handle: OpaquePointer?) {
    let words = unsafe handle.map { unsafe sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
    self.init(code, unsafe words.map { unsafe String(cString: $0) } ?? "error \(code)")
  }

  /// Whether the file is no database, or one that was damaged.
  var isDamage: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }
}
