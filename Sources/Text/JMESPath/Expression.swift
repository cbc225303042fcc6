import Kernel

extension JMESPath {
  /// A node of a parsed expression.
  indirect enum Expression: Sendable {
    /// `@`, and what is left out.
    case current
    /// `name`.
    case field(String)
    /// `[0]`, `[-1]`.
    case index(Int)
    /// `[0:10:2]` before its projection.
    case slice(Slice)
    /// `` `5` ``, `'text'`.
    case literal(Document)
    /// `left.right` and `left | right`.
    case chain(Expression, Expression)
    /// `left[0]`.
    case indexed(Expression, Expression)
    /// `base[*].each`.
    case projection(Expression, each: Expression)
    /// `base.*.each`.
    case valueProjection(Expression, each: Expression)
    /// `base[?condition].each`.
    case filter(Expression, condition: Expression, each: Expression)
    /// `base[]` before its projection.
    case flatten(Expression)
    /// `left < right`.
    case comparison(Expression, Comparator, Expression)
    /// `left || right`.
    case or(Expression, Expression)
    /// `left && right`.
    case and(Expression, Expression)
    /// `!operand`.
    case not(Expression)
    /// `[a, b]`.
    case multiselectList([Expression])
    /// `{x: a, y: b}`.
    case multiselectHash([(name: String, value: Expression)])
    /// `name(a, b)`.
    case call(String, [Expression])
    /// `&operand`.
    case reference(Expression)
  }

  /// The signs of comparisons.
  enum Comparator: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  /// Start, end and step of a slice, each of which may be left out.
  struct Slice: Sendable {
    let start: Int?
    let end: Int?
    let step: Int?
  }
}

extension JMESPath.Expression {
  /// The nodes right below this one.
  var children: [JMESPath.Expression] {
    switch self {
    case .current, .field, .index, .slice, .literal: []
    case .flatten(let operand), .not(let operand), .reference(let operand): [operand]
    case .chain(let left, let right), .indexed(let left, let right),
      .projection(let left, let right), .valueProjection(let left, let right),
      .comparison(let left, _, let right), .or(let left, let right), .and(let left, let right):
      [left, right]
    case .filter(let base, let condition, let each): [base, condition, each]
    case .multiselectList(let elements), .call(_, let elements): elements
    case .multiselectHash(let members): members.map(\.value)
    }
  }

  /// How many nodes lie below each other; without recursion, as it may be many.
  var depth: Int {
    var level = [self]
    var depth = 0
    while !level.isEmpty {
      depth += 1
      level = level.flatMap(\.children)
    }
    return depth
  }
}
