package import Kernel

/// Why KMS refuses a call that has to do with custom key stores.
package enum KeyStoreFailure: Sendable, Equatable {
  /// No such store in the account and Region.
  case notFound(String)
  /// Another store has the name.
  case nameInUse
  /// The store is not in a state of connection that the call needs.
  case wrongConnection(String, CustomKeyStoreID)
  /// The store has keys, perhaps some that wait for their deletion.
  case hasKeys
  /// No such cluster.
  case clusterNotFound
  /// Another store has the cluster, or one that shares its backups.
  case clusterInUse
  /// The cluster shares no backups with the one before.
  case clusterNotRelated
  /// The cluster is not active.
  case clusterNotActive
  /// The cluster has too few HSMs.
  case clusterInvalid
  /// Another cluster's certificate.
  case wrongTrustAnchor
  /// Another store has the proxy's address.
  case proxyURIInUse
  /// A store of the other connectivity has the proxy's name, or one in a VPC has it.
  case proxyEndpointInUse
  /// Nobody answers at the proxy's address.
  case proxyUnreachable
  /// The proxy does not know the credential.
  case wrongProxyCredential
  /// The proxy's answer makes no sense.
  case proxyInvalidResponse
  /// The proxy is not as it must be.
  case proxyInvalidConfiguration
  /// Another store has the service of the VPC.
  case endpointServiceInUse
  /// No such service.
  case endpointServiceNotFound
  /// The service is not as it must be.
  case endpointServiceInvalid
  /// The manager outside of AWS has no such key.
  case externalKeyNotFound
  /// The external key is none of AES-256, or may not be used.
  case externalKeyInvalid
  /// Another KMS key of the store has the external key.
  case externalKeyInUse
  /// The proxy gives no answer in time to a call that makes a key.
  case timedOut
  /// The store of a key is not connected.
  case unavailable(ARN)
  /// The keeper of the material does nothing with it.
  case keeper(KeeperObstacle)
  /// What keys of custom key stores cannot do.
  case unsupported

  /// AWS's code and text; texts that could not be found are left out.
  var wire: WireError {
    switch self {
    case .wrongConnection(let state, let id):
      WireError(code, "\(id) is \(state), which is not valid for this operation.")
    case .unavailable(let key): WireError(code, "\(key) is unavailable.")
    case .keeper(let obstacle): WireError(code, obstacle.text)
    case .timedOut:
      WireError(code, "The system timed out while trying to fulfill the request.")
    default: WireError(code, nil)
    }
  }

  /// AWS's code.
  private var code: String {
    switch self {
    case .notFound: "CustomKeyStoreNotFoundException"
    case .nameInUse: "CustomKeyStoreNameInUseException"
    case .wrongConnection: "CustomKeyStoreInvalidStateException"
    case .hasKeys: "CustomKeyStoreHasCMKsException"
    case .clusterNotFound: "CloudHsmClusterNotFoundException"
    case .clusterInUse: "CloudHsmClusterInUseException"
    case .clusterNotRelated: "CloudHsmClusterNotRelatedException"
    case .clusterNotActive: "CloudHsmClusterNotActiveException"
    case .clusterInvalid: "CloudHsmClusterInvalidConfigurationException"
    case .wrongTrustAnchor: "IncorrectTrustAnchorException"
    case .proxyURIInUse: "XksProxyUriInUseException"
    case .proxyEndpointInUse: "XksProxyUriEndpointInUseException"
    case .proxyUnreachable: "XksProxyUriUnreachableException"
    case .wrongProxyCredential: "XksProxyIncorrectAuthenticationCredentialException"
    case .proxyInvalidResponse: "XksProxyInvalidResponseException"
    case .proxyInvalidConfiguration: "XksProxyInvalidConfigurationException"
    case .endpointServiceInUse: "XksProxyVpcEndpointServiceInUseException"
    case .endpointServiceNotFound: "XksProxyVpcEndpointServiceNotFoundException"
    case .endpointServiceInvalid: "XksProxyVpcEndpointServiceInvalidConfigurationException"
    case .externalKeyNotFound: "XksKeyNotFoundException"
    case .externalKeyInvalid: "XksKeyInvalidConfigurationException"
    case .externalKeyInUse: "XksKeyAlreadyInUseException"
    case .timedOut: "DependencyTimeoutException"
    case .unavailable, .keeper: "KMSInvalidStateException"
    case .unsupported: "UnsupportedOperationException"
    }
  }
}
