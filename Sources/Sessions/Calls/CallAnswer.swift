import Access
import Cloud
package import Kernel

/// What the line of a call tells of its answer.
package struct CallAnswer {
  /// In words.
  package let text: String
  /// As data: all of the answer, or the error.
  package let document: Document
  /// The status.
  package let status: Int

  /// Tells of an outcome.
  init(_ outcome: Outcome, of operation: AnyOperation) {
    switch outcome {
    case .success(let answer):
      text = "answered " + operation.told(answer)
      document = .object(answer)
      status = 0
    case .failure(let error):
      text =
        "An error occurred (\(error.code)) when calling the \(operation.name) operation"
        + (error.message.map { ": \($0)" } ?? "")
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
