package import Kernel

/// The name of a bucket as a request gives it.
///
/// It is any text, since policies and refusals speak of names too that no bucket can have; a bucket
/// has one that is allowed.
package struct BucketName: TextKey {
  /// The text as it was given.
  package let text: String

  /// Makes a name of any text.
  package init(_ text: String) { self.text = text }

  /// The bucket's ARN.
  package var arn: ARN { ARN(service: "s3", region: nil, account: nil, resource: text) }

  /// Whether a new bucket can have it, by AWS's rules for general purpose buckets.
  var isAllowed: Bool {
    let bytes = Array(text.utf8)
    guard (3...63).contains(bytes.count), bytes.allSatisfy(BucketName.isAllowed),
      let first = bytes.first, let last = bytes.last, BucketName.isLetterOrDigit(first),
      BucketName.isLetterOrDigit(last), !text.contains(".."), !looksLikeAddress
    else { return false }
    return !BucketName.reservedStarts.contains(where: text.hasPrefix)
      && !BucketName.reservedEnds.contains(where: text.hasSuffix)
  }

  /// Fails for a name that no bucket can have.
  func check() throws(S3Failure) {
    guard isAllowed else { throw .invalidBucketName(self) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte)
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// Whether the name has the form of an IP address, `192.168.5.4`.
  private var looksLikeAddress: Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
      }
  }

  /// How names that AWS keeps for itself begin.
  private static let reservedStarts = ["xn--", "sthree-", "amzn-s3-demo-"]
  /// How names that AWS keeps for itself end.
  private static let reservedEnds = [
    "-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an",
  ]

  /// Whether somebody whom the learner does not know has a bucket of this name: names are global,
  /// and the obvious ones are long taken.
  package var belongsToStranger: Bool { BucketName.taken.contains(text) }

  private static let taken = [
    "assets", "aws", "backup", "backups", "bucket", "bucket1", "company-data", "data", "demo",
    "demo-bucket", "example", "example-bucket", "examplebucket", "files", "images", "kms-lab",
    "lab", "lab-bucket", "lab-key", "logs", "media", "my-bucket", "my-bucket-name",
    "my-first-bucket", "my-test-bucket", "mybucket", "photos", "test", "test-bucket", "test123",
    "testbucket", "website",
  ]
}
