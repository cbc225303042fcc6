extension Session {
  /// Reads a file of the computer, at most so many bytes; the line keeps them, to run again.
  package mutating func bringIn(
    _ path: String, most: Int = FileLimit.imported
  ) throws(HostFailure) -> [UInt8] {
    try bringIn(.file(path)) { (host) throws(HostFailure) in try host.readFile(path, most) }
  }

  /// Reads what was learned in other sessions.
  package mutating func bringInRecord() throws(HostFailure) -> LearnerRecord {
    let bytes = try bringIn(.record) { (host) throws(HostFailure) in Array(try host.record().utf8) }
    return LearnerRecord(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Reads the real clock: seconds since 1970.
  package mutating func bringInClock() throws(HostFailure) -> Int {
    let bytes = try bringIn(.clock) { (host) throws(HostFailure) in
      Array(String(try host.clock()).utf8)
    }
    guard let seconds = Int(String(decoding: bytes, as: UTF8.self)) else { throw .noClock }
    return seconds
  }

  private mutating func bringIn(
    _ source: LogEntry.Source, _ read: (Host) throws(HostFailure) -> [UInt8]
  ) throws(HostFailure) -> [UInt8] {
    do throws(HostFailure) {
      let bytes = try read(host)
      pendingImports.append(LogEntry.Import(source, bytes: bytes))
      return bytes
    } catch {
      pendingImports.append(LogEntry.Import(source, bytes: [], failure: error.reason))
      throw error
    }
  }

  /// Notes what was read from the computer in another way; the line keeps it, to run again.
  package mutating func bringIn(_ bytes: [UInt8], as path: String) {
    pendingImports.append(LogEntry.Import(.file(path), bytes: bytes))
  }
}
