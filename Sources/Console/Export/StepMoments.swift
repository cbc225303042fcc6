import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell

/// The moments around the lines that changed something.
struct StepMoments {
  /// A line that changed something, and the moments around it.
  struct Line {
    let text: String
    let before, after: Moment
  }

  /// By line of the log: itself, or the lines of a lab that ran for it.
  private var lines: OrderedMap<Int, [Line]> = [:]

  init(_ session: Session) {
    let past = session.history.past.values
    for (index, step) in past.enumerated() {
      let after = index + 1 < past.count ? past[index + 1].moment : session.present
      lines[step.line] =
        (lines[step.line] ?? []) + [Line(text: step.text, before: step.moment, after: after)]
    }
  }

  /// The lines that ran for a line and changed something: itself, or those of a lab.
  func lines(of line: Int) -> [Line] { lines[line] ?? [] }

  /// The commands that bring about the files and variables that a line made, all or some of them.
  func remains(of line: Int, only names: [String]?) -> [String] {
    guard let lines = lines[line], let first = lines.first, let last = lines.last else { return [] }
    return StepMoments.remains(from: first.before, to: last.after, only: names)
  }

  /// The same for what two moments differ in.
  static func remains(from before: Moment, to after: Moment, only names: [String]?) -> [String] {
    var commands: [String] = []
    for name in after.files.names where names?.contains(name) ?? true {
      guard let bytes = after.files[name], bytes != before.files[name] else { continue }
      commands += VirtualFiles.lines(making: name, of: bytes)
    }
    for (name, value) in after.variables
    where value != before.variables[name] && names?.contains(name) ?? true {
      commands.append("\(name)=\(quoted(value))")
    }
    return commands
  }
}
