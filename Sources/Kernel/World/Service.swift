/// A service of the simulated cloud.
package enum Service: String, Sendable, Hashable, CaseIterable {
  /// AWS Key Management Service.
  case kms
  /// Amazon Simple Storage Service.
  case s3
  /// Amazon S3 Control: what S3 keeps of an account.
  case s3control
  /// AWS Identity and Access Management.
  case iam
  /// AWS Security Token Service.
  case sts
  /// AWS CloudTrail.
  case cloudtrail

  /// CloudTrail's `eventSource`.
  package var eventSource: String {
    "\(self == .s3control ? Service.s3.rawValue : rawValue).amazonaws.com"
  }

  /// The word behind `aws` whose subcommands are the API's operations.
  package var command: String { self == .s3 ? "s3api" : rawValue }

  /// The Region of every call of a service of the whole world; `nil` for one that is in each.
  package var onlyRegion: Region? { self == .iam ? .usEast1 : nil }

  /// Whether it answers by AWS's query protocol, whose errors tell their `Type`.
  package var speaksQuery: Bool { self == .iam || self == .sts }

  /// The service of a word behind `aws`; `nil` for another word.
  package init?(command: String) {
    guard let service = Service.allCases.first(where: { $0.command == command }) else {
      return nil
    }
    self = service
  }
}
