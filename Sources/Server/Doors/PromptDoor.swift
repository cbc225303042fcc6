import Kernel
import Sessions
import Wire

extension Door {
  /// Answers a prompt that somebody sits at elsewhere.
  static let prompt = Door(
    name: "prompt", method: "POST",
    summary: "for kmslab attach: runs lines, and tells how a terminal shows what they print",
    manner: .long
  ) { endpoint, request, moment in
    let asked: PromptRequest
    do throws(DoorFault) {
      asked = try PromptRequest(
        DoorFault.members(request.body, PromptRequest.members)
      ).or(DoorFault("lines and name take text"))
    } catch {
      return error.response
    }
    let visit = endpoint.run(asked.lines, named: asked.name, isCoached: asked.isCoached, at: moment)
    let lines = visit.result.lines
    let reply = PromptReply(
      results: lines.results.map { $0.shown(in: asked.style) }, status: lines.status,
      ends: lines.isOver, nextLine: lines.nextLine, place: visit.result.place)
    return .json(200, reply.document, waits: visit.waits)
  }

  /// Helps with a line while it is typed.
  static let complete = Door(
    name: "complete", method: "POST",
    summary: "for kmslab attach: what may stand at the cursor of a line, and what its words are",
    manner: .long
  ) { endpoint, request, moment in
    do throws(DoorFault) {
      let typed = try TypedLine(DoorFault.members(request.body, TypedLine.members))
        .or(DoorFault("line takes text, and cursor a place in it, in bytes"))
      // Aside of the world, so that nobody waits for it.
      let session = endpoint.visit(at: moment) { $0.session }.result
      return .json(200, session.help(with: typed).document)
    } catch {
      return error.response
    }
  }
}

extension Optional {
  /// The value, or else the failure.
  fileprivate func or<Failure>(_ failure: Failure) throws(Failure) -> Wrapped {
    guard let self else { throw failure }
    return self
  }
}
