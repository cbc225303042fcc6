import Access
package import Kernel

/// A key store that its owner runs behind KMS: a CloudHSM cluster, or a key manager outside of AWS.
package struct CustomKeyStore: Sendable {
  /// Where it is.
  package let address: CustomKeyStoreAddress
  /// When it was made.
  package let creationDate: Timestamp
  /// Its name, which no other of the account has in the Region.
  package internal(set) var name: String
  /// Whether KMS can work with it.
  package private(set) var connection = KeyStoreConnection.disconnected
  /// When KMS could work with it from then on, or could no longer.
  package private(set) var turns: [Turn] = []
  /// What keeps its keys, and how KMS gets there.
  package internal(set) var link: Link

  /// A moment from which its keys work, or do not.
  package struct Turn: Sendable {
    /// When it was.
    package let time: Timestamp
    /// Whether they work.
    package let isConnected: Bool
  }

  /// What keeps the keys of a store, and how KMS gets there.
  package enum Link: Sendable, Equatable {
    /// A cluster.
    case cluster(ClusterLink)
    /// A proxy before a key manager outside of AWS.
    case proxy(ProxyLink)
  }

  /// Custom key stores that an account can have in a Region.
  static let quota = 10

  /// Makes a store that nobody has connected yet.
  init(
    _ address: CustomKeyStoreAddress, name: String, link: Link, createdAt creationDate: Timestamp
  ) {
    self.address = address
    self.creationDate = creationDate
    self.name = name
    self.link = link
  }

  /// Gives the connection another state.
  mutating func turn(to connection: KeyStoreConnection, at time: Timestamp) {
    let isConnected = connection == .connected
    if isConnected != (self.connection == .connected) {
      turns.append(Turn(time: time, isConnected: isConnected))
    }
    self.connection = connection
  }

  /// The kind of store.
  package var type: CustomKeyStoreType {
    switch link {
    case .cluster: .cloudHSM
    case .proxy: .external
    }
  }
}

/// The kind of a custom key store.
package enum CustomKeyStoreType: String, EnumerationValue {
  case cloudHSM = "AWS_CLOUDHSM"
  case external = "EXTERNAL_KEY_STORE"

  /// Where the material of its keys comes from.
  var origin: OriginType { self == .cloudHSM ? .awsCloudHSM : .externalKeyStore }
}

/// How KMS gets to a CloudHSM cluster.
package struct ClusterLink: Sendable, Equatable {
  /// The cluster.
  package internal(set) var cluster: ClusterID
  /// The certificate that the cluster is known by.
  package let certificate: String
  /// Whether the password that KMS was given is that of the cluster's user `kmsuser`.
  ///
  /// The password itself is not kept: nothing but this depends on it.
  package internal(set) var hasPassword: Bool
}

/// How KMS gets to the proxy of an external key store.
package struct ProxyLink: Sendable, Equatable {
  /// By which network.
  package internal(set) var connectivity: ProxyConnectivity
  /// `https://` and the proxy's name.
  package internal(set) var endpoint: String
  /// Where the proxy's API begins.
  package internal(set) var path: String
  /// The service of the VPC and its owner; `nil` for a public endpoint.
  package internal(set) var service: EndpointService?
  /// The id of the credential that KMS signs its requests with.
  package internal(set) var accessKeyID: String
  /// Whether id and secret are those of the proxy; the secret itself is not kept.
  package internal(set) var hasCredential: Bool

  /// A service that makes the proxy reachable from within a VPC.
  package struct EndpointService: Sendable, Equatable {
    /// Its name.
    package internal(set) var name: String
    /// The account that it belongs to.
    package internal(set) var owner: String
  }
}

/// By which network KMS gets to a proxy.
package enum ProxyConnectivity: String, EnumerationValue {
  case publicEndpoint = "PUBLIC_ENDPOINT"
  case vpcEndpointService = "VPC_ENDPOINT_SERVICE"
}

/// Whether KMS can work with a custom key store.
package enum KeyStoreConnection: Sendable, Equatable {
  /// Not: nobody has connected it, or somebody has disconnected it.
  case disconnected
  /// Soon; the slot is that of the event that tells whether it worked.
  case connecting(slot: EventSlot)
  /// It can.
  case connected
  /// Not, since connecting did not work.
  case failed(ConnectionErrorCode)
  /// Not any more; the slot is that of the event after which it can be connected again.
  case disconnecting(slot: EventSlot)

  /// The name as AWS writes it.
  package var name: String {
    switch self {
    case .disconnected: "DISCONNECTED"
    case .connecting: "CONNECTING"
    case .connected: "CONNECTED"
    case .failed: "FAILED"
    case .disconnecting: "DISCONNECTING"
    }
  }

  /// Why connecting did not work; `nil` where it did, or was not tried.
  package var errorCode: ConnectionErrorCode? {
    if case .failed(let code) = self { code } else { nil }
  }

  /// The event that ends it; `nil` for what lasts.
  var slot: EventSlot? {
    switch self {
    case .connecting(let slot), .disconnecting(let slot): slot
    case .disconnected, .connected, .failed: nil
    }
  }
}

/// Why a custom key store could not be connected, as the API names it.
package enum ConnectionErrorCode: String, EnumerationValue {
  case invalidCredentials = "INVALID_CREDENTIALS"
  case clusterNotFound = "CLUSTER_NOT_FOUND"
  case networkErrors = "NETWORK_ERRORS"
  case internalError = "INTERNAL_ERROR"
  case insufficientHSMs = "INSUFFICIENT_CLOUDHSM_HSMS"
  case userLockedOut = "USER_LOCKED_OUT"
  case userNotFound = "USER_NOT_FOUND"
  case userLoggedIn = "USER_LOGGED_IN"
  case subnetNotFound = "SUBNET_NOT_FOUND"
  case insufficientFreeAddresses = "INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET"
  case proxyAccessDenied = "XKS_PROXY_ACCESS_DENIED"
  case proxyNotReachable = "XKS_PROXY_NOT_REACHABLE"
  case endpointServiceNotFound = "XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND"
  case proxyInvalidResponse = "XKS_PROXY_INVALID_RESPONSE"
  case proxyInvalidConfiguration = "XKS_PROXY_INVALID_CONFIGURATION"
  case endpointServiceInvalid = "XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION"
  case proxyTimedOut = "XKS_PROXY_TIMED_OUT"
  case proxyInvalidTLS = "XKS_PROXY_INVALID_TLS_CONFIGURATION"
}
