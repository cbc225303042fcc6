import AWSCLI
import Access
import Cloud
import Kernel
package import Sessions
import Shell

/// All pages of help as one document.
package enum Reference {
  /// What help knows, a companion's commands too.
  package static func names(_ companion: any Companion) -> [String] {
    let names = companion.commands.map(\.name) + HelpCommand.names
    return names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { names[$0] }
  }

  /// The document, in Markdown: topics, commands, tools and operations, in the order of help.
  package static func markdown(_ companion: any Companion) -> String {
    var headings = Headings()
    var contents: [String] = []
    var body: [String] = []
    for (title, pages) in sections(companion) {
      contents.append("* " + headings.link(to: title))
      body += ["", "## \(title)"]
      for page in pages {
        contents.append("  * " + headings.link(to: page.title))
        body += ["", "### \(page.title)", ""]
        var lines = LabFile.lines(of: page.text)
        while lines.last == "" { lines.removeLast() }
        body += SessionFile.fenced("text", lines)
      }
    }
    let head = [
      "# Reference of kmslab", "",
      "What help says at the prompt, page by page; kmslab help --markdown writes it.", "",
    ]
    return (head + contents + body).joined(separator: "\n") + "\n"
  }

  private typealias Page = (title: String, text: String)

  private static func sections(_ companion: any Companion) -> [(String, [Page])] {
    let own: [(String, [Page])] = [
      ("Topics", HelpTopic.all.map { ("\($0.name): \($0.title)", $0.text) }),
      ("Commands to learn", companion.commands.map { ($0.name, $0.page()) }),
      ("Commands of the lab", CommandTable.console[.lab].map { ($0.name, $0.page()) }),
      ("Tools on virtual files", CommandTable.console[.tool].map { ($0.name, $0.page()) }),
      ("AWS CLI", [("aws", HelpPages.aws)]),
      (
        "aws s3",
        [("aws s3", HelpPages.s3)]
          + S3Command.all.map { command in
            ("aws s3 \(command.name)", HelpPages.page(of: command))
          }
      ),
    ]
    return own
      + Service.allCases.map { service in
        let name = "aws \(service.command)"
        let pages = Catalogue.operations(of: service).map { operation -> Page in
          ("\(name) \(operation.commandName)", alone(HelpPages.page(of: operation)))
        }
        return (name, pages)
      }
  }

  /// The page of an operation without the options of every command, which stand with aws.
  private static func alone(_ page: String) -> String {
    page.split(separator: "\n\nWith every command:", maxSplits: 1).first.map(String.init) ?? page
  }
}

/// The headings of a document so far, by the names that viewers give them.
private struct Headings {
  private var counts: OrderedMap<String, Int> = [:]

  /// A link to the next heading of this title.
  mutating func link(to title: String) -> String {
    let name = title.lowercased().filter { $0.isLetter || $0.isNumber || "- _".contains($0) }
      .replacing(" ", with: "-")
    let count = counts[name] ?? 0
    counts[name] = count + 1
    return "[\(title)](#\(name)\(count == 0 ? "" : "-\(count)"))"
  }
}
