/// Where sessions are kept between runs of the program; one at a time is taken off it.
///
/// Every function may fail as files do: the disk is full, another terminal has the session.
package protocol SessionShelf: Sendable {
  /// The sessions, the one that was used last first.
  func sessions() throws(HostFailure) -> [KeptSession]
  /// Takes a session off the shelf and puts the one before back.
  func open(_ name: String) throws(HostFailure) -> KeptLines
  /// Reads a session and leaves it where it is, with whoever has it.
  func read(_ name: String) throws(HostFailure) -> KeptLines
  /// Begins a session, by a name of its own or the next free one, and puts the one before back.
  func create(
    _ name: String?, _ configuration: SessionConfiguration, isCoached: Bool
  ) throws(HostFailure) -> String
  /// Removes a session; what was learned in it stays in the record.
  func delete(_ name: String) throws(HostFailure)
  /// Notes that the lines of the session that was opened print otherwise now: with explanations, or
  /// without.
  func retell(_ session: Session) throws(HostFailure)
  /// Keeps what the session has done since the last time.
  func keep(_ session: Session) throws(HostFailure)
  /// Keeps lines that follow those that it has.
  func keep(_ lines: NewLines) throws(HostFailure)
  /// What was learned in all sessions.
  func record() throws(HostFailure) -> LearnerRecord
}

/// A session as a list shows it.
package struct KeptSession: Sendable, Equatable {
  /// Its name.
  package let name: String
  /// How many lines it has.
  package let lineCount: Int
  /// What its clock shows.
  package let now: String
  /// Whether it is the present one.
  package let isPresent: Bool
  /// Whether another terminal has it open.
  package let isOpenElsewhere: Bool

  /// Describes a session.
  package init(
    name: String, lineCount: Int, now: String, isPresent: Bool, isOpenElsewhere: Bool
  ) {
    self.name = name
    self.lineCount = lineCount
    self.now = now
    self.isPresent = isPresent
    self.isOpenElsewhere = isOpenElsewhere
  }
}

/// What a kept session is made of.
package struct KeptLines: Sendable {
  /// Its name.
  package let name: String
  /// What it starts from.
  package let configuration: SessionConfiguration
  /// Whether the program explained beside AWS's own words.
  package let isCoached: Bool
  /// The generation of the engine that made it.
  package let engine: Int
  /// The lines in order.
  package let lines: [Line]

  /// One line: what was typed, what it brought in, and the digest of what it printed.
  package struct Line: Sendable {
    /// As it was typed.
    package let text: String
    /// Real files that it brought in.
    package let imports: [LogEntry.Import]
    /// `LogEntry.digest` of the line when it ran.
    package let digest: String

    /// Makes a line.
    package init(text: String, imports: [LogEntry.Import], digest: String) {
      self.text = text
      self.imports = imports
      self.digest = digest
    }
  }

  /// Describes a session.
  package init(
    name: String, configuration: SessionConfiguration, isCoached: Bool, engine: Int, lines: [Line]
  ) {
    self.name = name
    self.configuration = configuration
    self.isCoached = isCoached
    self.engine = engine
    self.lines = lines
  }
}
