import AWSCLI
import Shell
import Text

extension Session {
  /// Runs a tool, and points to what is wrong for a learner.
  mutating func run(_ tool: Tool, _ arguments: [Argument], input: [UInt8]) -> CommandResult {
    if tool.name == Tool.ls.name, let list = filesInWords { return list }
    do throws(ToolFailure) {
      return try tool.answer(&present.files, arguments, input, host.pace(of: tool.name))
    } catch {
      line.complaints.append(Complaint(error, of: tool))
      let isPlain = error.range == nil && error.next == nil
      guard isCoached, !isPlain else { return tool.result(of: error, error.text(of: tool)) }
      let words = told(fault(of: error, tool))
      var result = tool.result(of: error, words.errors)
      result.next = words.next
      return result
    }
  }

  /// The files with what each is for, in a lesson that tells it; only for `ls` alone on its line,
  /// since others want names.
  private var filesInWords: CommandResult? {
    guard isOneCommand, line.onlyCommand?.words.map(\.plainText) == [Tool.ls.name] else {
      return nil
    }
    let purposes = files.names.map { companion?.purpose(ofFile: $0) }
    guard purposes.contains(where: { $0 != nil }) else { return nil }
    let width = (files.names.map(DisplayWidth.of).max() ?? 0) + 2
    let rows = zip(files.names, purposes).map { name, purpose in
      purpose.map { name.padded(width) + $0.shortened(to: max(20, 78 - width), sign: "…") } ?? name
    }
    return CommandResult(output: Array(rows.map { "\($0)\n" }.joined().utf8))
  }

  /// A tool's failure with the words at fault and the next line.
  private func fault(of failure: ToolFailure, _ tool: Tool) -> Fault {
    var next = failure.next
    if let range = failure.range, let replacement = failure.replacement {
      // The line as it was typed: what it expands to may be a secret, or long.
      let bytes = Array(line.text.utf8)
      if range.upperBound <= bytes.count, !bytes.contains(UInt8(ascii: "\n")) {
        let mended = bytes[..<range.lowerBound] + replacement.utf8 + bytes[range.upperBound...]
        next = String(decoding: mended, as: UTF8.self)
      }
    }
    let text = failure.text(of: tool).dropLast()
    return Fault(String(text), range: failure.range, next: next)
  }
}

extension Host {
  /// The pace of a command for which whoever sits here waits.
  func pace(of what: String) -> Pace {
    Pace(what: what, isStopped: isStopped, progress: progress)
  }
}
