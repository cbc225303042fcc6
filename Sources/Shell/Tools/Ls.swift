import Text

extension Tool {
  /// `ls`, one name a line, as GNU's prints into a pipe.
  package static let ls = Tool(
    "ls", "Lists the virtual files.", operands: "[FILE...]",
    options: [
      ToolOption("-l", summary: "the size in bytes before each name"),
      ToolOption("-1", "-a", summary: "as without it: one name a line"),
    ],
    details: """
      In a lab, ls alone tells beside each name what the file is for; ls -1 tells
      names and no more.
      """, mistakeStatus: 2
  ) { files, arguments, _, _ throws(ToolFailure) in
    var result = CommandResult()
    var rows: [(size: String, name: String)] = []
    let given = arguments.operands.map(\.text)
    let names = given.isEmpty || given.contains(".") ? files.names : given
    for name in names {
      guard let bytes = files[name] else {
        result.errors += "ls: cannot access '\(name)': \(missingFile)\n"
        result.status = 2
        continue
      }
      rows.append((String(bytes.count), name))
    }
    let width = rows.map(\.size.utf8.count).max() ?? 0
    for row in rows {
      let line =
        arguments.has("-l") ? "\(row.size.paddedLeft(width)) \(row.name)\n" : "\(row.name)\n"
      result.output += line.utf8
    }
    return result
  }
}
