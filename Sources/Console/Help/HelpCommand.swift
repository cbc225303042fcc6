import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Explains.
  static let help = LabCommand(
    "help", "explains a command, an operation or a topic", operands: "[TOPIC]",
    options: [ToolOption("--search", value: "WORD", summary: "lists the pages that tell of it")],
    details: """
      help                     all commands and topics
      help rotation            a topic
      help encrypt             an operation; also aws kms encrypt help
      help trust policy        a word of AWS; help glossary lists them
      help openssl enc         a command of a tool
      help --search rotate     every page with that word
      """
  ) { session, arguments, _ throws(Fault) in
    if let word = arguments.value("--search") {
      return try HelpSearch(session).answer(word, arguments.operands.map(\.text))
    }
    guard let first = arguments.operands.first else {
      return HelpCommand.answer("help", HelpCommand.overview(session))
    }
    if arguments.operands.count == 1,
      let command = session.companion?.commands.first(where: { $0.name == first.text })
    {
      return HelpCommand.answer(first.text, command.page())
    }
    var words = arguments.operands.map(\.text)
    if words.first == "aws" { words.removeFirst() }
    let topic = words.joined(separator: " ")
    let term = Glossary.term(named: arguments.operands.map(\.text).joined(separator: " "))
    if let text = HelpCommand.page(words, session) ?? term?.text {
      return HelpCommand.answer(topic, text)
    }
    let near = nearest(to: topic, among: HelpCommand.names)
    throw Fault(
      "no help on \(quoted(topic))" + (near.map { "; the nearest is \($0)" } ?? ""),
      range: first.range, next: near.map { "help \($0)" } ?? "help", status: 1)
  }
}

/// Where help pages are found.
enum HelpCommand {
  /// All that help knows.
  static var names: [String] {
    let table = CommandTable.console
    let own = (table[.lab] + table[.tool]).map(\.name) + HelpTopic.all.map(\.name)
    let aws = Catalogue.operations.map(\.commandName) + Service.allCases.map(\.command)
    return own + aws + ["aws", "s3"] + Glossary.terms.map(\.id)
  }

  /// A page as words and as data.
  static func answer(_ topic: String, _ text: String) -> LabAnswer {
    LabAnswer(document: ["Topic": .string(topic), "Text": .string(text)], text: text)
  }

  /// The page of a topic.
  static func page(_ words: [String], _ session: Session) -> String? {
    guard let first = words.first else { return HelpPages.aws }
    let page = { HelpPages.page(of: $0, session.example(of: $0)) }
    if first == "s3" {
      if words.count == 1 { return HelpPages.s3 }
      return words.count == 2 ? S3Command.named(words[1]).map(HelpPages.page) : nil
    }
    if words.count == 2, let service = Service(command: first) {
      return Catalogue.operation(service, command: words[1]).map(page)
    }
    let own = session.table[first].filter { [.lab, .tool].contains($0.kind) }
    if words.count == 2, let tool = own.first(where: { $0.kind == .tool }) {
      return tool.parts.first { $0.name == words[1] }?.page()
    }
    guard words.count == 1 else { return nil }
    if let topic = HelpTopic.all.first(where: { $0.name == first }) {
      return topic.title + "\n\n" + topic.text + "\n"
    }
    if let command = own.first { return command.page() }
    if let service = Service(command: first) { return HelpPages.page(of: service) }
    // S3 and S3 Control have operations of one name.
    let pages = Catalogue.operations.filter { $0.commandName == first || $0.name == first }
      .map(page)
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  /// `help` alone.
  static func overview(_ session: Session) -> String {
    let guided = session.companion?.commands ?? []
    let own = session.table[.lab].filter { command in
      command.name != "exit" && !guided.contains { $0.name == command.name }
    }
    let width = 2 + ((guided.map(\.name) + own.map(\.name)).map(\.count).max() ?? 0)
    let lessons = guided.map { "  \($0.name.padded(width))\($0.summary)\n" }.joined()
    let commands = own.map { "  \($0.name.padded(width))\($0.summary)\n" }.joined()
    let tools = wrapped(
      "Tools on virtual files: "
        + session.table[.tool].map(\.name).joined(separator: " "), indent: 0,
      hanging: 2)
    let topics = HelpTopic.all.map { "  \($0.name.padded(20))\($0.title)\n" }.joined()
    return """
      aws kms ...   any AWS CLI command of this lab (the word aws may be left out):
      aws s3 ...    aws kms help lists them, aws kms encrypt help explains one;
      aws s3api ... aws s3 for buckets and files, aws s3api for every option

      \(lessons.isEmpty ? "" : "To learn (help NAME explains one):\n" + lessons + "\n")\
      The lab's own commands (help NAME explains one):
      \(commands)
      \(tools)
      Topics (help NAME):
      \(topics)
      """
  }
}
