/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
package struct ARN: Sendable, Hashable {
  /// The part after `arn:`; `aws` here.
  package let partition: String
  /// `kms`, `iam`, `s3`.
  package let service: String
  /// The Region's code; empty for global services.
  package let region: String
  /// The account's digits; empty for S3.
  package let account: String
  /// All after the fifth colon, `key/…`.
  package let resource: String

  /// Makes a name in partition `aws`.
  package init(service: String, region: Region?, account: AccountID, resource: String) {
    partition = "aws"
    self.service = service
    self.region = region?.description ?? ""
    self.account = account.description
    self.resource = resource
  }

  /// Reads a name; `nil` for a text without the six parts.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", !parts[1].isEmpty, !parts[2].isEmpty,
      !parts[5].isEmpty
    else { return nil }
    partition = String(parts[1])
    service = String(parts[2])
    region = String(parts[3])
    account = String(parts[4])
    resource = String(parts[5])
  }
}

extension ARN: CustomStringConvertible {
  /// The name as AWS writes it.
  package var description: String {
    "arn:\(partition):\(service):\(region):\(account):\(resource)"
  }
}
