extension Tool {
  /// `rm` of virtual files.
  static let rm = Tool(
    "rm", "Removes virtual files.", operands: "FILE...",
    options: [ToolOption("-f", "--force", summary: "say nothing about names that no file has")]
  ) { files, arguments, _, _ throws(ToolFailure) in
    let isForced = arguments.has("-f")
    if arguments.operands.isEmpty, !isForced {
      throw ToolFailure(message: "missing operand: rm FILE...")
    }
    var result = CommandResult()
    for operand in arguments.operands {
      guard files.remove(operand.text) == nil, !isForced else { continue }
      result.errors += "rm: cannot remove '\(operand.text)': \(missingFile)\n"
      result.status = 1
    }
    return result
  }
}
