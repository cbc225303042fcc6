package import Access
package import Kernel

/// Begins to connect a custom key store; whether it worked is told later.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ConnectCustomKeyStore.html
package enum ConnectCustomKeyStore: KMSOperation {
  package struct Request: Sendable { let id: String }

  package static let name = "ConnectCustomKeyStore"
  package static let summary =
    "Begins to connect a custom key store; whether it worked is told later."
  package static let request = Shape(Request.init(id:), KeyStoreMembers.id(\.id))
  package static let effect = Effect.write
  package static let errors = [
    "CloudHsmClusterNotActiveException", "CustomKeyStoreInvalidStateException",
    "CustomKeyStoreNotFoundException", "CloudHsmClusterInvalidConfigurationException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:ConnectCustomKeyStore", owner: call.account)] }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    let store = try kms.keyStore(request.id, as: call)
    switch store.connection {
    case .disconnected: break
    case .connecting, .connected: return EmptyResponse()
    case .failed, .disconnecting:
      throw .keyStore(.wrongConnection(store.connection.name, store.address.id))
    }
    if store.type == .cloudHSM {
      switch kms.keepers.clusters {
      case .inactive: throw .keyStore(.clusterNotActive)
      case .noHSM: throw .keyStore(.clusterInvalid)
      case .ready, .oneHSM, .deleted, .lockedOut, .noUser, .loggedIn: break
      }
    }
    kms.connect(store.address, &environment)
    return EmptyResponse()
  }
}
