import Cloud
import IAM
import Kernel
import Shell

extension LabCommand {
  /// Makes a call as a client did.
  static let call = LabCommand(
    "call", "makes one call as a client makes it over the wire",
    operands: "SERVICE OPERATION [REQUEST]",
    options: [
      ToolOption("--body", value: "FILE", summary: "the bytes of an object or a part"),
      ToolOption("--as", value: "NAME", summary: "who calls: a name of as, or an ARN"),
      ToolOption("--region", value: "REGION", summary: "where"),
      ToolOption("--access-key", value: "ID", summary: "the access key that signed"),
      ToolOption("--from", value: "ADDRESS", summary: "aws:SourceIp"),
      ToolOption("--agent", value: "TEXT", summary: "what the program calls itself"),
      ToolOption("--no-tls", summary: "without TLS: aws:SecureTransport is false"),
      ToolOption("--link", value: "SECONDS", summary: "by a link that was signed so long ago"),
      ToolOption("--form", value: "SECONDS", summary: "by a form that was signed so long ago"),
    ],
    details: """
      kmslab serve --session NAME keeps each call of a client as such a line, so that
      the session can be run again. aws makes the same calls, and is easier to type.

        call kms describe-key '{"KeyId":"alias/app"}' --as bob --from 10.0.0.7

      REQUEST is JSON, as a client of AWS sends it: bytes are base64, moments seconds.
      file://NAME reads it from a virtual file. Of an answer no bytes are printed and
      no secrets; --output json prints all of it.
      """
  ) { session, arguments, _ throws(Fault) in
    let line = try CallLine(arguments, in: &session)
    return session.make(line)
  }
}

extension LabAnswer {
  /// What a line tells of a call's answer.
  init(_ outcome: Outcome, of operation: AnyOperation) {
    switch outcome {
    case .success(let answer):
      lines = ["answered " + operation.told(answer)]
      document = .object(answer)
    case .failure(let error):
      lines = [
        "An error occurred (\(error.code)) when calling the \(operation.name) operation"
          + (error.message.map { ": \($0)" } ?? "")
      ]
      document = [
        "Code": .string(error.code), "Message": error.message.map { .string($0) } ?? .null,
      ]
      status = 254
    }
  }
}

extension AnyOperation {
  /// An answer in short: neither bytes nor secrets, and of what is long its beginning.
  fileprivate func told(_ answer: DocumentObject) -> String {
    var object = DocumentObject(capacity: answer.count)
    for result in results where !result.isSensitive {
      object.append(result.name, answer[result.name].flatMap { result.type.told($0) })
    }
    return JSONWriter.text(.object(object), mostBytes: AnyOperation.mostTold)
      .beginning(AnyOperation.mostTold)
  }

  private static let mostTold = 400
}

extension MemberType {
  /// Values of a list that are told.
  private static let mostValues = 3
  /// Characters of a text that are told.
  private static let mostCharacters = 200

  /// What is told of a value; nothing of bytes.
  fileprivate func told(_ value: Document) -> Document? {
    switch (self, value) {
    case (.string, .string(let text)), (.enumeration, .string(let text)):
      return .string(text.beginning(MemberType.mostCharacters))
    case (.integer, .number), (.boolean, .bool), (.timestamp, .timestamp): return value
    case (.list(let type), .list(let elements)):
      guard elements.count <= MemberType.mostValues else {
        return .string("\(elements.count) values")
      }
      return .list(elements.compactMap { type.told($0) })
    case (.map, .object(let object)): return .string("\(object.count) values")
    case (.structure(let members), .object(let object)):
      var told = DocumentObject(capacity: object.count)
      for member in members where !member.isSensitive {
        told.append(member.name, object[member.name].flatMap { member.type.told($0) })
      }
      return .object(told)
    default: return nil
    }
  }
}

extension String {
  /// The text, or so many characters of it and a sign for the rest.
  fileprivate func beginning(_ count: Int) -> String {
    guard utf8.count > count else { return self }
    let beginning = prefix(count)
    return beginning.endIndex == endIndex ? self : beginning + "…"
  }
}
