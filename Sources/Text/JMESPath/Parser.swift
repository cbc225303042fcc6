import Kernel

extension JMESPath {
  /// Reads tokens by their binding powers, after Pratt.
  struct Parser {
    /// Expressions may lie this deep inside each other, for the stack's sake.
    private static let depthLimit = 100
    /// Steps may follow each other to this depth of the tree, for the same reason.
    private static let treeDepthLimit = 250

    private let text: String
    private var tokens: [Token] = []
    private var index = 0
    private var depth = 0

    init(_ text: String) { self.text = text }

    /// The whole expression.
    mutating func parse() throws(JMESPathError) -> Expression {
      var lexer = Lexer(text)
      tokens = try lexer.tokens()
      let parsed = try expression(above: 0)
      guard kind == .eof else { throw fault("Unexpected token: \(token.text)", token) }
      guard parsed.depth <= Parser.treeDepthLimit else { throw fault("Nested too deep", token) }
      return parsed
    }

    private func fault(_ reason: String, _ token: Token, at offset: Int? = nil) -> JMESPathError {
      .parser(reason, in: text, token: token, at: offset)
    }

    /// The next token; the end stays the next token once it is reached.
    private var token: Token { tokens[min(index, tokens.count - 1)] }

    private var kind: Token.Kind { token.kind }

    private var kindAfter: Token.Kind { tokens[min(index + 1, tokens.count - 1)].kind }

    private mutating func advance() { index += 1 }

    private mutating func match(_ expected: Token.Kind) throws(JMESPathError) {
      guard kind == expected else {
        if kind == .eof { throw .incomplete(text) }
        throw fault("Expecting: \(expected.rawValue), got: \(kind.rawValue)", token)
      }
      advance()
    }
  }
}

extension JMESPath.Parser {
  typealias Expression = JMESPath.Expression
  typealias Token = JMESPath.Token

  /// An expression up to the first token that binds no stronger than `power`.
  private mutating func expression(above power: Int) throws(JMESPathError) -> Expression {
    guard depth < JMESPath.Parser.depthLimit else { throw fault("Nested too deep", token) }
    depth += 1
    defer { depth -= 1 }
    let first = token
    advance()
    var left = try prefix(first)
    while power < kind.bindingPower {
      let next = token
      advance()
      left = try infix(next, after: left)
    }
    return left
  }

  /// What a token means at an expression's start.
  private mutating func prefix(_ token: Token) throws(JMESPathError) -> Expression {
    switch token.kind {
    case .literal: return .literal(token.value)
    case .unquotedIdentifier: return .field(token.text)
    case .quotedIdentifier:
      if kind == .lparen {
        throw fault("Quoted identifier not allowed for function names.", self.token, at: 0)
      }
      return .field(token.text)
    case .current: return .current
    case .star:
      if kind == .rbracket { return .valueProjection(.current, each: .current) }
      return .valueProjection(.current, each: try projected(power: Token.Kind.star.bindingPower))
    case .filter: return try filter(.current)
    case .lbrace: return try multiselectHash()
    case .lparen:
      let inner = try expression(above: 0)
      try match(.rparen)
      return inner
    case .flatten: return try flatten(.current)
    case .not: return .not(try expression(above: Token.Kind.not.bindingPower))
    case .lbracket: return try prefixBracket()
    case .expref: return .reference(try expression(above: 0))
    case .eof: throw .incomplete(text)
    default: throw fault("invalid token", token)
    }
  }

  /// What a token means after an expression.
  private mutating func infix(
    _ token: Token, after left: Expression
  ) throws(JMESPathError) -> Expression {
    let power = token.kind.bindingPower
    switch token.kind {
    case .dot:
      guard kind == .star else { return .chain(left, try afterDot(power: power)) }
      advance()
      return .valueProjection(left, each: try projected(power: power))
    case .pipe: return .chain(left, try expression(above: power))
    case .or: return .or(left, try expression(above: power))
    case .and: return .and(left, try expression(above: power))
    case .lparen: return try call(left)
    case .filter: return try filter(left)
    case .flatten: return try flatten(left)
    case .lbracket: return try bracket(after: left)
    default:
      guard let comparator = JMESPath.Comparator(rawValue: token.text) else {
        throw fault("invalid token", token)
      }
      return .comparison(left, comparator, try expression(above: power))
    }
  }

  private mutating func prefixBracket() throws(JMESPathError) -> Expression {
    switch kind {
    case .number, .colon: return try indexed(.current)
    case .star where kindAfter == .rbracket:
      advance()
      advance()
      return .projection(.current, each: try projected(power: Token.Kind.star.bindingPower))
    default: return try multiselectList()
    }
  }

  private mutating func bracket(after left: Expression) throws(JMESPathError) -> Expression {
    if kind == .number || kind == .colon { return try indexed(left) }
    try match(.star)
    try match(.rbracket)
    return .projection(left, each: try projected(power: Token.Kind.star.bindingPower))
  }

  private mutating func filter(_ base: Expression) throws(JMESPathError) -> Expression {
    let condition = try expression(above: 0)
    try match(.rbracket)
    let each = try projected(power: Token.Kind.filter.bindingPower)
    return .filter(base, condition: condition, each: each)
  }

  private mutating func flatten(_ base: Expression) throws(JMESPathError) -> Expression {
    .projection(.flatten(base), each: try projected(power: Token.Kind.flatten.bindingPower))
  }

  /// What a projection applies to each element.
  private mutating func projected(power: Int) throws(JMESPathError) -> Expression {
    if kind.stopsProjection { return .current }
    switch kind {
    case .lbracket, .filter: return try expression(above: power)
    case .dot:
      advance()
      return try afterDot(power: power)
    default: throw fault("syntax error", token)
    }
  }

  private mutating func afterDot(power: Int) throws(JMESPathError) -> Expression {
    switch kind {
    case .quotedIdentifier, .unquotedIdentifier, .star: return try expression(above: power)
    case .lbracket:
      advance()
      return try multiselectList()
    case .lbrace:
      advance()
      return try multiselectHash()
    default:
      let allowed: [Token.Kind] = [.quotedIdentifier, .unquotedIdentifier, .lbracket, .lbrace]
      let names = PythonText.repr(allowed.map(\.rawValue))
      throw fault("Expecting: \(names), got: \(kind.rawValue)", token)
    }
  }
}

extension JMESPath.Parser {
  private mutating func indexed(_ left: Expression) throws(JMESPathError) -> Expression {
    if kind != .colon, kindAfter != .colon {
      let position = JMESPath.Parser.integer(token)
      advance()
      try match(.rbracket)
      return .indexed(left, .index(position))
    }
    let slice = try slice()
    // Python's jmespath forgets the projection of a slice right after an index; so do we.
    if case .indexed = left { return .indexed(left, slice) }
    let each = try projected(power: Token.Kind.star.bindingPower)
    return .projection(.indexed(left, slice), each: each)
  }

  private mutating func slice() throws(JMESPathError) -> Expression {
    var parts: [Int?] = [nil, nil, nil]
    var part = 0
    while kind != .rbracket {
      switch kind {
      case .colon where part < 2: part += 1
      case .number: parts[part] = JMESPath.Parser.integer(token)
      default: throw fault("syntax error", token)
      }
      advance()
    }
    try match(.rbracket)
    return .slice(JMESPath.Slice(start: parts[0], end: parts[1], step: parts[2]))
  }

  /// A number token's value; one that does not fit is beyond the end of every list.
  private static func integer(_ token: Token) -> Int {
    Int(token.text) ?? (token.text.hasPrefix("-") ? Int.min : Int.max)
  }

  private mutating func multiselectList() throws(JMESPathError) -> Expression {
    var elements = [try expression(above: 0)]
    while kind != .rbracket {
      try match(.comma)
      elements.append(try expression(above: 0))
    }
    advance()
    return .multiselectList(elements)
  }

  private mutating func multiselectHash() throws(JMESPathError) -> Expression {
    var members: [(name: String, value: Expression)] = []
    repeat {
      let name = token
      guard kind == .quotedIdentifier || kind == .unquotedIdentifier else {
        if kind == .eof { throw .incomplete(text) }
        let allowed: [Token.Kind] = [.quotedIdentifier, .unquotedIdentifier]
        let names = PythonText.repr(allowed.map(\.rawValue))
        throw fault("Expecting: \(names), got: \(kind.rawValue)", name)
      }
      advance()
      try match(.colon)
      members.append((name.text, try expression(above: 0)))
      if kind == .comma {
        advance()
      } else if kind == .rbrace {
        advance()
        break
      }
    } while true
    return .multiselectHash(members)
  }

  private mutating func call(_ left: Expression) throws(JMESPathError) -> Expression {
    guard case .field(let name) = left else {
      let before = tokens[max(index - 2, 0)]
      throw fault("Invalid function name '\(before.text)'", before)
    }
    var arguments: [Expression] = []
    while kind != .rparen {
      arguments.append(try expression(above: 0))
      if kind == .comma { advance() }
    }
    advance()
    return .call(name, arguments)
  }
}
