/// An Amazon Resource Name: `arn:aws:service:region:account:resource`.
package struct ARN: Sendable, Hashable {
  /// `kms`, `iam`, `s3`.
  package let service: String
  /// The Region; `nil` for global services.
  package let region: Region?
  /// The account; `nil` for S3.
  package let account: AccountID?
  /// All after the fifth colon, `key/…`.
  package let resource: String

  /// The one partition that this cloud has.
  private static let partition: Substring = "aws"

  /// Makes a name.
  package init(service: String, region: Region?, account: AccountID?, resource: String) {
    self.service = service
    self.region = region
    self.account = account
    self.resource = resource
  }

  /// Reads a name; `nil` for a text without the six parts, and for another partition.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[1] == ARN.partition, !parts[2].isEmpty,
      !parts[5].isEmpty
    else { return nil }
    service = String(parts[2])
    region = Region(parts[3])
    account = parts[4] == "aws" ? .aws : AccountID(parts[4])
    resource = String(parts[5])
    guard region != nil || parts[3].isEmpty, account != nil || parts[4].isEmpty else {
      return nil
    }
  }
}

extension ARN: CustomStringConvertible {
  /// The name as AWS writes it.
  package var description: String {
    let place = "\(region?.description ?? ""):\(account?.description ?? "")"
    return "arn:\(ARN.partition):\(service):\(place):\(resource)"
  }
}

extension ARN {
  /// Whether both name the same resource, byte by byte, as S3 tells keys apart.
  package static func == (left: ARN, right: ARN) -> Bool {
    left.resource.hasSameBytes(as: right.resource) && left.service == right.service
      && left.region == right.region && left.account == right.account
  }
}
