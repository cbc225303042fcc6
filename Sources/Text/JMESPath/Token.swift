import Kernel

extension JMESPath {
  /// A word or sign of an expression.
  struct Token {
    /// What the token is.
    let kind: Kind
    /// The name, sign or literal.
    let value: Document
    /// Where it starts, in code points.
    let start: Int

    /// The token as messages show it.
    var text: String { PythonText.str(value) }

    /// The kinds of tokens, named as messages name them.
    enum Kind: String {
      case eof
      case unquotedIdentifier = "unquoted_identifier"
      case quotedIdentifier = "quoted_identifier"
      case literal, number, rbracket, rparen, comma, rbrace, current, expref, colon
      case pipe, or, and
      case eq, gt, lt, gte, lte, ne
      case flatten, star, filter, dot, not, lbrace, lbracket, lparen

      /// How strongly the token binds what stands to its left.
      var bindingPower: Int {
        switch self {
        case .pipe: 1
        case .or: 2
        case .and: 3
        case .eq, .gt, .lt, .gte, .lte, .ne: 5
        case .flatten: 9
        case .star: 20
        case .filter: 21
        case .dot: 40
        case .not: 45
        case .lbrace: 50
        case .lbracket: 55
        case .lparen: 60
        default: 0
        }
      }

      /// Whether a projection ends before this token.
      var stopsProjection: Bool { bindingPower < 10 }
    }
  }
}
