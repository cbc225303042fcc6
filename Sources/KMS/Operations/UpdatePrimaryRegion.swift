package import Access
package import Kernel

/// Lets the primary of a multi-Region key and one of its replicas change places.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdatePrimaryRegion.html
package enum UpdatePrimaryRegion: KMSOperation {
  package struct Request: Sendable {
    let key: KeyReference
    let region: RegionName
  }

  package static let name = "UpdatePrimaryRegion"
  package static let summary =
    "Lets the primary of a multi-Region key and one of its replicas change places."
  package static let request = Shape(
    Request.init(key:region:), Members.key(\.key),
    RegionName.member(
      "PrimaryRegion", \.region, help: "The Region of the replica that becomes the primary."))
  package static let effect = Effect.write
  package static let errors = [
    "DisabledException", "InvalidArnException", "KMSInvalidStateException", "NotFoundException",
    "UnsupportedOperationException",
  ]

  /// Seconds that both keys are updating, where consistency is realistic.
  static let delay = 60

  package static func conditionValues(of request: Request) -> ConditionValues {
    var values = ConditionValues()
    values.add(.primaryRegion, request.region.text)
    return values
  }

  package static func demands(
    _ request: Request, in kms: KMSState, as call: Call
  ) throws(KMSFailure) -> [Demand] {
    let primary = try kms.demand(
      "kms:UpdatePrimaryRegion", on: request.key, .keys, worksAcrossAccounts: false,
      conditionValues(of: request), as: call)
    guard case .key(let key) = try kms.resolve(request.key, .keys, as: call),
      let region = Region(request.region.text), region != key.address.region,
      let replica = kms.keys[key.address.relative(in: region)]
    else { return [primary] }
    return [
      primary,
      kms.demand("kms:UpdatePrimaryRegion", on: replica, conditionValues(of: request), as: call),
    ]
  }

  package static func run(
    _ request: Request, in kms: inout KMSState, _ environment: inout Environment, as call: Call
  ) throws(KMSFailure) -> EmptyResponse {
    let key = try kms.key(request.key, .keys, &environment, as: call)
    guard let family = key.family, !key.isReplica else { throw .notPrimary(key.arn) }
    let address = key.address.relative(in: try request.region.region())
    guard let replica = kms.keys[address] else { throw .keyNotFound(address.arn) }
    guard replica.isReplica else {
      throw .validation("\(key.arn) is the primary key already.")
    }
    for one in [key, replica] {
      try one.requireEnabled()
      try one.requireSettled()
    }
    let regions = family.regions.filter { $0 != address.region }
    kms.keys[found: key.address].suspendRotation(&environment)
    let schedule = kms.keys[found: key.address].rotation
    kms.keys[found: address].rotation = schedule
    kms.keys[found: address].onDemandRotationCount = key.onDemandRotationCount
    kms.keys[found: key.address].rotation = nil
    kms.keys[found: key.address].onDemandRotationCount = 0
    kms.setFamily(KeyFamily(primary: address.region, replicas: regions.sorted()), of: address)
    kms.keys[found: address].resumeRotation(&environment)
    guard environment.settings.consistency == .realistic else { return EmptyResponse() }
    for one in [key, replica] {
      let slot = environment.queue.schedule(
        ScheduledEvent(.updatePrimary, subject: one.arn),
        at: environment.now.adding(seconds: delay))
      kms.keys[found: one.address].state = .updating(slot: slot)
    }
    return EmptyResponse()
  }
}
