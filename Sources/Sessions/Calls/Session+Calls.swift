import AWSCLI
package import Access
package import Cloud
package import Kernel
import Shell
package import Wire

extension Session {
  /// Makes a call that came over the wire, as one step that undo takes back; with `keepsCalls` as a
  /// line of the log.
  package mutating func receive(_ received: ReceivedCall) -> ReceivedCall.Outcome {
    guard keepsPast || keepsCalls else {
      let outcome = received.perform(in: &present.world)
      if let answer = outcome.answer { keep(CallLine(received), answer, madeAt: nil) }
      return outcome
    }
    let call = CallLine(received)
    let home = configuration.account
    line = Line(text: call.summary(home: home))
    pendingImports = []
    line.origin = keepsPast ? present : nil
    let written = keepsCalls ? call.written(home: home, world.environment.identities) : nil
    let outcome = received.perform(in: &present.world)
    defer { line.origin = nil }
    // What became no call has changed nothing, and needs no line.
    guard let answer = outcome.answer else { return outcome }
    if let written { (line.text, pendingImports) = written }
    note(answer, of: call, madeAt: line.origin)
    settle()
    if keepsCalls { log(CallAnswer(answer, of: call.operation)) }
    return outcome
  }

  /// Makes a call that a command stands for, and that `explain` then explains.
  package mutating func handle(
    _ operation: AnyOperation, _ request: DocumentObject, as call: Call
  ) -> Outcome {
    lastRequest = .call(
      ToldCall(moment: present, operation: operation, request: request, call: call))
    let outcome = present.world.handle(operation, .object(request), as: call)
    if case .success = outcome, operation.effect == .write { noteChange() }
    return outcome
  }

  /// Makes a call that a line makes again.
  package mutating func make(_ call: CallLine) -> CallAnswer {
    let before = present
    let outcome = present.world.handle(call.operation, .object(call.members), as: call.call)
    // What somebody uploaded is no work of the line's.
    line.uncountedBytes += present.writtenByteCount - before.writtenByteCount
    note(outcome, of: call, madeAt: before)
    return CallAnswer(outcome, of: call.operation)
  }

  /// Notes what came of a call, whether it was made just now or is made again.
  private mutating func note(
    _ outcome: Outcome, of call: CallLine, madeAt moment: Moment?
  ) {
    keep(call, outcome, madeAt: moment)
    // A companion looks after what a learner types.
    line.isCompanions = true
    line.isClients = true
    switch outcome {
    case .success: if call.operation.effect == .write { line.isChanging = true }
    case .failure(let error): line.complaints.append(Complaint(error.wire))
    }
  }

  /// Keeps a call for `explain` to explain, on the moment before it where that is kept.
  ///
  /// A refused call has changed nothing but the trail, so that the moment after it does as well. To
  /// hold on to a moment makes the next change copy what it touches, which only refusals are worth.
  private mutating func keep(_ call: CallLine, _ outcome: Outcome, madeAt moment: Moment?) {
    if case (nil, .success) = (moment, outcome) {
      lastRequest = .forgotten(call.operation, call.call)
    } else {
      lastRequest = .call(
        ToldCall(
          moment: moment ?? present, operation: call.operation, request: call.members,
          call: call.call))
    }
  }

  /// Puts a call into the log that no typed line has made.
  private mutating func log(_ answer: CallAnswer) {
    lastStatus = answer.status
    let output = Array("  \(answer.text)\n".utf8)
    log(line.text, [CommandResult(output: output, status: answer.status)])
  }
}

extension CallLine {
  /// The line of a call that came over the wire.
  fileprivate init(_ received: ReceivedCall) {
    self.init(received.operation, received.members, received.call)
  }
}
