package import Access
package import Kernel

/// Makes a replica of a multi-Region key in another Region: the same id and material.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html
package enum ReplicateKey: KMSOperation {
  package struct Request: Sendable {
    let key: KeyReference
    let region: RegionName
    let policy: PolicyText?
    let bypass: Bool?
    let description: String?
    let tags: [Tag]?
  }
  package struct Response: Sendable {
    let metadata: KeyMetadata
    let policy: String
    let tags: [Tag]
  }

  package static let name = "ReplicateKey"
  package static let summary =
    "Makes a replica of a multi-Region key in another Region: the same id and material."
  package static let request = Shape(
    Request.init(key:region:policy:bypass:description:tags:), Members.key(\.key),
    RegionName.member("ReplicaRegion", \.region, help: "The Region of the replica."),
    PolicyText.member(\.policy, help: "The replica's own policy; the default one without it."),
    PolicyText.bypassMember(\.bypass),
    Member("Description", \.description, .length(0...8192), help: "What the replica is for."),
    Member("Tags", \.tags, help: "Labels of the replica."))
  package static let response = Fields<Response>(
    .init("ReplicaKeyMetadata", \.metadata), .init("ReplicaPolicy", \.policy),
    .init("ReplicaTags", \.tags))
  package static let effect = Effect.write
  package static let permissions = ["kms:ReplicateKey", "kms:CreateKey", "kms:TagResource"]
  package static let errors = [
    "AlreadyExistsException", "DisabledException", "InvalidArnException",
    "KMSInvalidStateException", "LimitExceededException", "MalformedPolicyDocumentException",
    "NotFoundException", "TagException", "UnsupportedOperationException",
  ]

  /// Seconds that a replica is being made, where consistency is realistic.
  static let delay = 60

  package static func trailElements(_ request: Request, _ response: Response) -> DocumentObject? {
    Self.response.document(response)
  }

  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.replicaRegion, request.region.text)
    values.add(.bypassPolicyLockoutSafetyCheck, request.bypass ?? false)
    values.add(tags: (request.tags ?? []).map { ($0.key.text, $0.value) })
    return values
  }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    let primary = try kms.demand(
      "kms:ReplicateKey", on: request.key, .keys, worksAcrossAccounts: false,
      conditionValues(of: request), as: call)
    let create = Demand.identity("kms:CreateKey", owner: call.account)
    let tag = Demand.identity("kms:TagResource", owner: call.account)
    return [primary, create] + (request.tags?.isEmpty == false ? [tag] : [])
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Response {
    let primary = try kms.key(request.key, .keys, &environment, as: call)
    guard var family = primary.family, !primary.isReplica else {
      throw .notPrimary(primary.arn)
    }
    try primary.requireEnabled()
    try primary.requireSettled()
    let region = try request.region.region()
    let address = primary.address.relative(in: region)
    guard kms.keys[address] == nil else { throw .replicaExists(address.arn) }
    try kms.requireRoomForKey(account: call.account, region: region)
    var replica = try primary.replica(
      at: address, request, in: &kms, &environment, as: call)
    family.replicas = (family.replicas + [region]).sorted()
    let settled = replica.state
    // AWS answers before the replica is there; how long that lasts is a matter of consistency.
    let slot = environment.queue.schedule(
      ScheduledEvent(.synchronizeKey, subject: replica.arn),
      at: environment.now.adding(seconds: delay))
    replica.state = .creating(slot: slot)
    replica.family = family
    environment.recordCreation(of: replica)
    let response = Response(
      metadata: KeyMetadata(key: replica), policy: replica.policy.text,
      tags: request.tags ?? [])
    if environment.settings.consistency == .immediate {
      environment.queue.cancel(slot)
      replica.state = settled
      environment.recordSynchronization(of: replica)
    }
    kms.keys[address] = replica
    kms.setFamily(family, of: address)
    return response
  }
}

extension Key {
  /// A replica of this primary, with what of a request is the replica's own.
  fileprivate func replica(
    at address: KeyAddress, _ request: ReplicateKey.Request, in kms: inout KMSState,
    _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> Key {
    let tags = try Tag.checked(request.tags ?? [], onto: [:])
    let policy = try kms.policy(
      of: request.policy?.text, for: address.arn, bypassing: request.bypass ?? false, environment,
      as: call)
    let isImported = type.origin == .external
    return Key(
      address, type: type, family: family, description: request.description ?? "",
      policy: policy, tags: tags,
      materials: isImported ? materials.awaitingImport : materials,
      importing: isImported ? ImportSecret(&environment) : nil, createdAt: environment.now)
  }
}

/// The code of a Region as a request gives it.
package struct RegionName: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// The Region; fails for a text that AWS's pattern lets in and that is none.
  func region() throws(KMSFailure) -> Region {
    guard let region = Region(text) else {
      throw .validation("\(text) is not a valid Region.")
    }
    return region
  }

  /// A member that names a Region.
  static func member<Root>(
    _ name: String, _ path: @escaping @Sendable (Root) -> RegionName, help: String
  ) -> Member<Root, RegionName> {
    Member(
      name, path, .length(1...32),
      .pattern("^([a-z]+-){2,3}\\d+$") { isCode($0.utf8[...]) }, help: help)
  }

  /// Whether a text has the form of a Region's code.
  static func isCode(_ text: Substring.UTF8View) -> Bool {
    let parts = text.split(separator: 45, omittingEmptySubsequences: false)
    return (3...4).contains(parts.count)
      && parts.dropLast().allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (97...122).contains($0) }
      }
      && parts.last.map { last in
        !last.isEmpty && last.allSatisfy { (48...57).contains($0) }
      } ?? false
  }
}
