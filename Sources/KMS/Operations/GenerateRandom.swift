package import Access
package import Kernel

/// Draws random bytes; needs no key.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html
package enum GenerateRandom: KMSOperation {
  package struct Request: Sendable {
    let byteCount: Int?
    let customKeyStoreID: String?
    let recipient: Recipient?
  }
  package struct Response: Sendable { let plaintext: Plaintext }

  package static let name = "GenerateRandom"
  package static let summary = "Draws random bytes; needs no key."
  package static let request = Shape(
    Request.init(byteCount:customKeyStoreID:recipient:),
    Member("NumberOfBytes", \.byteCount, .range(1...1024), help: "How many bytes, 1 to 1,024."),
    Member("CustomKeyStoreId", \.customKeyStoreID, .length(1...64), help: "A custom key store."),
    Members.recipient(\.recipient))
  package static let response = Fields<Response>(
    .init("Plaintext", \.plaintext, sensitive: true))
  package static let effect = Effect.read
  package static let rate = RequestRate.cryptographic
  package static let errors = [
    "DependencyTimeoutException", "UnsupportedOperationException",
    "CustomKeyStoreNotFoundException", "CustomKeyStoreInvalidStateException",
  ]

  package static func check(_ request: Request) throws(KMSFailure) {
    guard request.byteCount != nil else { throw .validation("NumberOfBytes is required.") }
  }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:GenerateRandom", owner: call.account)] }

  package static func quota(
    of request: Request, in kms: KMSState, as call: Call
  ) -> RequestQuota? { request.customKeyStoreID.map { .keyStore($0) } ?? .symmetric }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    try request.recipient.check()
    if let id = request.customKeyStoreID { try kms.requireRandomness(of: id, as: call) }
    return Response(
      plaintext: Plaintext(environment.random.bytes(request.byteCount ?? 0, from: .random)))
  }
}
