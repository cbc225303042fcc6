package import Kernel

/// The trust anchor certificate of a cluster, as a request gives it.
package struct TrustAnchor: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The password of a cluster's `kmsuser`, which is in no record and no world.
package struct KeyStorePassword: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// `https://` and the name of a proxy.
package struct ProxyEndpoint: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The path at which a proxy's API begins.
package struct ProxyPath: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The name of a service that leads to a proxy within a VPC.
package struct EndpointServiceName: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The account that such a service belongs to.
package struct EndpointServiceOwner: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// What KMS signs its requests to a proxy with.
package struct ProxyCredential: StructureValue {
  let accessKeyID: String
  let secret: KeyStorePassword

  /// Whether it is the one that the lab's proxy takes.
  var isRight: Bool { accessKeyID == Proxy.accessKeyID && secret.text == Proxy.secret }

  package static let shape = Shape(
    ProxyCredential.init(accessKeyID:secret:),
    Member(
      "AccessKeyId", \.accessKeyID, .length(20...30),
      .pattern("^[A-Z2-7]+$", KeyStoreMembers.isBase32), sensitive: true,
      help: "The id of the credential, 20 to 30 characters."),
    Member(
      "RawSecretAccessKey", \.secret, .length(43...64),
      .pattern("^[a-zA-Z0-9\\/+=]+$", KeyStoreMembers.isBase64), sensitive: true,
      help: "The secret, 43 to 64 characters."))
}

/// Members that the operations of custom key stores share.
enum KeyStoreMembers {
  /// CustomKeyStoreId.
  static func id<Root>(_ path: @escaping @Sendable (Root) -> String) -> Member<Root, String> {
    Member(
      "CustomKeyStoreId", path, .length(1...64), suggests: .keyStores, help: "The key store's id.")
  }

  /// A name for a store.
  static func name<Root>(
    _ name: String, _ path: @escaping @Sendable (Root) -> String?, help: String
  ) -> Member<Root, String?> {
    Member(name, path, .length(1...256), help: help)
  }

  /// CloudHsmClusterId.
  static func cluster<Root>(
    _ path: @escaping @Sendable (Root) -> ClusterID?
  ) -> Member<Root, ClusterID?> {
    Member(
      "CloudHsmClusterId", path, .length(19...24),
      .pattern("cluster-[2-7a-zA-Z]{11,16}", isClusterID),
      help: "A CloudHSM cluster; outside shows the lab's.")
  }

  /// KeyStorePassword.
  static func password<Root>(
    _ path: @escaping @Sendable (Root) -> KeyStorePassword?
  ) -> Member<Root, KeyStorePassword?> {
    Member(
      "KeyStorePassword", path, .length(7...32), sensitive: true,
      help: "The password of the cluster's user kmsuser.")
  }

  /// XksProxyUriEndpoint.
  static func endpoint<Root>(
    _ path: @escaping @Sendable (Root) -> ProxyEndpoint?
  ) -> Member<Root, ProxyEndpoint?> {
    Member(
      "XksProxyUriEndpoint", path, .length(10...128),
      .pattern("^https://[a-zA-Z0-9.-]+$", isEndpoint),
      help: "https:// and the name of the proxy; outside shows the lab's.")
  }

  /// XksProxyUriPath.
  static func path<Root>(
    _ path: @escaping @Sendable (Root) -> ProxyPath?
  ) -> Member<Root, ProxyPath?> {
    Member(
      "XksProxyUriPath", path, .length(10...128),
      .pattern("^(/[a-zA-Z0-9\\/_-]+/kms/xks/v\\d{1,2})$|^(/kms/xks/v\\d{1,2})$", isPath),
      help: "The base path of the proxy's API, which ends in /kms/xks/v1.")
  }

  /// XksProxyVpcEndpointServiceName.
  static func service<Root>(
    _ path: @escaping @Sendable (Root) -> EndpointServiceName?
  ) -> Member<Root, EndpointServiceName?> {
    Member(
      "XksProxyVpcEndpointServiceName", path, .length(20...64),
      .pattern(
        "^(com|eu)\\.amazonaws\\.vpce\\.([a-z]+-){2,3}\\d+\\.vpce-svc-[0-9a-z]+$", isServiceName),
      help: "The service of the VPC that leads to the proxy.")
  }

  /// XksProxyVpcEndpointServiceOwner.
  static func owner<Root>(
    _ path: @escaping @Sendable (Root) -> EndpointServiceOwner?
  ) -> Member<Root, EndpointServiceOwner?> {
    Member(
      "XksProxyVpcEndpointServiceOwner", path, .length(12...12),
      .pattern("[0-9]{12}") { text in AccountID(text) != nil },
      help: "The account of that service; yours where none is given.")
  }

  /// XksProxyAuthenticationCredential.
  static func credential<Root>(
    _ path: @escaping @Sendable (Root) -> ProxyCredential?
  ) -> Member<Root, ProxyCredential?> {
    Member(
      "XksProxyAuthenticationCredential", path,
      help: "What KMS signs its requests to the proxy with; outside shows the lab's.")
  }

  /// XksProxyConnectivity.
  static func connectivity<Root>(
    _ path: @escaping @Sendable (Root) -> ProxyConnectivity?
  ) -> Member<Root, ProxyConnectivity?> {
    Member(
      "XksProxyConnectivity", path, help: "PUBLIC_ENDPOINT, or VPC_ENDPOINT_SERVICE.")
  }
}

extension KeyStoreMembers {
  /// Fails unless a service of a VPC is named where the proxy is in one, and only there.
  static func checkService(
    _ connectivity: ProxyConnectivity?, _ name: EndpointServiceName?,
    _ owner: EndpointServiceOwner?
  ) throws(KMSFailure) {
    if connectivity == .vpcEndpointService {
      guard name != nil else {
        throw .validation(
          "XksProxyVpcEndpointServiceName is required for connectivity VPC_ENDPOINT_SERVICE.")
      }
    } else if name != nil || owner != nil {
      throw .validation(
        "XksProxyVpcEndpointServiceName is not valid for connectivity PUBLIC_ENDPOINT.")
    }
  }
}

/// AWS's patterns.
extension KeyStoreMembers {
  static let isBase32: @Sendable (String) -> Bool = { text in
    !text.isEmpty && text.utf8.allSatisfy { isBase32Byte($0) }
  }

  static let isBase64: @Sendable (String) -> Bool = { text in
    !text.isEmpty && text.utf8.allSatisfy { isLetterOrDigit($0) || "/+=".utf8.contains($0) }
  }

  private static let isClusterID: @Sendable (String) -> Bool = { text in
    guard text.hasPrefix("cluster-") else { return false }
    let id = text.utf8.dropFirst("cluster-".utf8.count)
    return (11...16).contains(id.count)
      && id.allSatisfy { isBase32Byte($0) || (97...122).contains($0) }
  }

  private static let isEndpoint: @Sendable (String) -> Bool = { text in
    guard text.hasPrefix("https://") else { return false }
    let name = text.utf8.dropFirst("https://".utf8.count)
    return !name.isEmpty && name.allSatisfy { isLetterOrDigit($0) || ".-".utf8.contains($0) }
  }

  private static let isPath: @Sendable (String) -> Bool = { text in
    guard let start = text.utf8.lastIndex(of: UInt8(ascii: "/")),
      text[..<start].hasSuffix("/kms/xks")
    else { return false }
    let version = text[start...].dropFirst()
    let prefix = text[..<start].dropLast("/kms/xks".count).utf8
    return version.hasPrefix("v") && (2...3).contains(version.utf8.count)
      && version.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
      && (prefix.isEmpty || prefix.count > 1 && prefix.first == UInt8(ascii: "/"))
      && prefix.allSatisfy { isLetterOrDigit($0) || "/_-".utf8.contains($0) }
  }

  private static let isServiceName: @Sendable (String) -> Bool = { text in
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 5, ["com", "eu"].contains(String(parts[0]) ?? ""),
      parts[1].elementsEqual("amazonaws".utf8), parts[2].elementsEqual("vpce".utf8),
      RegionName.isCode(parts[3])
    else { return false }
    let prefix = "vpce-svc-".utf8
    let id = parts[4].dropFirst(prefix.count)
    return parts[4].starts(with: prefix) && !id.isEmpty
      && id.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
  }

  private static func isBase32Byte(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (50...55).contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: false
    }
  }
}
