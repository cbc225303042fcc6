import Shell

extension Session {
  /// Runs a tool, and points to what is wrong for a learner.
  mutating func run(_ tool: Tool, _ arguments: [Argument], input: [UInt8]) -> CommandResult {
    do throws(ToolFailure) {
      return try tool.answer(&present.files, arguments, input, host.pace(of: tool.name))
    } catch {
      let isPlain = error.range == nil && error.next == nil
      return tool.result(
        of: error, isCoached && !isPlain ? pointed(error, tool) : error.text(of: tool))
    }
  }

  /// A tool's failure with a caret and the next line.
  private func pointed(_ failure: ToolFailure, _ tool: Tool) -> String {
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
    return shown(Fault(String(text), range: failure.range, next: next))
  }
}

extension Host {
  /// The pace of a command for which whoever sits here waits.
  func pace(of what: String) -> Pace {
    Pace(what: what, isStopped: isStopped, progress: progress)
  }
}
