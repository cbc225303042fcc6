package import Access
package import Kernel

/// Tells all about a key but its policy, aliases, tags and rotation.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
package enum DescribeKey: GrantableOperation {
  package struct Request: GrantableRequest {
    package let key: KeyReference
    package let grantTokens: GrantTokens?
  }
  package struct Response: Sendable { let metadata: KeyMetadata }

  package static let name = "DescribeKey"
  package static let summary = "Tells all about a key but its policy, aliases, tags and rotation."
  package static let request = Shape(
    Request.init(key:grantTokens:), Members.keyOrAlias(\.key), Members.grantTokens(\.grantTokens))
  package static let response = Fields<Response>(.init("KeyMetadata", \.metadata))
  package static let rate = RequestRate.own(2_000)
  package static let errors = [
    "NotFoundException", "InvalidArnException", "InvalidGrantTokenException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    Response(metadata: KeyMetadata(key: key))
  }
}
