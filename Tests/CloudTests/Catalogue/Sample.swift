import Cloud
import Kernel

/// Requests made from nothing but an operation's description.
enum Sample {
  /// A request with every member, each with a value of its own.
  static func request(of operation: AnyOperation) -> Document {
    .object(object(operation.members, seed: 1))
  }

  /// The same with another value of one member, or without it.
  static func request(
    of operation: AnyOperation, but name: String, _ value: Document?
  ) -> Document {
    var object = object(operation.members, seed: 1)
    object[name] = value
    return .object(object)
  }

  private static func object(_ members: [MemberDescription], seed: Int) -> DocumentObject {
    DocumentObject(
      members.enumerated().map { index, member in
        (member.name, value(member.type, member.constraints, seed: seed * 20 + index))
      })
  }

  private static func value(
    _ type: MemberType, _ constraints: [Constraint], seed: Int
  ) -> Document {
    switch type {
    case .string: .string(text(constraints, seed))
    case .enumeration(let values, _): .string(values[seed % values.count])
    case .integer: .integer(lower(constraints) + seed % 7)
    case .boolean: .bool(seed.isMultiple(of: 2))
    case .blob, .stream: .bytes([UInt8(seed % 256), UInt8(seed / 256), 7])
    case .timestamp: .timestamp(Timestamp(secondsSinceEpoch: 1_735_689_600 + seed))
    case .list(.enumeration(let values, _)): .list([.string(values[0])])
    case .list(let element):
      .list([value(element, [], seed: seed * 20), value(element, [], seed: seed * 20 + 1)])
    case .map: ["purpose\(seed)": "test", "stage": .string("\(seed)")]
    case .structure(let members): .object(object(members, seed: seed))
    }
  }

  /// A text that fits: a name, digits, or else an ARN, a version or a Region.
  private static func text(_ constraints: [Constraint], _ seed: Int) -> String {
    var name = "alias/sample\(seed)".filter { fits($0, constraints) }
    for case .length(let range) in constraints where name.count < range.lowerBound {
      name += String(repeating: "a", count: range.lowerBound - name.count)
    }
    let candidates = [
      name, "arn:aws:iam::111122223333:policy/sample\(seed)", "AKIAIOSFODNN7EXAMPLE",
      "/sample\(seed)/", "v\(seed)", "1234\(seed)", "eu-west-\(seed)", "s\(seed).amazonaws.com",
      "cluster-labfirst222", "https://s\(seed).example", "/s\(seed)/kms/xks/v1",
      "com.amazonaws.vpce.us-east-1.vpce-svc-\(seed)", "111122223333", "ABCDEFGHIJKLMNOPQRST",
    ]
    return candidates.first { candidate in
      constraints.allSatisfy { $0.broken(by: .string(candidate)) == nil }
    } ?? candidates[0]
  }

  private static func fits(_ character: Character, _ constraints: [Constraint]) -> Bool {
    constraints.allSatisfy { constraint in
      if case .pattern(_, let matches) = constraint { matches(String(character)) } else { true }
    }
  }

  private static func lower(_ constraints: [Constraint]) -> Int {
    for case .range(let range) in constraints { return range.lowerBound }
    return 1
  }

  /// Values that a type must not take.
  static func wrong(for type: MemberType) -> [Document] {
    switch type {
    case .string, .enumeration: [1, true, ["x"], ["x": "y"]]
    case .integer:
      [
        "1", true, [1], .number(Number(validLiteral: "1.5")),
        .number(Number(validLiteral: "99999999999999999999")),
      ]
    case .boolean: ["true", 1, [true]]
    case .blob, .stream: [1, true, ["x"], "not base64!", "QQ"]
    case .timestamp: ["2025-01-01", true, []]
    case .list(let element): ["x", 1, ["x": "y"]] + wrong(for: element).map { .list([$0]) }
    case .map: ["x", 1, [], ["x": 1], ["x": .null]]
    case .structure: ["x", 1, []]
    }
  }

  /// A value at the edge of a limit.
  struct Probe {
    /// The member's value.
    let value: Document
    /// What it breaks; `nil` for a value inside.
    let broken: String?

    /// The value as messages show it.
    var shown: String? {
      switch value {
      case .string(let text): "'\(text)'"
      case .number(let number): "'\(number.literal)'"
      default: nil
      }
    }
  }

  /// Values just inside and just outside of a limit.
  static func probes(of constraint: Constraint, for member: MemberDescription) -> [Probe] {
    switch constraint {
    case .range(let range):
      edges(of: range, "value").map { Probe(value: .integer($0), broken: $1) }
    case .length(let range):
      edges(of: range, "length").map { Probe(value: sized($0, member), broken: $1) }
    case .leastLength(let least):
      [Probe(value: sized(least, member), broken: nil)]
        + [
          Probe(
            value: sized(least - 1, member),
            broken: "Member must have length greater than or equal to \(least)")
        ]
    case .pattern(let pattern, let matches):
      ["\u{7F}", " ", "\u{0}", "\u{FF}", "\u{100}", "é", "😀", "a", "/"].filter { !matches($0) }
        .map {
          Probe(
            value: .string("alias" + $0),
            broken: "Member must satisfy regular expression pattern: \(pattern)")
        }
    }
  }

  private static func edges(of range: ClosedRange<Int>, _ noun: String) -> [(Int, String?)] {
    let start = "Member must have \(noun)"
    let inside: [(Int, String?)] = [(range.lowerBound, nil), (range.upperBound, nil)]
    let above = (range.upperBound + 1, "\(start) less than or equal to \(range.upperBound)")
    guard range.lowerBound > 0 else { return inside + [above] }
    return inside + [
      above, (range.lowerBound - 1, "\(start) greater than or equal to \(range.lowerBound)"),
    ]
  }

  /// A text of a length that breaks no pattern, where there is one.
  private static func filled(_ count: Int, _ member: MemberDescription) -> String {
    let patterns = member.constraints.filter { if case .pattern = $0 { true } else { false } }
    let candidates = [
      String(repeating: "a", count: count), String(repeating: "1", count: count),
      count == 1 ? "/" : "/" + String(repeating: "a", count: max(0, count - 2)) + "/",
    ]
    return candidates.first { candidate in
      candidate.count == count
        && patterns.allSatisfy { $0.broken(by: .string(candidate)) == nil }
    } ?? candidates[0]
  }

  private static func sized(_ count: Int, _ member: MemberDescription) -> Document {
    switch member.type {
    case .blob, .stream: .bytes([UInt8](repeating: 65, count: count))
    case .list(.structure(let members)):
      .list((0..<count).map { .object(object(members, seed: $0)) })
    case .list: .list((0..<count).map { .string("x\($0)") })
    default: .string(filled(count, member))
    }
  }
}
