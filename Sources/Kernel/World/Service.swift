/// A service of the simulated cloud.
package enum Service: String, Sendable, Hashable, CaseIterable {
  /// AWS Key Management Service.
  case kms
  /// AWS Security Token Service.
  case sts

  /// CloudTrail's `eventSource`.
  package var eventSource: String { "\(rawValue).amazonaws.com" }
}
