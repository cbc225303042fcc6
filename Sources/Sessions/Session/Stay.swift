import AWSCLI
import Kernel

/// The world that a session is in, how it came about, and what was asked there last: what a session
/// leaves and comes back to.
package struct Stay: Sendable {
  fileprivate let configuration: SessionConfiguration
  fileprivate let present: Moment
  fileprivate let isCoached: Bool
  fileprivate let history: History
  fileprivate let branch: String
  fileprivate let branches: OrderedMap<String, Branch>
  fileprivate let lastRequest: ToldRequest?
  fileprivate let lastStatus: Int
  fileprivate let lineStatus: Int
}

extension Session {
  /// Where it is.
  package var stay: Stay {
    Stay(
      configuration: configuration, present: present, isCoached: isCoached, history: history,
      branch: branch, branches: branches, lastRequest: lastRequest, lastStatus: lastStatus,
      lineStatus: lineStatus)
  }

  /// Goes on in another world, one that no line has made yet or one that was left; the log, its
  /// beginning, the companion and the window to the computer stay, and which remarks were read.
  package mutating func enter(_ stay: Stay, isNewWorld: Bool = false) {
    (configuration, present, isCoached) = (stay.configuration, stay.present, stay.isCoached)
    (history, branch, branches) = (stay.history, stay.branch, stay.branches)
    (lastRequest, lastStatus, lineStatus) = (stay.lastRequest, stay.lastStatus, stay.lineStatus)
    history.credit(to: lineCount, isNewWorld: isNewWorld)
    line.origin = present
    line.isChanging = false
  }
}
