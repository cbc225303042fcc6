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

  /// Reads what somebody makes of a virtual file in an editor.
  package mutating func bringInEdited(
    _ name: String, _ bytes: [UInt8]
  ) throws(HostFailure) -> [UInt8] {
    try bringIn(.editor(name)) { (host) throws(HostFailure) in try host.editFile(name, bytes) }
  }

  /// Reads what a client sent with the call that the line makes again.
  package mutating func bringIn(_ part: WirePart) throws(HostFailure) -> [UInt8] {
    try bringIn(.wire(part)) { (host) throws(HostFailure) in try host.wire(part) }
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
}
