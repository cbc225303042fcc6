import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Text

/// Looks for words in everything that help knows.
struct HelpSearch {
  /// A page that was found.
  struct Found {
    /// What help calls it.
    let name: String
    /// Its title or summary.
    let title: String
    /// The first line of its text with the words; `nil` where the title has them.
    let line: String?
    /// How well it fits; the best first.
    let rank: Int
  }

  /// A page that is searched.
  private struct Page {
    let name: String
    let title: String
    let text: String
  }

  private let pages: [Page]

  /// Pages that are listed.
  private static let limit = 20

  init(_ session: Session) {
    // The words have pages of their own: their list would be found beside each.
    let topics = HelpTopic.all.filter { $0.name != HelpTopic.glossary.name }
      .map { Page(name: $0.name, title: $0.title, text: $0.text) }
    let commands =
      (session.table[.lab].filter { $0.name != "exit" } + (session.companion?.commands ?? [])
      + session.table[.tool])
      .map { Page(name: $0.name, title: $0.summary, text: $0.page()) }
    let s3 = S3Command.all.map {
      Page(name: "s3 \($0.name)", title: $0.summary, text: HelpPages.page(of: $0))
    }
    let operations = Catalogue.operations.map {
      Page(
        name: "\($0.service.command) \($0.commandName)", title: $0.summary,
        text: HelpPages.page(of: $0, globals: false))
    }
    let terms = Glossary.terms.map { Page(name: $0.id, title: $0.meaning, text: $0.text) }
    pages = topics + commands + s3 + operations + terms
  }

  /// The pages with all these words, in any case, the best first.
  func found(_ words: [String]) -> [Found] {
    let words = words.map { $0.lowercased() }.filter { !$0.isEmpty }
    guard !words.isEmpty else { return [] }
    let has = { (text: String) in
      let text = text.lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    let found = pages.compactMap { page -> Found? in
      if has(page.name) { return Found(name: page.name, title: page.title, line: nil, rank: 0) }
      if has(page.title) { return Found(name: page.name, title: page.title, line: nil, rank: 1) }
      guard has(page.text) else { return nil }
      let line = page.text.split(separator: "\n").first { line in
        let line = line.lowercased()
        return words.contains { line.contains($0) }
      }
      return Found(
        name: page.name, title: page.title,
        line: line.map { $0.drop { $0 == " " }.description }, rank: 2)
    }
    return (0...2).flatMap { rank in found.filter { $0.rank == rank } }
  }

  /// The answer of `help --search`.
  func answer(_ word: String, _ others: [String]) throws(Fault) -> LabAnswer {
    let words = [word] + others
    let found = found(words.flatMap { $0.split(separator: " ").map(String.init) })
    guard let first = found.first else {
      let sought = words.joined(separator: " ")
      let near = nearest(to: sought, among: HelpCommand.names)
      throw Fault(
        "no page tells of \(quoted(sought))" + (near.map { "; the nearest is \($0)" } ?? ""),
        next: near.map { "help \($0)" } ?? "help", status: 1)
    }
    let width = found.prefix(HelpSearch.limit).map(\.name.count).max() ?? 0
    var lines: [String] = []
    for page in found.prefix(HelpSearch.limit) {
      let room = 76 - min(width, 44)
      lines.append(
        "\(page.name.padded(min(width, 44) + 2))\(page.title.shortened(to: room, sign: "..."))")
      if let line = page.line { lines.append("    \(line.shortened(to: 74, sign: "..."))") }
    }
    if found.count > HelpSearch.limit {
      lines.append("and \(found.count - HelpSearch.limit) more; another word makes them fewer")
    }
    lines.append("next: help \(first.name)")
    return LabAnswer(
      lines: lines,
      document: [
        "Pages": .list(
          found.map { ["Name": .string($0.name), "Title": .string($0.title)] })
      ])
  }
}
