package import Access
package import Kernel

/// Gives a custom key store another name, or tells KMS another way to what keeps its keys.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html
package enum UpdateCustomKeyStore: KMSOperation {
  package struct Request: Sendable {
    let id: String
    let newName: String?
    let password: KeyStorePassword?
    let cluster: ClusterID?
    let endpoint: ProxyEndpoint?
    let path: ProxyPath?
    let service: EndpointServiceName?
    let owner: EndpointServiceOwner?
    let credential: ProxyCredential?
    let connectivity: ProxyConnectivity?
  }

  package static let name = "UpdateCustomKeyStore"
  package static let summary =
    "Gives a custom key store another name, or tells KMS another way to what keeps its keys."
  package static let request = Shape(
    Request.init(
      id:newName:password:cluster:endpoint:path:service:owner:credential:connectivity:),
    KeyStoreMembers.id(\.id),
    KeyStoreMembers.name("NewCustomKeyStoreName", \.newName, help: "Its new name."),
    KeyStoreMembers.password(\.password), KeyStoreMembers.cluster(\.cluster),
    KeyStoreMembers.endpoint(\.endpoint), KeyStoreMembers.path(\.path),
    KeyStoreMembers.service(\.service), KeyStoreMembers.owner(\.owner),
    KeyStoreMembers.credential(\.credential), KeyStoreMembers.connectivity(\.connectivity))
  package static let effect = Effect.write
  package static let errors = [
    "CustomKeyStoreNotFoundException", "CustomKeyStoreNameInUseException",
    "CloudHsmClusterNotFoundException", "CloudHsmClusterNotRelatedException",
    "CustomKeyStoreInvalidStateException", "CloudHsmClusterNotActiveException",
    "CloudHsmClusterInvalidConfigurationException", "XksProxyUriInUseException",
    "XksProxyUriEndpointInUseException", "XksProxyUriUnreachableException",
    "XksProxyIncorrectAuthenticationCredentialException",
    "XksProxyVpcEndpointServiceInUseException", "XksProxyVpcEndpointServiceNotFoundException",
    "XksProxyVpcEndpointServiceInvalidConfigurationException", "XksProxyInvalidResponseException",
    "XksProxyInvalidConfigurationException",
  ]

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:UpdateCustomKeyStore", owner: call.account)] }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    var store = try kms.keyStore(request.id, as: call)
    try request.checkMembers(for: store.type)
    guard store.connection == .disconnected || store.connection == .connected && !request.needsPause
    else { throw .keyStore(.wrongConnection(store.connection.name, store.address.id)) }
    if let name = request.newName {
      let stores = kms.keyStores(account: call.account, region: call.region)
      guard !stores.contains(where: { $0.name == name && $0.address != store.address }) else {
        throw .keyStore(.nameInUse)
      }
      store.name = name
    }
    switch store.link {
    case .cluster(var link):
      try request.update(&link, in: kms)
      store.link = .cluster(link)
    case .proxy(var link):
      try request.update(&link, at: store.address, in: kms)
      store.link = .proxy(link)
    }
    kms.store(store)
    return EmptyResponse()
  }
}

extension UpdateCustomKeyStore.Request {
  /// Whether it changes what can be changed only while the store is disconnected: all but the name,
  /// and the path and the credential of a proxy.
  fileprivate var needsPause: Bool {
    password != nil || cluster != nil || endpoint != nil || service != nil || owner != nil
      || connectivity != nil
  }

  /// Whether it changes anything about the way to a proxy.
  private var changesProxy: Bool {
    endpoint != nil || path != nil || service != nil || owner != nil || credential != nil
      || connectivity != nil
  }

  /// Fails for members that a store of the other type has.
  fileprivate func checkMembers(for type: CustomKeyStoreType) throws(KMSFailure) {
    let isForeign = type == .cloudHSM ? changesProxy : password != nil || cluster != nil
    guard !isForeign else {
      throw .validation(
        "A parameter is not valid for a \(type.rawValue) custom key store.")
    }
  }

  fileprivate func update(_ link: inout ClusterLink, in kms: KMSState) throws(KMSFailure) {
    if let cluster {
      let found = try kms.suitableCluster(cluster)
      guard found.origin == Cluster(link.cluster)?.origin else {
        throw .keyStore(.clusterNotRelated)
      }
      link.cluster = cluster
    }
    if let password { link.hasPassword = password.text == Cluster.password }
  }

  fileprivate func update(
    _ link: inout ProxyLink, at address: CustomKeyStoreAddress, in kms: KMSState
  ) throws(KMSFailure) {
    guard changesProxy else { return }
    link.connectivity = connectivity ?? link.connectivity
    link.endpoint = endpoint?.text ?? link.endpoint
    link.path = path?.text ?? link.path
    if let credential {
      link.accessKeyID = credential.accessKeyID
      link.hasCredential = credential.isRight
    }
    let name = service ?? link.service.map { EndpointServiceName($0.name) }
    let isPublic = link.connectivity == .publicEndpoint
    try KeyStoreMembers.checkService(link.connectivity, isPublic ? service : name, owner)
    link.service =
      isPublic
      ? nil
      : name.map { name in
        ProxyLink.EndpointService(
          name: name.text,
          owner: owner?.text ?? link.service?.owner ?? address.account.description)
      }
    try kms.requireUnused(link, but: address)
    try link.check(in: address, kms.keepers)
  }
}
