import Sessions
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Host {
  /// This computer: files by their paths, `~` being the home folder.
  static let computer = {
    var host = files
    host.announce = { complain($0) }
    host.progress = { Waiting.tell($0) }
    host.clock = { RealClock.seconds }
    return host
  }()

  private static let files = Host(
    readFile: { (path, most) throws(HostFailure) -> [UInt8] in
      do throws(RealFile.Failure) {
        return try RealFile.read(expanded(path), most: most)
      } catch {
        switch error.number {
        case EFBIG: throw .tooLarge(most: most)
        case ENOENT: throw HostFailure(reason: error.reason, cause: .missing)
        default: throw HostFailure(reason: error.reason)
        }
      }
    },
    writeFile: { (path, bytes) throws(HostFailure) -> Void in
      do throws(RealFile.Failure) {
        try RealFile.replace(expanded(path), with: bytes)
      } catch {
        throw HostFailure(reason: error.reason)
      }
    })

  /// Has a virtual file edited on this computer.
  static let realEditor: @Sendable (String, [UInt8]) throws(HostFailure) -> [UInt8] = {
    (name, bytes) throws(HostFailure) in
    // The terminal is the editor's from here on.
    Waiting.line.end()
    do throws(ExternalEditor.Failure) {
      return try ExternalEditor.edit(bytes, named: name)
    } catch {
      throw HostFailure(reason: error.reason)
    }
  }

  private static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = variable("HOME") else { return path }
    return home + path.dropFirst()
  }
}

/// The clock of this computer, which times exams and what comes back on another day.
enum RealClock {
  /// Seconds since 1970.
  fileprivate static var seconds: Int { time(nil) }
  /// Days since 1970.
  static var day: Int { seconds / 86_400 }
}

/// Where the program keeps what outlives it.
enum StateFolder {
  /// `kmslab` in the XDG state folder, made if it is not there; `nil` without a home.
  static var path: String? {
    let state = variable("XDG_STATE_HOME") ?? variable("HOME").map { $0 + "/.local/state" }
    guard let state, state.hasPrefix("/") else { return nil }
    let folder = state + "/kmslab"
    var made = ""
    for step in folder.split(separator: "/") {
      made += "/" + step
      _ = unsafe mkdir(made, 0o700)
    }
    return folder
  }

  /// The lines that were typed, for the prompt to recall.
  static var history: String? { path.map { $0 + "/history" } }
}

/// A variable of the environment; `nil` for an unset or empty one.
private func variable(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}
