import Kernel

/// A chain of digests over the lines of a saved session: each line's is over the one before it and
/// what the line said and printed.
///
/// It shows accidents, and names the line: one that was changed, dropped, added or moved. It cannot
/// show forgery: whoever changes a line can compute the digests anew.
package struct SessionChain {
  private var last: String
  private var count = 0

  /// Begins with what the session started from.
  init(_ configuration: SessionConfiguration) {
    last = SessionChain.digest([
      "kmslab session", "\(configuration.seed)", "\(configuration.start)",
      "\(configuration.region)", "\(configuration.account)",
    ])
  }

  /// The attributes of the next line's block; `lines` are those of the block, and of the files that
  /// the line brought in.
  mutating func link(_ lines: [String]) -> String {
    count += 1
    last = SessionChain.digest([last] + lines)
    return "line=\(count) chain=\(last)"
  }

  private static func digest(_ texts: [String]) -> String {
    var digest = WorldDigest()
    for text in texts { digest.feed(text) }
    return String(digest.value.prefix(16))
  }
}

extension SessionChain {
  /// A line as a file has it.
  private struct Link {
    let number: Int
    let chain: String
    let lines: [String]
  }

  /// What is not as it was saved, in words; `nil` for a file without a chain.
  package static func breaks(in file: LabFile) throws(LabFileError) -> [String]? {
    var links: [Link] = []
    var imports: [String] = []
    var added: [String] = []
    for block in file.blocks {
      if block.kind == "file" { imports += block.lines }
      guard block.kind == "console" else { continue }
      if let number = block.attribute("line").flatMap({ Int($0) }),
        let chain = block.attribute("chain")
      {
        links.append(Link(number: number, chain: chain, lines: imports + block.lines))
      } else {
        added.append("a line without a digest was added at line \(block.firstLine) of the file")
      }
      imports = []
    }
    let count = file["lines"].flatMap { Int($0) }
    guard !links.isEmpty || count != nil else { return nil }
    let start = SessionChain(try file.configuration()).last
    return misplaced(links) + missing(links, count ?? 0) + changed(links, start) + added
  }

  private static func misplaced(_ links: [Link]) -> [String] {
    var texts: [String] = []
    var highest = 0
    var seen: Set<Int> = []
    for link in links {
      if !seen.insert(link.number).inserted {
        texts.append("line \(link.number) is there twice")
      } else if link.number < highest {
        texts.append("line \(link.number) comes after line \(highest)")
      }
      highest = max(highest, link.number)
    }
    return texts
  }

  private static func missing(_ links: [Link], _ count: Int) -> [String] {
    let numbers = Set(links.map(\.number))
    let last = min(max(count, numbers.max() ?? 0), links.count + 100_000)
    return last < 1
      ? [] : (1...last).filter { !numbers.contains($0) }.map { "line \($0) is missing" }
  }

  private static func changed(_ links: [Link], _ start: String) -> [String] {
    let chains = Dictionary(links.map { ($0.number, $0.chain) }) { first, _ in first }
    return links.compactMap { link in
      // Where the line before is missing, nothing can be told of this one.
      guard let before = link.number == 1 ? start : chains[link.number - 1],
        digest([before] + link.lines) != link.chain
      else { return nil }
      return link.number == 1
        ? "line 1, or the seed, start, Region or account above it, was changed"
        : "line \(link.number) was changed"
    }
  }
}
