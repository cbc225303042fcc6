import Access
package import Kernel

/// `[\w+=,.@-]+`, the characters of all names of IAM.
private let nameCharacters = Constraint.pattern("[\\w+=,.@-]+") { text in
  !text.isEmpty && text.utf8.allSatisfy { $0.isNameByte }
}

extension UInt8 {
  /// Whether a byte is one of a name's.
  fileprivate var isNameByte: Bool {
    switch self {
    case 48...57, 65...90, 97...122: true
    default: "_+=,.@-".utf8.contains(self)
    }
  }
}

/// The name of a policy.
package struct PolicyNameText: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The ARN of a managed policy, as it was given.
package struct PolicyARNText: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The text of a policy document.
package struct PolicyBody: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// A path of names: `/division/`.
package struct NamePath: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The id of a policy's version: `v1`.
package struct VersionID: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The id of an access key.
package struct AccessKeyIDText: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// Whether an access key can be used.
package enum AccessKeyStatus: String, EnumerationValue {
  case active = "Active"
  case inactive = "Inactive"
  case expired = "Expired"
}

/// A policy document in an answer: as JSON, in the order of its text.
package struct PolicyReply: MemberValue {
  let text: String

  package static var type: MemberType { .string }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> PolicyReply {
    PolicyReply(text: try String.decode(document, &reader))
  }

  package var document: Document? { (try? JSONReader.read(text)) ?? .string(text) }
}

/// Members that operations of IAM share.
enum IdentityMembers {
  static func user<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value, _ most: Int = 128, _ name: String = "UserName"
  ) -> Member<Root, Value> {
    Member(name, path, .length(1...most), nameCharacters, suggests: .users, help: "A user's name.")
  }

  static func group<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value, _ name: String = "GroupName"
  ) -> Member<Root, Value> {
    Member(name, path, .length(1...128), nameCharacters, suggests: .groups, help: "A group's name.")
  }

  static func role<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value
  ) -> Member<Root, Value> {
    Member(
      "RoleName", path, .length(1...64), nameCharacters, suggests: .roles, help: "A role's name.")
  }

  static func policyName<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value
  ) -> Member<Root, Value> {
    Member("PolicyName", path, .length(1...128), nameCharacters, help: "A policy's name.")
  }

  static func policyARN<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value, _ name: String = "PolicyArn"
  ) -> Member<Root, Value> {
    Member(
      name, path, .length(20...2048), suggests: .policies, help: "The ARN of a managed policy.")
  }

  static func body<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value, _ name: String = "PolicyDocument"
  ) -> Member<Root, Value> {
    Member(
      name, path, .length(1...131_072),
      .pattern("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+") { text in
        text.unicodeScalars.allSatisfy { scalar in
          [9, 10, 13].contains(scalar.value) || (0x20...0xFF).contains(scalar.value)
        }
      },
      help: "The policy, JSON; file://policy.json reads a file.")
  }

  static func path<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value, _ name: String = "Path"
  ) -> Member<Root, Value> {
    Member(
      name, path, .length(1...512),
      .pattern("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)") { text in
        text == "/"
          || text.utf8.count > 2 && text.hasPrefix("/") && text.hasSuffix("/")
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
      },
      help: "Names before the name: /division/.")
  }

  static func policyPath<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value, _ name: String = "Path"
  ) -> Member<Root, Value> {
    Member(
      name, path, .length(1...512),
      .pattern("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/") { text in
        text.hasPrefix("/") && text.hasSuffix("/") && !text.contains("//")
          && text.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "/") }
      },
      help: "Names before the name: /division/.")
  }

  static func pathPrefix<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value
  ) -> Member<Root, Value> {
    Member(
      "PathPrefix", path, .length(1...512),
      .pattern("\\u002F[\\u0021-\\u007F]*") { text in
        text.hasPrefix("/") && text.utf8.allSatisfy { (0x21...0x7F).contains($0) }
      },
      help: "Only those whose path begins so.")
  }

  static func marker<Root>(
    _ path: @escaping @Sendable (Root) -> IdentityMarker?
  ) -> Member<Root, IdentityMarker?> {
    Member(
      "Marker", path, .length(1...320),
      .pattern("[\\u0020-\\u00FF]+") { text in
        text.unicodeScalars.allSatisfy { (0x20...0xFF).contains($0.value) }
      },
      help: "Marker of the answer before.")
  }

  static func limit<Root>(
    _ path: @escaping @Sendable (Root) -> Int?
  ) -> Member<Root, Int?> {
    Member("MaxItems", path, .range(1...1000), help: "Most items of one answer.")
  }

  static func version<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value
  ) -> Member<Root, Value> {
    Member(
      "VersionId", path,
      .pattern("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?") { text in
        let head = text.split(separator: ".", maxSplits: 1).first ?? ""
        return head.hasPrefix("v") && head.utf8.count > 1
          && head.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
          && head.utf8.dropFirst().first != 48
          && text.utf8.allSatisfy { $0.isNameByte && ![95, 43, 61, 44, 64].contains($0) }
      },
      help: "A version: v1.")
  }

  static func accessKey<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value
  ) -> Member<Root, Value> {
    Member(
      "AccessKeyId", path, .length(16...128),
      .pattern("[\\w]+") { text in
        !text.isEmpty
          && text.utf8.allSatisfy { $0.isNameByte && ![43, 61, 44, 46, 64, 45].contains($0) }
      },
      suggests: .accessKeys, help: "The id of an access key.")
  }

  static func tags<Root, Value: MemberValue>(
    _ path: @escaping @Sendable (Root) -> Value
  ) -> Member<Root, Value> {
    Member("Tags", path, .length(0...50), help: "Labels: Key and Value.")
  }
}

/// A label of an identity.
package struct IdentityTag: StructureValue {
  let key: IdentityTagKey
  let value: IdentityTagValue

  package static let shape = Shape(
    IdentityTag.init(key:value:),
    Member("Key", \.key, help: "The label's name."),
    Member("Value", \.value, help: "The label's value."))
}

/// The characters of labels.
private let tagCharacters: @Sendable (String) -> Bool = { text in
  text.unicodeScalars.allSatisfy { scalar in
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .spaceSeparator
      || "_.:/=+-@".unicodeScalars.contains(scalar)
  }
}

/// The name of a label.
package struct IdentityTagKey: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Self {
    try decode(
      document, &reader, .length(1...128),
      .pattern("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", tagCharacters))
  }
}

/// The value of a label.
package struct IdentityTagValue: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> Self {
    try decode(
      document, &reader, .length(0...256),
      .pattern("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", tagCharacters))
  }
}

extension [IdentityTag] {
  /// Labels on top of others; fails where IAM refuses one.
  func checked(
    onto old: OrderedMap<String, String> = [:]
  ) throws(IAMFailure) -> OrderedMap<String, String> {
    var result = old
    var seen: [String] = []
    for tag in self {
      let small = tag.key.text.lowercasedASCII
      guard !seen.contains(small) else {
        throw .invalidInput(
          "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
      }
      guard !small.hasPrefix("aws:") else {
        throw .invalidInput("Tag keys can not start with aws:")
      }
      seen.append(small)
      for key in result.keys where key.lowercasedASCII == small { result[key] = nil }
      result[tag.key.text] = tag.value.text
    }
    guard result.count <= 50 else {
      throw .limitExceeded("The number of tags has reached the maximum limit.")
    }
    return result
  }

  /// What a request with these labels tells of condition keys.
  var conditionValues: ConditionValues {
    var values = ConditionValues()
    values.add(tags: map { ($0.key.text, $0.value.text) })
    return values
  }
}

extension OrderedMap<String, String> {
  /// The labels as a list.
  var tagList: [IdentityTag] {
    map { IdentityTag(key: IdentityTagKey($0.key), value: IdentityTagValue($0.value)) }
  }

  /// Without some labels, whatever the case of their names.
  func removing(_ keys: [IdentityTagKey]) -> Self {
    let small = keys.map(\.text.lowercasedASCII)
    var result = self
    for key in self.keys where small.contains(key.lowercasedASCII) { result[key] = nil }
    return result
  }
}
