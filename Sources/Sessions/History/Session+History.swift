import AWSCLI
import Cloud
package import Kernel

extension Session {
  /// One step as a list shows it.
  package struct ListedStep {
    /// Its number, from 1.
    package let number: Int
    /// The line as it was typed.
    package let text: String
    /// What the clock showed after it.
    package let time: Timestamp
    /// Whether it was undone.
    package let isUndone: Bool
  }

  /// All steps that are held, the undone ones last.
  package var steps: [ListedStep] {
    var texts = history.past.map { $0.value.text }
    var times = history.past.map { $0.value.moment.world.now }.dropFirst() + [world.now]
    let doneCount = texts.count
    for step in history.future.reversed() {
      texts.append(step.text)
      times.append(step.moment.world.now)
    }
    let first = history.forgottenCount + 1
    return zip(texts, times).enumerated().map { index, step in
      ListedStep(
        number: first + index, text: step.0, time: step.1, isUndone: index >= doneCount)
    }
  }
}

extension Session {
  /// Takes back so many steps, as far as there are any; their lines, the last one first.
  package mutating func undo(_ count: Int) -> [String] {
    settle()
    let most = min(count, history.past.count)
    let texts = (0..<most).compactMap { _ in history.undo(&present) }
    settleInHistory()
    return texts
  }

  /// Does so many steps again that were undone, as far as there are any; their lines in order.
  package mutating func redo(_ count: Int) -> [String] {
    settle()
    let most = min(count, history.future.count)
    let texts = (0..<most).compactMap { _ in history.redo(&present) }
    settleInHistory()
    return texts
  }

  /// Goes to the moment after a step that is held, done or undone.
  package mutating func goBack(to number: Int) {
    settle()
    while history.lastNumber > number, history.undo(&present) != nil {}
    while history.lastNumber < number, history.redo(&present) != nil {}
    settleInHistory()
  }

  /// Sets a variable in every moment that is held, also of other branches: undo leads to none that
  /// has another value, and finds no step of this.
  package mutating func setEverywhere(_ variable: String, to value: String) {
    let set = { (moment: inout Moment) in moment.variables[variable] = value }
    set(&present)
    if var origin = line.origin {
      set(&origin)
      line.origin = origin
    }
    history.change(set)
    for (name, branch) in branches { branches[name] = branch.changed(set) }
  }

  /// Begins with a new world from the same seed.
  package mutating func startOver() {
    present = Moment(configuration)
    noteChange()
  }
}
