import Kernel

extension JMESPath {
  /// Cuts an expression into tokens.
  struct Lexer {
    /// More tokens than anyone writes; fewer than would overflow the stack as one chain of nodes.
    private static let tokenLimit = 5000

    private let expression: String
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ expression: String) {
      self.expression = expression
      scalars = Array(expression.unicodeScalars)
    }

    /// All tokens, the end of the expression included.
    mutating func tokens() throws(JMESPathError) -> [Token] {
      if scalars.isEmpty { throw .empty }
      var tokens: [Token] = []
      while let scalar = current {
        if " \t\n\r".unicodeScalars.contains(scalar) {
          position += 1
        } else {
          if tokens.count == Lexer.tokenLimit { throw fault("Expression too long", position) }
          tokens.append(try token(startingWith: scalar))
        }
      }
      tokens.append(Token(kind: .eof, value: "", start: scalars.count))
      return tokens
    }

    private var current: Unicode.Scalar? {
      position < scalars.count ? scalars[position] : nil
    }

    private mutating func token(
      startingWith scalar: Unicode.Scalar
    ) throws(JMESPathError) -> Token {
      let start = position
      switch scalar {
      case "A"..."Z", "a"..."z", "_":
        return Token(
          kind: .unquotedIdentifier, value: .string(take(while: Lexer.continuesName)), start: start)
      case "0"..."9", "-": return try number()
      case "'": return Token(kind: .literal, value: .string(try rawText()), start: start)
      case "`": return Token(kind: .literal, value: try literal(), start: start)
      case "\"": return Token(kind: .quotedIdentifier, value: .string(try name()), start: start)
      default:
        guard let (sign, kind) = Lexer.signs.first(where: { matches($0.sign) }) else {
          throw fault("Unknown token " + (scalar == "=" ? "'='" : String(Character(scalar))), start)
        }
        position += sign.unicodeScalars.count
        return Token(kind: kind, value: .string(sign), start: start)
      }
    }

    /// The signs, longer ones before those that they start with.
    private static let signs: [(sign: String, kind: Token.Kind)] = [
      ("[]", .flatten), ("[?", .filter), ("[", .lbracket), ("]", .rbracket), (".", .dot),
      ("*", .star), (",", .comma), (":", .colon), ("@", .current), ("(", .lparen), (")", .rparen),
      ("{", .lbrace), ("}", .rbrace), ("||", .or), ("|", .pipe), ("&&", .and), ("&", .expref),
      ("<=", .lte), ("<", .lt), (">=", .gte), (">", .gt), ("!=", .ne), ("!", .not), ("==", .eq),
    ]

    private func matches(_ sign: String) -> Bool {
      scalars[position...].starts(with: sign.unicodeScalars)
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", "_": true
      default: false
      }
    }

    private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
      var text = ""
      while let scalar = current, condition(scalar) {
        text.unicodeScalars.append(scalar)
        position += 1
      }
      return text
    }

    private func fault(_ reason: String, _ offset: Int) -> JMESPathError {
      .lexer(reason, in: expression, at: offset)
    }
  }
}

extension JMESPath.Lexer {
  private mutating func number() throws(JMESPathError) -> JMESPath.Token {
    let start = position
    let isNegative = current == "-"
    if isNegative { position += 1 }
    let digits = take { ("0"..."9").contains($0) }
    if digits.isEmpty { throw fault("Unknown token '-'", start) }
    let significant = digits.drop { $0 == "0" }
    let text = significant.isEmpty ? "0" : (isNegative ? "-" : "") + significant
    return JMESPath.Token(
      kind: .number, value: .number(Number(validLiteral: text)), start: start)
  }

  /// Reads up to a delimiter; backslashes stay in the text.
  private mutating func delimited(by delimiter: Unicode.Scalar) throws(JMESPathError) -> String {
    let start = position
    var text = ""
    position += 1
    while current != delimiter {
      if current == "\\" {
        text += "\\"
        position += 1
      }
      guard let scalar = current else {
        throw fault("Unclosed \(delimiter) delimiter", start)
      }
      text.unicodeScalars.append(scalar)
      position += 1
    }
    position += 1
    return text
  }

  private mutating func rawText() throws(JMESPathError) -> String {
    JMESPath.Lexer.unescaping("'", in: try delimited(by: "'"))
  }

  private mutating func name() throws(JMESPathError) -> String {
    let start = position
    let text = try delimited(by: "\"")
    do throws(JSONError) {
      return try JSONReader.read("\"\(text)\"").text ?? ""
    } catch {
      throw fault(error.reason, start)
    }
  }

  /// A JSON value; what is not JSON is text, as it was in the language's first version.
  private mutating func literal() throws(JMESPathError) -> Document {
    let start = position
    let text = JMESPath.Lexer.unescaping("`", in: try delimited(by: "`"))
    do throws(JSONError) {
      return JMESPath.Lexer.normalized(try JSONReader.read(text))
    } catch {
      let word = text.split(whereSeparator: \.isWhitespace)
      if word.count == 1, ["NaN", "Infinity", "-Infinity"].contains(word[0]) {
        return .number(Number(validLiteral: String(word[0])))
      }
      let spaces = text.prefix { $0.isWhitespace }
      let isDeep = text.utf8.count > JSONReader.depthLimit && error.reason == "Nested too deep"
      guard !isDeep, let word = try? JSONReader.read("\"\(text.dropFirst(spaces.count))\"") else {
        throw fault("Bad token \(text)", start)
      }
      return word
    }
  }

  private static func unescaping(_ delimiter: Unicode.Scalar, in text: String) -> String {
    var output: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalar == delimiter, output.last == "\\" { output.removeLast() }
      output.append(scalar)
    }
    return String(String.UnicodeScalarView(output))
  }

  /// The value with its numbers as Python writes them: `1.50` becomes 1.5.
  private static func normalized(_ document: Document) -> Document {
    switch document {
    case .number(let number):
      return number.isWhole
        ? .number(Number(validLiteral: PythonText.str(number))) : JMESPath.Quantity(number).document
    case .list(let elements): return .list(elements.map(normalized))
    case .object(let object):
      return .object(DocumentObject(object.entries.map { ($0.name, normalized($0.value)) }))
    default: return document
    }
  }
}
