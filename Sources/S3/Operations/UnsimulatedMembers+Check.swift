package import Access
package import Kernel

extension UnsimulatedMembers {
  /// Fails where a request gives something that this program has not, be it the algorithm of its
  /// own checksum.
  func check(checksum: OpenEnumeration<ChecksumAlgorithm>? = nil) throws(S3Failure) {
    if let checksum { try ChecksumAlgorithm.checkComputed(checksum.text) }
    guard let name = refused.entries.first?.name else { return }
    if name.hasPrefix("Checksum") {
      try ChecksumAlgorithm.checkComputed(String(name.dropFirst("Checksum".count)))
    }
    throw .notSimulated("kmslab does not simulate \(name) yet; leave it out.")
  }
}

/// A request with members that this program does not simulate.
package protocol BringsUnsimulated: Sendable {
  /// These members.
  var unsimulated: UnsimulatedMembers { get }
  /// The algorithm of the request's own checksum.
  var checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>? { get }
}

extension BringsUnsimulated {
  /// Most requests name none.
  package var checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>? { nil }
}

extension S3Operation where Request: BringsUnsimulated {
  package static func check(_ request: Request) throws(S3Failure) {
    try request.unsimulated.check(checksum: request.checksumAlgorithm)
  }
}
