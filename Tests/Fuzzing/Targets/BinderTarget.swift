import AWSCLI
import Cloud
import Console
import Kernel
import Sessions
import Shell

extension FuzzTarget {
  /// AWS CLI's command line: options, shorthand, JSON, blobs.
  static let binder = FuzzTarget("binder") { dice in
    dice.once(in: 3)
      ? BinderInputs.mutation.mutated(BinderInputs.corpus, &dice)
      : Array(BinderInputs.line(&dice).utf8)
  } checkText: { text in
    guard let words = BinderCheck.words(of: text) else { return nil }
    switch AWSRun(on: BinderCheck.session.present).binding(of: words) {
    case .other: return nil
    case .refused(let range, let status):
      guard [252, 253, 255].contains(status) else { return "the status is \(status)" }
      let isWord = range == nil || words.contains { $0.range == range }
      return isWord ? nil : "\(range.debugDescription) is no word"
    case .request(let operation, let request):
      return BinderCheck.complaint(operation, request)
    }
  }
}

private enum BinderInputs {
  private static let pieces = [
    "aws", "kms", "s3api", "iam", "encrypt", "create-key", "--key-id", "alias/k", "--tags",
    "TagKey=a,TagValue=b", "TagKey=", "Key=a,Value=b", "a=[1,2]", "a={b=c}", "=", ",", "[", "{",
    "}",
    "]", "'", "\"", "\\", " ", "file://f", "fileb://f", "file://none", "--query", "Keys[*]", "--",
    "-", "--output", "json", "--no-paginate", "--max-items", "-1", "5", "1_0", "--cli-input-json",
    "--cli-input-yaml", "{\"KeyId\": \"a\"}", "KeyId: a", "--region", "us-east-1",
    "--generate-cli-skeleton", "--limit", "é", "é=",
    "--encryption-context", "a=b", "--plaintext", "aGk=", "--policy", "--dry-run", "--no-dry-run",
    "--starting-token", "--cli-binary-format", "raw-in-base64-out", "99999999999999999999",
    "\u{301}",
  ]
  static let mutation = Mutation(pieces, limit: 200)
  static let corpus = Corpus.lines.filter { $0.contains("aws ") }.bytes

  /// A command of the catalogue with some options of its own, most of them right.
  static func line(_ dice: inout Dice) -> String {
    let operation = dice.pick(Catalogue.operations)
    var line = "aws \(operation.service.command) \(operation.commandName)"
    for member in operation.members where member.isRequired || dice.once(in: 3) {
      line += " --" + (dice.once(in: 30) ? "no-" : "") + kebabCase(member.name)
      guard member.type != .boolean else { continue }
      line += dice.once(in: 6) ? "=" : " "
      line += dice.once(in: 3) ? piece(&dice) : value(member.type, &dice)
    }
    if dice.once(in: 4) { line += " " + piece(&dice) + " " + piece(&dice) }
    return line
  }

  private static func piece(_ dice: inout Dice) -> String {
    quoted(dice.some(upTo: 3) { $0.pick(pieces) }.joined())
  }

  private static func value(_ type: MemberType, _ dice: inout Dice) -> String {
    switch type {
    case .list(.string), .list(.enumeration):
      return dice.some(upTo: 3) { quoted($0.pick(texts)) }.joined(separator: " ")
    case .list(let element) where dice.once(in: 2):
      return dice.some(upTo: 3) { quoted(shorthand(element, &$0, isInside: false)) }
        .joined(separator: " ")
    case .list, .map, .structure:
      return quoted(
        dice.once(in: 2) ? json(type, &dice) : shorthand(type, &dice, isInside: false))
    default: return quoted(scalar(type, &dice))
    }
  }

  private static let texts = [
    "a", "alias/k", "", "a b", "é", "x=y", "a,b", "[", "{", "\"", "'", "\\", "*", "arn:aws:kms:x",
    "1234abcd-12ab-34cd-56ef-1234567890ab", "file://f", "-1", "\n", "e\u{301}",
  ]

  private static func scalar(_ type: MemberType, _ dice: inout Dice) -> String {
    switch type {
    case .enumeration(let values, _): dice.pick(values)
    case .integer: dice.pick(["1", "0", "7", "-5", "1000", "x", "1.5", " 3 "])
    case .boolean: dice.pick(["true", "false", "True", "yes"])
    case .blob: dice.pick(["aGk=", "AQID", "", "fileb://f", "file://f", "a", "é"])
    case .stream: dice.pick(["f", "none", "fileb://f"])
    case .timestamp: dice.pick(["2025-06-01", "2025-06-01T10:00:00Z", "1750000000", "x"])
    default: dice.pick(texts)
    }
  }

  private static func shorthand(_ type: MemberType, _ dice: inout Dice, isInside: Bool) -> String {
    switch type {
    case .structure(let members):
      let pairs = members.filter { _ in !dice.once(in: 4) }.map {
        "\($0.name)=\(shorthand($0.type, &dice, isInside: true))"
      }
      return isInside ? "{\(pairs.joined(separator: ","))}" : pairs.joined(separator: ",")
    case .map:
      let pairs = dice.some(upTo: 3) { dice in
        dice.pick(["a", "b", "aws:x", "c-1", "é", "a"]) + "="
          + dice.pick(["x", "", "\"p,q\"", "r"])
      }
      return isInside ? "{\(pairs.joined(separator: ","))}" : pairs.joined(separator: ",")
    case .list(let element):
      let elements = dice.some(upTo: 2) { shorthand(element, &$0, isInside: true) }
      return "[\(elements.joined(separator: ","))]"
    default:
      let text = scalar(type, &dice)
      return dice.once(in: 3) ? "\"\(text)\"" : text
    }
  }

  private static func json(_ type: MemberType, _ dice: inout Dice) -> String {
    switch type {
    case .structure(let members):
      let pairs = members.filter { _ in !dice.once(in: 4) }.map {
        "\"\($0.name)\": \(json($0.type, &dice))"
      }
      return "{\(pairs.joined(separator: ", "))}"
    case .map:
      return dice.pick(["{}", "{\"a\": \"b\"}", "{\"a b\": \"\", \"é\": \"=\"}", "{\"a\": 1}"])
    case .list(let element):
      return "[\(dice.some(upTo: 2) { json(element, &$0) }.joined(separator: ", "))]"
    case .integer, .boolean: return scalar(type, &dice)
    default: return JSONWriter.text(.string(scalar(type, &dice)))
    }
  }
}

private enum BinderCheck {
  /// A session with one virtual file.
  static let session: Session = {
    var session = Session()
    _ = session.execute("echo '{\"a\": \"b\"}' > f")
    return session
  }()

  /// The words behind the first `aws` of a line, as far as no command has to run for them.
  static func words(of text: String) -> [Argument]? {
    guard case .complete(let script)? = try? ShellParser.parse(text) else { return nil }
    let commands = script.steps.flatMap(\.pipeline.commands)
    guard let command = commands.first(where: { $0.words.first?.plainText == "aws" }) else {
      return nil
    }
    return command.words.dropFirst().map { word in
      let parts = word.parts.map { part -> String in
        if case .literal(let text) = part.content { return text }
        return ""
      }
      return Argument(text: parts.joined(), range: word.range)
    }
  }

  /// What is wrong with a request: given in its other forms it must be the same.
  static func complaint(_ operation: AnyOperation, _ request: DocumentObject) -> String? {
    let call = [operation.service.command, operation.commandName]
    let json = JSONWriter.text(.object(request), times: .iso8601)
    var forms: [[String]] = []
    // Where a command writes a file, AWS CLI takes no whole request.
    let takesWhole = !operation.hasStream
    if takesWhole { forms.append(call + ["--cli-input-json=" + json]) }
    // JSON is YAML, but for characters that YAML has only as escapes, and for long names.
    if takesWhole, !json.unicodeScalars.contains(where: { (0x7F..<0xA0).contains($0.value) }),
      json.utf8.count < 1000
    {
      forms.append(call + ["--cli-input-yaml=" + json])
    }
    let written = request.entries.compactMap { entry in
      operation.members.first { $0.name == entry.name }.flatMap { Written(entry.value, $0) }
    }
    if written.count == request.count {
      forms.append(call + written.flatMap(\.json))
      let shorthand = written.compactMap(\.shorthand)
      if shorthand.count == written.count { forms.append(call + shorthand.flatMap { $0 }) }
    }
    // An answer's stream goes to a file that is no member of the request.
    let outfile = operation.hasStream ? ["out"] : []
    for words in forms.map({ $0 + outfile })
    where !words.contains(where: { $0.contains("=file://") }) {
      guard
        case .request(_, let again) = AWSRun(on: session.present).binding(
          of: words.map { Argument(text: $0) })
      else { return "it is refused as \(words.map(quoted).joined(separator: " "))" }
      if !isSame(again, request) {
        return "\(json), but \(JSONWriter.text(.object(again), times: .iso8601)) as"
          + " \(words.map(quoted).joined(separator: " "))"
      }
    }
    return nil
  }

  private static func isSame(_ left: DocumentObject, _ right: DocumentObject) -> Bool {
    left.count == right.count && right.names.allSatisfy { left[$0] == right[$0] }
  }
}

/// A member of a request as options again.
private struct Written {
  /// The option with JSON, where it takes any.
  let json: [String]
  /// The option with shorthand; `nil` where shorthand cannot say it.
  let shorthand: [String]?

  init?(_ value: Document, _ member: MemberDescription) {
    let option = "--" + kebabCase(member.name)
    switch (member.type, value) {
    case (.boolean, .bool(let isOn)):
      json = [isOn ? option : "--no-" + option.dropFirst(2)]
      shorthand = json
    case (.stream, _): return nil
    case (.list(.structure), .list(let elements)) where !elements.isEmpty:
      json = [option + "=" + JSONWriter.text(value, times: .iso8601)]
      let texts = elements.compactMap { $0.members.flatMap(Written.pairs) }
      // A word that begins like an option, or like JSON, is none of shorthand.
      shorthand =
        texts.count == elements.count && texts.allSatisfy { $0.first?.isLetter == true }
        ? [option] + texts : nil
    case (.structure, .object(let object)), (.map, .object(let object)):
      json = [option + "=" + JSONWriter.text(value, times: .iso8601)]
      shorthand = Written.pairs(object).flatMap {
        $0.first?.isLetter == true ? [option + "=" + $0] : nil
      }
    case (.list, .list):
      json = [option + "=" + JSONWriter.text(value, times: .iso8601)]
      shorthand = json
    case (_, .string(let text)):
      json = [option + "=" + text]
      shorthand = json
    case (_, .number(let number)):
      json = [option + "=" + number.literal]
      shorthand = json
    case (.blob, .bytes(let bytes)):
      json = [option + "=" + Base64.encode(bytes)]
      shorthand = json
    case (.timestamp, .timestamp(let time)):
      json = [option + "=\(time)"]
      shorthand = json
    default: return nil
    }
  }

  /// The members in shorthand; `nil` where it cannot say them.
  private static func pairs(_ object: DocumentObject) -> String? {
    let pairs = object.entries.compactMap { entry -> String? in
      guard !entry.name.isEmpty, entry.name.utf8.allSatisfy(isKeyCharacter) else { return nil }
      return shorthand(entry.value).map { "\(entry.name)=\($0)" }
    }
    return pairs.count == object.count && !pairs.isEmpty ? pairs.joined(separator: ",") : nil
  }

  private static func isKeyCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "_.-#/:".utf8.contains(byte)
    }
  }

  private static func shorthand(_ value: Document) -> String? {
    switch value {
    case .bool(let isOn): return isOn ? "true" : "false"
    case .number(let number): return number.literal
    case .string(let text):
      // A \ before the closing quote makes AWS CLI look for a later one.
      guard !text.hasSuffix("\\") else { return nil }
      let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(escaped)\""
    case .list(let elements):
      let texts = elements.compactMap(shorthand)
      return texts.count == elements.count ? "[\(texts.joined(separator: ","))]" : nil
    case .object(let object): return pairs(object).map { "{\($0)}" }
    default: return nil
    }
  }
}
