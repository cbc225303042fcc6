/// Choices in columns below the line.
struct ChoiceList {
  /// The lines to show, none wider than the terminal.
  let lines: [String]

  /// The narrowest column that still has room for a description.
  private static let describedWidth = 56

  /// Lays choices out for a terminal of that many columns and rows.
  init(_ choices: LineChoices, columns: Int, rows: Int) {
    let most = max(4, rows - 4)
    let hasNotes = choices.all.contains { !$0.note.isEmpty }
    let count = max(1, columns / ChoiceList.describedWidth)
    let isDescribed = hasNotes && (choices.all.count + count - 1) / count <= most
    let width = columns - 1
    var cells: [String]
    var perRow: Int
    if isDescribed {
      perRow = min(count, choices.all.count)
      let cell = width / perRow - 2
      let label = min(
        choices.all.map { WideText.width($0.label) }.max() ?? 0, max(cell * 2 / 3, cell - 24))
      cells = choices.all.map { choice in
        let note = choice.note.isEmpty ? "" : "  " + choice.note
        return WideText.fitted(
          WideText.padded(WideText.fitted(choice.label, label), label) + note, cell)
      }
    } else {
      let longest = min(choices.all.map { WideText.width($0.label) }.max() ?? 0, width - 2)
      perRow = max(1, width / (longest + 2))
      cells = choices.all.map { WideText.fitted($0.label, longest) }
    }
    let rowCount = (cells.count + perRow - 1) / perRow
    let cell = width / perRow
    // Down the columns, as ls does.
    var lines = (0..<rowCount).prefix(most).map { row in
      stride(from: row, to: cells.count, by: rowCount).map {
        $0 + rowCount < cells.count ? WideText.padded(cells[$0], cell) : cells[$0]
      }.joined()
    }
    if rowCount > most || choices.isCut { lines.append("... more; type on to see fewer") }
    self.lines = lines.map { WideText.fitted($0, width) }
  }
}
