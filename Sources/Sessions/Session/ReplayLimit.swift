import AWSCLI
import Access
import Cloud
import Kernel
import Shell

/// What the replay of a stranger's lines may cost, so that one file never holds up a class.
///
/// All but the last is counted by the simulation: it is used up at the same line on every machine.
package struct ReplayLimit: Sendable {
  /// Lines that run.
  package var lines = 20_000
  /// Calls of AWS, those that S3 makes of KMS too.
  package var calls = 200_000
  /// Bytes that lines print, and that they write into files and objects.
  package var bytes = 512 << 20
  /// Whether the real time of whoever waits is up, which a line is asked on its way.
  package var isTimeUp: @Sendable () -> Bool = { false }

  /// The usual limit of what was handed in.
  package init() {}

  /// No limit, for lines that were typed here.
  package static var none: ReplayLimit {
    var limit = ReplayLimit()
    (limit.lines, limit.calls, limit.bytes) = (.max, .max, .max)
    return limit
  }
}

/// What the lines of a replay have cost so far.
package struct ReplayCost: Sendable {
  private var lines = 0
  private var calls = 0
  private var bytes = 0

  /// Nothing yet.
  package init() {}

  /// Runs a line in a session and counts what it costs.
  package mutating func counting(
    _ session: inout Session, _ run: (inout Session) -> Reply
  ) -> Reply {
    let (calls, bytes) = (session.callCount, session.present.writtenByteCount)
    let reply = run(&session)
    lines += 1
    // Another world, a lab's for instance, has a shorter trail.
    self.calls += max(0, session.callCount - calls)
    self.bytes += max(0, session.present.writtenByteCount - bytes)
    if case .done(let results, _, _) = reply {
      self.bytes += results.reduce(0) { $0 + $1.output.count + $1.errors.utf8.count }
    }
    return reply
  }

  /// What is used up, in words; `nil` as long as nothing is.
  package func excess(over limit: ReplayLimit) -> String? {
    if limit.isTimeUp() { return "it took too long" }
    if lines > limit.lines { return "it has more than \(limit.lines) lines" }
    if calls > limit.calls { return "it made more than \(limit.calls) calls" }
    if bytes > limit.bytes { return "it printed and wrote more than \(limit.bytes >> 20) MiB" }
    return nil
  }
}

extension Session {
  /// How many calls the present world has seen.
  fileprivate var callCount: Int { world.environment.trail.count }
}
