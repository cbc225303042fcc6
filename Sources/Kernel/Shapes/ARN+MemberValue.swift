extension ARN: MemberValue {
  package static var type: MemberType { .string }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> ARN {
    guard let arn = ARN(try String.decode(document, &reader)) else {
      throw reader.mismatch("an ARN")
    }
    return arn
  }

  package var document: Document? { .string(description) }
}
