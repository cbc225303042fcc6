package import Access
package import Kernel

/// Disconnects a custom key store: nothing under its keys can be read until it is connected again.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DisconnectCustomKeyStore.html
package enum DisconnectCustomKeyStore: KMSOperation {
  package struct Request: Sendable { let id: String }

  package static let name = "DisconnectCustomKeyStore"
  package static let summary =
    "Disconnects a custom key store: its keys do nothing until it is connected again."
  package static let request = Shape(Request.init(id:), KeyStoreMembers.id(\.id))
  package static let effect = Effect.write
  package static let errors = [
    "CustomKeyStoreInvalidStateException", "CustomKeyStoreNotFoundException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    [.identity("kms:DisconnectCustomKeyStore", owner: call.account)]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    let store = try kms.keyStore(request.id, as: call)
    switch store.connection {
    case .connecting, .connected, .failed: break
    case .disconnected, .disconnecting:
      throw .keyStore(.wrongConnection(store.connection.name, store.address.id))
    }
    kms.disconnect(store.address, &environment)
    return EmptyResponse()
  }
}
