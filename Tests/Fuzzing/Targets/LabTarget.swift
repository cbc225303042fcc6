import Lab
import Sessions

extension FuzzTarget {
  /// Lab files: their form, their steps, questions and checks.
  static let labs = FuzzTarget("labs") { dice in
    LabInputs.file(&dice)
  } check: { bytes in
    let lineCount = bytes.count { $0 == 10 } + 1
    do throws(LabFileError) {
      let file = try LabFile(bytes)
      if let complaint = LabCheck.complaint(file) { return complaint }
      // A predicate is read or refused, whatever stands in it.
      for line in file.blocks.flatMap(\.lines) { _ = try? Predicate(line) }
      return LabCheck.read(file).flatMap { error in
        (1...lineCount).contains(error.line) ? nil : "\(error) is outside the file"
      }
    } catch {
      return (1...lineCount).contains(error.line) ? nil : "\(error) is outside the file"
    }
  }
}

private enum LabInputs {
  private static let pieces = [
    "---", "---\n", "```", "```\n", "````", "```console\n", "```given\n", "```check\n", "```hint\n",
    "```quiz id=a-1 kind=one lab=x\n", "```prove\n", "## ", "\n## A\n", "\n", "$ ", "> ", "? 254\n",
    "? x\n", "\\", "...", "[KEY]", "[..]", "**Task:** ", "**Why:** ", "**Try:** ", "lab: x\n",
    "kind: lab\n", "kind: quiz\n", "title:", "number: 1\n", "seed: 7\n", "start: 2025-01-01\n",
    "start: x\n", "region: us-east-1\n", "account: 1\n", ": ", "[x] a | b\n", "[ ] a | b\n",
    "key K exists | no\n", "alice may kms:Encrypt on K\n", "every ", "at most ", "trail ", "\r\n",
    "\u{301}", "é", "|", "clock is past 2026-01-01\n", "```file name=p.json\n", "encoding=base64",
  ]
  private static let mutation = Mutation(pieces, limit: 500)
  private static let lines = Corpus.labs.map {
    $0.split(separator: 10, omittingEmptySubsequences: false)
  }

  /// Lines of a lab behind its front matter, somewhat changed.
  static func file(_ dice: inout Dice) -> [UInt8] {
    let lines = dice.pick(lines)
    let header = (lines.dropFirst().firstIndex { $0.elementsEqual("---".utf8) } ?? 0) + 1
    let start = header + dice.below(max(1, lines.count - header))
    let body = lines[start..<min(lines.count, start + 1 + dice.below(12))]
    let whole = (lines[..<header] + body).joined(separator: [10])
    return dice.once(in: 8) ? Array(whole) : mutation.mutated([Array(whole)], &dice)
  }
}

private enum LabCheck {
  /// Reads a file further; the first fault.
  static func read(_ file: LabFile) -> LabFileError? {
    do throws(LabFileError) {
      _ = try file.configuration()
      _ = try Question.all(in: file)
      _ = try Lesson(file, name: "x")
      return nil
    } catch {
      return error
    }
  }

  /// What is wrong with a file that was read: written again, it must be the same.
  static func complaint(_ file: LabFile) -> String? {
    let text = printed(file)
    // Prose whose mark only blanks kept from being one is one when they are gone.
    guard !file.sections.flatMap(\.paragraphs).contains(where: isMark) else { return nil }
    guard let again = try? LabFile(Array(text.utf8)) else {
      return "cannot be read again: \(text.debugDescription)"
    }
    let second = printed(again)
    guard second == text else { return "\(text.debugDescription), then \(second.debugDescription)" }
    for block in file.blocks {
      guard let exchanges = try? block.exchanges() else { continue }
      let lines = exchanges.flatMap(self.lines)
      let same = LabFile.Block(kind: block.kind, attributes: [], lines: lines, firstLine: 1)
      guard (try? same.exchanges())?.flatMap(self.lines) == lines else {
        return "these exchanges change: \(lines)"
      }
    }
    return nil
  }

  private static func isMark(_ text: String) -> Bool {
    ["## ", "```"].contains { text.utf8.starts(with: $0.utf8) }
  }

  private static func printed(_ file: LabFile) -> String {
    var lines = ["---"] + file.header.map { "\($0.key): \($0.value)" } + ["---"]
    for (index, section) in file.sections.enumerated() {
      if index > 0 { lines.append("## \(section.title)") }
      for item in section.items {
        switch item {
        case .paragraph(let text): lines += [text, ""]
        case .block(let block):
          let longest = block.lines.reduce(2) { max($0, $1.prefix { $0 == "`" }.utf8.count) }
          let fence = String(repeating: "`", count: longest + 1)
          lines += [fence + ([block.kind] + block.attributes).joined(separator: " ")]
          lines += block.lines + [fence]
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ exchange: LabFile.Exchange) -> [String] {
    let command = exchange.command.split(separator: "\n", omittingEmptySubsequences: false)
    let typed = command.enumerated().map { ($0.offset == 0 ? "$ " : "> ") + $0.element }
    return typed + exchange.output + (exchange.status == 0 ? [] : ["? \(exchange.status)"])
  }
}
