package import Kernel
package import Shell
package import Text

/// How a terminal shows what commands print.
package struct ResultStyle: Sendable {
  /// How pictures look; `nil` where signs are told as words.
  package let drawing: Drawing.Style?
  /// Whether tables have colours.
  package let usesColours: Bool

  /// Describes it.
  package init(drawing: Drawing.Style?, usesColours: Bool) {
    self.drawing = drawing
    self.usesColours = usesColours
  }
}

/// What a command printed, as a terminal shows it.
package struct ShownResult: Sendable, Equatable {
  /// The picture that it begins with.
  package let picture: String
  /// What stands below it.
  package let output: [UInt8]
  /// What the program says beside it.
  package let errors: String
  /// Whether the output is in words, which a terminal may break where it is too narrow.
  package let isProse: Bool
  /// Whether the output has colours.
  package let isColoured: Bool
  /// Whether it is a call that succeeded and is answered with nothing.
  package let isUnanswered: Bool
}

extension CommandResult {
  /// The result as a terminal shows it.
  package func shown(in style: ResultStyle) -> ShownResult {
    let result = style.usesColours ? onTerminal : self
    let (picture, rest) = result.output(drawnIn: style.drawing)
    return ShownResult(
      picture: picture, output: rest, errors: errors, isProse: isProse,
      isColoured: result.isColoured, isUnanswered: isUnanswered)
  }
}

extension ResultStyle {
  /// As JSON.
  package var document: Document {
    [
      "colours": .bool(usesColours), "pictures": .bool(drawing != nil),
      "unicode": .bool(drawing?.isUnicode ?? false), "columns": .integer(drawing?.columns ?? 0),
    ]
  }

  /// Reads JSON; what is missing is plain.
  init(_ document: Document) {
    usesColours = document["colours"] == true
    drawing =
      document["pictures"] == true
      ? Drawing.Style(
        columns: document["columns"]?.wholeNumber ?? Drawing.Style.plain.columns,
        isUnicode: document["unicode"] == true, usesColours: usesColours) : nil
  }
}

extension ShownResult {
  /// As JSON; the output in base64, since it may be any bytes.
  var document: Document {
    [
      "picture": .string(picture), "output": .bytes(output), "errors": .string(errors),
      "prose": .bool(isProse), "coloured": .bool(isColoured), "unanswered": .bool(isUnanswered),
    ]
  }

  /// Reads JSON; what is missing is nothing.
  init(_ document: Document) {
    picture = document["picture"]?.text ?? ""
    output = document["output"]?.text.flatMap { Base64.decode($0.utf8) } ?? []
    errors = document["errors"]?.text ?? ""
    isProse = document["prose"] == true
    isColoured = document["coloured"] == true
    isUnanswered = document["unanswered"] == true
  }
}
