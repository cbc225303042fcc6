import Ciphers
package import Kernel

/// The parts that a completion names.
package struct CompletedMultipartUpload: StructureValue {
  let parts: [CompletedPart]?
  package static let shape = Shape(
    CompletedMultipartUpload.init(parts:),
    Member("Parts", \.parts, help: "The parts, ascending by number."))
}

/// One part that a completion names.
package struct CompletedPart: StructureValue {
  let eTag: String?
  let checksums: ChecksumValues
  let number: Int?
  let unsimulated: UnsimulatedMembers
  package static let shape = Shape(
    CompletedPart.init(eTag:checksums:number:unsimulated:),
    Member("ETag", \.eTag, help: "The part's ETag, as its upload told it."),
    Member(\.checksums, group: ChecksumValues.shape),
    Member("PartNumber", \.number, help: "The part's number."),
    Member(
      \.unsimulated, .refused("ChecksumXXHASH64"), .refused("ChecksumXXHASH3"),
      .refused("ChecksumXXHASH128")))
}

/// An upload and the id by which it is named.
struct NamedUpload {
  let upload: MultipartUpload
  let id: UploadID

  /// The least length of a part that others follow, in bytes.
  static let leastPartSize = 5 << 20

  /// The parts that a completion names, in order.
  ///
  /// - Throws: what S3 says of a list that is empty, out of order, or names what was not uploaded,
  ///   and of a part that is too small to have others behind it.
  func parts(of list: CompletedMultipartUpload?) throws(S3Failure) -> [UploadedPart] {
    // Without a list there is no document at all.
    guard let list else { throw .malformedXML }
    guard let named = list.parts, !named.isEmpty else {
      throw .invalidRequest("You must specify at least one part")
    }
    var parts: [UploadedPart] = []
    for entry in named {
      try entry.unsimulated.check()
      guard let number = entry.number, let text = entry.eTag else { throw .malformedXML }
      guard number >= 1 else { throw .invalidArgument("PartNumber must be >= 1") }
      let eTag = text.replacing("\"", with: "")
      guard parts.last.map({ $0.part.number < number }) ?? true else {
        throw .invalidPartOrder(id)
      }
      guard let part = upload.parts[number], part.eTag == eTag else {
        throw .invalidPart(id, number: number, eTag: eTag)
      }
      parts.append(part)
    }
    for part in parts.dropLast() where part.part.size < NamedUpload.leastPartSize {
      throw .partTooSmall(number: part.part.number, eTag: part.eTag, size: part.part.size)
    }
    return parts
  }

  /// Compares the checksums that a completion sends for its parts with those that are kept, of the
  /// same parts; `nil` where S3 has no key to open them, as nobody asked for a checksum when the
  /// upload was begun.
  ///
  /// - Throws: what S3 says of one that is missing, of another algorithm or wrong.
  func check(
    _ sent: [CompletedPart], with values: [ContentChecksum]?
  ) throws(S3Failure) {
    for (index, entry) in sent.enumerated() {
      let number = entry.number ?? 0
      let fault = S3Failure.invalidPart(
        id, number: number, eTag: (entry.eTag ?? "").replacing("\"", with: ""))
      guard let given = try entry.checksums.checked() else {
        if let chosen = upload.checksum, chosen.type == .composite {
          throw .invalidRequest(
            "The upload was created using a \(chosen.algorithm.headerName) checksum. The complete"
              + " request must include the checksum for each part. It was missing for part"
              + " \(number) in the request.")
        }
        continue
      }
      guard let chosen = upload.checksum, let values else { throw fault }
      guard given.algorithm == chosen.algorithm else {
        throw .badDigest(
          "The \(given.algorithm.headerName) you specified for part \(number) did not match what we"
            + " received.")
      }
      guard given.text == values[index].text else { throw fault }
    }
  }
}
