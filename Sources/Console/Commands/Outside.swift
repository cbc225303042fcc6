import AWSCLI
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell

extension LabCommand {
  /// Shows what keeps keys for KMS outside of it.
  static let outside = LabCommand(
    "outside", "shows what keeps keys outside of KMS",
    operands: "[certificate [CLUSTER]|password|credential]",
    details: """
      outside                   shows the lab's clusters and its proxy
      outside certificate > customerCA.crt
                                the certificate of the first cluster, or of CLUSTER
      outside password          the password of the clusters' user kmsuser
      outside credential        the credential of the proxy, as an option takes it

      There is no CloudHSM and no key manager here, only what KMS asks of them. They
      are the same in each account and Region. set cloudhsm and set xks-proxy say in
      which condition they are: help key-stores, help set
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 2, of: "outside")
    guard let part = arguments.operands.first else { return session.outside }
    switch part.text {
    case "certificate":
      var cluster = Cluster.first
      if arguments.operands.count > 1 {
        let word = arguments.operands[1]
        guard let named = Cluster(rawValue: word.text) else {
          throw Fault(
            "there is no cluster \(quoted(word.text))", range: word.range, next: "outside")
        }
        cluster = named
      }
      return LabAnswer(
        document: ["TrustAnchorCertificate": .string(cluster.certificate)],
        bytes: Array(cluster.certificate.utf8))
    case "password", "credential":
      try arguments.refuseWords(after: 1, of: "outside \(part.text)")
      let text =
        part.text == "password"
        ? Cluster.password
        : "AccessKeyId=\(Proxy.accessKeyID),RawSecretAccessKey=\(Proxy.secret)"
      return LabAnswer(
        document: [part.text == "password" ? "KeyStorePassword" : "Credential": .string(text)],
        bytes: Array((text + "\n").utf8))
    default:
      throw Fault(
        "outside shows certificate, password and credential, not \(quoted(part.text))",
        range: part.range, next: "help outside")
    }
  }
}

extension Session {
  /// What keeps keys outside of KMS.
  fileprivate var outside: LabAnswer {
    let keepers = world.storage.kms.keepers
    let keys = keepers.externalKeys.values.map { key in
      "\(key.id)\(key.material == nil ? ", forgotten" : "")"
    }
    let words: [Cluster: String] = [
      .first: "the first", .copy: "made from a backup of the first",
      .other: "shares nothing with them",
    ]
    let lines =
      ["CloudHSM clusters: \(keepers.clusters.rawValue) (set cloudhsm)"]
      + Cluster.allCases.map { "  \($0.rawValue)  \(words[$0] ?? "")" }
      + [
        "XKS proxy: \(keepers.proxy.rawValue) (set xks-proxy)",
        "  \(Proxy.endpoint)  with any path that ends in /kms/xks/v1",
        "  \(Proxy.privateEndpoint)  the same within a VPC, by the service",
        "  \(Proxy.service(in: present.region))",
        "The key manager behind it has an AES-256 key for each id that begins with lab-,",
        "and keys of RSA for ids with rsa-. KMS has asked it for: "
          + (keys.isEmpty ? "none" : keys.joined(separator: "; ")),
      ]
    return LabAnswer(
      lines: lines,
      document: [
        "CloudHsm": .string(keepers.clusters.rawValue),
        "Clusters": .list(Cluster.allCases.map { .string($0.rawValue) }),
        "XksProxy": .string(keepers.proxy.rawValue),
        "XksProxyUriEndpoint": .string(Proxy.endpoint),
        "XksProxyPrivateEndpoint": .string(Proxy.privateEndpoint),
        "XksProxyVpcEndpointServiceName": .string(Proxy.service(in: present.region)),
        "ExternalKeys": .list(
          keepers.externalKeys.values.map { key in
            ["Id": .string(key.id), "Exists": .bool(key.material != nil)]
          }),
      ])
  }
}

extension KeyKeepers {
  /// Puts what keeps keys into a condition; whether the name is one of theirs.
  mutating func set(_ name: Argument, _ value: Argument) throws(Fault) -> Bool {
    switch name.text {
    case "cloudhsm": clusters = try KeyKeepers.condition(name, value)
    case "xks-proxy": proxy = try KeyKeepers.condition(name, value)
    default: return false
    }
    return true
  }

  private static func condition<Condition: CaseIterable & RawRepresentable<String>>(
    _ name: Argument, _ value: Argument
  ) throws(Fault) -> Condition {
    guard let condition = Condition(rawValue: value.text) else {
      let words = Condition.allCases.map(\.rawValue).joined(separator: ", ")
      throw Fault(
        "\(name.text) is one of \(words)\(name.text == "xks-proxy" ? ", forget" : "");"
          + " not \(quoted(value.text))", range: value.range, next: "help set")
    }
    return condition
  }

  /// The conditions that are others than in the beginning, for a learner and as data.
  var settings: [(name: String, member: String, value: String)] {
    var settings: [(name: String, member: String, value: String)] = []
    if clusters != .ready { settings.append(("cloudhsm", "CloudHsm", clusters.rawValue)) }
    if proxy != .ok { settings.append(("xks-proxy", "XksProxy", proxy.rawValue)) }
    return settings
  }
}
