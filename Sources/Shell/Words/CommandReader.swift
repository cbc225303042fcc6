extension ShellReader {
  /// Reads one command up to the operator after it.
  mutating func command(_ draft: inout ScriptDraft) throws(ShellStop) -> ShellCommand {
    var command = ShellCommand()
    let start = position
    var last = position
    loop: while true {
      try skipBlanks()
      switch current {
      case "&" where scalar(ahead: 1) == ">":
        try refuseSecondErrors(position..<position + 2, in: command)
        position += 1
        try redirection(&command, &draft)
        command.errors = .output
      case nil, "\n", ";", "|", "&", ")": break loop
      case "(": throw refusedParenthesis()
      case "<", ">": try redirection(&command, &draft)
      default:
        if let number = descriptorEnd() {
          let isOfErrors = try skipDescriptor(upTo: number)
          try redirection(&command, &draft, isOfErrors: isOfErrors)
        } else {
          try wordOrAssignment(&command)
        }
      }
      last = position
    }
    guard last > start else { throw missingCommand() }
    command.range = start..<last
    return command
  }

  private mutating func wordOrAssignment(_ command: inout ShellCommand) throws(ShellStop) {
    if command.words.isEmpty, let nameEnd = assignmentNameEnd() {
      let name = text(position..<nameEnd)
      position = nameEnd + 1
      command.assignments.append(ShellCommand.Assignment(name: name, value: try word()))
      return
    }
    let word = try word()
    if command.words.isEmpty, let text = word.plainText, Refusal.reservedWords.contains(text) {
      throw Refusal.reserved(text, at: word.range)
    }
    command.words.append(word)
  }

  /// Where the name of an assignment ends that starts here.
  private func assignmentNameEnd() -> Int? {
    let nameEnd = nameEnd(from: position)
    let isAssignment = nameEnd > position && nameEnd < end && bytes[nameEnd] == UInt8(ascii: "=")
    return isAssignment ? nameEnd : nil
  }

  /// Where a variable's name ends that starts at an offset; the offset itself if none does.
  func nameEnd(from start: Int) -> Int {
    var index = start
    while index < end {
      switch Unicode.Scalar(bytes[index]) {
      case "a"..."z", "A"..."Z", "_": index += 1
      case "0"..."9" where index > start: index += 1
      default: return index
      }
    }
    return index
  }
}

extension ShellReader {
  /// Where the number ends that stands directly before `<` or `>`, as in `2>`.
  private func descriptorEnd() -> Int? {
    var index = position
    while index < end, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") {
      index += 1
    }
    guard index > position, index < end else { return nil }
    return bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: ">") ? index : nil
  }

  /// Passes over `1` before `>` and `0` before `<`, which say nothing new, and over `2` before `>`,
  /// which speaks of the errors.
  private mutating func skipDescriptor(upTo number: Int) throws(ShellStop) -> Bool {
    let isOutput = bytes[number] == UInt8(ascii: ">")
    let descriptor = text(position..<number)
    guard descriptor == (isOutput ? "1" : "0") || isOutput && descriptor == "2" else {
      throw Refusal.descriptor(at: position..<number + 1)
    }
    position = number
    return descriptor == "2"
  }

  /// Reads `<`, `>`, `>>`, `<<` or `>&` with the word after it.
  private mutating func redirection(
    _ command: inout ShellCommand, _ draft: inout ScriptDraft, isOfErrors: Bool = false
  ) throws(ShellStop) {
    let start = position
    if let end = placeholderEnd() { throw Refusal.placeholder(text(start..<end), at: start..<end) }
    while let byte = current, "<>&|(".unicodeScalars.contains(byte) { position += 1 }
    if current == "-", text(start..<position) == "<<" { position += 1 }
    let sign = text(start..<position)
    let range = start..<position
    if isOfErrors {
      try refuseSecondErrors(range, in: command)
    } else {
      try refuseRepeated(sign, range, in: command)
    }
    if sign == ">&" { return try join(&command, isOfErrors: isOfErrors, at: range) }
    try skipBlanks()
    let target = try word()
    guard !target.parts.isEmpty else { throw Refusal.missingName(after: sign, at: range) }
    switch sign {
    case "<": command.input = .file(target)
    case ">", ">>":
      let output = ShellCommand.Output(file: target, appends: sign == ">>")
      if isOfErrors {
        command.errors = .file(output)
        return
      }
      command.output = output
      if command.errors == .output { command.errors = .pipe }
    default:
      let place = HereDocument.Place(step: draft.script.steps.count, command: draft.commandIndex)
      let document = try HereDocument(
        delimiter: target, stripsTabs: sign == "<<-", place: place)
      command.input = .hereDocument(Word(parts: [], range: target.range))
      draft.pending.append(document)
    }
  }

  /// Passes over what stands behind `>&`: `1` for the errors, `2` for the output, and nothing else.
  private mutating func join(
    _ command: inout ShellCommand, isOfErrors: Bool, at range: Range<Int>
  ) throws(ShellStop) {
    let isEnd = scalar(ahead: 1).map { " \t\r\n;|&<>)".unicodeScalars.contains($0) } ?? true
    guard current == (isOfErrors ? "1" : "2"), isEnd else { throw Refusal.sign(">&", at: range) }
    position += 1
    if isOfErrors { command.errors = .output } else { command.printsErrors = true }
  }

  private func refuseSecondErrors(
    _ range: Range<Int>, in command: ShellCommand
  ) throws(ShellStop) {
    guard command.errors == nil else {
      throw Refusal.secondRedirection("standard error", at: range)
    }
  }

  /// Where a placeholder of a documentation ends that starts here, `<key-id>`: in sh it would read
  /// from one file and write to a file that is not named, or is named like an option.
  private func placeholderEnd() -> Int? {
    guard current == "<" else { return nil }
    var index = position + 1
    while index < end, bytes[index].isInPlaceholder { index += 1 }
    guard index > position + 1, index < end, bytes[index] == UInt8(ascii: ">") else { return nil }
    var next = index + 1
    while next < end, bytes[next] == UInt8(ascii: " ") { next += 1 }
    let isAtEnd = next == end || "\n;|&)".utf8.contains(bytes[next])
    let isBeforeOption =
      next > index + 1 && next + 1 < end && bytes[next] == UInt8(ascii: "-")
      && bytes[next + 1] == UInt8(ascii: "-")
    return isAtEnd || isBeforeOption ? index + 1 : nil
  }

  private func refuseRepeated(
    _ sign: String, _ range: Range<Int>, in command: ShellCommand
  ) throws(ShellStop) {
    switch sign {
    case "<", "<<", "<<-":
      if command.input != nil { throw Refusal.secondRedirection("input", at: range) }
    case ">", ">>", ">&":
      if command.output != nil || command.printsErrors {
        throw Refusal.secondRedirection("output", at: range)
      }
    default: throw Refusal.sign(sign, at: range)
    }
  }
}

extension UInt8 {
  /// Whether a placeholder may have it between `<` and `>`: a letter, a digit, `-` or `_`.
  fileprivate var isInPlaceholder: Bool {
    switch self {
    case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
