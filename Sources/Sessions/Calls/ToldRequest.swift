package import AWSCLI
package import Access
package import Cloud
import Kernel
package import Wire

/// The last that was asked of AWS, which `explain` explains.
package enum ToldRequest: Sendable {
  /// A call.
  case call(ToldCall)
  /// A link, a form or a signed request that became no call.
  case refused(RefusedVisit)
  /// A call that succeeded where no earlier moment is kept.
  case forgotten(AnyOperation, Call)
}

/// What was refused before anybody asked what its signer may.
package struct RefusedVisit: Sendable {
  /// The moment.
  package let moment: Moment
  /// What was sent.
  package let means: Means
  /// Why it was refused.
  package let failure: HTTPFailure

  /// What was sent.
  package enum Means: Sendable {
    /// A link.
    case link(LinkVisit)
    /// The fields of a form, and a file.
    case form(FormVisit)
    /// A request over the wire.
    case request(SentRequest)
  }
}

extension Session {
  /// The last call of AWS; `nil` for none, or where something else was asked since.
  package var lastCall: ToldCall? {
    if case .call(let call) = lastRequest { call } else { nil }
  }

  /// Keeps a request over the wire that was refused, for `explain` to explain.
  ///
  /// Not where calls are kept as lines: no line tells of this one, and what runs again would not
  /// know of it.
  package mutating func noteRefused(_ request: HTTPRequest, _ failure: HTTPFailure) {
    guard !keepsCalls else { return }
    noteRefused(LinkVisit(request).map { .link($0) } ?? .request(SentRequest(request)), failure)
  }

  /// Keeps what was refused, for `explain` to explain.
  package mutating func noteRefused(_ means: RefusedVisit.Means, _ failure: HTTPFailure) {
    lastRequest = .refused(RefusedVisit(moment: present, means: means, failure: failure))
  }
}
