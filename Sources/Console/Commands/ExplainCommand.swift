import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Explains the last call, or one that is not made.
  static let explain = LabCommand(
    "explain", "tells why a call was permitted or refused",
    operands: "[COMMAND]",
    details: """
      explain          the last call, in the world as it was before it
      explain aws kms decrypt --key-id alias/lab-key --ciphertext-blob fileb://c.bin
                       a call that is not made: nothing changes
      Every policy is listed that was looked at, and of each statement whether it
      speaks of the call, or which element does not. For a refusal the changes that
      would let the call through: each was tried on a copy of the world, and the one
      that opens least comes first. Nothing is changed until you type it.
      """, takesWords: true
  ) { session, arguments, _ throws(Fault) in
    let told: ToldCall
    switch arguments.operands.isEmpty ? session.lastRequest : nil {
    case .call(let last): told = last
    case .refused(let visit):
      return RefusedVisitInWords(visit, home: session.configuration.account).answer
    case .forgotten(let operation, let call): return session.answer(onForgotten: operation, call)
    case nil where arguments.operands.isEmpty:
      throw Fault("no call was made yet", next: "explain aws kms list-keys")
    case nil: told = try session.rehearsed(arguments.operands)
    }
    let explanation = told.moment.world.explain(
      told.operation, .object(told.request), as: told.call)
    return ExplanationInWords(explanation, told.moment, session).answer
  }
}

extension Session {
  /// The call that a command would make, made on a copy of the session.
  fileprivate func rehearsed(_ words: [Argument]) throws(Fault) -> ToldCall {
    var copy = self
    let arguments = words.first?.text == "aws" ? Array(words.dropFirst()) : words
    let (result, call) = copy.runAWS(arguments, input: [])
    guard let made = call else {
      throw Fault(
        "that makes no call"
          + (result.errors.isEmpty ? "" : ": \(result.errors.split(separator: "\n").first ?? "")"),
        range: words.first?.range, next: "explain aws kms list-keys")
    }
    return ToldCall(
      moment: present, operation: made.operation, request: made.request, call: made.call)
  }

  /// What is told of a call that succeeded where no earlier moment is kept.
  fileprivate func answer(onForgotten operation: AnyOperation, _ call: Call) -> LabAnswer {
    let caller = call.principal.shortName(from: configuration.account)
    var answer = LabAnswer(
      lines: ["\(operation.name) by \(caller): permitted, and it succeeds."]
        + paragraph(
          "What decided it is known where the world before it is kept: in kmslab serve --undo or"
            + " --session NAME, and at a prompt. Here explain COMMAND tells of a call that is not"
            + " made."),
      document: [
        "Operation": .string(operation.name), "Caller": .string(call.principal.arn.description),
        "Result": "success",
      ])
    answer.next = "help explain"
    return answer
  }
}
