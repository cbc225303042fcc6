package import AWSCLI
package import Shell

extension Session {
  /// Runs an AWS CLI command and takes over what it did; the words are those behind `aws`.
  package mutating func perform(
    _ arguments: [Argument], input: [UInt8]
  ) -> (answer: AWSAnswer, run: AWSRun) {
    var run = AWSRun(
      on: present, standardInput: input, filesBefore: filesBefore, pace: host.pace(of: "aws"),
      isCoached: isCoached)
    let answer = run.perform(arguments)
    present = run.moment
    if run.hasChanged { noteChange() }
    if let call = run.lastCall { lastRequest = .call(call) }
    return (answer, run)
  }
}
