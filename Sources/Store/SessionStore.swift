package import Console
import GRDB
import Kernel
import Synchronization

/// The sessions of one learner in an SQLite database, one of them taken at a time.
///
/// Every line is written, in a transaction of its own, as soon as it has run: a program that is
/// killed loses nothing that it has answered.
package final class SessionStore: SessionShelf {
  /// The connection.
  let database: DatabaseQueue
  /// The folder of the database, where the locks are.
  private let folder: String
  /// The session that is taken.
  private let present = Mutex<Present?>(nil)

  /// A session that is taken off the shelf.
  private struct Present {
    let id: Int64
    let name: String
    /// How many of its lines are kept.
    var lineCount: Int
    /// Held as long as the session is taken.
    let lock: FileLock
  }

  /// Uses a database that was opened.
  init(_ database: DatabaseQueue, folder: String) {
    self.database = database
    self.folder = folder
  }

  package func sessions() throws(HostFailure) -> [KeptSession] {
    let rows = try attempt {
      try database.read { try SessionRow.order(Column("used").desc).fetchAll($0) }
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
    let lock = try lock(row)
    let lines = try attempt { try database.read { try row.lines($0) } }
    try take(row, lineCount: lines.count, lock)
    return KeptLines(
      name: row.name, configuration: try row.configuration(), isCoached: row.isCoached,
      engine: row.engine, lines: lines)
  }

  package func create(
    _ name: String?, _ configuration: SessionConfiguration, isCoached: Bool
  ) throws(HostFailure) -> String {
    if let name { try check(name) } else { try dropUnused() }
    let row = try attempt {
      try database.write { database in
        var row = SessionRow(
          name: try name ?? SessionRow.freeName(database), configuration, isCoached: isCoached)
        try row.insert(database)
        return row
      }
    }
    try take(row, lineCount: 0, try lock(row))
    return row.name
  }

  /// Gives a session the first free name `NAME-before-1`, `-2`, so that its own can be used anew.
  package func setAside(_ name: String) throws(HostFailure) -> String {
    let names = try sessions().map(\.name)
    var number = 1
    while names.contains("\(name)-before-\(number)") { number += 1 }
    let free = "\(name)-before-\(number)"
    try attempt {
      try database.write { database in
        try database.execute(
          sql: "UPDATE session SET name = ? WHERE name = ?", arguments: [free, name])
      }
    }
    return free
  }

  package func delete(_ name: String) throws(HostFailure) {
    let row = try row(named: name)
    if present.withLock({ $0?.id }) == row.id {
      throw HostFailure(reason: "you are in \(row.name); new or resume goes to another first")
    }
    // Locked, so that no terminal loses the session under its hands.
    let lock = try lock(row)
    try attempt { _ = try database.write { try row.delete($0) } }
    lock.remove()
  }

  package func keep(_ session: Session) throws(HostFailure) {
    guard let present = present.withLock({ $0 }) else { return }
    let new = session.log.indices.dropFirst(present.lineCount)
    guard !new.isEmpty else { return }
    let learned = session.companion?.learned ?? []
    try attempt {
      try database.write { database in
        for index in new {
          try LineRow(session: present.id, number: index, session.log[index]).insert(database)
          for (place, file) in session.log[index].imports.enumerated() {
            try ImportRow(session: present.id, line: index, place: place, file).insert(database)
          }
        }
        for item in learned where item.line >= present.lineCount {
          try LearnedRow(item.event).insert(database)
        }
        try database.execute(
          sql: "UPDATE session SET now = ?, lineCount = ? WHERE id = ?",
          arguments: [session.now.readable, session.log.count, present.id])
      }
    }
    self.present.withLock { $0?.lineCount = session.log.count }
  }

  package func record() throws(HostFailure) -> LearnerRecord {
    let events = try attempt {
      try database.read { try LearnedRow.order(Column("id")).fetchAll($0) }
    }
    var record = LearnerRecord()
    for row in events { if let event = row.event { record.note(event) } }
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
    let rows = try attempt { try database.read { try SessionRow.fetchAll($0) } }
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
    let isTaken = try attempt {
      try database.read { try SessionRow.filter(Column("name") == name).fetchCount($0) > 0 }
    }
    if isTaken { throw HostFailure(reason: "there is a session \(name) already: resume \(name)") }
  }

  /// Removes sessions without a name of their own in which nothing was typed.
  private func dropUnused() throws(HostFailure) {
    let unused = try attempt {
      try database.read { database in
        try SessionRow.fetchAll(
          database,
          sql: """
            SELECT * FROM session WHERE name LIKE 'session-%' AND NOT EXISTS
              (SELECT 1 FROM line WHERE session = session.id AND text <> 'recall')
            """)
      }
    }
    let presentID = present.withLock { $0?.id }
    for row in unused where row.id != presentID {
      guard let lock = try FileLock(lockPath(row.id)) else { continue }
      try attempt { _ = try database.write { try row.delete($0) } }
      lock.remove()
    }
  }

  private func lockPath(_ id: Int64?) -> String { "\(folder)/session-\(id ?? 0).lock" }

  private func lock(_ row: SessionRow) throws(HostFailure) -> FileLock {
    guard let lock = try FileLock(lockPath(row.id)) else {
      throw HostFailure(reason: "\(row.name) is open in another terminal; close it there first")
    }
    return lock
  }

  /// Makes a session the present one, and the last that was used.
  private func take(
    _ row: SessionRow, lineCount: Int, _ lock: FileLock
  ) throws(HostFailure) {
    guard let id = row.id else { return }
    try attempt {
      try database.write { database in
        try database.execute(
          sql: "UPDATE session SET used = (SELECT MAX(used) + 1 FROM session) WHERE id = ?",
          arguments: [id])
      }
    }
    let taken = Present(id: id, name: row.name, lineCount: lineCount, lock: lock)
    present.withLock { $0 = taken }
  }

  /// Runs a piece of SQL; its error in words.
  private func attempt<Result>(_ body: () throws -> Result) throws(HostFailure) -> Result {
    do {
      return try body()
    } catch {
      throw HostFailure(reason: SessionStore.words(for: error))
    }
  }

  /// What SQLite says is wrong.
  static func words(for error: any Error) -> String {
    guard let error = error as? DatabaseError else { return "\(error)" }
    return error.message ?? "\(error.resultCode)"
  }
}
