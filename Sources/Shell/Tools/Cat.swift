extension Tool {
  /// `cat` without options; `-` is the input.
  static let cat = Tool(
    "cat", "Prints files one after the other, or the input.", operands: "[FILE...]", options: []
  ) { files, arguments, input, _ throws(ToolFailure) in
    var result = CommandResult()
    for source in arguments.sources {
      guard let bytes = files.content(of: source, input: input) else {
        result.errors += "cat: \(source.text): \(missingFile)\n"
        result.status = 1
        continue
      }
      guard result.output.count + bytes.count <= ShellLimits.outputBytes else {
        throw .largeOutput
      }
      if result.output.isEmpty { result.output = bytes } else { result.output += bytes }
    }
    return result
  }
}
