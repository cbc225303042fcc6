/// What hangs on what: a thing a line, each below the one that it opens.
struct LinkChain: Sendable {
  /// A thing.
  struct Link: Sendable {
    /// How far from the first one.
    let depth: Int
    let name: String
    var note = ""
    /// Whether it opens what is above it today.
    var holds = true
    /// Whether another one of the same depth follows below it.
    var goesOn = false
  }

  let links: [Link]

  /// The picture.
  var drawing: Drawing { Drawing(lines) }

  private func lines(_ style: Drawing.Style) -> [Canvas] {
    let width = style.columns - 2
    let names = links.map { shortened(LinkChain.indent($0) + $0.name, to: width) }
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
          shortened(link.note, to: width - start), at: start, link.holds ? .text : .doomed)
      }
      return canvas
    }
  }

  /// Whether a line leads past a link to a second branch of the first thing.
  private func isBeside(_ index: Int) -> Bool {
    links[index].depth > 1 && links[..<index].last { $0.depth == 1 }?.goesOn == true
  }

  /// The blanks before a name.
  private static func indent(_ link: Link) -> String {
    String(repeating: " ", count: 3 * link.depth)
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

  private func shortened(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 2)) + ".."
  }
}
