/// A picture at the head of an answer, which a terminal may draw anew.
///
/// In the output it stands as plain text of 72 columns: the same in a pipe, a log and a transcript.
package struct Drawing: Sendable {
  /// How a picture is drawn.
  package struct Style: Sendable {
    /// How wide it may be.
    package let columns: Int
    /// Whether it may have lines and bars beyond ASCII.
    package let isUnicode: Bool
    /// Whether it has colours.
    package let usesColours: Bool

    /// Describes a style; what is very narrow or wide is drawn as if it were less so.
    package init(columns: Int, isUnicode: Bool, usesColours: Bool) {
      self.columns = min(max(columns, Style.narrowest), Style.widest)
      self.isUnicode = isUnicode
      self.usesColours = usesColours
    }

    private static let narrowest = 36
    private static let widest = 160

    /// The style of pipes, logs and transcripts.
    package static let plain = Style(columns: 72, isUnicode: false, usesColours: false)
  }

  private let draw: @Sendable (Style) -> [Canvas]

  /// Makes a picture: its lines in a style, which fit its columns.
  package init(_ draw: @escaping @Sendable (Style) -> [Canvas]) { self.draw = draw }

  /// The lines, indented as the program's own voice is, with an empty one behind them.
  package func text(_ style: Style) -> String {
    draw(style).map { "  " + $0.text(style) + "\n" }.joined() + "\n"
  }
}

extension Drawing: Equatable {
  /// Whether both look the same.
  package static func == (left: Drawing, right: Drawing) -> Bool {
    left.text(.plain) == right.text(.plain)
  }
}
