package import Access
package import Kernel

/// Sets what an account forbids of all its buckets.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html
package enum PutAccountPublicAccessBlock: AccountOperation {
  package struct Request: AccountRequest {
    let configuration: PublicAccessBlockConfiguration
    package let account: NamedAccount
  }

  package static let name = "PutPublicAccessBlock"
  package static let summary =
    "Sets what an account forbids of all its buckets."
  package static let request = Shape(
    Request.init(configuration:account:),
    Member(
      "PublicAccessBlockConfiguration", \.configuration,
      help: "BlockPublicPolicy=true,RestrictPublicBuckets=true; what is left out is off."),
    NamedAccount.member(\.account))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutAccountPublicAccessBlock"]
  package static let errors: [String] = ["InvalidRequest"]

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    storage.s3.accountBlocks[call.account] = try request.configuration.checked()
    return EmptyResponse()
  }
}
