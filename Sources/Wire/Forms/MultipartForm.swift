/// A form with a file as browsers send it: `multipart/form-data` (RFC 7578).
package struct MultipartForm: Sendable, Equatable {
  /// The fields before the file, in order.
  package let fields: [HTTPField]
  /// The file's name as it was sent; empty for none.
  package let fileName: String
  /// The file.
  package let file: [UInt8]

  /// The most bytes that may stand before the file; AWS allows 20,000.
  static let mostBytesOfFields = 20_000

  /// Reads a form.
  ///
  /// - Throws: S3's refusals: of a content that is no such form, of one that breaks off, of too
  ///   many fields, and of one without a file.
  package init(contentType: String?, body: [UInt8]) throws(HTTPFailure) {
    guard let boundary = contentType.flatMap(MultipartForm.boundary) else {
      throw HTTPFailure(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold",
        [("Condition", "Bucket POST must be of the enclosure-type multipart/form-data")])
    }
    var rest = body[...]
    let delimiter = Array("\r\n--\(boundary)".utf8)
    guard rest.starts(with: delimiter.dropFirst(2)) else { throw MultipartForm.malformed }
    rest = rest.dropFirst(delimiter.count - 2)
    var fields: [HTTPField] = []
    while rest.starts(with: Array("\r\n".utf8)) {
      guard let headersEnd = rest.firstRange(of: Array("\r\n\r\n".utf8)),
        let end = MultipartForm.emptyPart(rest, headersEnd, delimiter)
          ?? rest[headersEnd.upperBound...].firstRange(of: delimiter)
      else { throw MultipartForm.malformed }
      let part = Part(headers: rest[..<headersEnd.lowerBound])
      let content = rest[headersEnd.upperBound..<max(headersEnd.upperBound, end.lowerBound)]
      if part.name == "file" {
        self.fields = fields
        fileName = part.fileName
        file = Array(content)
        return
      }
      guard end.lowerBound - body.startIndex <= MultipartForm.mostBytesOfFields else {
        throw HTTPFailure(
          400, "MaxPostPreDataLengthExceeded",
          "Your POST request fields preceding the upload file were too large.")
      }
      guard let name = part.name else { throw MultipartForm.malformed }
      fields.append(HTTPField(name, String(decoding: content, as: UTF8.self)))
      rest = rest[end.upperBound...]
    }
    throw HTTPFailure(
      400, "InvalidArgument", "POST requires exactly one file upload per request.",
      [("ArgumentName", "file"), ("ArgumentValue", "0")])
  }

  private static let malformed = HTTPFailure(
    400, "MalformedPOSTRequest",
    "The body of your POST request is not well-formed multipart/form-data.")

  /// The delimiter behind a part whose content is empty: its line break is that of the headers.
  private static func emptyPart(
    _ rest: ArraySlice<UInt8>, _ headersEnd: Range<Int>, _ delimiter: [UInt8]
  ) -> Range<Int>? {
    let start = headersEnd.upperBound - 2
    let end = start + delimiter.count
    guard end <= rest.endIndex, rest[start..<end].elementsEqual(delimiter) else { return nil }
    return start..<end
  }

  /// The boundary of a content type.
  private static func boundary(_ contentType: String) -> String? {
    guard contentType.lowercased().hasPrefix("multipart/form-data") else { return nil }
    for parameter in contentType.split(separator: ";").dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "boundary" else {
        continue
      }
      let value = pair[1].filter { $0 != "\"" }
      return value.isEmpty || value.utf8.count > 70 ? nil : String(value)
    }
    return nil
  }

  /// What the headers of a part say.
  private struct Part {
    var name: String?
    var fileName = ""

    init(headers: ArraySlice<UInt8>) {
      for line in String(decoding: headers, as: UTF8.self).split(separator: "\r\n") {
        guard line.lowercased().hasPrefix("content-disposition:") else { continue }
        name = Part.parameter("name", in: line)
        fileName = Part.parameter("filename", in: line) ?? ""
      }
    }

    /// The value of a parameter: `; name="key"`.
    private static func parameter(_ name: String, in line: Substring) -> String? {
      for part in line.split(separator: ";").dropFirst() {
        let pair = part.split(separator: "=", maxSplits: 1)
        guard pair.count == 2, pair[0].drop(while: { $0 == " " }) == name else { continue }
        var value = pair[1]
        if value.first == "\"", value.last == "\"", value.utf8.count > 1 {
          value = value.dropFirst().dropLast()
        }
        return String(value)
      }
      return nil
    }
  }
}
