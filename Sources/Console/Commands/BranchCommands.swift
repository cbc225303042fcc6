import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Begins another course of events.
  static let branch = LabCommand(
    "branch", "tries something out in a copy of the world", operands: "NAME",
    details: """
      branch what-if     goes on in a copy of everything, called what-if
      switch main        back to the world as it was; what-if stays as you left it
      compare main what-if   what is otherwise: keys, objects, who may do what
      branches           lists them
      drop what-if       forgets one

      Each branch has a history of its own: undo goes back within it, at most to the
      beginning of the session. AWS has no such thing: its world is one.
      """
  ) { session, arguments, _ throws(Fault) in
    let word = try arguments.branchName("branch", next: "branch what-if")
    guard Branch.isName(word.text) else {
      throw Fault(
        "a branch is named by up to 40 letters, digits, - and _", range: word.range,
        next: "branch what-if")
    }
    guard session.branchNames.allSatisfy({ $0 != word.text }) else {
      throw Fault(
        "there is a branch \(word.text) already", range: word.range,
        next: word.text == session.branch ? "branches" : "switch \(word.text)", status: 1)
    }
    guard session.branches.count + 1 < Branch.limit else {
      throw Fault(
        "there are \(Branch.limit) branches, which is the most",
        next: "drop \(session.branches.first?.key ?? "")", status: 1)
    }
    let left = session.branch
    session.beginBranch(word.text)
    return LabAnswer(
      lines: ["you are on branch \(word.text), a copy of \(left); switch \(left) goes back"],
      document: session.historyDocument)
  }

  /// Goes to another branch.
  static let switchBranch = LabCommand(
    "switch", "goes to another branch of the world", operands: "BRANCH",
    details: "help branch tells what branches are."
  ) { session, arguments, _ throws(Fault) in
    let word = try arguments.branchName("switch", next: "branches")
    if word.text == session.branch {
      return LabAnswer(
        lines: ["you are on branch \(word.text) already"], document: session.historyDocument)
    }
    guard session.branches[word.text] != nil else { throw session.noBranch(word, "switch") }
    return session.moved { session in
      session.goToBranch(word.text)
      return ["you are on branch \(word.text), \(session.history.stepsInWords)"]
    }
  }

  static let listBranches = LabCommand(
    "branches", "lists the branches of the world", details: "help branch tells what they are."
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 0, of: "branches")
    let rows = session.branchNames.compactMap { name in
      session.world(ofBranch: name).map { (name: name, branch: $0) }
    }
    return LabAnswer(
      lines: rows.map { name, branch in
        (name == session.branch ? "* " : "  ") + name.padded(20)
          + branch.history.stepsInWords.padded(14) + branch.present.world.now.readable
      },
      document: [
        "Branches": .list(
          rows.map { name, branch in
            [
              "Name": .string(name), "Present": .bool(name == session.branch),
              "Step": .integer(branch.history.lastNumber),
              "Now": .timestamp(branch.present.world.now),
            ]
          })
      ])
  }

  /// Forgets a branch.
  static let drop = LabCommand(
    "drop", "forgets a branch of the world", operands: "BRANCH",
    details: "There is no way back, but by typing its lines again. help branch tells more."
  ) { session, arguments, _ throws(Fault) in
    let word = try arguments.branchName("drop", next: "branches")
    if word.text == session.branch {
      let other = session.branches.first?.key
      throw Fault(
        "you are on branch \(word.text)", range: word.range,
        next: other.map { "switch \($0)" } ?? "branch what-if", status: 1)
    }
    guard let branch = session.dropBranch(word.text) else {
      throw session.noBranch(word, "drop")
    }
    return LabAnswer(
      lines: ["branch \(word.text) is gone, with its \(branch.history.stepsInWords)"],
      document: session.historyDocument)
  }
}

extension Session {
  /// The fault of a name that no branch has.
  func noBranch(_ word: Argument, _ command: String) -> Fault {
    let others = branches.keys
    let near = nearest(to: word.text, among: others)
    return Fault(
      "no branch \(quoted(word.text))" + (near.map { "; the nearest is \($0)" } ?? ""),
      range: word.range, next: near.map { "\(command) \($0)" } ?? "branches", status: 1)
  }
}

extension History {
  /// How many steps there are, for a learner.
  var stepsInWords: String { counted(lastNumber, "step") }
}

extension ToolArguments {
  /// The one word that names a branch.
  fileprivate func branchName(_ command: String, next: String) throws(Fault) -> Argument {
    try refuseWords(after: 1, of: command)
    guard let word = operands.first else {
      throw Fault("\(command) needs the name of a branch", next: next)
    }
    return word
  }
}
