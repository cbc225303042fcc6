/// Choices in columns below the line.
struct ChoiceList {
  /// The lines to show, none wider than the terminal.
  let lines: [String]

  /// The columns of a description that can be read with ease.
  private static let easyNoteWidth = 36

  /// The fewest columns of a description that says something.
  private static let noteWidth = 12

  /// Lays choices out for a terminal of that many columns and rows.
  init(_ choices: LineChoices, columns: Int, rows: Int) {
    let most = max(4, rows - 4)
    let width = max(1, columns - 1)
    let longest = max(
      1, min(choices.all.map { WideText.width($0.label) }.max() ?? 0, width - 2))
    let hasNotes = choices.all.contains { !$0.note.isEmpty }
    let describedWidth = longest + 4 + ChoiceList.easyNoteWidth
    let described = max(1, min(width / describedWidth, choices.all.count))
    let room = width / described - longest - 4
    var cells = choices.all.map { WideText.fitted($0.label, longest) }
    var perRow = max(1, width / (longest + 2))
    if hasNotes, room >= ChoiceList.noteWidth, (cells.count + described - 1) / described <= most {
      perRow = described
      cells = zip(cells, choices.all).map { label, choice in
        let note = choice.note.isEmpty ? "" : "  " + WideText.fitted(choice.note, room)
        return choice.note.isEmpty ? label : WideText.padded(label, longest) + note
      }
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
