import Access
import Cloud
import Kernel
import Shell

/// What the commands behind `aws s3` work on: the calls of S3, and the files beside them.
protocol S3Cloud {
  /// The virtual files.
  var files: VirtualFiles { get set }
  /// What transfers have shown about objects.
  var contents: KnownContents { get set }

  /// Calls an operation of S3 by its name, `PutObject`.
  mutating func call(_ operation: String, _ request: DocumentObject) -> Outcome
  /// Signs a link that reads an object, without a call.
  func link(to bucket: String, _ key: String, seconds: Int) -> String
  /// Calls one to tidy up, of which nobody asks why it was refused.
  mutating func tidy(_ operation: String, _ request: DocumentObject) -> Outcome
}

/// What stands behind the ETags of objects, as far as transfers of this session have shown it.
///
/// An ETag tells one content of an object from another, but where KMS encrypts it is no MD5 of the
/// content, so `sync` could not compare it with a file.
package struct KnownContents: Sendable, Equatable {
  /// The fingerprint of the content, by ETag.
  private var fingerprints: OrderedMap<String, String> = [:]

  /// Knows nothing yet.
  package init() {}

  /// The fingerprint of a content.
  static func fingerprint(of bytes: [UInt8]) -> String {
    var digest = WorldDigest()
    digest.feed(bytes: bytes)
    return digest.value
  }

  /// Notes what an object with that ETag holds.
  mutating func note(_ bytes: [UInt8], under etag: String?) {
    if let etag { fingerprints[etag] = KnownContents.fingerprint(of: bytes) }
  }

  /// Notes that an object with that ETag is a copy of another.
  mutating func note(copyOf source: String?, under etag: String?) {
    if let source, let etag { fingerprints[etag] = identity(of: source) }
  }

  /// What stands for the content of an object: its fingerprint, or the ETag where that is unknown.
  func identity(of etag: String) -> String { fingerprints[etag] ?? etag }
}

/// Why a call of S3 brought nothing.
struct S3CallFailure: Error, Sendable {
  /// AWS's answer, and to what it was given; `nil` where AWS CLI itself refused.
  let refusal: Refusal?
  /// AWS CLI's words.
  let text: String
  /// What a learner is told beside them.
  var remark: String?

  /// AWS's answer to a call.
  struct Refusal: Sendable {
    let operation: String
    let request: DocumentObject
    let error: CallFailure
  }

  /// A refusal of AWS CLI itself.
  init(_ text: String) {
    self.text = text
    refusal = nil
  }

  /// A refusal of AWS; `message` stands for AWS's own where AWS CLI words it itself.
  init(_ refusal: Refusal, message: String? = nil) {
    self.refusal = refusal
    text =
      "An error occurred (\(refusal.error.code)) when calling the \(refusal.operation)"
      + " operation: \(message ?? refusal.error.message ?? "")"
  }
}

extension S3Cloud {
  /// Most clouds are asked nothing afterwards.
  mutating func tidy(_ operation: String, _ request: DocumentObject) -> Outcome {
    call(operation, request)
  }

  /// Calls an operation, after AWS CLI's own look at bucket and key.
  mutating func perform(
    _ operation: String, _ request: DocumentObject
  ) throws(S3CallFailure) -> DocumentObject {
    if let bucket = request["Bucket"]?.text, !isBucketName(bucket) {
      throw S3CallFailure(
        "Parameter validation failed:\nInvalid bucket name \"\(bucket)\": \(bucketNameRule)")
    }
    if request["Key"]?.text == "" {
      throw S3CallFailure(
        "Parameter validation failed:\n"
          + "Invalid length for parameter Key, value: 0, valid min length: 1")
    }
    switch call(operation, request) {
    case .success(let response): return response
    case .failure(let error):
      throw S3CallFailure(
        S3CallFailure.Refusal(operation: operation, request: request, error: error))
    }
  }

  /// All pages of a list, one after the other.
  mutating func pages(
    _ operation: String, _ request: DocumentObject, token: String = "NextContinuationToken"
  ) throws(S3CallFailure) -> [DocumentObject] {
    var request = request
    var pages: [DocumentObject] = []
    while true {
      let page = try perform(operation, request)
      pages.append(page)
      guard let next = page[token], page["IsTruncated"] != .bool(false) else { return pages }
      request["ContinuationToken"] = next
    }
  }
}

/// What AWS CLI asks of a bucket's name before it calls.
private let bucketNameRule =
  #"Bucket name must match the regex "^[a-zA-Z0-9.\-_]{1,255}$" or be an ARN matching the regex "#
  + #""^arn:(aws).*:(s3|s3-object-lambda):[a-z\-0-9]*:[0-9]{12}:accesspoint[/:]"#
  + #"[a-zA-Z0-9\-.]{1,63}$|^arn:(aws).*:s3-outposts:[a-z\-0-9]+:[0-9]{12}:outpost[/:]"#
  + #"[a-zA-Z0-9\-]{1,63}[/:]accesspoint[/:][a-zA-Z0-9\-]{1,63}$""#

private func isBucketName(_ name: String) -> Bool {
  (1...255).contains(name.utf8.count)
    && name.utf8.allSatisfy { byte in
      switch Unicode.Scalar(byte) {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": true
      default: false
      }
    }
}
