import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Text

/// Commands of AWS CLI in a session: what AWS CLI leaves to itself is put around them here.
extension Session {
  /// Runs an AWS CLI command, and tells the last call that it made; the words are those behind
  /// `aws`.
  mutating func runAWS(
    _ arguments: [Argument], input: [UInt8]
  ) -> (result: CommandResult, call: ToldCall?) {
    let (answer, run) = perform(arguments, input: input)
    guard case .question(let question) = answer.ending else {
      return (told(answer, run), run.lastCall)
    }
    return (self.answer(question, run), run.lastCall)
  }

  /// An answer with what a learner is told beside it.
  private mutating func told(_ answer: AWSAnswer, _ run: AWSRun) -> CommandResult {
    var result = answer.result
    switch answer.ending {
    case .help(let subject): return .page(page(about: subject))
    case .rejected(let rejected):
      note(Complaint(rejected.error))
      if isCoached, !rejected.haveErrorFormat {
        let words = told(fault(of: rejected))
        (result.errors, result.next) = (words.errors, words.next)
      }
    case .refused(let error, let call):
      note(Complaint(error))
      // Nothing is said behind what was to be quiet.
      if isCoached, !result.errors.isEmpty, let call,
        let advice = Coach(call, in: self).advice(on: call.failure)
      {
        result.errors += advice.text
        result.next = advice.next
      }
    case .done:
      guard result.isUnanswered, let operation = run.lastCall?.operation else { break }
      let remark = remark(.silence, of: operation)
      result.errors += remark
      result.isUnanswered = remark.isEmpty
    case .question: break
    }
    return result
  }

  private func page(about subject: HelpSubject) -> String {
    switch subject {
    case .services: HelpPages.aws
    case .service(let service): HelpPages.page(of: service)
    case .operation(let operation): HelpPages.page(of: operation, example(of: operation))
    case .s3: HelpPages.s3
    case .s3Command(let command): HelpPages.page(of: command)
    }
  }

  /// What the lab answers to its own option: words, or data where a form was asked for.
  private mutating func answer(_ question: LabQuestion, _ run: AWSRun) -> CommandResult {
    let answer: LabAnswer
    do throws(Fault) {
      switch question.option {
      case .previewOfDeletion: answer = try previewOfDeletion(question)
      }
    } catch {
      return refused(error)
    }
    guard question.wantsData, let members = answer.document.members else {
      return CommandResult(output: Array(answer.inWords.utf8))
    }
    return told(run.print(members, to: question), run)
  }
}

/// Words that AWS CLI refused, for a learner: which, why, and the next line.
extension Session {
  private func fault(of rejected: RejectedWords) -> Fault {
    let (error, words) = (rejected.error, rejected.words)
    if let help = words.first(where: { ["--help", "-h"].contains($0.text) }) {
      let names = words.prefix { !$0.text.hasPrefix("-") }.prefix(2).map(\.text)
      return Fault(
        "AWS CLI's help is a word, no option", range: help.range,
        next: (["aws"] + names + ["help"]).joined(separator: " "), status: error.status)
    }
    if let last = words.last, last.text == "^", error.status == 252 {
      return Fault(
        "^ at the end goes on in Windows's command prompt; here \\ does, as in sh",
        range: last.range, status: error.status)
    }
    let replaced = error.replacement.map { replacement in
      (["aws"] + words.map { $0.range == error.range ? replacement : quoted($0.text) })
        .joined(separator: " ")
    }
    let isSecret = replaced.map(table.holdsSecret) ?? false
    let next = error.next ?? rejected.command.flatMap { mended(by: error.cause, $0) }
    let cause = unsetVariable(behind: error.range).map { "; $\($0) is not set" } ?? ""
    return Fault(
      error.remark + cause, range: error.range, next: isSecret ? next : replaced ?? next,
      status: error.status)
  }

  /// The variable that stands behind a word and has no value.
  private func unsetVariable(behind range: Range<Int>?) -> String? {
    let words = onlyCommand?.words ?? []
    guard let index = words.firstIndex(where: { $0.range == range }), index + 1 < words.count,
      let part = words[index + 1].parts.first, case .variable(let name) = part.content,
      variables[name]?.isEmpty ?? true
    else { return nil }
    return name
  }
}
