package import Access
package import Kernel

/// Deletes a custom key store without keys; what kept them is not touched.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteCustomKeyStore.html
package enum DeleteCustomKeyStore: KMSOperation {
  package struct Request: Sendable { let id: String }

  package static let name = "DeleteCustomKeyStore"
  package static let summary =
    "Deletes a custom key store without keys; what kept them is not touched."
  package static let request = Shape(Request.init(id:), KeyStoreMembers.id(\.id))
  package static let effect = Effect.write
  package static let errors = [
    "CustomKeyStoreHasCMKsException", "CustomKeyStoreInvalidStateException",
    "CustomKeyStoreNotFoundException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:DeleteCustomKeyStore", owner: call.account)] }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    let store = try kms.keyStore(request.id, as: call)
    guard kms.keys(in: store.address).isEmpty else { throw .keyStore(.hasKeys) }
    guard store.connection == .disconnected else {
      throw .keyStore(.wrongConnection(store.connection.name, store.address.id))
    }
    kms.keyStores[store.address] = nil
    return EmptyResponse()
  }
}
