package import Shell

/// A command of a session, whatever it is made of: what finds, explains, completes and runs it.
package struct Command: Sendable {
  /// What calls it; of a command's part, what stands behind the command's name.
  package let name: String
  /// What it is made of.
  package let kind: Kind
  /// What it does, in one line.
  package let summary: String
  /// How to call it, without its name and options.
  package let operands: String
  /// Its options.
  package let options: [ToolOption]
  /// The commands that it is made of, whose names stand behind its own.
  package let parts: [Command]
  /// Its page of help.
  package let page: @Sendable () -> String
  /// Whether one of the words of its line may be a secret; `nil` where none ever is.
  package let getsSecret: (@Sendable (_ words: [Substring]) -> Bool)?
  let body: Body

  /// What a command is made of.
  package enum Kind: Sendable {
    /// One of sh, about variables or the shell itself.
    case shell
    /// AWS CLI.
    case aws
    /// The companion's.
    case companion
    /// The lab's own.
    case lab
    /// A tool on virtual files.
    case tool

    /// Whether it means here what it means everywhere.
    var isCommonLanguage: Bool { self == .shell || self == .aws }
  }

  /// Runs the words, of which the first is its name; `nil` leaves them to the next command of that
  /// name.
  package typealias Body =
    @Sendable (inout Session, _ words: [Argument], _ input: [UInt8]) -> CommandResult?

  /// Describes a command.
  package init(
    _ name: String, _ kind: Kind, _ summary: String = "", operands: String = "",
    options: [ToolOption] = [], parts: [Command] = [],
    page: @escaping @Sendable () -> String = { "" },
    getsSecret: (@Sendable ([Substring]) -> Bool)? = nil, body: @escaping Body
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.operands = operands
    self.options = options
    self.parts = parts
    self.page = page
    self.getsSecret = getsSecret
    self.body = body
  }

  /// Describes a command that the companion answers.
  package init(_ name: String, _ summary: String, operands: String = "", details: String = "") {
    let usage = operands.isEmpty ? name : "\(name) \(operands)"
    self.init(
      name, .companion, summary, operands: operands,
      page: { "\(usage)\n  \(summary)\n" + (details.isEmpty ? "" : "\n\(details)\n") },
      body: { session, words, _ in session.runCompanion(name, Array(words.dropFirst())) })
  }

  /// A tool as a command.
  package init(_ tool: Tool) {
    self.init(
      tool.name, .tool, tool.summary, operands: tool.operands, options: tool.options ?? [],
      parts: tool.commands.map(Command.init(partOf:)), page: { tool.help },
      getsSecret: { tool.getsSecret($0) },
      body: { session, words, input in
        session.run(tool, Array(words.dropFirst()), input: input)
      })
  }

  /// A command of a tool, which the tool runs itself.
  private init(partOf tool: Tool) {
    self.init(
      tool.word, .tool, tool.summary, operands: tool.operands, options: tool.options ?? [],
      page: { tool.help }, body: { _, _, _ in nil })
  }
}
