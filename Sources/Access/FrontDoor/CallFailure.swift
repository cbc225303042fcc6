package import Kernel

/// Why a call failed: AWS's answer, and the cause that the simulation knows beside it.
package struct CallFailure: Error, Sendable {
  /// AWS's code and text as the caller gets them.
  package let wire: WireError
  /// What it comes from.
  package let cause: Cause

  /// What a failure comes from, as a value: whoever explains it need not read AWS's sentences.
  package enum Cause: Sendable {
    /// The request breaks the model's rules.
    case invalid(InvalidRequest)
    /// Nobody has the credentials of the call, or no longer.
    case unauthenticated(CredentialFault)
    /// No policy lets it through.
    case denied(AccessDenial)
    /// The account called too often.
    case throttled(RequestQuota)
    /// A switch of the lab lets it fail.
    case injected
    /// The service said no.
    case service(any ServiceFailure)
  }

  /// Makes a failure.
  package init(_ wire: WireError, _ cause: Cause) {
    self.wire = wire
    self.cause = cause
  }

  /// AWS's code.
  package var code: String { wire.code }

  /// AWS's text; some failures have none.
  package var message: String? { wire.message }
}

extension CallFailure: Equatable {
  /// Failures are the same where AWS's answers are.
  package static func == (left: CallFailure, right: CallFailure) -> Bool { left.wire == right.wire }
}

extension Refusal {
  /// What the refusal comes from, whichever service it is of.
  package var cause: CallFailure.Cause {
    switch self {
    case .invalid(let request): .invalid(request)
    case .unauthenticated(let fault): .unauthenticated(fault)
    case .denied(let denial): .denied(denial)
    case .throttled(let quota): .throttled(quota)
    case .injected: .injected
    case .failed(let failure): .service(failure)
    }
  }
}
