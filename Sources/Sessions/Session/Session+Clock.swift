package import AWSCLI
package import Cloud
package import Kernel
import Shell

extension Session {
  /// Moves the clock to a time, or to the next thing that is scheduled where none is told.
  package mutating func moveClock(to time: Timestamp?) throws(ClockRefusal) -> Passage {
    let passage = try passage(to: time)
    noteChange()
    line.passages.append(passage)
    return passage
  }

  /// What a move of the clock would bring, and the moment after it; the clock stays.
  package mutating func foresee(
    _ time: Timestamp?
  ) throws(ClockRefusal) -> (passage: Passage, after: Moment) {
    let before = present
    let passage = try passage(to: time)
    defer { present = before }
    return (passage, present)
  }

  private mutating func passage(to time: Timestamp?) throws(ClockRefusal) -> Passage {
    // What an undo in the same line took back has happened all the same.
    let left = min(present.world.rotationsLeft, World.mostRotations - line.rotations)
    do throws(ClockRefusal) {
      let passage =
        if let time {
          try present.world.advance(
            to: time, rotationsLeft: left, isStopped: host.isStopped, progress: days(until: time))
        } else {
          try present.world.advanceToNextEvent(rotationsLeft: left)
        }
      line.rotations += passage.rotationCount
      line.passage = .success(passage)
      return passage
    } catch {
      line.passage = .failure(error)
      throw error
    }
  }

  /// Tells how many days have passed, of those until a time.
  private func days(until end: Timestamp) -> (Timestamp) -> Void {
    let (start, progress) = (now.secondsSinceEpoch, host.progress)
    return { time in
      progress(
        Progress(
          OwnLine.advance, (time.secondsSinceEpoch - start) / 86_400,
          of: (end.secondsSinceEpoch - start) / 86_400, "day"))
    }
  }
}

extension Session {
  /// Moves the clock as the line `advance until` does; with `keepsCalls` that line is in the log.
  ///
  /// Where the clock refuses, nothing has happened.
  package mutating func advance(to time: Timestamp) throws(ClockRefusal) -> Passage {
    let before = self
    _ = execute("\(OwnLine.advance) until \(time)")
    typedStatus = before.typedStatus
    switch line.passage {
    case .success(let passage):
      if !keepsCalls {
        (log, lastStatus, lineStatus) = (before.log, before.lastStatus, before.lineStatus)
      }
      return passage
    case .failure(let refusal):
      self = before
      throw refusal
    case nil:
      self = before
      throw .stopped
    }
  }
}
