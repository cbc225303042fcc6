/// A text with `*` for any characters and `?` for one, as policies write actions and resources;
/// perhaps with policy variables, whose values stand for themselves.
package struct Wildcard: Sendable, Equatable {
  /// What is special in a text.
  package struct Rules: OptionSet, Sendable {
    /// The bits.
    package let rawValue: Int
    /// Makes a set of rules.
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// The letters of ASCII are the same in both cases.
    package static let ignoringCase = Rules(rawValue: 1)
    /// `*` and `?` stand for themselves.
    package static let literal = Rules(rawValue: 2)
    /// `${…}` is a policy variable; only policies of Version 2012-10-17 have them.
    package static let variables = Rules(rawValue: 4)
  }

  /// Bytes, and two numbers beyond them for `*` and `?`.
  typealias Tokens = [UInt16]
  static let star: UInt16 = 256
  static let one: UInt16 = 257

  /// A piece of a text with variables.
  private enum Piece: Sendable, Equatable {
    case tokens(Tokens)
    case variable(ConditionKey, standard: String?)

    var tokens: Tokens { if case .tokens(let tokens) = self { tokens } else { [] } }
  }

  /// The text as the policy has it.
  package let pattern: String
  private let rules: Rules
  private let tokens: Tokens
  /// All pieces of a text with variables; none of a text without.
  private let pieces: [Piece]

  /// Makes a pattern without variables; actions ignore case, resources do not.
  package init(_ pattern: String, ignoringCase: Bool = false) {
    self.pattern = pattern
    rules = ignoringCase ? .ignoringCase : []
    tokens = Wildcard.tokens(pattern, rules)
    pieces = []
  }

  /// Makes a pattern; fails for a variable that is no condition key or does not end.
  package init(_ pattern: String, _ rules: Rules) throws(VariableFault) {
    self.pattern = pattern
    guard rules.contains(.variables), pattern.contains("${") else {
      self.rules = rules.subtracting(.variables)
      tokens = Wildcard.tokens(pattern, rules)
      pieces = []
      return
    }
    self.rules = rules
    let pieces = try Wildcard.pieces(pattern, rules)
    guard pieces.contains(where: { if case .variable = $0 { true } else { false } }) else {
      tokens = pieces.flatMap(\.tokens)
      self.pieces = []
      return
    }
    tokens = []
    self.pieces = pieces
  }

  /// Whether the text is `*` alone.
  package var isEverything: Bool { tokens == [Wildcard.star] && pieces.isEmpty }

  /// The bytes that every text begins with that the pattern matches.
  var literalPrefix: [UInt8] {
    pieces.isEmpty ? tokens.prefix { $0 < Wildcard.star }.map { UInt8($0) } : []
  }

  /// The condition keys whose values the text takes in.
  package var variables: [ConditionKey] {
    pieces.compactMap { if case .variable(let key, _) = $0 { key } else { nil } }
  }

  /// Whether the pattern matches the whole of a text; one with variables matches nothing here.
  package func matches(_ text: String) -> Bool {
    pieces.isEmpty && matches(bytes: Wildcard.bytes(text, rules))
  }

  /// Whether the pattern, its variables resolved, matches the whole of a text.
  func matches(_ text: String, in context: RequestContext) -> Bool {
    matches(bytes: Wildcard.bytes(text, rules), in: context)
  }

  /// The same for bytes; where the pattern ignores case, their letters are small.
  func matches(bytes: [UInt8], in context: RequestContext) -> Bool {
    guard !pieces.isEmpty else { return matches(bytes: bytes) }
    return resolved(in: context).map { Wildcard.match($0, bytes) } ?? false
  }

  private func matches(bytes: [UInt8]) -> Bool { Wildcard.match(tokens, bytes) }

  /// The tokens with the values of variables in; `nil` where one has no value.
  func resolved(in context: RequestContext) -> Tokens? {
    guard !pieces.isEmpty else { return tokens }
    var result: Tokens = []
    for piece in pieces {
      switch piece {
      case .tokens(let tokens): result += tokens
      case .variable(let key, let standard):
        // A key of many values is no variable.
        let values = context.values(of: key)
        guard let value = values?.count == 1 ? values?[0] : standard else { return nil }
        result += Wildcard.bytes(value, rules).map(UInt16.init)
      }
    }
    return result
  }

  /// Whether tokens match the whole of a text; linear but for the last star.
  static func match(_ tokens: Tokens, _ text: [UInt8]) -> Bool {
    // Up to the first wildcard both must be equal, which most are not.
    var position = 0
    while position < tokens.count, tokens[position] < star {
      guard position < text.count, tokens[position] == UInt16(text[position]) else { return false }
      position += 1
    }
    var index = position
    var retry: (position: Int, index: Int)?
    while index < text.count {
      if position < tokens.count, tokens[position] == star {
        retry = (position, index)
        position += 1
        if position == tokens.count { return true }
      } else if position < tokens.count, tokens[position] == UInt16(text[index]) {
        position += 1
        index += 1
      } else if position < tokens.count, tokens[position] == one, !isContinuation(text[index]) {
        position += 1
        index += 1
        while index < text.count, isContinuation(text[index]) { index += 1 }
      } else if let last = retry {
        retry = (last.position, last.index + 1)
        position = last.position + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    while position < tokens.count, tokens[position] == star { position += 1 }
    return position == tokens.count
  }

  /// Whether a byte of UTF-8 goes on with a character.
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// The bytes to compare; only the letters of ASCII have a case to ignore, else the Kelvin sign
  /// would be a k.
  static func bytes(_ text: String, _ rules: Rules) -> [UInt8] {
    guard rules.contains(.ignoringCase) else { return Array(text.utf8) }
    return text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  private static func tokens(_ text: String, _ rules: Rules) -> Tokens {
    bytes(text, rules).map { byte in
      if !rules.contains(.literal) {
        if byte == UInt8(ascii: "*") { return star }
        if byte == UInt8(ascii: "?") { return one }
      }
      return UInt16(byte)
    }
  }

  private static func pieces(_ pattern: String, _ rules: Rules) throws(VariableFault) -> [Piece] {
    var pieces: [Piece] = []
    var rest = pattern[...]
    while let start = rest.firstRange(ofText: "${") {
      pieces.append(.tokens(tokens(String(rest[..<start.lowerBound]), rules)))
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
        throw VariableFault(variable: String(rest[start.lowerBound...]), reason: .unclosed)
      }
      let inside = rest[start.upperBound..<end]
      rest = rest[rest.index(after: end)...]
      // The three characters that are special have variables that stand for them.
      if ["*", "?", "$"].contains(inside) {
        pieces.append(.tokens(Array(inside.utf8).map(UInt16.init)))
      } else {
        pieces.append(try variable(inside))
      }
    }
    pieces.append(.tokens(tokens(String(rest), rules)))
    return pieces
  }

  /// `aws:username`, `aws:PrincipalTag/team, 'company-wide'`.
  private static func variable(_ inside: Substring) throws(VariableFault) -> Piece {
    let parts = inside.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0]).trimmed
    var standard: String?
    if parts.count == 2 {
      let text = String(parts[1]).trimmed
      guard text.utf8.count >= 2, text.hasPrefix("'"), text.hasSuffix("'") else {
        throw VariableFault(variable: "${\(inside)}", reason: .unquotedDefault)
      }
      standard = String(text.dropFirst().dropLast())
    }
    guard let key = ConditionKey(name) else {
      throw VariableFault(variable: "${\(inside)}", reason: .unknownKey)
    }
    guard !key.name.isMultivalued else {
      throw VariableFault(variable: "${\(inside)}", reason: .multivalued)
    }
    return .variable(key, standard: standard)
  }
}

/// Why a policy variable is refused.
package struct VariableFault: Error, Sendable, Equatable {
  /// What is wrong with it.
  package enum Reason: Sendable, Equatable {
    /// It has no closing brace.
    case unclosed
    /// Its default value is not in single quotes.
    case unquotedDefault
    /// It is no condition key that this program can evaluate.
    case unknownKey
    /// Its condition key has many values.
    case multivalued
  }

  /// The variable as the policy has it.
  package let variable: String
  /// What is wrong with it.
  package let reason: Reason
}

extension Substring {
  /// The first place of a text.
  fileprivate func firstRange(ofText text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}

extension String {
  /// The text without blanks around it.
  fileprivate var trimmed: String {
    let rest = drop { $0 == " " }
    return String(rest.reversed().drop { $0 == " " }.reversed())
  }
}
