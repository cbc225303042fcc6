extension ARN: MemberValue {
  package static var type: MemberType { .string }

  package static func decode(_ document: Document, _ reader: inout MemberReader) -> ARN? {
    String.decode(document, &reader).flatMap { ARN($0) ?? reader.mismatch("an ARN") }
  }

  package var document: Document? { .string(description) }
}
