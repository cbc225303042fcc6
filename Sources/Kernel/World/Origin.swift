/// Where a call comes from, and what its headers tell policies.
package final class Origin: Sendable {
  /// The address: `aws:SourceIp`.
  package let address: String
  /// What the program calls itself: `aws:UserAgent`.
  package let agent: String
  /// Whether the way here is encrypted: `aws:SecureTransport`.
  package let isSecure: Bool
  /// The access key that signed; `nil` for calls that nobody signs, whose caller has one.
  package let accessKeyID: String?
  /// The page that led here: `aws:Referer`; `nil` where no page did.
  package let referer: String?
  /// What a request to S3 tells of its content: `x-amz-content-sha256`; `nil` where it tells
  /// nothing, and at the prompt, where it is what AWS CLI sends.
  package let contentHash: String?

  /// Makes an origin.
  package init(
    address: String, agent: String, isSecure: Bool = true, accessKeyID: String? = nil,
    referer: String? = nil, contentHash: String? = nil
  ) {
    self.address = address
    self.agent = agent
    self.isSecure = isSecure
    self.accessKeyID = accessKeyID
    self.referer = referer
    self.contentHash = contentHash
  }

  /// The learner at the prompt: an address of RFC 5737, kept for documentation.
  package static let learner = Origin(
    address: "203.0.113.25", agent: "aws-cli/2.31.0 (kmslab)")

  /// Somebody who has got a link: another such address.
  package static let visitor = Origin(address: "198.51.100.7", agent: "curl/8.5.0 (kmslab)")
}

extension Origin: Hashable {
  /// Whether both tell the same, byte by byte.
  package static func == (left: Origin, right: Origin) -> Bool {
    left === right
      || left.isSecure == right.isSecure
        && zip(left.texts, right.texts).allSatisfy { left, right in
          switch (left, right) {
          case (nil, nil): true
          case (let left?, let right?): left.hasSameBytes(as: right)
          default: false
          }
        }
  }

  /// Hashes what it tells.
  package func hash(into hasher: inout Hasher) { hasher.combine(texts) }

  private var texts: [String?] { [address, agent, accessKeyID, referer, contentHash] }
}
