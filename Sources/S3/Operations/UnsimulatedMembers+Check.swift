import Kernel

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
