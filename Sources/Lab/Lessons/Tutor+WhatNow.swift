package import Sessions

extension Tutor {
  /// What the lab says of a file.
  package func purpose(ofFile name: String) -> String? { run?.sentence(about: name) }

  /// What helps with the question or the step that waits.
  package func suggestion(in session: Session) -> NextStep? {
    if let quiz, quiz.question != nil {
      return NextStep(
        "A question waits: the letter of an answer answers it, and enough ends the quiz.", "enough")
    }
    guard let run else { return nil }
    guard run.step != nil else {
      return NextStep("All steps of the lab are done.", nextLesson == nil ? "leave" : "next")
    }
    let place = "step \(run.index + 1) of \(run.lesson.steps.count)"
    if run.isStepDone { return NextStep("This was \(place).", "next") }
    return NextStep("You are in \(place); task tells it again.", "hint")
  }
}
