import Kernel
import Text

/// What AWS CLI checks before it sends anything: names, types and least lengths of a request.
struct ParameterValidation {
  private var reports: [String] = []

  /// AWS CLI's text about a request; `nil` where it would be sent.
  static func report(on request: DocumentObject, _ members: [MemberDescription]) -> String? {
    var validation = ParameterValidation()
    validation.check(request, members, at: "")
    guard !validation.reports.isEmpty else { return nil }
    return "Parameter validation failed:\n" + validation.reports.joined(separator: "\n")
  }

  private mutating func check(
    _ object: DocumentObject, _ members: [MemberDescription], at path: String
  ) {
    let place = path.isEmpty ? "input" : path
    for member in members where member.isRequired && object[member.name] == nil {
      reports.append("Missing required parameter in \(place): \"\(member.name)\"")
    }
    for name in object.names where !members.contains(where: { $0.name == name }) {
      let names = members.map(\.name).joined(separator: ", ")
      reports.append("Unknown parameter in \(place): \"\(name)\", must be one of: \(names)")
    }
    for member in members {
      guard let value = object[member.name] else { continue }
      check(value, member.type, member, at: path.isEmpty ? member.name : "\(path).\(member.name)")
    }
  }

  /// What is said of an ARN in the place of a bucket's name.
  static let noAccessPoints =
    "kmslab does not simulate access points and Outposts: name the bucket itself"

  /// The form of bucket names that AWS CLI lets through; S3's own rules are stricter.
  static func reportOnBucketName(_ name: String) -> String? {
    let isAllowed = { (byte: UInt8) in
      switch Unicode.Scalar(byte) {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": true
      default: false
      }
    }
    if name.hasPrefix("arn:") { return noAccessPoints }
    if (1...255).contains(name.utf8.count), name.utf8.allSatisfy(isAllowed) { return nil }
    return "Parameter validation failed:\nInvalid bucket name \"\(name)\": Bucket name must match"
      + #" the regex "^[a-zA-Z0-9.\-_]{1,255}$" or be an ARN matching the regex "#
      + #""^arn:(aws).*:(s3|s3-object-lambda):[a-z\-0-9]*:[0-9]{12}:accesspoint[/:]"#
      + #"[a-zA-Z0-9\-.]{1,63}$|^arn:(aws).*:s3-outposts:[a-z\-0-9]+:[0-9]{12}:outpost[/:]"#
      + #"[a-zA-Z0-9\-]{1,63}[/:]accesspoint[/:][a-zA-Z0-9\-]{1,63}$""#
  }

  /// What AWS CLI says of metadata that cannot stand in a header; `nil` where all can.
  static func reportOnMetadata(_ metadata: Document?) -> String? {
    let entries = metadata?.members?.entries ?? []
    let found = entries.first { entry in
      !(entry.name + (entry.value.text ?? "")).utf8.allSatisfy { $0 < 0x80 }
    }
    return found.map {
      "Parameter validation failed:\nNon ascii characters found in S3 metadata for key"
        + " \"\($0.name)\", value: \"\($0.value.text ?? "")\".  \nS3 metadata can only contain"
        + " ASCII characters. "
    }
  }

  /// What AWS CLI says of an account that can be no part of a host's name; `nil` where it can.
  static func reportOnAccount(_ id: String) -> String? {
    let isLabel =
      (1...63).contains(id.utf8.count) && !id.hasPrefix("-") && !id.hasSuffix("-")
      && id.utf8.allSatisfy { byte in
        switch Unicode.Scalar(byte) {
        case "a"..."z", "A"..."Z", "0"..."9", "-": true
        default: false
        }
      }
    return isLabel ? nil : "AccountId must only contain a-z, A-Z, 0-9 and `-`."
  }

  private mutating func check(
    _ value: Document, _ type: MemberType, _ member: MemberDescription, at path: String
  ) {
    switch (type, value) {
    case (.list(let element), .list(let elements)):
      for (index, document) in elements.enumerated() {
        let place = "\(path)[\(index)]"
        // In AWS's models a text in a list has a character at least, whatever the list's limits.
        if element == .string, document.text != nil {
          checkLength(document, 1, at: place)
        } else {
          check(document, element, member, at: place)
        }
      }
    case (.structure(let members), .object(let object)): check(object, members, at: path)
    case (.map, .object(let object)):
      for entry in object.entries where entry.value.text == nil {
        reportType(entry.value, "<class 'str'>", member, at: "\(path).\(entry.name)")
      }
    case (.integer, .number(let number)) where number.isWhole: checkLeast(value, member, at: path)
    case (.string, .string), (.enumeration, .string), (.boolean, .bool), (.blob, .bytes),
      (.stream, .bytes), (.timestamp, .timestamp):
      checkLeast(value, member, at: path)
    // Bytes inside a structure may be given as text.
    case (.blob, .string): break
    default: reportType(value, ParameterValidation.pythonName(of: type), member, at: path)
    }
  }

  /// AWS CLI knows the least lengths and numbers of the model, not the greatest.
  private mutating func checkLeast(
    _ value: Document, _ member: MemberDescription, at path: String
  ) {
    for constraint in member.constraints {
      switch constraint {
      case .length(let range): checkLength(value, range.lowerBound, at: path)
      case .leastLength(let least): checkLength(value, least, at: path)
      case .range(let range):
        guard case .number(let number) = value, let integer = number.integer,
          integer < range.lowerBound
        else { continue }
        reports.append(
          "Invalid value for parameter \(path), value: \(integer), "
            + "valid min value: \(range.lowerBound)")
      case .pattern: break
      }
    }
  }

  private mutating func checkLength(_ value: Document, _ least: Int, at path: String) {
    guard case .string = value, let length = Constraint.length(of: value), length < least else {
      return
    }
    reports.append(
      "Invalid length for parameter \(path), value: \(length), valid min length: \(least)")
  }

  private mutating func reportType(
    _ value: Document, _ expected: String, _ member: MemberDescription, at path: String
  ) {
    let text =
      if case .bytes(let bytes) = value { PythonText.repr(bytes: bytes) } else {
        PythonText.str(value)
      }
    let shown = member.holdsSecret ? "" : "value: \(text), "
    reports.append(
      "Invalid type for parameter \(path), \(shown)type: \(ParameterValidation.pythonType(value)), "
        + "valid types: \(expected)")
  }

  private static func pythonName(of type: MemberType) -> String {
    switch type {
    case .string, .enumeration: "<class 'str'>"
    case .integer: "<class 'int'>"
    case .boolean: "<class 'bool'>"
    case .blob, .stream: "<class 'bytes'>, <class 'bytearray'>, file-like object"
    case .timestamp: "<class 'datetime.datetime'>, timestamp-string"
    case .list: "<class 'list'>, <class 'tuple'>"
    case .map, .structure: "<class 'dict'>"
    }
  }

  static func pythonType(_ value: Document) -> String {
    switch value {
    case .null: "<class 'NoneType'>"
    case .bool: "<class 'bool'>"
    case .number(let number): number.isWhole ? "<class 'int'>" : "<class 'float'>"
    case .string: "<class 'str'>"
    case .bytes: "<class 'bytes'>"
    case .timestamp: "<class 'datetime.datetime'>"
    case .list: "<class 'list'>"
    case .object: "<class 'dict'>"
    }
  }
}
