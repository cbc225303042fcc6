extension Session {
  /// Reads from the computer, at most so many bytes; the line keeps what it read, to run again.
  package mutating func bringIn(
    _ path: String, most: Int = FileLimit.imported
  ) throws(HostFailure) -> [UInt8] {
    do throws(HostFailure) {
      let bytes = try host.readFile(path, most)
      bringIn(bytes, as: path)
      return bytes
    } catch {
      pendingImports.append(LogEntry.Import(path: path, bytes: [], failure: error.reason))
      throw error
    }
  }

  /// Notes what was read from the computer in another way; the line keeps it, to run again.
  package mutating func bringIn(_ bytes: [UInt8], as path: String) {
    pendingImports.append(LogEntry.Import(path: path, bytes: bytes))
  }
}
