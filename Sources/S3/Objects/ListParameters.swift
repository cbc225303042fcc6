import Access
import Kernel

/// What every list of a bucket is asked for, and tells again.
package struct ListParameters: Sendable {
  let delimiter: String?
  let encoding: OpenEnumeration<EncodingType>?
  let limit: Int?
  let prefix: String?

  static let shape = shape(limit: "MaxKeys", "Most names of one answer, at most 1,000.")
  /// The same for a list of multipart uploads.
  static let shapeOfUploads = shape(
    limit: "MaxUploads", "Most uploads of one answer, at most 1,000.")

  private static func shape(limit: String, _ help: String) -> Shape<ListParameters> {
    Shape(
      ListParameters.init(delimiter:encoding:limit:prefix:),
      Member("Delimiter", \.delimiter, help: "Groups keys by what stands before it: /."),
      Member("EncodingType", \.encoding, help: "url: writes names percent-encoded."),
      Member(limit, \.limit, help: help),
      Member("Prefix", \.prefix, help: "Only keys that begin so."))
  }

  /// What a policy can ask for.
  var conditionValues: ConditionValues {
    var values = ConditionValues()
    values.add(.s3Prefix, prefix)
    values.add(.s3Delimiter, delimiter)
    values.add(.s3MaxKeys, limit)
    return values
  }

  /// The page that is wanted; fails for a limit that S3 does not take.
  func request(_ limitName: String = "maxKeys") throws(S3Failure) -> ListRequest {
    ListRequest(
      prefix: prefix ?? "", delimiter: delimiter ?? "",
      limit: try ListRequest.limit(limit, limitName))
  }
}

extension ListParameters {
  /// A name as the answer writes it.
  func written(_ name: String) -> String { EncodingType.written(name, encoding) }

  var toldPrefix: String { written(prefix ?? "") }
  var toldDelimiter: String? { delimiter.map(written) }
  var toldLimit: Int { limit ?? ListRequest.mostKeys }

  /// The common prefixes of a page; absent where it has none.
  func told(_ prefixes: [String]) -> [CommonPrefix]? {
    prefixes.isEmpty ? nil : prefixes.map { CommonPrefix(prefix: written($0)) }
  }
}
