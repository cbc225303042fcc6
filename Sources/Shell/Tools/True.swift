extension Tool {
  /// `true`.
  static let `true` = Tool(
    "true", "Does nothing, and succeeds.", operands: "[WORD...]", options: nil
  ) { _, _, _, _ throws(ToolFailure) in CommandResult() }
}
