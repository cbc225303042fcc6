import Kernel
import Shell
import Text

/// Makes a request's members of what was typed behind their options.
struct ParameterReader {
  let service: Service
  let files: VirtualFiles
  /// The files as they were before the last line that changed anything.
  let filesBefore: VirtualFiles?
  /// What `/dev/stdin` holds.
  let standardInput: [UInt8]
  let binaryFormat: GlobalOptions.BinaryFormat
  /// The present moment, which times without a date are of.
  let now: Timestamp

  /// The document of one option.
  func document(_ option: AWSCommandLine.Option) throws(CLIError) -> Document {
    do throws(CLIError) {
      return try read(option)
    } catch {
      throw error.naming(option, in: files)
    }
  }

  private func read(_ option: AWSCommandLine.Option) throws(CLIError) -> Document {
    if option.member.type == .boolean { return .bool(option.isPositive) }
    if option.values.count == 1, let value = option.values.first {
      return try one(value, option)
    }
    guard case .list(let element) = option.member.type else { return .null }
    var elements: [Document] = []
    // The first value says whether all are JSON, as in AWS CLI.
    var isJSON = false
    for (index, value) in option.values.enumerated() {
      let text = try text(value, option)
      if index == 0 { isJSON = element.isObject && text.startsObject }
      elements.append(
        isJSON
          ? try object(text, value, option)
          : try scalarOrShorthand(text, element, value, option))
    }
    return .list(elements)
  }

  /// The document of a single value, which for lists may be JSON or the only element.
  private func one(
    _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> Document {
    if option.member.type == .blob { return try blob(value, option) }
    if option.member.type == .stream { return try stream(value, option) }
    if let bytes = try bytes(value, option) { return bytes }
    let text = try text(value, option)
    if option.member.takesJSON, let first = text.first(where: { !$0.isWhitespace }),
      "[{".contains(first)
    {
      switch option.member.type {
      case .list where first == "[": return try json(text, value, option)
      case .list(let element) where element.isObject:
        return .list([try object(text, value, option)])
      // What begins an object is one more text to a list of texts.
      case .list: break
      default: return try object(text, value, option)
      }
    }
    if case .list(let element) = option.member.type {
      return .list([try scalarOrShorthand(text, element, value, option)])
    }
    return try scalarOrShorthand(text, option.member.type, value, option)
  }

  private func scalarOrShorthand(
    _ text: String, _ type: MemberType, _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> Document {
    switch type {
    case .integer: return try wholeNumber(text, value, option)
    case .timestamp: return MomentText.read(text, now: now).map { .timestamp($0) } ?? .string(text)
    case .map, .structure:
      let object: DocumentObject
      do throws(Shorthand.Failure) {
        object = try Shorthand.read(text) { (text) throws(Shorthand.Failure) in
          try paramfile(text)
        }
      } catch {
        throw CLIError(
          .parameter, "Error parsing parameter '\(option.name.text)': \(error.message)",
          range: value.range,
          remark: "\(option.name.text) takes pairs such as \(option.member.shorthandExample)"
            + " or the same as JSON")
      }
      return try Shorthand.typed(.object(object), type, now: now) { (text) throws(CLIError) in
        try wholeNumber(text, value, option)
      }
    default: return .string(text)
    }
  }

  /// A whole number; fails as AWS CLI does for another text, wherever in a value it stands.
  private func wholeNumber(
    _ text: String, _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> Document {
    guard let number = ParameterReader.integer(text) else {
      let place = option.member.type == .integer ? "takes" : "has \(quoted(text)) where AWS wants"
      throw CLIError(
        .other, "invalid literal for int() with base 10: '\(text)'", range: value.range,
        remark: "\(option.name.text) \(place) a whole number")
    }
    return .integer(number)
  }

  /// A whole number as Python reads it: blanks around it, `_` between digits.
  static func integer(_ text: String) -> Int? {
    let digits = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.last?.isASCII == true && $0.last?.isNumber == true }) else {
      return nil
    }
    return Int(String(groups.joined()))
  }

  /// Members with what JSON gives for moments, texts and seconds, as the moments that it means.
  static func momentsRead(
    _ object: DocumentObject, _ members: [MemberDescription], now: Timestamp
  ) -> DocumentObject {
    DocumentObject(
      object.entries.map { entry in
        let member = members.first { $0.name == entry.name }
        return (entry.name, member.map { momentsRead(entry.value, $0.type, now) } ?? entry.value)
      })
  }

  private static func momentsRead(
    _ value: Document, _ type: MemberType, _ now: Timestamp
  ) -> Document {
    switch (type, value) {
    case (.timestamp, .string(let text)):
      MomentText.read(text, now: now).map { .timestamp($0) } ?? value
    case (.timestamp, .number(let number)):
      MomentText.read(number.literal, now: now).map { .timestamp($0) } ?? value
    case (.list(let element), .list(let elements)):
      .list(elements.map { momentsRead($0, element, now) })
    case (.structure(let members), .object(let object)):
      .object(momentsRead(object, members, now: now))
    default: value
    }
  }

  /// A stream: the bytes of the file that the value names, without a prefix.
  private func stream(
    _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> Document {
    if let bytes = files[value.text] { return .bytes(bytes) }
    let plain = value.text.replacing("fileb://", with: "").replacing("file://", with: "")
    let near = files[plain] != nil ? plain : nearestFile(to: plain)
    throw CLIError(
      .parameter,
      "Error parsing parameter '\(option.name.text)': Blob values must be a path to a file.",
      range: value.range,
      remark: plain == near
        ? "\(option.name.text) takes the name of a file alone, without a prefix"
        : absence(of: plain, near, option.member),
      replacement: near, next: near == nil ? bringer(of: plain, option.member) : nil)
  }

  /// The bytes of a file that `fileb://` names where a text is wanted: AWS CLI gives them on as
  /// bytes, which are no text.
  private func bytes(
    _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> Document? {
    switch option.member.type {
    case .string, .enumeration: try content(value, "fileb://", option).map { .bytes($0) }
    default: nil
    }
  }

  /// A JSON object.
  private func object(
    _ text: String, _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> Document {
    // A text that begins a list is not even read.
    let begins = text.first { !$0.isWhitespace }
    let document = begins == "{" ? try json(text, value, option) : .null
    guard document.members != nil else {
      throw CLIError(
        .parameter, "Error parsing parameter '\(option.name.text)': Invalid JSON:\n\(text)",
        range: value.range, remark: "\(option.name.text) takes a JSON object, {…}")
    }
    return document
  }

  private func json(
    _ text: String, _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> Document {
    do throws(JSONError) {
      return try JSONReader.read(text)
    } catch {
      throw CLIError(
        .parameter,
        "Error parsing parameter '\(option.name.text)': Invalid JSON: \(error)\n"
          + "JSON received: \(text)",
        range: value.range, remark: "that is no JSON: \(error)")
    }
  }

  /// A blob: `fileb://` as it is, anything else as base64 unless the format says otherwise.
  private func blob(
    _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> Document {
    if let bytes = try content(value, "fileb://", option) { return .bytes(bytes) }
    guard value.text.hasPrefix("file://") else {
      return .bytes(try binaryFormat.bytes(of: value.text.utf8, option.member, value.range))
    }
    let raw = Array(try text(value, option).utf8)
    do throws(CLIError) {
      return .bytes(try binaryFormat.bytes(of: raw, option.member, value.range))
    } catch {
      let name = value.text.after("file://".utf8.count)
      throw error.with(
        "\(quoted(name)) holds no base64; fileb://\(name) reads it as it is",
        option.replacing(value, with: "fileb://" + name))
    }
  }

  /// What the virtual file holds that a value inside shorthand names, as in `a@=file://f`.
  private func paramfile(_ text: String) throws(Shorthand.Failure) -> Document? {
    for prefix in ParameterPrefix.all where text.hasPrefix(prefix) {
      let name = String(text.dropFirst(prefix.count))
      guard let bytes = content(of: name) else {
        throw Shorthand.Failure(
          message:
            "Unable to load paramfile \(text): [Errno 2] No such file or directory: '\(name)'")
      }
      return prefix == ParameterPrefix.binary
        ? .bytes(bytes) : .string(String(decoding: bytes, as: UTF8.self))
    }
    return nil
  }

  /// The text of a value, from a virtual file where it names one.
  private func text(
    _ value: Argument, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> String {
    var file = try content(value, "file://", option)
    if file == nil { file = try content(value, "fileb://", option) }
    guard let bytes = file else { return value.text }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CLIError(
        .parameter,
        "Error parsing parameter '\(option.name.text)': "
          + ParameterReader.undecodable(value.text.withoutPrefix),
        range: value.range, remark: "that file is no UTF-8 text; fileb:// reads bytes")
    }
    return text
  }

  /// AWS CLI's words about a file that is no text.
  static func undecodable(_ name: String) -> String {
    "Unable to load paramfile (\(name)), text contents could not be decoded.  If this is a binary"
      + " file, please use the fileb:// prefix instead of the file:// prefix."
  }

  /// What the virtual file holds that a value names by a prefix; `nil` for other values.
  private func content(
    _ value: Argument, _ prefix: String, _ option: AWSCommandLine.Option
  ) throws(CLIError) -> [UInt8]? {
    guard value.text.hasPrefix(prefix) else { return nil }
    let name = String(value.text.dropFirst(prefix.count))
    if let bytes = content(of: name) { return bytes }
    let near = nearestFile(to: name)
    throw CLIError(
      .parameter,
      "Error parsing parameter '\(option.name.text)': Unable to load paramfile \(value.text):"
        + " [Errno 2] No such file or directory: '\(name)'",
      range: value.range,
      remark: absence(of: name, near, option.member),
      next: near == nil ? bringer(of: name, option.member) : "ls")
  }

  /// The file that was likely meant; `nil` where the last line took away the one that was named.
  private func nearestFile(to name: String) -> String? {
    filesBefore?[name] == nil ? nearest(to: name, among: files.names) : nil
  }

  /// That there is no such file, and what is known of it.
  private func absence(
    of name: String, _ near: String?, _ member: MemberDescription
  ) -> String {
    let known =
      filesBefore?[name] != nil
      ? VirtualFiles.wasTakenAway
      : near.map { "; the nearest is \($0)" }
        ?? (bringer(of: name, member) == "ls" ? "; ls lists what there is" : nil)
    return "no virtual file \(quoted(name))" + (known ?? VirtualFiles.howToMake(name))
  }

  /// A line that brings a file for a member: back, where the last line took it away.
  private func bringer(of name: String, _ member: MemberDescription) -> String {
    if filesBefore?[name] != nil { return "undo" }
    if member.name == "Policy" {
      return service == .s3 ? "help bucket-policies" : "policy template default > \(quoted(name))"
    }
    if member.name.hasSuffix("Document") { return "help identity-policies" }
    if member.takesJSON { return "import \(quoted(name))" }
    // What AWS once made, a ciphertext or a token, nobody can write by hand.
    return ["Plaintext", "Message", "Body"].contains(member.name)
      ? "echo hello > \(quoted(name))" : "ls"
  }

  /// What a file holds.
  func content(of name: String) -> [UInt8]? {
    name == "/dev/stdin" ? standardInput : files[name]
  }
}

extension CLIError {
  /// The same with another reason and another word at its place.
  func with(_ remark: String, _ replacement: String?) -> CLIError {
    CLIError(kind, message, range: range, remark: remark, replacement: replacement, next: next)
  }

  /// The same, where what is wrong is no more than the name of a file that is here: AWS CLI reads
  /// one behind a prefix.
  fileprivate func naming(_ option: AWSCommandLine.Option, in files: VirtualFiles) -> CLIError {
    let value = option.values.first { $0.range == range && files[$0.text] != nil }
    guard let value else { return self }
    let name = (option.member.type == .blob ? "fileb://" : "file://") + value.text
    return with(
      "\(value.text) is a file here; \(name) reads it", option.replacing(value, with: name))
  }
}

extension AWSCommandLine.Option {
  /// The word that stands for a value in the line, with another value.
  fileprivate func replacing(_ value: Argument, with text: String) -> String {
    value.range == name.range ? "\(name.text)=\(quoted(text))" : quoted(text)
  }
}

extension MemberDescription {
  /// Whether the command line reads `[` and `{` as JSON for it.
  var takesJSON: Bool {
    switch type {
    case .list, .map, .structure: true
    default: false
    }
  }

  /// How a value looks in shorthand.
  var shorthandExample: String {
    let structure = if case .list(let element) = type { element } else { type }
    guard case .structure(let members) = structure else { return "name=value" }
    return members.map { "\($0.name)=…" }.joined(separator: ",")
  }
}

extension String {
  /// The name behind `file://` or `fileb://`.
  fileprivate var withoutPrefix: String {
    ranges(of: "://").first.map { String(self[$0.upperBound...]) } ?? self
  }

  /// Whether JSON in it would be an object.
  fileprivate var startsObject: Bool { first { !$0.isWhitespace } == "{" }
}

extension MemberType {
  /// Whether a value is one object.
  fileprivate var isObject: Bool {
    switch self {
    case .map, .structure: true
    default: false
    }
  }
}
