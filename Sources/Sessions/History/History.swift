package import AWSCLI
import Cloud
package import Kernel

/// How a world came to the present moment, line by line, and what was undone.
///
/// A step costs what its line changed: the moments share all the rest.
package struct History: Sendable {
  /// The steps up to the present moment by their numbers, from 1; the oldest may be forgotten.
  package private(set) var past: OrderedMap<Int, Step> = [:]
  /// The steps that were undone, the next one last.
  package private(set) var future: [Step] = []
  /// What the lines of the past wrote, which it may hold on to.
  private(set) var byteCount = 0

  /// Most steps that undo goes back.
  static let stepLimit = 10_000

  /// A moment, and the line that left it.
  ///
  /// A class, so that nobody copies the moment who asks for the line.
  package final class Step: Sendable {
    /// The moment before the line.
    package let moment: Moment
    /// The line as it was typed.
    package let text: String
    /// The number of the line in the session's log, counted from 0.
    package let line: Int
    /// The bytes of files and objects that the line wrote.
    let byteCount: Int

    convenience init(_ moment: Moment, _ text: String, line: Int, before next: Moment) {
      self.init(
        moment, text, line: line,
        byteCount: abs(next.writtenByteCount - moment.writtenByteCount))
    }

    private init(_ moment: Moment, _ text: String, line: Int, byteCount: Int) {
      self.moment = moment
      self.text = text
      self.line = line
      self.byteCount = byteCount
    }

    /// The same step, from a moment in which something is different.
    func changed(_ body: (inout Moment) -> Void) -> Step {
      var moment = moment
      body(&moment)
      return Step(moment, text, line: line, byteCount: byteCount)
    }

    /// The same step, as one of another line.
    func credited(to line: Int) -> Step {
      Step(moment, text, line: line, byteCount: byteCount)
    }
  }

  /// The number of the last step; 0 at the beginning.
  package var lastNumber: Int { past.last?.key ?? forgottenCount }
  /// How many steps are no longer held, the first ones.
  package private(set) var forgottenCount = 0

  /// Adds a step; what was undone is forgotten, and the oldest steps where there are too many.
  mutating func add(_ step: Step, byteLimit: Int) {
    future = []
    append(step)
    while past.count > History.stepLimit || byteCount > byteLimit, past.count > 1,
      let (number, oldest) = past.popFirst()
    {
      byteCount -= oldest.byteCount
      forgottenCount = number
    }
  }

  /// Goes one step back from a moment; the line that was undone, `nil` at the beginning.
  mutating func undo(_ present: inout Moment) -> String? {
    guard let (number, step) = past.last else { return nil }
    past[number] = nil
    byteCount -= step.byteCount
    future.append(Step(present, step.text, line: step.line, before: step.moment))
    present = step.moment
    return step.text
  }

  /// Goes one step forward again; the line that was done again, `nil` where none was undone.
  mutating func redo(_ present: inout Moment) -> String? {
    guard let step = future.popLast() else { return nil }
    append(Step(present, step.text, line: step.line, before: step.moment))
    present = step.moment
    return step.text
  }

  /// The moment after a step, where the history still has it, an undone one too; the present one
  /// comes after the last that is done.
  package func moment(after number: Int, _ present: Moment) -> Moment? {
    if number == lastNumber { return present }
    let undone = future.count - (number - lastNumber)
    if number > lastNumber { return future.indices.contains(undone) ? future[undone].moment : nil }
    return past[number + 1]?.moment
  }

  /// Counts the steps of lines that are not in the log, a lab's own, to the line that brought them;
  /// in a new world these are all.
  mutating func credit(to line: Int, isNewWorld: Bool) {
    for number in past.keys.reversed() {
      guard let step = past[number], isNewWorld || step.line > line else { return }
      past[number] = step.credited(to: line)
    }
  }

  /// Changes something in every moment, as if it had always been so.
  mutating func change(_ body: (inout Moment) -> Void) {
    for number in past.keys { past[number] = past[number]?.changed(body) }
    future = future.map { $0.changed(body) }
  }

  private mutating func append(_ step: Step) {
    past[lastNumber + 1] = step
    byteCount += step.byteCount
  }
}
