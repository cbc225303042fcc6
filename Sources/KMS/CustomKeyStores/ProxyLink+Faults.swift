import Kernel

/// What can be wrong with the way to a proxy.
enum ProxyFault: Equatable {
  /// The service of the VPC is nobody's, or another account's.
  case serviceNotFound
  /// The service of the VPC has another private name.
  case serviceInvalid
  /// Nobody answers at the address.
  case unreachable

  /// The answer of the operations that describe the way.
  var failure: KeyStoreFailure {
    switch self {
    case .serviceNotFound: .endpointServiceNotFound
    case .serviceInvalid: .endpointServiceInvalid
    case .unreachable: .proxyUnreachable
    }
  }

  /// The same as the reason of a connection that failed.
  var code: ConnectionErrorCode {
    switch self {
    case .serviceNotFound: .endpointServiceNotFound
    case .serviceInvalid: .endpointServiceInvalid
    case .unreachable: .proxyNotReachable
    }
  }
}

extension ProxyLink {
  /// What is wrong with the way to the proxy; `nil` for a way that leads there.
  func fault(in store: CustomKeyStoreAddress) -> ProxyFault? {
    if let fault = serviceFault(in: store) { return fault }
    let name = service == nil ? Proxy.endpoint : Proxy.privateEndpoint
    return endpoint == name && Proxy.serves(path) ? nil : .unreachable
  }

  /// What is wrong with the service of the VPC; `nil` also for a public endpoint.
  private func serviceFault(in store: CustomKeyStoreAddress) -> ProxyFault? {
    guard let service else { return nil }
    guard service.name == Proxy.service(in: store.region),
      service.owner == store.account.description
    else { return .serviceNotFound }
    return endpoint == Proxy.privateEndpoint ? nil : .serviceInvalid
  }

  /// Fails for a way that KMS does not take.
  ///
  /// A public proxy is asked at once whether it is well; one in a VPC not before it is connected.
  func check(in store: CustomKeyStoreAddress, _ keepers: KeyKeepers) throws(KMSFailure) {
    if let fault = serviceFault(in: store) { throw .keyStore(fault.failure) }
    guard connectivity == .publicEndpoint else { return }
    if let fault = fault(in: store) { throw .keyStore(fault.failure) }
    switch keepers.proxy {
    case .ok: break
    case .slow, .unreachable: throw .keyStore(.proxyUnreachable)
    case .refuse: throw .keyStore(.wrongProxyCredential)
    case .nonsense: throw .keyStore(.proxyInvalidResponse)
    case .badTLS: throw .keyStore(.proxyInvalidConfiguration)
    }
    guard hasCredential else { throw .keyStore(.wrongProxyCredential) }
  }
}
