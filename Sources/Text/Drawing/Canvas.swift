/// One line of a picture: signs, each with what it stands for.
package struct Canvas: Sendable {
  /// What a sign stands for, which decides its shape and colour.
  package enum Ink: Sendable {
    /// A letter of a text.
    case text
    /// A line that only holds the picture together.
    case frame
    /// A key that can be used, or a link that holds.
    case sound
    /// A key that cannot be used now.
    case shut
    /// A key that waits for its end, or a link that is broken.
    case doomed
    /// What lies ahead.
    case ahead
    /// A rotation.
    case rotation
    /// An end.
    case end
    /// The present moment.
    case now

    /// The colour as SGR has it; `nil` for that of the terminal.
    fileprivate var colour: String? {
      switch self {
      case .text: nil
      case .frame, .ahead: "2"
      case .sound: "32"
      case .shut: "33"
      case .doomed, .end: "31"
      case .rotation, .now: "36"
      }
    }
  }

  private var cells: [(sign: Character, ink: Ink)]

  /// Blanks.
  package init(width: Int) { cells = Array(repeating: (" ", .text), count: max(0, width)) }

  /// The number of columns.
  package var width: Int { cells.count }

  /// Sets a sign; places outside are passed over.
  package mutating func put(_ sign: Character, at column: Int, _ ink: Ink) {
    guard cells.indices.contains(column) else { return }
    cells[column] = (Canvas.visible(sign), ink)
  }

  /// A sign of one column that steers no terminal: names come from anywhere.
  private static func visible(_ sign: Character) -> Character {
    let isSteering = sign.unicodeScalars.contains { scalar in
      [.control, .format, .lineSeparator, .paragraphSeparator].contains(
        scalar.properties.generalCategory)
    }
    return isSteering ? "?" : sign
  }

  /// Writes a text from a column on, as far as there is room.
  package mutating func write(_ text: String, at column: Int, _ ink: Ink = .text) {
    for (offset, sign) in text.enumerated() { put(sign, at: column + offset, ink) }
  }

  /// Whether nothing stands in some columns.
  package func isBlank(_ columns: Range<Int>) -> Bool {
    columns.clamped(to: cells.indices).allSatisfy { cells[$0].sign == " " }
  }

  /// The line without blanks at its end, in colours where the style has them.
  func text(_ style: Drawing.Style) -> String {
    let end = (cells.lastIndex { $0.sign != " " } ?? -1) + 1
    var text = ""
    var colour: String?
    for (sign, ink) in cells[..<end] {
      let next = style.usesColours && sign != " " ? ink.colour : nil
      if next != colour {
        text += (colour == nil ? "" : "\u{1B}[0m") + (next.map { "\u{1B}[\($0)m" } ?? "")
        colour = next
      }
      text.append(sign)
    }
    return text + (colour == nil ? "" : "\u{1B}[0m")
  }
}

extension Canvas {
  /// A text of one ink.
  package init(_ text: String, _ ink: Ink = .text) {
    cells = text.map { (Canvas.visible($0), ink) }
  }

  /// Two canvases beside each other.
  package static func + (left: Canvas, right: Canvas) -> Canvas {
    var result = left
    result.cells += right.cells
    return result
  }
}
