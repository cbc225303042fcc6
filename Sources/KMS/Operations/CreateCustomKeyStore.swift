package import Access
package import Kernel

/// Makes a custom key store, backed by a CloudHSM cluster or by a key manager outside of AWS.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html
package enum CreateCustomKeyStore: KMSOperation {
  package struct Request: Sendable {
    let name: String
    let cluster: ClusterID?
    let certificate: TrustAnchor?
    let password: KeyStorePassword?
    let type: CustomKeyStoreType?
    let endpoint: ProxyEndpoint?
    let path: ProxyPath?
    let service: EndpointServiceName?
    let owner: EndpointServiceOwner?
    let credential: ProxyCredential?
    let connectivity: ProxyConnectivity?
  }
  package struct Response: Sendable { let id: String }

  package static let name = "CreateCustomKeyStore"
  package static let summary =
    "Makes a custom key store, backed by a CloudHSM cluster or by a key manager outside of AWS."
  package static let request = Shape(
    Request.init(
      name:cluster:certificate:password:type:endpoint:path:service:owner:credential:connectivity:),
    Member("CustomKeyStoreName", \.name, .length(1...256), help: "Its name."),
    KeyStoreMembers.cluster(\.cluster),
    Member(
      "TrustAnchorCertificate", \.certificate, .length(1...5000),
      help: "customerCA.crt of the cluster; outside certificate prints the lab's."),
    KeyStoreMembers.password(\.password),
    Member("CustomKeyStoreType", \.type, help: "AWS_CLOUDHSM, or EXTERNAL_KEY_STORE."),
    KeyStoreMembers.endpoint(\.endpoint), KeyStoreMembers.path(\.path),
    KeyStoreMembers.service(\.service), KeyStoreMembers.owner(\.owner),
    KeyStoreMembers.credential(\.credential), KeyStoreMembers.connectivity(\.connectivity))
  package static let response = Fields<Response>(.init("CustomKeyStoreId", \.id))
  package static let effect = Effect.write
  package static let errors = [
    "CloudHsmClusterInUseException", "CustomKeyStoreNameInUseException",
    "CloudHsmClusterNotFoundException", "CloudHsmClusterNotActiveException",
    "IncorrectTrustAnchorException", "CloudHsmClusterInvalidConfigurationException",
    "LimitExceededException", "XksProxyUriInUseException", "XksProxyUriEndpointInUseException",
    "XksProxyUriUnreachableException", "XksProxyIncorrectAuthenticationCredentialException",
    "XksProxyVpcEndpointServiceInUseException", "XksProxyVpcEndpointServiceNotFoundException",
    "XksProxyVpcEndpointServiceInvalidConfigurationException", "XksProxyInvalidResponseException",
    "XksProxyInvalidConfigurationException",
  ]

  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    Self.response.document(response)
  }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] { [.identity("kms:CreateCustomKeyStore", owner: call.account)] }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    try request.checkMembers()
    let stores = kms.keyStores(account: call.account, region: call.region)
    guard !stores.contains(where: { $0.name == request.name }) else { throw .keyStore(.nameInUse) }
    guard stores.count < CustomKeyStore.quota else {
      throw .limitExceeded(
        "The quota of \(CustomKeyStore.quota) custom key stores has been reached.")
    }
    let address = kms.newKeyStoreAddress(&environment, as: call)
    let link =
      request.type == .external
      ? CustomKeyStore.Link.proxy(try request.proxyLink(at: address, in: kms))
      : .cluster(try request.clusterLink(at: address, in: kms))
    kms.store(
      CustomKeyStore(address, name: request.name, link: link, createdAt: environment.now))
    return Response(id: address.id.description)
  }
}

extension CreateCustomKeyStore.Request {
  /// Fails where members are missing that the type needs, or given that it has not.
  fileprivate func checkMembers() throws(KMSFailure) {
    let ofCluster: [(name: String, isGiven: Bool)] = [
      ("CloudHsmClusterId", cluster != nil), ("TrustAnchorCertificate", certificate != nil),
      ("KeyStorePassword", password != nil),
    ]
    let ofProxy: [(name: String, isGiven: Bool)] = [
      ("XksProxyUriEndpoint", endpoint != nil), ("XksProxyUriPath", path != nil),
      ("XksProxyAuthenticationCredential", credential != nil),
      ("XksProxyConnectivity", connectivity != nil),
    ]
    let ofService: [(name: String, isGiven: Bool)] = [
      ("XksProxyVpcEndpointServiceName", service != nil),
      ("XksProxyVpcEndpointServiceOwner", owner != nil),
    ]
    let type = type ?? .cloudHSM
    let (needed, foreign) =
      type == .cloudHSM ? (ofCluster, ofProxy + ofService) : (ofProxy, ofCluster)
    if let missing = needed.first(where: { !$0.isGiven }) {
      throw .validation("\(missing.name) is required for a \(type.rawValue) custom key store.")
    }
    if let wrong = foreign.first(where: \.isGiven) {
      throw .validation("\(wrong.name) is not valid for a \(type.rawValue) custom key store.")
    }
    guard type == .external else { return }
    try KeyStoreMembers.checkService(connectivity, service, owner)
  }

  fileprivate func clusterLink(
    at address: CustomKeyStoreAddress, in kms: KMSState
  ) throws(KMSFailure) -> ClusterLink {
    let id = cluster ?? ClusterID("")
    let found = try kms.suitableCluster(id)
    try kms.requireUnused(found, but: address)
    let text = certificate?.text ?? ""
    guard found.isCertified(by: text) else { throw .keyStore(.wrongTrustAnchor) }
    return ClusterLink(
      cluster: id, certificate: text, hasPassword: password?.text == Cluster.password)
  }

  fileprivate func proxyLink(
    at address: CustomKeyStoreAddress, in kms: KMSState
  ) throws(KMSFailure) -> ProxyLink {
    let link = ProxyLink(
      connectivity: connectivity ?? .publicEndpoint, endpoint: endpoint?.text ?? "",
      path: path?.text ?? "",
      service: service.map { name in
        ProxyLink.EndpointService(
          name: name.text, owner: owner?.text ?? address.account.description)
      },
      accessKeyID: credential?.accessKeyID ?? "", hasCredential: credential?.isRight ?? false)
    try kms.requireUnused(link, but: address)
    try link.check(in: address, kms.keepers)
    return link
  }
}
