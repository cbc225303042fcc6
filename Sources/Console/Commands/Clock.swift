import Access
import Cloud
import Kernel
import Sessions
import Text

extension LabCommand {
  /// Shows the simulated time and what is scheduled.
  static let clock = LabCommand(
    "clock", "shows the simulated time, and what happens next",
    details: """
      The clock stands still until you move it with advance. It never goes back; undo
      does, since it brings back the whole world.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 0, of: "clock")
    let world = session.world
    var answer = LabAnswer(lines: ["now   \(world.now.readable)"])
    var upcoming: [Document] = []
    for (slot, event) in world.environment.queue.upcoming.prefix(10) {
      let name = session.readableName(of: event.subject)
      answer.lines.append("next  \(slot.time.readable)  \(event.kind.name)  \(name)")
      upcoming.append([
        "Time": .timestamp(slot.time), "Event": .string(event.kind.name),
        "Resource": .string(event.subject.description),
      ])
    }
    let count = world.environment.queue.upcoming.count
    if count > 10 { answer.lines.append("and \(count - 10) more later") }
    if count == 0 { answer.lines.append("nothing is scheduled") }
    answer.document = [
      "Now": .timestamp(world.now), "Scheduled": .integer(count), "Next": .list(upcoming),
    ]
    return answer
  }
}
