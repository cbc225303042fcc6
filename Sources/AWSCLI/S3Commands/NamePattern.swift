/// A pattern for names as Python's `fnmatch` reads it: `*` and `?` match slashes too.
struct NamePattern: Sendable {
  /// What one place of the name may be.
  private enum Element {
    case any
    case anyNumber
    case one(Unicode.Scalar)
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let elements: [Element]

  /// Reads a pattern; every text is one.
  init(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    var elements: [Element] = []
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": elements.append(.anyNumber)
      case "?": elements.append(.any)
      case "[": elements.append(NamePattern.set(&rest) ?? .one("["))
      default: elements.append(.one(scalar))
      }
    }
    self.elements = elements
  }

  /// The set behind a `[`; `nil` where no `]` ends it, which leaves the rest as it is.
  private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Element? {
    var body = rest
    let isNegated = body.first == "!"
    if isNegated { body.removeFirst() }
    // A bracket that comes first belongs to the set.
    guard let end = body.dropFirst().firstIndex(of: "]") else { return nil }
    rest = body[(end + 1)...]
    var members = body[..<end]
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let low = members.popFirst() {
      guard members.first == "-", members.count > 1 else {
        ranges.append(low...low)
        continue
      }
      let high = members[members.startIndex + 1]
      members.removeFirst(2)
      if low <= high { ranges.append(low...high) }
    }
    return .set(ranges, isNegated: isNegated)
  }

  /// Whether a whole name fits.
  func matches(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    var place = 0
    var element = 0
    var star: (element: Int, place: Int)?
    while place < scalars.count {
      if element < elements.count, case .anyNumber = elements[element] {
        star = (element, place)
        element += 1
      } else if element < elements.count, fits(elements[element], scalars[place]) {
        element += 1
        place += 1
      } else if let last = star {
        star = (last.element, last.place + 1)
        element = last.element + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { if case .anyNumber = $0 { true } else { false } }
  }

  private func fits(_ element: Element, _ scalar: Unicode.Scalar) -> Bool {
    switch element {
    case .any, .anyNumber: true
    case .one(let wanted): wanted == scalar
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }
}

/// The patterns of `--exclude` and `--include` in their order.
struct NameFilter: Sendable {
  private var rules: [(isIncluding: Bool, pattern: NamePattern?)] = []

  /// Adds a rule, which overrules those before it.
  mutating func append(_ pattern: String, isIncluding: Bool) {
    // Beginning with a slash it names a place outside, as `os.path.join` sees it.
    rules.append((isIncluding, pattern.hasPrefix("/") ? nil : NamePattern(pattern)))
  }

  /// Whether a name below the root is taken.
  func takes(_ name: String) -> Bool {
    rules.last { $0.pattern?.matches(name) ?? false }?.isIncluding ?? true
  }
}
