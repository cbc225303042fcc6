import Kernel
import Shell

/// A typed line as bash runs it, and what of it stays behind.
///
/// The text stays as it was typed. Edits change what bash would read otherwise: words that it would
/// expand, prompts that were pasted, calls without the word `aws`, and what only the lab has.
struct ScriptLine {
  /// A stretch that does not run, and what one would do instead.
  struct Note: Equatable {
    let source: String
    let why: String
  }

  /// What bash runs; empty where nothing is left.
  private(set) var code = ""
  /// What stays behind, in order.
  private(set) var notes: [Note] = []
  /// The files and variables that what stays behind would have made, where some code is left.
  private(set) var lostNames: [String] = []
  /// Whether the code asks for the status of the line before.
  private(set) var readsStatus = false

  /// Rewrites a line; `lessons` are the names of the companion's commands.
  init(_ text: String, lessons: [String] = []) {
    guard case .complete(let script)? = try? ShellParser.parse(text) else {
      notes = [Note(source: text, why: "No line that a shell could read.")]
      return
    }
    let bytes = Array(text.utf8)
    var rewriting = Rewriting(bytes: bytes, lessons: lessons)
    rewriting.rewrite(script, in: 0..<bytes.count, isNested: false)
    lostNames = rewriting.lostNames
    readsStatus = rewriting.readsStatus
    notes = rewriting.left.map { Note(source: rewriting.source($0.range), why: $0.why) }
    if rewriting.leftCount == script.steps.count && !script.steps.isEmpty || rewriting.isTornApart {
      var whys: [String] = []
      for note in notes where !whys.contains(note.why) { whys.append(note.why) }
      notes = [Note(source: text, why: whys.filter { !$0.isEmpty }.joined(separator: " "))]
    } else {
      code = rewriting.result(0..<bytes.count)
    }
    notes.removeAll { $0.why.isEmpty }
  }
}

/// A text, and the edits that make it one for bash.
private struct Rewriting {
  let bytes: [UInt8]
  let lessons: [String]
  private var edits: [(range: Range<Int>, text: String)] = []
  /// What stays behind, and why.
  private(set) var left: [(range: Range<Int>, why: String)] = []
  /// How many pipelines stay behind.
  private(set) var leftCount = 0
  /// Whether a pipeline stays behind whose here-document cannot stay without it.
  private(set) var isTornApart = false
  private(set) var lostNames: [String] = []
  private(set) var readsStatus = false

  init(bytes: [UInt8], lessons: [String]) {
    self.bytes = bytes
    self.lessons = lessons
  }

  /// The text of a stretch as it was typed.
  func source(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The text of a stretch after the edits in it.
  func result(_ region: Range<Int>) -> String {
    var result: [UInt8] = []
    var position = region.lowerBound
    let ordered = edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    for edit in ordered
    where edit.range.lowerBound >= position && edit.range.upperBound <= region.upperBound {
      result += bytes[position..<edit.range.lowerBound] + Array(edit.text.utf8)
      position = edit.range.upperBound
    }
    return String(decoding: result + bytes[position..<region.upperBound], as: UTF8.self)
  }

  /// Rewrites a script that stands in a region of the text.
  mutating func rewrite(_ script: Script, in region: Range<Int>, isNested: Bool) {
    cleanGaps(between: script.tokens, in: region, isNested: isNested)
    for (index, step) in script.steps.enumerated() {
      let reasons = step.pipeline.commands.compactMap(reasonToLeave)
      if reasons.isEmpty {
        for command in step.pipeline.commands { rewrite(command) }
      } else {
        leave(index, of: script, reasons.first { !$0.isEmpty } ?? "")
      }
    }
  }

  /// Leaves a pipeline out; among `&&` and `||` something has to stand for it.
  private mutating func leave(_ index: Int, of script: Script, _ why: String) {
    let step = script.steps[index]
    var range = step.pipeline.range
    let next = index + 1 < script.steps.count ? script.steps[index + 1] : nil
    var before = index > 0 ? script.steps[index - 1].pipeline.range.upperBound : range.lowerBound
    let after = next?.pipeline.range.lowerBound ?? range.upperBound
    let isAlone = step.condition == .always && (next?.condition ?? .always) == .always
    if OnlyHere.ofHistory.contains(why) {
      // What stands before it in the line is part of a world that was left.
      range = 0..<range.upperBound
      edits.removeAll { $0.range.upperBound <= range.upperBound }
      (left, leftCount, before) = ([], index, 0)
    }
    if isAlone, next != nil, isSeparator(range.upperBound..<after) {
      edits.append((range.lowerBound..<after, ""))
    } else if isAlone, next == nil, edits.last?.range.upperBound == range.lowerBound {
      edits.append((range, ""))
    } else if isAlone, next == nil, isSeparator(before..<range.lowerBound) {
      edits.append((before..<range.upperBound, ""))
    } else {
      edits.append((range, "true"))
    }
    left.append((range, why))
    leftCount += 1
    for command in step.pipeline.commands {
      isTornApart = isTornApart || command.hereDocument != nil
      lostNames += command.assignments.map(\.name)
      if let name = command.output?.file.literal { lostNames.append(name) }
    }
  }

  /// Whether a stretch holds nothing but what parts commands.
  private func isSeparator(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { " \t\r\n;".utf8.contains($0) }
  }

  /// Why a command stays behind, for itself or for one in its `$(…)`; `nil` for one that runs.
  private func reasonToLeave(_ command: ShellCommand) -> String? {
    if case .left(let why) = command.verdict(in: bytes, lessons: lessons) { return why }
    let words = command.ownWords + [command.hereDocument].compactMap(\.self)
    return words.flatMap(\.substitutions).flatMap(\.steps).flatMap(\.pipeline.commands)
      .lazy.compactMap(reasonToLeave).first
  }

  private mutating func rewrite(_ command: ShellCommand) {
    switch command.verdict(in: bytes, lessons: lessons) {
    case .instead(let text, let why):
      edits.append((command.range, text))
      left.append((command.range, why))
      return
    case .needsAWS:
      let start = command.words[0].range.lowerBound
      edits.append((start..<start, "aws "))
    case .runs, .left: break
    }
    for word in command.ownWords { rewrite(word) }
    if let body = command.hereDocument { rewriteInside(body) }
  }
}

extension Rewriting {
  /// Rewrites what stands in the `$(…)` of a word or a here-document.
  private mutating func rewriteInside(_ word: Word) {
    for part in word.parts {
      switch part.content {
      case .status: readsStatus = true
      case .substitution(let script):
        rewrite(script, in: Rewriting.inside(part.range), isNested: true)
      case .literal, .variable: break
      }
    }
  }

  /// Rewrites a word as a whole where bash would expand what this shell does not.
  private mutating func rewrite(_ word: Word) {
    rewriteInside(word)
    let isOwn = word.parts.contains { part in
      guard case .literal(let text) = part.content else { return false }
      return part.isQuoted ? source(part.range).contains("$[") : quoted(text) != text
    }
    // An edit of the whole word comes before those inside it, which are in it already.
    if isOwn { edits.append((word.range, word.parts.map(text).joined())) }
  }

  /// A part in quotes of its own.
  private func text(of part: Word.Part) -> String {
    let mark = part.isQuoted ? "\"" : ""
    switch part.content {
    case .literal(let text): return quoted(text)
    case .variable(let name): return "\(mark)${\(name)}\(mark)"
    case .status: return "\(mark)$?\(mark)"
    case .substitution: return mark + "$(" + result(Rewriting.inside(part.range)) + ")" + mark
    }
  }

  /// What stands between `$(` and `)`.
  private static func inside(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound + 2..<range.upperBound - 1
  }
}

extension Rewriting {
  /// Drops what stands between words and means nothing in bash: pasted prompts, and the returns of
  /// Windows' line ends.
  private mutating func cleanGaps(
    between tokens: [Range<Int>], in region: Range<Int>, isNested: Bool
  ) {
    var position = region.lowerBound
    for token in tokens + [region.upperBound..<region.upperBound] {
      clean(position..<token.lowerBound, startsLine: position == 0, isNested: isNested)
      position = token.upperBound
    }
  }

  private mutating func clean(_ gap: Range<Int>, startsLine: Bool, isNested: Bool) {
    var startsLine = startsLine
    var position = gap.lowerBound
    while position < gap.upperBound {
      if startsLine, !isNested, let end = promptEnd(from: position) {
        edits.append((position..<end, ""))
        position = end
      }
      guard position < gap.upperBound else { return }
      if bytes[position...].starts(with: [13, 10]) { edits.append((position..<position + 1, "")) }
      startsLine = bytes[position] == UInt8(ascii: "\n")
      position += 1
    }
  }

  /// Where a pasted `$ ` ends that begins here, blanks before it included.
  private func promptEnd(from start: Int) -> Int? {
    let mark = bytes[start...].drop { $0 == UInt8(ascii: " ") }
    return mark.starts(with: "$ ".utf8) ? mark.startIndex + 2 : nil
  }
}
