/// Lines from an array, for tests and replays.
package struct ScriptedLines: LineSource {
  /// What is still to come.
  private var inputs: ArraySlice<LineInput>

  /// The prompts shown so far, the first one first.
  package private(set) var prompts: [Prompt] = []

  /// Makes a source that gives `inputs` in turn and is at its end afterwards.
  package init(_ inputs: [LineInput]) {
    self.inputs = inputs[...]
  }

  /// Makes a source that gives one line for each text.
  package init(lines: [String]) {
    self.init(lines.map { .line(Array($0.utf8)) })
  }

  /// Gives the next input and keeps the prompt.
  package mutating func next(_ prompt: Prompt) -> LineInput {
    prompts.append(prompt)
    return inputs.popFirst() ?? .end
  }
}
