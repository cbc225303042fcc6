package import AWSCLI
import Cloud
package import Kernel
package import Shell

extension Session {
  /// The moment that this session was at, at a time of its clock; `nil` for one that it never saw.
  ///
  /// What was undone is no part of it. Between two lines the clock may have run far: what happened
  /// until that time has happened then.
  package func moment(at time: Timestamp) -> Moment? {
    guard time >= configuration.start, time <= now else { return nil }
    guard
      var moment = (history.past.values.map(\.moment) + [present]).last(where: {
        $0.world.now <= time
      })
    else { return nil }
    _ = try? moment.world.advance(to: time)
    return moment
  }
}

extension Session {
  /// Lays a file there that no line has written, a lab's own; the history has a line that would.
  package mutating func give(_ bytes: [UInt8], as name: String) throws(VirtualFileError) {
    let before = present
    try present.files.write(bytes, to: name)
    let text = VirtualFiles.lines(making: name, of: bytes).joined(separator: "\n")
    history.add(
      History.Step(before, text, line: lineCount, before: present), byteLimit: historyBytes)
  }
}

extension Session {
  /// Keeps the worlds alone, without log and companion, in a copy that is only looked at.
  package mutating func keepOnlyWorlds() { (log, lineStatus, companion) = ([], 0, nil) }

  /// Lets go of every earlier world, and of whoever holds some.
  ///
  /// What was deleted in the present world is then nowhere in memory; nothing can be taken back.
  package mutating func forgetPast() {
    history = History()
    branches = [:]
    lastRequest = nil
    companion = nil
    line = Line()
  }
}

extension Session {
  /// The files as they were before the last line that changed anything.
  package var filesBefore: VirtualFiles? { history.past.last?.value.moment.files }
}
