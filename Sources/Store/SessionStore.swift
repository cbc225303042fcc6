import Kernel
package import Sessions
import Shell
import Synchronization
import Text

/// The sessions of one learner in an SQLite database, one of them taken at a time.
///
/// Every line is written, in a transaction of its own, as soon as it has run: a program that is
/// killed loses nothing that it has answered.
package final class SessionStore: SessionShelf {
  /// The connection, for one thread at a time.
  let database: Mutex<Connection>
  /// The folder of the database, where the locks are.
  private let folder: String
  /// The learner's day, counted from 1970.
  private let today: @Sendable () -> Int
  /// The session that is taken.
  private let present = Mutex<Present?>(nil)

  /// A session that is taken off the shelf.
  private struct Present {
    let id: Int
    let name: String
    /// How many of its lines are kept.
    var lineCount: Int
    /// Held as long as the session is taken.
    let lock: FileLock
  }

  /// Uses a database that was opened.
  init(
    _ connection: consuming sending Connection, folder: String, today: @escaping @Sendable () -> Int
  ) {
    database = Mutex(connection)
    self.folder = folder
    self.today = today
  }

  package func sessions() throws(HostFailure) -> [KeptSession] {
    let rows = try attempt { (connection) throws(DatabaseError) in
      try SessionRow.all("ORDER BY used DESC", in: connection)
    }
    let presentID = present.withLock { $0?.id }
    return rows.map { row in
      KeptSession(
        name: row.name, lineCount: row.lineCount, now: row.now, isPresent: row.id == presentID,
        isOpenElsewhere: row.id != presentID && FileLock.isHeld(lockPath(row.id)))
    }
  }

  package func open(_ name: String) throws(HostFailure) -> KeptLines {
    let row = try row(named: name)
    if present.withLock({ $0?.id }) == row.id {
      throw HostFailure(reason: "you are in \(row.name) already")
    }
    let lock = try lock(row.id, row.name)
    let kept = try lines(of: row)
    try take(row.id, row.name, lineCount: kept.lines.count, lock)
    return kept
  }

  package func read(_ name: String) throws(HostFailure) -> KeptLines {
    try lines(of: try row(named: name))
  }

  private func lines(of row: SessionRow) throws(HostFailure) -> KeptLines {
    let lines = try attempt { (connection) throws(DatabaseError) in
      try row.lines(in: connection)
    }
    return KeptLines(
      name: row.name, configuration: try row.configuration(), isCoached: row.isCoached,
      engine: row.engine, lines: lines)
  }

  package func create(
    _ name: String?, _ configuration: SessionConfiguration, isCoached: Bool
  ) throws(HostFailure) -> String {
    if let name { try check(name) } else { try dropUnused() }
    let (id, name) = try write { (connection) throws(DatabaseError) in
      let name = if let name { name } else { try SessionRow.freeName(in: connection) }
      let id = try SessionRow.insert(name, configuration, isCoached: isCoached, in: connection)
      return (id, name)
    }
    try take(id, name, lineCount: 0, try lock(id, name))
    return name
  }

  /// Gives a session the first free name `NAME-before-1`, `-2`, so that its own can be used anew.
  package func setAside(_ name: String) throws(HostFailure) -> String {
    let names = try sessions().map(\.name)
    var number = 1
    while names.contains("\(name)-before-\(number)") { number += 1 }
    let free = "\(name)-before-\(number)"
    try write { (connection) throws(DatabaseError) in
      try connection.run(
        "UPDATE session SET name = ? WHERE name = ?", [.text(free), .text(name)])
    }
    return free
  }

  package func delete(_ name: String) throws(HostFailure) {
    let row = try row(named: name)
    if present.withLock({ $0?.id }) == row.id {
      throw HostFailure(reason: "you are in \(row.name); new or resume goes to another first")
    }
    // Locked, so that no terminal loses the session under its hands.
    let lock = try lock(row.id, row.name)
    try delete(row)
    lock.remove()
  }

  package func retell(_ session: Session) throws(HostFailure) {
    guard let present = present.withLock({ $0 }) else { return }
    try write { (connection) throws(DatabaseError) in
      for (index, entry) in session.log.enumerated() {
        try connection.run(
          "UPDATE line SET digest = ? WHERE session = ? AND number = ?",
          [.text(entry.digest), .integer(present.id), .integer(index)])
      }
      try connection.run(
        "UPDATE session SET isCoached = ? WHERE id = ?",
        [.bool(session.isCoached), .integer(present.id)])
    }
  }

  package func keep(_ session: Session) throws(HostFailure) {
    guard let present = present.withLock({ $0 }) else { return }
    try keep(session.lines(after: present.lineCount))
  }

  package func keep(_ lines: NewLines) throws(HostFailure) {
    guard !lines.entries.isEmpty, let present = present.withLock({ $0 }) else { return }
    let day = today()
    let count = present.lineCount + lines.entries.count
    try write { (connection) throws(DatabaseError) in
      for (index, entry) in lines.entries.enumerated() {
        try entry.insert(as: present.lineCount + index, of: present.id, in: connection)
      }
      for event in lines.learned { try event.insert(on: day, in: connection) }
      try connection.run(
        "UPDATE session SET now = ?, lineCount = ?, isUsed = isUsed OR ? WHERE id = ?",
        [.text(lines.now), .integer(count), .bool(lines.haveTyped), .integer(present.id)])
    }
    self.present.withLock { $0?.lineCount = count }
  }

  package func record() throws(HostFailure) -> LearnerRecord {
    var record = LearnerRecord()
    let events = try attempt { (connection) throws(DatabaseError) in
      try LearningEvent.all(in: connection)
    }
    for item in events { record.note(item.event, on: item.day) }
    record.today = today()
    return record
  }
}

extension SessionStore {
  /// The session that was used last and that no other terminal has; nothing where there is none.
  package func lastFree() throws(HostFailure) -> (free: KeptSession?, isLastElsewhere: Bool) {
    let all = try sessions()
    return (all.first { !$0.isOpenElsewhere }, all.first?.isOpenElsewhere ?? false)
  }

  private func row(named name: String) throws(HostFailure) -> SessionRow {
    let rows = try attempt { (connection) throws(DatabaseError) in
      try SessionRow.all(in: connection)
    }
    if let row = rows.first(where: { $0.name == name }) { return row }
    let near = nearest(to: name, among: rows.map(\.name))
    throw HostFailure(
      reason: "no session \(quoted(name))" + (near.map { "; the nearest is \($0)" } ?? ""))
  }

  /// Refuses names that could not be typed back, or that are taken.
  private func check(_ name: String) throws(HostFailure) {
    let isPlain = name.utf8.allSatisfy { byte in
      [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte)
        || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        || (48...57).contains(byte)
    }
    guard isPlain, (1...64).contains(name.utf8.count), name.utf8.first != UInt8(ascii: "-") else {
      throw HostFailure(
        reason: "a session's name has 1 to 64 letters, digits, - _ and ., not \(quoted(name))")
    }
    let count = try attempt { (connection) throws(DatabaseError) in
      try connection.number("SELECT count(*) FROM session WHERE name = ?", [.text(name)])
    }
    if count > 0 { throw HostFailure(reason: "there is a session \(name) already: resume \(name)") }
  }

  /// Removes sessions without a name of their own in which nothing was typed.
  private func dropUnused() throws(HostFailure) {
    let unused = try attempt { (connection) throws(DatabaseError) in
      try SessionRow.all("WHERE name LIKE 'session-%' AND NOT isUsed", in: connection)
    }
    let presentID = present.withLock { $0?.id }
    for row in unused where row.id != presentID {
      guard let lock = try FileLock(lockPath(row.id)) else { continue }
      try delete(row)
      lock.remove()
    }
  }

  private func delete(_ row: SessionRow) throws(HostFailure) {
    try write { (connection) throws(DatabaseError) in
      try connection.run("DELETE FROM session WHERE id = ?", [.integer(row.id)])
    }
  }

  private func lockPath(_ id: Int) -> String { "\(folder)/session-\(id).lock" }

  private func lock(_ id: Int, _ name: String) throws(HostFailure) -> FileLock {
    guard let lock = try FileLock(lockPath(id)) else {
      throw HostFailure(reason: "\(name) is open in another terminal; close it there first")
    }
    return lock
  }

  /// Makes a session the present one, and the last that was used.
  private func take(
    _ id: Int, _ name: String, lineCount: Int, _ lock: FileLock
  ) throws(HostFailure) {
    try write { (connection) throws(DatabaseError) in
      try connection.run(
        "UPDATE session SET used = (SELECT MAX(used) + 1 FROM session) WHERE id = ?",
        [.integer(id)])
    }
    let taken = Present(id: id, name: name, lineCount: lineCount, lock: lock)
    present.withLock { $0 = taken }
  }

  /// Changes the database, as a whole or not at all; SQLite's words where that fails.
  private func write<Result: Sendable>(
    _ body: (borrowing Connection) throws(DatabaseError) -> Result
  ) throws(HostFailure) -> Result {
    try attempt { (connection) throws(DatabaseError) in try connection.transaction(body) }
  }

  /// Asks the database; SQLite's words where that fails.
  private func attempt<Result: Sendable>(
    _ body: (borrowing Connection) throws(DatabaseError) -> Result
  ) throws(HostFailure) -> Result {
    do throws(DatabaseError) {
      return try database.withLock { (connection) throws(DatabaseError) in try body(connection) }
    } catch {
      throw HostFailure(reason: error.message)
    }
  }
}
