/// The fields of some bytes as cells in their order, a sign a byte where there is room.
package struct ByteMap: Sendable {
  /// A field.
  package struct Field: Sendable {
    let name: String
    let byteCount: Int
    /// Whether its bytes are a secret that only a key opens.
    let isEncrypted: Bool

    /// Describes a field.
    package init(name: String, byteCount: Int, isEncrypted: Bool) {
      self.name = name
      self.byteCount = byteCount
      self.isEncrypted = isEncrypted
    }
  }

  let fields: [Field]

  /// Makes a map of fields in their order.
  package init(fields: [Field]) { self.fields = fields }

  /// The picture.
  package var drawing: Drawing { Drawing(lines) }

  /// Offsets above, cells below; as many rows of both as the width asks for, and what they mean.
  private func lines(_ style: Drawing.Style) -> [Canvas] {
    let width = style.columns - 2
    let signs = Signs(isUnicode: style.isUnicode)
    var lines: [Canvas] = []
    var row = Row(width: width, signs: signs)
    var offset = 0
    for field in fields {
      if !row.hasRoom(for: field, at: offset) {
        lines += row.lines
        row = Row(width: width, signs: signs)
      }
      row.add(field, at: offset)
      offset += field.byteCount
    }
    row.finish(at: offset)
    return lines + row.lines + [signs.legend]
  }

  private struct Signs {
    let clear, encrypted, wall: Character

    init(isUnicode: Bool) {
      (clear, encrypted, wall) = isUnicode ? ("░", "█", "│") : (".", "#", "|")
    }

    var legend: Canvas {
      Canvas(String(clear), .frame) + Canvas(" in clear   ") + Canvas(String(encrypted), .sound)
        + Canvas(" encrypted")
    }
  }

  /// Cells beside each other.
  private struct Row {
    private var offsets: Canvas
    private var cells: Canvas
    private let signs: Signs
    private var end = 0

    init(width: Int, signs: Signs) {
      offsets = Canvas(width: width)
      cells = Canvas(width: width)
      self.signs = signs
      cells.put(signs.wall, at: 0, .frame)
    }

    var lines: [Canvas] { [offsets, cells] }

    /// The columns of a field: its bytes, its name, and the number above it have room.
    private static func width(of field: Field, at offset: Int) -> Int {
      max(field.byteCount, field.name.count, "\(offset)".count)
    }

    /// Whether a field fits behind the others; the first one is cut where it does not.
    func hasRoom(for field: Field, at offset: Int) -> Bool {
      end == 0 || end + Row.width(of: field, at: offset) + 1 < cells.width
        || field.byteCount > cells.width && end + field.name.count + 8 < cells.width
    }

    mutating func add(_ field: Field, at offset: Int) {
      let wanted = Row.width(of: field, at: offset)
      let width = min(wanted, cells.width - end - 2)
      let (sign, ink): (Character, Canvas.Ink) =
        field.isEncrypted ? (signs.encrypted, .sound) : (signs.clear, .frame)
      offsets.write("\(offset)", at: end)
      for column in end + 1...end + width { cells.put(sign, at: column, ink) }
      cells.write(field.name, at: end + 1, field.isEncrypted ? .sound : .text)
      if width < field.byteCount { cells.write(" ... ", at: end + width - 6, ink) }
      end += width + 1
      cells.put(signs.wall, at: end, .frame)
    }

    /// Writes the length of all above the last wall.
    mutating func finish(at length: Int) {
      let text = "\(length)"
      offsets.write(text, at: min(end, offsets.width - text.count))
    }
  }
}
