import Kernel

extension JMESPath {
  /// What a function is called with.
  enum Argument {
    case value(Document)
    case expression(Expression)
  }

  /// The standard functions, in the order of the specification.
  enum Function: String {
    case abs, avg, contains, ceil
    case endsWith = "ends_with"
    case floor, join, keys, length, map, max
    case maxBy = "max_by"
    case merge, min
    case minBy = "min_by"
    case notNull = "not_null"
    case reverse, sort
    case sortBy = "sort_by"
    case startsWith = "starts_with"
    case sum
    case toArray = "to_array"
    case toString = "to_string"
    case toNumber = "to_number"
    case type, values

    /// The result for arguments, of which number and types are checked first.
    func call(
      _ arguments: [Argument], _ evaluator: inout Evaluator
    ) throws(JMESPathError) -> Document {
      let calling = Call(function: self, arguments: arguments)
      try check(arguments)
      try calling.take(from: &evaluator.budget)
      switch self {
      case .abs: return calling.absolute
      case .avg: return calling.average
      case .contains: return try calling.contains()
      case .ceil: return try calling.rounded(.up)
      case .endsWith:
        return .bool(calling.text(0).reversed().starts(with: calling.text(1).reversed()))
      case .floor: return try calling.rounded(.down)
      case .join: return try calling.joined(&evaluator.budget)
      case .keys: return .list(calling.object(0).names.map { .string($0) })
      case .length: return .integer(calling.length)
      case .map: return try calling.mapped(&evaluator)
      case .max: return calling.extreme { $1.precedesInQuery($0) }
      case .maxBy: return try calling.extremeByKey(&evaluator, sign: ">") { $1.precedesInQuery($0) }
      case .merge: return calling.merged
      case .min: return calling.extreme { $0.precedesInQuery($1) }
      case .minBy: return try calling.extremeByKey(&evaluator, sign: "<") { $0.precedesInQuery($1) }
      case .notNull: return calling.firstNotNull
      case .reverse: return calling.reversed
      case .sort: return calling.sorted
      case .sortBy: return try calling.sortedByKey(&evaluator)
      case .startsWith: return .bool(calling.text(0).starts(with: calling.text(1)))
      case .sum: return calling.sum.document
      case .toArray: return calling.value(0).elements == nil ? [calling.value(0)] : calling.value(0)
      case .toString: return try calling.string(&evaluator.budget)
      case .toNumber: return calling.number
      case .type: return calling.typeName
      case .values: return .list(calling.object(0).entries.map(\.value))
      }
    }
  }
}
