import CSQLite

/// A statement of SQL that runs once, and the row that it stands at.
@safe struct Statement: ~Copyable {
  /// What stands in a column.
  enum Value: Equatable {
    case null
    case integer(Int)
    case text(String)
    case bytes([UInt8])

    /// A number, or `NULL`.
    static func optional(_ number: Int?) -> Value { number.map { .integer($0) } ?? .null }
    /// A text, or `NULL`.
    static func optional(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    /// A truth as SQLite has it: 0 or 1.
    static func bool(_ truth: Bool) -> Value { .integer(truth ? 1 : 0) }
  }

  private let statement: OpaquePointer
  /// The connection that made it, which has the words of its errors.
  private let handle: OpaquePointer

  /// Prepares a statement.
  init(_ sql: String, of handle: OpaquePointer) throws(DatabaseError) {
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let statement = unsafe prepared else {
      throw unsafe DatabaseError(code, of: handle)
    }
    unsafe self.statement = statement
    unsafe self.handle = handle
  }

  deinit { unsafe sqlite3_finalize(statement) }

  /// Gives a `?` its value; they are counted from 1.
  func bind(_ value: Value, at index: Int32) throws(DatabaseError) {
    let code =
      switch value {
      case .null: unsafe sqlite3_bind_null(statement, index)
      case .integer(let number): unsafe sqlite3_bind_int64(statement, index, Int64(number))
      case .text(let text):
        unsafe kl_bind_text(statement, index, text, text.utf8.count)
      case .bytes(let bytes): unsafe kl_bind_blob(statement, index, bytes, bytes.count)
      }
    guard code == SQLITE_OK else { throw unsafe DatabaseError(code, of: handle) }
  }

  /// Goes to the next row; whether there is one.
  func step() throws(DatabaseError) -> Bool {
    switch unsafe sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw unsafe DatabaseError(code, of: handle)
    }
  }

  /// What stands in a column of the row, counted from 0.
  func value(_ column: Int32) -> Value {
    switch unsafe sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: .integer(Int(unsafe sqlite3_column_int64(statement, column)))
    case SQLITE_NULL: .null
    case SQLITE_BLOB: .bytes(unsafe bytes(sqlite3_column_blob(statement, column), column))
    default:
      .text(
        String(
          decoding: unsafe bytes(sqlite3_column_text(statement, column), column), as: UTF8.self))
    }
  }

  private func bytes(_ start: UnsafeRawPointer?, _ column: Int32) -> [UInt8] {
    let count = Int(unsafe sqlite3_column_bytes(statement, column))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The number in a column that has one in every row.
  func integer(_ column: Int32) throws(DatabaseError) -> Int {
    guard case .integer(let number) = value(column) else { throw mismatch(column, "number") }
    return number
  }

  /// The text in a column that has one in every row.
  func text(_ column: Int32) throws(DatabaseError) -> String {
    guard case .text(let text) = value(column) else { throw mismatch(column, "text") }
    return text
  }

  /// The bytes in a column that has some, or none of them, in every row.
  func bytes(_ column: Int32) throws(DatabaseError) -> [UInt8] {
    guard case .bytes(let bytes) = value(column) else { throw mismatch(column, "bytes") }
    return bytes
  }

  /// The number in a column that may be empty.
  func optionalInteger(_ column: Int32) throws(DatabaseError) -> Int? {
    value(column) == .null ? nil : try integer(column)
  }

  /// The text in a column that may be empty.
  func optionalText(_ column: Int32) throws(DatabaseError) -> String? {
    value(column) == .null ? nil : try text(column)
  }

  /// What another hand has put into the table.
  private func mismatch(_ column: Int32, _ expected: String) -> DatabaseError {
    let name = unsafe sqlite3_column_name(statement, column).map { unsafe String(cString: $0) }
    return DatabaseError(SQLITE_MISMATCH, "the column \(name ?? "\(column)") has no \(expected)")
  }
}
