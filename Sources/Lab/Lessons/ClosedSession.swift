package import AWSCLI
import Console
package import Sessions
package import Shell
import Synchronization

/// A session that is closed to the computer: the lines of a lab's author run in it, which nobody
/// here has typed.
///
/// Nothing gives it a window: what its lines ask of the computer is refused, and noted.
package struct ClosedSession: Sendable {
  /// The session, to be looked at, or to be entered by one that has a window.
  package private(set) var session: Session
  private let door = ClosedDoor()

  /// Makes a session of its own, in a new world or at a moment of another.
  package init(
    _ configuration: SessionConfiguration, isCoached: Bool = false, at moment: Moment? = nil
  ) {
    var session = Session(configuration, isCoached: isCoached)
    if let moment { session.present = moment }
    self.init(closing: session)
  }

  /// Takes a session's window and companion away.
  package init(closing session: Session) {
    self.session = session
    self.session.companion = nil
    self.session.host = door.host
  }

  /// What the lines so far asked of the computer, in their order.
  package var requests: [String] { door.requests.withLock { $0 } }

  /// Runs a line.
  package mutating func execute(_ text: String) -> Reply { session.execute(text) }

  /// Writes a virtual file.
  package mutating func write(_ bytes: [UInt8], to name: String) throws(VirtualFileError) {
    try session.give(bytes, as: name)
  }
}

extension Session {
  /// Goes on in the world of a closed session; the window to the computer stays this one's.
  package mutating func enter(_ other: ClosedSession, isNewWorld: Bool = false) {
    enter(other.session.stay, isNewWorld: isNewWorld)
  }
}

/// A window that is shut: it notes who knocks.
private final class ClosedDoor: Sendable {
  let requests = Mutex<[String]>([])

  /// Notes what was asked for, and says why it is refused.
  func refuse(_ request: String) -> HostFailure {
    requests.withLock { $0.append(request) }
    return HostFailure(reason: "the lab's own lines reach nothing of this computer")
  }

  var host: Host {
    var host = Host(
      readFile: { (path, _) throws(HostFailure) -> [UInt8] in
        throw self.refuse("to read \(path)")
      },
      writeFile: { (path, _) throws(HostFailure) -> Void in
        throw self.refuse("to write \(path)")
      },
      shelf: .success(ClosedShelf(door: self)))
    host.record = { () throws(HostFailure) -> String in throw self.refuse("to read the record") }
    host.clock = { () throws(HostFailure) -> Int in throw self.refuse("to read the clock") }
    host.editFile = { (name, _) throws(HostFailure) -> [UInt8] in
      throw self.refuse("to edit \(name)")
    }
    host.wire = { (part) throws(HostFailure) -> [UInt8] in
      throw self.refuse("for the \(part.rawValue) of a client's call")
    }
    return host
  }
}

/// The shelf behind a window that is shut.
private struct ClosedShelf: SessionShelf {
  let door: ClosedDoor

  func sessions() throws(HostFailure) -> [KeptSession] {
    throw door.refuse("for the sessions that are kept")
  }

  func open(_ name: String) throws(HostFailure) -> KeptLines {
    throw door.refuse("for the session \(name)")
  }

  func read(_ name: String) throws(HostFailure) -> KeptLines {
    throw door.refuse("for the session \(name)")
  }

  func create(
    _ name: String?, _ configuration: SessionConfiguration, isCoached: Bool
  ) throws(HostFailure) -> String {
    throw door.refuse("for a new session")
  }

  func delete(_ name: String) throws(HostFailure) {
    throw door.refuse("to delete the session \(name)")
  }

  func retell(_ session: Session) throws(HostFailure) {}

  func keep(_ session: Session) throws(HostFailure) {}

  func keep(_ lines: NewLines) throws(HostFailure) {}

  func record() throws(HostFailure) -> LearnerRecord {
    throw door.refuse("for what was learned")
  }
}
