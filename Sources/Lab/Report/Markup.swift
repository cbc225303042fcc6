/// A piece of HTML.
///
/// What is put into it by `\(…)` is escaped, so that no text of a learner can be anything but text;
/// only another piece goes in as it is.
struct Markup: ExpressibleByStringInterpolation, Sendable {
  /// The HTML.
  private(set) var text: String

  /// Nothing yet.
  init() { text = "" }

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Puts pieces together.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += XML.escaped(value.description)
    }

    mutating func appendInterpolation(_ piece: Markup) { text += piece.text }
  }

  static func += (left: inout Markup, right: Markup) { left.text += right.text }
}

extension Sequence<Markup> {
  /// The pieces, one after the other.
  var joined: Markup { reduce(into: Markup()) { $0 += $1 } }
}
