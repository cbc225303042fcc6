package import Shell

/// Somebody who looks over the learner's shoulder: commands of its own, and a word after each line.
///
/// A session knows no lessons; whoever has some hands them in as a companion. It keeps no session
/// that has it: worlds that a learner left and comes back to are a `Stay` each.
package protocol Companion: Sendable {
  /// The companion as it is at the start of a session, for the replay of another one.
  var atStart: any Companion { get }
  /// What the learner did so far that counts beyond the session.
  var learned: [Learned] { get }
  /// What the learner did in all sessions, as far as this one knows.
  var record: LearnerRecord { get }
  /// The commands that the companion answers.
  var commands: [Command] { get }
  /// The command that a typed word stands for; `nil` for none.
  func command(meantBy word: String) -> Command?
  /// What a word in capitals of a command's operands stands for; `nil` for what others know.
  func words(for placeholder: String, in session: Session) -> [Candidate]?
  /// Answers one of its commands, or leaves it to other commands; it may have the session enter
  /// another world, and fails where the words are wrong or it is not the time for them.
  mutating func run(
    _ command: String, _ arguments: [Argument], in session: inout Session
  ) throws(Fault) -> CommandResult?
  /// Holds a line back with a question, to be run later; `nil` lets it run.
  mutating func hold(_ line: String) -> String?
  /// What it says after a line that was none of its commands; nothing where it has nothing to say.
  mutating func afterLine(in session: Session) -> String
  /// What helps in the lesson that the learner is in; `nil` outside of one.
  func suggestion(in session: Session) -> NextStep?
  /// Notes what a line of the log, counted from 0, decided and what counts beyond the session.
  mutating func note(_ event: LearningEvent, line: Int)
  /// Whether a start should ask about what was learned on other days, by what is known of them.
  func isReviewDue(by record: LearnerRecord) -> Bool
  /// Whether a question waits that an empty line leaves.
  var isReviewing: Bool { get }
  /// What a virtual file is for, in the lesson that the learner is in; `nil` where nothing tells.
  func purpose(ofFile name: String) -> String?
  /// The lines for the banner above the first prompt.
  func greeting(in session: Session) -> [String]
}

/// Something that was learned, and when.
package struct Learned: Sendable, Equatable {
  /// The number of the line in the session's log, counted from 0.
  package let line: Int
  /// What was learned.
  package let event: LearningEvent

  /// Notes an event of a line.
  package init(line: Int, event: LearningEvent) {
    self.line = line
    self.event = event
  }
}
