package import Kernel
package import Shell

/// A session with the tools and a few commands that show what they get.
package struct FakeEnvironment: ShellEnvironment {
  package var variables: OrderedMap<String, String> = [:]
  package var files = VirtualFiles()
  package var lastStatus = 0
  /// The arguments of every command that ran.
  package var calls: [[Argument]] = []

  /// Makes its files.
  package init() {
    let contents: [(String, String)] = [
      ("a", "hello\n"), ("b", "hello"), ("c", "one\ntwo\nthree\n"),
      ("d", "one\n2\nthree\nfour\n"), ("empty", ""),
    ]
    for (name, text) in contents { try? files.write(Array(text.utf8), to: name) }
    try? files.write(Array(UInt8.min...UInt8.max), to: "bin")
  }

  package mutating func run(_ arguments: [Argument], input: [UInt8]) -> CommandResult {
    calls.append(arguments)
    let rest = Array(arguments.dropFirst())
    switch arguments[0].text {
    case "args":
      // As bash's printf, which prints its format once where there is no argument.
      let texts = rest.isEmpty ? ["<>"] : rest.map { "<\($0.text)>" }
      return CommandResult(output: Array((texts.joined() + "\n").utf8))
    case "true": return CommandResult()
    case "false": return CommandResult(errors: "false: no\n", status: 1)
    case "unset": return unset(arguments.dropFirst())
    case "export": return export(arguments.dropFirst())
    case let name:
      guard let tool = Toolbox.tool(named: name) else {
        return CommandResult(errors: "\(name): no such command\n", status: 127)
      }
      return tool.run(&files, arguments: rest, input: input)
    }
  }

  /// Runs a whole line.
  package mutating func enter(_ line: String) throws -> [CommandResult] {
    guard case .complete(let script) = try ShellParser.parse(line) else { throw Incomplete() }
    return interpret(script)
  }

  /// The line goes on.
  package struct Incomplete: Error {
    package init() {}
  }
}

extension [CommandResult] {
  /// All that was printed, as text.
  package var text: String { String(decoding: flatMap(\.output), as: UTF8.self) }
  /// All errors.
  package var errors: String { map(\.errors).joined() }
}
