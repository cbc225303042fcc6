import Access
import Cloud
import Kernel
import Sessions
import Wire

/// An answer of one of AWS's services.
struct ServiceAnswer: Sendable {
  /// The answer.
  let response: HTTPResponse
  /// What the world's clock shows after it.
  let now: Timestamp
  /// The call, where one came about.
  let call: Happening?
  /// AWS's code of the refusal.
  let code: String?
}

extension Endpoint {
  /// Why S3 refuses a request before its content is read: for its address or its signature.
  ///
  /// Other services sign the content too: nothing is known before it is there.
  func serviceRefusal(ofHead head: HTTPRequest, at moment: Timestamp) -> HTTPResponse? {
    do throws(Unanswered) {
      let asked = try asked(by: head)
      guard asked.service == .s3, !asked.isForm, !asked.isPreflight else { return nil }
      let authenticator = entrance(at: moment).authenticator
      do throws(SignatureFault) {
        _ = try remembering { (keys) throws(SignatureFault) in
          try authenticator.signer(of: head, to: asked.addressee, remembering: &keys)
        }
      } catch {
        throw unanswered(asked, error.failure(of: .s3))
      }
      return nil
    } catch {
      note(error.failure, of: head, at: moment)
      return error.response
    }
  }

  /// Has a service answer.
  ///
  /// Only the call itself is made behind the lock; what comes before and after runs beside others.
  func answerService(_ request: HTTPRequest, at moment: Timestamp) -> ServiceAnswer {
    let before = entrance(at: moment)
    do throws(Unanswered) {
      let received = try received(request, by: before.authenticator)
      let visit = visit(at: moment) { $0.session.receive(received) }
      let failure = visit.result.failure
      if let failure, visit.result.answer == nil { note(failure, of: request, at: moment) }
      return ServiceAnswer(
        response: received.response(to: visit.result, number: nextRequestNumber()), now: visit.now,
        call: visit.call, code: failure?.error.code)
    } catch {
      note(error.failure, of: request, at: moment)
      return ServiceAnswer(
        response: error.response, now: before.now, call: nil, code: error.failure.error.code)
    }
  }

  /// The answer to a request that became no call, and why it became none.
  private struct Unanswered: Error {
    let failure: HTTPFailure
    let response: HTTPResponse
  }

  /// Lets `explain` tell of a request that became no call.
  private func note(_ failure: HTTPFailure, of request: HTTPRequest, at moment: Timestamp) {
    _ = visit(at: moment) { $0.session.noteRefused(request, failure) }
  }

  private func asked(by request: HTTPRequest) throws(Unanswered) -> ServiceRequest {
    do throws(HTTPFailure) {
      return try ServiceRequest(request)
    } catch {
      let form = RefusalForm.s3(isHead: request.method == "HEAD")
      throw Unanswered(failure: error, response: form.response(to: error, id: nextID()))
    }
  }

  private func received(
    _ request: HTTPRequest, by authenticator: Authenticator
  ) throws(Unanswered) -> ReceivedCall {
    let asked = try asked(by: request)
    if asked.isPreflight, let refusal = look({ asked.preflightRefusal(in: $0) }) {
      throw unanswered(asked, refusal)
    }
    do throws(HTTPFailure) {
      return try remembering { (keys) throws(HTTPFailure) in
        try ReceivedCall(
          asked, request, by: authenticator, remembering: &keys, isSecure: !rules.isPlain)
      }
    } catch {
      throw unanswered(asked, error)
    }
  }

  /// A refusal, with what the world tells of it.
  private func unanswered(_ asked: ServiceRequest, _ failure: HTTPFailure) -> Unanswered {
    let headers = asked.isHead ? look { asked.headersOfBucket(in: $0) } : []
    return Unanswered(
      failure: failure, response: asked.response(failure, id: nextID(), headers: headers))
  }
}
