import Kernel
import Wire

/// An answer of one of AWS's services.
struct ServiceAnswer: Sendable {
  /// The answer.
  let response: HTTPResponse
  /// What the world's clock shows after it.
  let now: Timestamp
  /// The call, where one came about.
  let call: Happening?
}

extension Endpoint {
  /// Why a service refuses a request before its content is read.
  func serviceRefusal(ofHead head: HTTPRequest, at moment: Timestamp) -> HTTPResponse? { nil }

  /// Has a service answer.
  func answerService(_ request: HTTPRequest, at moment: Timestamp) -> ServiceAnswer {
    let visit = visit(at: moment) { _ in }
    return ServiceAnswer(
      response: refuse(request, .notImplemented), now: visit.now, call: visit.call)
  }
}
