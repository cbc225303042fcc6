package import Access
package import Kernel

/// Tells what an account forbids of all its buckets.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
package enum GetAccountPublicAccessBlock: AccountOperation {
  package struct Request: AccountRequest { package let account: NamedAccount }
  package struct Response: Sendable { let configuration: PublicAccessBlockConfiguration }

  package static let name = "GetPublicAccessBlock"
  package static let summary =
    "Tells what an account forbids of all its buckets."
  package static let request = Shape(
    Request.init(account:), NamedAccount.member(\.account))
  package static let response = Fields<Response>(
    .init("PublicAccessBlockConfiguration", \.configuration))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetAccountPublicAccessBlock"]
  package static let errors: [String] = ["NoSuchPublicAccessBlockConfiguration"]

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    guard let block = storage.s3.accountBlocks[call.account] else {
      throw .noAccountPublicAccessBlock(call.account)
    }
    return Response(configuration: PublicAccessBlockConfiguration(block))
  }
}
