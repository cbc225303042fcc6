/// What hangs on what: a thing a line, each below the one that it opens.
package struct LinkChain: Sendable {
  /// A thing.
  package struct Link: Sendable {
    /// How far from the first one.
    package let depth: Int
    let name: String
    let note: String
    /// Whether it opens what is above it today.
    let holds: Bool
    /// Whether another one of the same depth follows below it.
    let goesOn: Bool

    /// Describes a thing.
    package init(
      depth: Int, name: String, note: String = "", holds: Bool = true, goesOn: Bool = false
    ) {
      self.depth = depth
      self.name = name
      self.note = note
      self.holds = holds
      self.goesOn = goesOn
    }
  }

  let links: [Link]

  /// Makes a chain of things, each below the one that it opens.
  package init(links: [Link]) { self.links = links }

  /// The picture.
  package var drawing: Drawing { Drawing(lines) }

  private func lines(_ style: Drawing.Style) -> [Canvas] {
    let width = style.columns - 2
    let names = links.map { $0.name.indented(3 * $0.depth).shortened(to: width) }
    let longest = min(names.map(\.count).max() ?? 0, width * 2 / 3)
    return links.indices.map { index in
      let (link, name) = (links[index], names[index])
      var canvas = Canvas(width: width)
      canvas.write(name, at: 0, link.holds ? .text : .doomed)
      if isBeside(index) { canvas.put(style.isUnicode ? "│" : "|", at: 0, .frame) }
      if link.depth > 0 {
        canvas.write(
          LinkChain.sign(link, style), at: 3 * (link.depth - 1), link.holds ? .frame : .doomed)
      }
      let start = max(longest, name.count) + 2
      if start < width - 8 {
        canvas.write(
          link.note.shortened(to: width - start), at: start, link.holds ? .text : .doomed)
      }
      return canvas
    }
  }

  /// Whether a line leads past a link to a second branch of the first thing.
  private func isBeside(_ index: Int) -> Bool {
    links[index].depth > 1 && links[..<index].last { $0.depth == 1 }?.goesOn == true
  }

  /// The two signs that lead to a name.
  private static func sign(_ link: Link, _ style: Drawing.Style) -> String {
    switch (link.goesOn, link.holds) {
    case (true, true): style.isUnicode ? "├─" : "|-"
    case (true, false): style.isUnicode ? "├╳" : "|x"
    case (false, true): style.isUnicode ? "└─" : "`-"
    case (false, false): style.isUnicode ? "└╳" : "`x"
    }
  }
}
