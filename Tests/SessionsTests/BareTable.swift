import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell

extension CommandTable {
  /// AWS CLI as it is, the tools, `import`, `undo`, and the clock, in few words.
  static let bare = CommandTable(
    [
      Command("aws", .aws) { session, words, input in
        session.perform(Array(words.dropFirst()), input: input).answer.result
      },
      Command("import", .lab) { session, words, _ in
        if let bytes = try? session.bringIn(words[1].text) {
          try? session.files.write(bytes, to: words[2].text)
        }
        return CommandResult()
      },
      Command("undo", .lab) { session, _, _ in
        CommandResult(output: Array("undone: \(session.undo(1).joined())\n".utf8))
      },
      Command(OwnLine.advance, .lab) { session, words, _ in
        do throws(ClockRefusal) {
          let passage = try session.moveClock(to: words.last.flatMap { Timestamp($0.text) })
          return CommandResult(output: Array("now \(passage.end)\n".utf8))
        } catch {
          return session.refused(Fault("\(error)", status: 1))
        }
      },
    ] + Toolbox.all.map(Command.init)
  ) { _, words in
    CommandResult(errors: "no \(words[0].text)\n", status: 127)
  }
}

extension Session {
  /// A session that knows no commands of Console's.
  static func bare(host: Host = .none) -> Session {
    Session(SessionConfiguration(), isCoached: false, host: host, table: .bare)
  }

  /// Runs a line; what it printed, output and errors in order.
  @discardableResult
  mutating func enter(_ line: String) -> String {
    switch execute(line) {
    case .incomplete(let reason): "incomplete: \(reason)"
    case .done(let results, _, _):
      results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
    }
  }
}
