import Kernel

/// The empty request that `--generate-cli-skeleton yaml-input` prints: a comment behind every
/// member, two blanks before a map's first and one before others, as ruamel.yaml leaves them.
struct YAMLSkeleton {
  private var text = ""

  /// The lines of a request.
  static func text(of members: [MemberDescription]) -> String {
    guard !members.isEmpty else { return "{}\n" }
    var skeleton = YAMLSkeleton()
    skeleton.write(members, indent: "", first: "")
    return skeleton.text
  }

  /// Writes members at an indent, the first behind the `- ` of a list where it stands in one.
  private mutating func write(_ members: [MemberDescription], indent: String, first: String) {
    for (index, member) in members.enumerated() {
      let start = index == 0 ? first : indent
      let gap = index == 0 ? "  " : " "
      let given = member.isPlural ? nil : member.firstValue
      let value = (given ?? YAMLSkeleton.scalar(member.type)).map { " " + $0 } ?? ""
      text += "\(start)\(member.name):\(value)\(gap)# \(YAMLSkeleton.comment(member))\n"
      if member.isPlural, let element = member.firstValue {
        text += "\(indent)- \(element)\n"
      } else {
        write(member.type, indent: indent)
      }
    }
  }

  /// Writes the lines below a name.
  private mutating func write(_ type: MemberType, indent: String) {
    switch type {
    case .map: text += "\(indent)  KeyName: ''\n"
    case .structure(let members): write(members, indent: indent + "  ", first: indent + "  ")
    case .list(.structure(let members)):
      write(members, indent: indent + "  ", first: indent + "- ")
    case .list(let element):
      text += "\(indent)- \(YAMLSkeleton.scalar(element) ?? "''")\n"
    default: break
    }
  }

  /// The value behind a name; `nil` where there is none, or lines of its own.
  private static func scalar(_ type: MemberType) -> String? {
    switch type {
    case .string: "''"
    case .enumeration(let values, _): values.first
    case .integer: "0"
    case .boolean: "true"
    case .timestamp: "1970-01-01 00:00:00"
    case .blob, .stream, .list, .map, .structure: nil
    }
  }

  private static func comment(_ member: MemberDescription) -> String {
    var parts = member.isRequired ? ["[REQUIRED]"] : []
    parts.append(member.help)
    if case .enumeration(let values, _) = member.type {
      parts.append("Valid values are: \(values.joined(separator: ", ")).")
    }
    return parts.joined(separator: " ")
  }
}
