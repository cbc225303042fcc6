import AWSCLI
import Cloud
import Kernel
import Sessions

/// The place inside a value that is being typed, as AWS CLI's shorthand or as JSON.
struct ValuePlace {
  /// What stands at the end of the text.
  enum Place {
    /// The name of one of these members.
    case name([MemberDescription])
    /// A value of a kind; of a member, where it has one.
    case value(MemberType, MemberDescription?)
    /// Nothing that could be told.
    case unknown
  }

  /// Whether the text is JSON.
  let isJSON: Bool
  /// The text before the name or value that is being typed.
  private(set) var base: Substring
  private var frames: [Frame]
  private let text: String

  /// What is open at a place.
  private struct Frame {
    let type: MemberType
    /// Whether the type is that of the one value in it, and not the frame's own.
    var isSlot = false
    /// The names that were given.
    var names: [String] = []
    /// The name whose value comes now.
    var name: String?

    /// The kind of the value that comes now.
    var value: (type: MemberType, member: MemberDescription?)? {
      if isSlot { return (type, nil) }
      switch type {
      case .list(let element): return (element, nil)
      case .structure(let members):
        return members.first { $0.name == name }.map { ($0.type, $0) }
      default: return nil
      }
    }
  }

  /// Reads a text as a value of a kind.
  init(_ text: String, _ type: MemberType) {
    self.text = text
    base = text[...]
    isJSON = text.first.map { "{[".contains($0) } ?? false
    var element = type
    if case .list(let inner) = type, !isJSON { element = inner }
    frames = [Frame(type: element, isSlot: isJSON)]
    scan()
  }

  /// What stands at the end.
  var place: Place {
    guard let frame = frames.last else { return .unknown }
    if !frame.isSlot, case .structure(let members) = frame.type, frame.name == nil {
      return .name(members.filter { !frame.names.contains($0.name) && !$0.isRefused })
    }
    return frame.value.map { .value($0.type, $0.member) } ?? .unknown
  }

  private mutating func scan() {
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      switch text[index] {
      case "\"" where isJSON:
        guard let end = text[next...].firstIndex(of: "\"") else { return finish(start) }
        index = text.index(after: end)
        continue
      case isJSON ? ":" : "=": name(text[start..<index])
      case ",":
        if frames.count > 0, !frames[frames.count - 1].isSlot {
          frames[frames.count - 1].name = nil
        }
      case "{", "[": frames.append(Frame(type: frames.last?.value?.type ?? .map))
      case "}", "]": if frames.count > 1 { frames.removeLast() }
      case " " where isJSON: break
      default:
        index = next
        continue
      }
      start = next
      index = next
    }
    finish(start)
  }

  private mutating func finish(_ start: String.Index) { base = text[..<start] }

  private mutating func name(_ text: Substring) {
    guard let last = frames.indices.last, frames[last].name == nil else { return }
    let name = text.filter { $0 != "\"" && $0 != " " }
    frames[last].name = name
    frames[last].names.append(name)
  }
}

extension ValuePlace {
  /// The candidates here; the values of members are asked for.
  func candidates(_ values: (MemberType, MemberDescription?) -> [Candidate]) -> [Candidate] {
    switch place {
    case .unknown: return []
    case .name(let members):
      return members.map { member in
        let text = isJSON ? "\"\(member.name)\": " : "\(member.name)="
        let note = (member.isRequired ? "needed: " : "") + member.help
        return Candidate(text, note, label: member.name, goesOn: true).behind(base)
      }
    case .value(.structure, _), .value(.map, _):
      return [Candidate("{", "members", goesOn: true).behind(base)]
    case .value(.list, _): return [Candidate("[", "elements", goesOn: true).behind(base)]
    case .value(let type, let member):
      return values(type, member).map { value in
        let isText = if case .boolean = type { false } else { true }
        let text = isJSON && isText ? "\"\(value.text)\"" : value.text
        return Candidate(text, value.note, label: value.label, goesOn: true).behind(base)
      }
    }
  }
}

extension Completer {
  /// The values that an option's member may have.
  func values(
    of member: MemberDescription, in operation: AnyOperation, _ line: AWSWords, _ word: String
  ) -> [Candidate] {
    let place = (bucket: line.value("--bucket"), key: line.value("--key"))
    if ParameterPrefix.all.contains(where: { word.hasPrefix($0) }) {
      return names.parameterFiles(word, isBinary: false)
    }
    var found: [Candidate] = []
    switch member.type {
    case .structure, .map, .list(.structure), .list(.map):
      found = ValuePlace(word, member.type).candidates { type, member in
        values(type, member, place, "")
      }
    case .list(let element): found = values(element, member, place, word)
    default: found = values(member.type, member, place, word)
    }
    return member.suggests == nil && !member.type.isShort
      ? found + names.parameterFiles(word, isBinary: member.type.isBinary) : found
  }

  /// Values of a kind that can be listed.
  private func values(
    _ type: MemberType, _ member: MemberDescription?, _ place: (bucket: String?, key: String?),
    _ word: String
  ) -> [Candidate] {
    if let suggestion = member?.suggests {
      return names.names(suggestion, word, bucket: place.bucket, key: place.key)
    }
    switch type {
    case .enumeration(let values, let simulated):
      return simulated.map { Candidate($0) }
        + values.filter { !simulated.contains($0) }.map { Candidate($0, "not simulated") }
    case .boolean: return [Candidate("true"), Candidate("false")]
    case .stream: return names.files(word)
    case .timestamp: return names.dates()
    default: return []
    }
  }
}

extension MemberType {
  /// Whether a value is too short to come from a file.
  fileprivate var isShort: Bool {
    switch self {
    case .enumeration, .integer, .boolean, .timestamp, .stream: true
    default: false
    }
  }

  fileprivate var isBinary: Bool { self == .blob }
}
