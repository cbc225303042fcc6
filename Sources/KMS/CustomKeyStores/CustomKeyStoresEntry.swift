package import Kernel

/// What DescribeCustomKeyStores tells of a store.
package struct CustomKeyStoresEntry: ReplyStructure {
  let store: CustomKeyStore

  package static let fields = Fields<CustomKeyStoresEntry>(
    .init("CustomKeyStoreId", \.store.address.id.description),
    .init("CustomKeyStoreName", \.store.name),
    .init("CloudHsmClusterId", \.cluster?.cluster),
    .init("TrustAnchorCertificate", \.cluster?.certificate),
    .init("ConnectionState", \.store.connection.name),
    .init("ConnectionErrorCode", \.store.connection.errorCode),
    .init("CreationDate", \.store.creationDate),
    .init("CustomKeyStoreType", \.store.type),
    .init("XksProxyConfiguration", \.proxy))

  private var cluster: ClusterLink? {
    if case .cluster(let link) = store.link { link } else { nil }
  }

  private var proxy: ProxyConfiguration? {
    if case .proxy(let link) = store.link { ProxyConfiguration(link: link) } else { nil }
  }

  /// How KMS gets to the proxy of an external store; the secret is told to nobody.
  struct ProxyConfiguration: ReplyStructure {
    let link: ProxyLink

    static let fields = Fields<ProxyConfiguration>(
      .init("Connectivity", \.link.connectivity),
      .init("AccessKeyId", \.link.accessKeyID, sensitive: true),
      .init("UriEndpoint", \.link.endpoint), .init("UriPath", \.link.path),
      .init("VpcEndpointServiceName", \.link.service?.name),
      .init("VpcEndpointServiceOwner", \.link.service?.owner))
  }
}

/// What the metadata of a key tell of its key outside of AWS.
package struct ExternalKeyConfiguration: ReplyStructure {
  let id: String

  package static let fields = Fields<ExternalKeyConfiguration>(.init("Id", \.id))
}
