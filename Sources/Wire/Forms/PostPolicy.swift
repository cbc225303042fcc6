import Kernel

/// What the signer of a form allows: until when, which fields with which values, and how large a
/// file.
struct PostPolicy {
  /// One condition.
  enum Condition {
    case equals(name: String, String)
    case startsWith(name: String, String)
    case size(ClosedRange<Int>)
  }

  let expiration: Timestamp
  private let conditions: [Condition]

  /// Reads the base64 of a policy.
  init(_ text: String) throws(HTTPFailure) {
    guard let bytes = Base64.decode(text.utf8), let document = try? JSONReader.read(bytes),
      let expiration = document["expiration"]?.text.flatMap({ Timestamp($0) }),
      let list = document["conditions"]?.elements
    else { throw PostPolicy.invalid("Invalid JSON.") }
    self.expiration = expiration
    var conditions: [Condition] = []
    for element in list { conditions.append(try PostPolicy.condition(element)) }
    self.conditions = conditions
  }

  /// Fails where the policy is over, where a condition does not hold, and for a field of which it
  /// says nothing.
  func check(_ visit: FormVisit, at now: Timestamp) throws(HTTPFailure) {
    guard now < expiration else { throw PostPolicy.denied("Policy expired.") }
    var covered: Set<String> = []
    var sizes: [ClosedRange<Int>] = []
    for condition in conditions {
      switch condition {
      case .equals(let name, let wanted):
        covered.insert(name)
        guard value(name, visit) == wanted else { throw failed("eq", name, wanted) }
      case .startsWith(let name, let start):
        covered.insert(name)
        guard value(name, visit)?.hasPrefix(start) == true else {
          throw failed("starts-with", name, start)
        }
      case .size(let range): sizes.append(range)
      }
    }
    let names = visit.fields.map(\.name) + ["bucket"]
    let extra = names.filter { name in
      !covered.contains(name) && !PostPolicy.free.contains(name) && !name.hasPrefix("x-ignore-")
    }
    guard extra.isEmpty else {
      throw PostPolicy.denied("Extra input fields: \(extra.sorted().joined(separator: ", "))")
    }
    for range in sizes { try check(visit.size, range) }
  }

  /// Fields of which no policy has to speak.
  private static let free = [
    PostForm.Name.policy, PostForm.Name.signature, PostForm.Name.signature2, PostForm.Name.keyID,
    "file",
  ]

  private func value(_ name: String, _ visit: FormVisit) -> String? {
    switch name {
    case "bucket": visit.bucket
    case "key": visit.key
    default: visit.value(name)
    }
  }

  private func check(_ size: Int, _ range: ClosedRange<Int>) throws(HTTPFailure) {
    if size > range.upperBound {
      throw HTTPFailure(
        400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size",
        [("ProposedSize", String(size)), ("MaxSizeAllowed", String(range.upperBound))])
    }
    if size < range.lowerBound {
      throw HTTPFailure(
        400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size",
        [("ProposedSize", String(size)), ("MinSizeAllowed", String(range.lowerBound))])
    }
  }

  private static func condition(_ document: Document) throws(HTTPFailure) -> Condition {
    if let members = document.members {
      guard members.entries.count == 1, let value = members.entries[0].value.text else {
        throw invalid(
          "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.")
      }
      return .equals(name: members.entries[0].name.lowercased(), value)
    }
    guard let parts = document.elements, parts.count == 3, let kind = parts[0].text else {
      throw invalid("Invalid JSON.")
    }
    if kind == "content-length-range" {
      guard let least = number(parts[1]), let most = number(parts[2]), least <= most else {
        throw invalid("Invalid content-length-range.")
      }
      return .size(least...most)
    }
    guard let name = parts[1].text, name.hasPrefix("$"), let value = parts[2].text else {
      throw invalid("Invalid JSON.")
    }
    let field = name.dropFirst().lowercased()
    switch kind {
    case "eq": return .equals(name: field, value)
    case "starts-with": return .startsWith(name: field, value)
    default: throw invalid("Invalid JSON.")
    }
  }

  private static func number(_ document: Document) -> Int? {
    switch document {
    case .number(let number): number.integer
    case .string(let text): Int(text)
    default: nil
    }
  }

  private func failed(_ kind: String, _ name: String, _ value: String) -> HTTPFailure {
    PostPolicy.denied("Policy Condition failed: [\"\(kind)\", \"$\(name)\", \"\(value)\"]")
  }

  private static func denied(_ text: String) -> HTTPFailure {
    HTTPFailure(403, "AccessDenied", "Invalid according to Policy: \(text)")
  }

  private static func invalid(_ text: String) -> HTTPFailure {
    HTTPFailure(400, "InvalidPolicyDocument", "Invalid Policy: \(text)")
  }
}
