import Cloud
package import Kernel

/// Something that happened in the world: a call, or an event of the clock.
package struct Happening: Sendable {
  /// When, by the world's clock.
  package let time: Timestamp
  /// Who called, by the short name; `nil` for AWS itself.
  package let caller: String?
  /// The service that called on the caller's behalf.
  package let via: Service?
  /// The service that answered; `nil` where that is not told.
  package let service: Service?
  /// The operation or the event.
  package let name: String
  /// AWS's code of the refusal; `nil` for a success.
  package let code: String?
  /// The resources.
  package let resources: [ARN]
  /// What it means, for a learner; `nil` for calls.
  package let meaning: String?

  /// Reads a record of the trail.
  init(_ record: TrailRecord, home: AccountID) {
    time = record.time
    switch record.actor {
    case .principal(let principal, let via):
      caller = principal.shortName(from: home)
      self.via = via
    case .aws: (caller, via) = (nil, nil)
    }
    service = record.service
    name = record.name
    code = record.error?.code
    resources = record.resources
    meaning = nil
  }

  /// Reads what a passage tells that no trail does.
  init(_ event: Passage.Happening) {
    time = event.time
    (caller, via, service, code) = (nil, nil, nil, nil)
    name = event.name
    resources = [event.subject]
    meaning = event.meaning
  }

  /// Whether somebody called, and no service on somebody's behalf.
  var isCall: Bool { caller != nil && via == nil }
}
