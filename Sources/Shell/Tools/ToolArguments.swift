import Text

/// A tool's arguments, sorted into options and operands.
package struct ToolArguments {
  /// How options are written.
  enum Style {
    /// As GNU's tools have them: `-dw0`, `--wrap=0`, before operands and behind them.
    case clusters
    /// As OpenSSL has them: `-in FILE`, one word each, before the operands.
    case words

    /// Whether a word alone asks for help.
    func asksForHelp(_ word: String) -> Bool {
      word == "--help" || self == .words && word == "-help"
    }
  }

  /// An option of a call, by its first name.
  package struct Option {
    /// The option's first name.
    package let name: String
    /// Empty for one that takes none.
    package let value: String
    /// Where the value was typed, with `--name=` where that is one word with it.
    package var range: Range<Int>?
  }

  /// The options in the order of the call.
  package private(set) var options: [Option] = []
  /// What is no option.
  package private(set) var operands: [Argument] = []

  /// Takes all arguments as operands.
  init(operands: [Argument]) { self.operands = operands }

  /// Whether an option was given.
  package func has(_ name: String) -> Bool { options.contains { $0.name == name } }

  /// The value of an option, the last one if it was given twice.
  package func value(_ name: String) -> String? { options.last { $0.name == name }?.value }

  /// The operands, or the input where there is none.
  var sources: [Argument] { operands.isEmpty ? [Argument(text: "-")] : operands }

  /// Refuses operands beyond a number.
  func refuseOperands(after count: Int) throws(ToolFailure) {
    guard operands.count > count else { return }
    throw ToolFailure(message: "extra operand '\(operands[count].text)'")
  }
}

extension ToolArguments {
  /// Sorts arguments; operands may stand before options, and after `--` all are operands.
  ///
  /// With `takesNumbers` a word such as `-1d` is an operand, not a cluster of options.
  package init(
    _ arguments: [Argument], options known: [ToolOption], takesNumbers: Bool = false
  ) throws(ToolFailure) {
    self.init(operands: [])
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let text = argument.text
      if text == "--" {
        operands += rest
        return
      }
      let isNumber = text.utf8.dropFirst().first.map { (48...57).contains($0) } ?? false
      if text == "-" || text.utf8.first != UInt8(ascii: "-") || takesNumbers && isNumber {
        operands.append(argument)
      } else if let option = known.first(where: { $0.names.contains(text) }) {
        try take(option, as: text, from: &rest)
      } else if text.hasPrefix("--") {
        try takeLong(argument, known)
      } else {
        try takeCluster(text, known, from: &rest)
      }
    }
  }

  private mutating func take(
    _ option: ToolOption, as text: String, from rest: inout ArraySlice<Argument>
  ) throws(ToolFailure) {
    var (value, range) = ("", Range<Int>?.none)
    if option.value != nil {
      guard let next = rest.popFirst() else {
        throw ToolFailure(message: "option '\(text)' requires an argument: \(option.call)")
      }
      (value, range) = (next.text, next.range)
    }
    options.append(Option(name: option.names[0], value: value, range: range))
  }

  /// Takes `--name=value`.
  private mutating func takeLong(
    _ argument: Argument, _ known: [ToolOption]
  ) throws(ToolFailure) {
    let halves = argument.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(halves[0])
    guard let option = known.first(where: { $0.names.contains(name) }) else {
      throw ToolFailure(message: "unrecognized option '\(name)'; \(choice(known))")
    }
    guard option.value != nil else {
      throw ToolFailure(message: "option '\(name)' doesn't allow an argument")
    }
    options.append(Option(name: option.names[0], value: String(halves[1]), range: argument.range))
  }

  /// Takes short options without blanks between them, as in `-dw0`, or a number, as in `-5`.
  private mutating func takeCluster(
    _ text: String, _ known: [ToolOption], from rest: inout ArraySlice<Argument>
  ) throws(ToolFailure) {
    var letters = text.dropFirst()
    if let option = known.first(where: { $0.names.contains("-#") }),
      letters.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    {
      options.append(Option(name: option.names[0], value: String(letters)))
      return
    }
    while let letter = letters.popFirst() {
      let name = "-\(letter)"
      guard let option = known.first(where: { $0.names.contains(name) }) else {
        throw ToolFailure(message: "invalid option -- '\(letter)'; \(choice(known))")
      }
      if option.value != nil, !letters.isEmpty {
        options.append(Option(name: option.names[0], value: String(letters)))
        return
      }
      try take(option, as: name, from: &rest)
    }
  }

  private func choice(_ known: [ToolOption]) -> String {
    "the options are \((known.map(\.call) + ["--help"]).joined(separator: ", "))"
  }
}

extension ToolArguments {
  /// Sorts arguments as OpenSSL does: an option has one `-` or two, and its value is the next word
  /// or stands behind a `=`; from the first operand on all are operands.
  init(
    words arguments: [Argument], options known: [ToolOption], refusal: (String) -> String?
  ) throws(ToolFailure) {
    self.init(operands: [])
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let text = argument.text
      guard text.hasPrefix("-"), text != "-" else {
        operands = [argument] + rest
        return
      }
      if text == "--" {
        operands = Array(rest)
        return
      }
      let name = text.hasPrefix("--") ? String(text.dropFirst()) : text
      // Capital letters name the same ciphers and digests, but -K is not -k.
      let other = name.utf8.count > 2 ? name.lowercased() : name
      if let option = known.first(where: { $0.names.contains(name) || $0.names.contains(other) }) {
        try take(option, as: text, from: &rest)
        continue
      }
      let halves = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2,
        let option = known.first(where: { $0.names.contains("\(halves[0])") })
      else { throw unknown(argument, known, refusal(name)) }
      guard option.value != nil else {
        throw ToolFailure(
          message: "Option \(halves[0]) does not take a value", range: argument.range)
      }
      options.append(
        Option(name: option.names[0], value: String(halves[1]), range: argument.range))
    }
  }

  private func unknown(
    _ argument: Argument, _ known: [ToolOption], _ refusal: String?
  ) -> ToolFailure {
    let near = nearest(to: argument.text, among: known.flatMap(\.names))
    let nearest = near.map { "; the nearest is \($0)" } ?? ""
    return ToolFailure(
      message: refusal ?? "Unknown option: \(argument.text)\(nearest)", range: argument.range,
      replacement: near)
  }
}
