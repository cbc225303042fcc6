import Cloud
import Kernel
import Sessions

/// The place at the end of a JMESPath expression: whose members can come next.
struct QueryPlace {
  /// The kind of value that the expression has led to; `nil` for one without members.
  private var type: MemberType?
  /// The brackets that are open, the whole expression first.
  private var frames: [Frame]
  /// Where the name begins that is being typed.
  private var start: String.Index
  private let text: String

  /// What is open at a place.
  private struct Frame {
    /// The kind that the expressions in it start from.
    let type: MemberType?
    /// The character that opened it: `?` for a filter.
    let opener: Character
    /// What the first argument of a function has led to, which `&` speaks about.
    var argument: MemberType?
  }

  /// Reads an expression about a value of a kind.
  init(_ text: String, _ root: MemberType) {
    self.text = text
    type = root
    frames = [Frame(type: root, opener: " ")]
    start = text.startIndex
    scan()
  }

  /// The members that can come next; only the learner knows where the expression ends.
  var candidates: [Candidate] {
    guard case .structure(let members)? = type else { return [] }
    return members.map { Candidate($0.name, $0.type.asResult, goesOn: true).behind(text[..<start]) }
  }

  private mutating func scan() {
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      if character.isLetter || character == "_" {
        let end = text[index...].firstIndex { !$0.isLetter && !$0.isNumber && $0 != "_" }
        start = index
        guard let end else { return }
        follow(String(text[index..<end]), before: text[end])
        index = end
      } else if "'`\"".contains(character) {
        let end = text[text.index(after: index)...].firstIndex(of: character)
        index = end.map(text.index(after:)) ?? text.endIndex
        type = nil
      } else {
        index = step(character, at: index)
      }
      start = index
    }
  }

  /// Follows a name that is whole; one before `(` is a function's, one before `:` a new one.
  private mutating func follow(_ name: String, before next: Character) {
    if next == "(" || next == ":" { return }
    guard case .structure(let members)? = type else {
      type = nil
      return
    }
    type = members.first { $0.name == name }?.type
  }

  /// Takes a character that is no part of a name; where to go on.
  private mutating func step(_ character: Character, at index: String.Index) -> String.Index {
    let next = text.index(after: index)
    switch character {
    case "[": return bracket(next)
    case "{", "(": open(character, type)
    case "]", "}", ")":
      let closed = frames.count > 1 ? frames.removeLast() : frames[0]
      type = closed.opener == "?" ? closed.type : nil
    case "&" where frames.last?.opener == "(":
      if case .list(let element)? = frames.last?.argument { type = element }
    case "|" where text[next...].first != "|" && text[..<index].last != "|": break
    case "," where frames.last?.opener == "(":
      frames[frames.count - 1].argument = type
      type = frames.last?.type
    case ",", ":", "|", "&", "=", "<", ">", "!": type = frames.last?.type
    default: break
    }
    return next
  }

  /// Steps into what a `[` begins: an index, all elements, a filter, or a list of expressions.
  private mutating func bracket(_ inside: String.Index) -> String.Index {
    let rest = text[inside...]
    if rest.first == "?" {
      open("?", element)
      return text.index(after: inside)
    }
    let inner = rest.prefix { $0.isNumber || "*:-".contains($0) }
    if rest.dropFirst(inner.count).first == "]" {
      type = element
      return text.index(inside, offsetBy: inner.count + 1)
    }
    open("[", type)
    return inside
  }

  private mutating func open(_ opener: Character, _ type: MemberType?) {
    frames.append(Frame(type: type, opener: opener))
    self.type = type
  }

  private var element: MemberType? { if case .list(let element)? = type { element } else { nil } }
}

extension MemberType {
  /// What a member of an answer is.
  fileprivate var asResult: String {
    switch self {
    case .string, .stream: "text"
    case .enumeration(let values, _): values.count <= 4 ? values.joined(separator: "|") : "text"
    case .integer: "number"
    case .boolean: "true or false"
    case .blob: "base64"
    case .timestamp: "time"
    case .list(let element): "list of \(element.asResult)"
    case .map: "names and texts"
    case .structure(let members):
      "object: " + members.prefix(3).map(\.name).joined(separator: ", ")
        + (members.count > 3 ? "…" : "")
    }
  }
}
