package import Access
package import Kernel

/// Takes away what an account forbids of all its buckets.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_DeletePublicAccessBlock.html
package enum DeleteAccountPublicAccessBlock: AccountOperation {
  package struct Request: AccountRequest { package let account: NamedAccount }

  package static let name = "DeletePublicAccessBlock"
  package static let summary =
    "Takes away what an account forbids of all its buckets."
  package static let request = Shape(
    Request.init(account:), NamedAccount.member(\.account))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutAccountPublicAccessBlock"]
  package static let errors: [String] = []

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    storage.s3.accountBlocks[call.account] = nil
    return EmptyResponse()
  }
}
