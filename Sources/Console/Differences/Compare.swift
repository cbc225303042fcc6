import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension LabCommand {
  /// Tells what a step changed.
  static let diff = LabCommand(
    "diff", "tells what a step changed in the world, or compares files",
    operands: "[STEP]",
    options: [
      ToolOption("--since", value: "STEP", summary: "what has changed since that step, all in all")
    ],
    details: """
      diff             what the last line that changed something has changed
      diff 3           what step 3 changed; history lists the steps
      diff --since 3   what is otherwise now than after step 3
      diff a b         compares two virtual files, as GNU's does

      + stands for what came, - for what went.
      """, isMeant: isAboutSteps
  ) { session, arguments, _ throws(Fault) in
    session.settle()
    if let since = arguments.options.last(where: { $0.name == "--since" }) {
      if let word = arguments.operands.first {
        throw Fault("--since has its step already", range: word.range, next: "help diff")
      }
      let step = try session.step(named: Argument(text: since.value, range: since.range))
      return try session.difference(from: step, to: nil, title: "since step \(step)")
    }
    guard let last = session.history.past.last else {
      let reason = session.keepsPast ? "nothing was changed yet" : Session.withoutPast
      throw Fault(reason, next: "history", status: 1)
    }
    var step = last.key
    if let word = arguments.operands.first {
      guard Int(word.text) != nil else {
        throw Fault("diff takes a step, or two files", range: word.range, next: "history")
      }
      step = try session.step(named: word)
      guard step > session.history.forgottenCount else {
        throw Fault(
          "step \(step) is the beginning; nothing was changed before it", range: word.range,
          next: "history", status: 1)
      }
    }
    let text = session.steps.first { $0.number == step }?.text.firstLine ?? ""
    return try session.difference(from: step - 1, to: step, title: "step \(step): \(text)")
  }

  /// Whether `diff` is asked about steps, and not about files.
  private static func isAboutSteps(_ arguments: [Argument]) -> Bool {
    arguments.count < 2 || ["--output", "--since"].contains(arguments[0].text)
      || arguments.count == 3 && arguments[1].text == "--output"
  }

  /// Compares two branches.
  static let compare = LabCommand(
    "compare", "tells what differs in another branch", operands: "[A] B",
    details: """
      compare main what-if    keys, objects, files, and who may use which key
      compare what-if         the present branch with that one

      + stands for what only the second branch has, - for what it has not.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 2, of: "compare")
    guard let last = arguments.operands.last else {
      throw Fault("compare needs a branch or two", next: "branches")
    }
    session.settle()
    let first = arguments.operands.count == 2 ? arguments.operands[0] : nil
    guard let old = session.world(ofBranch: first?.text ?? session.branch) else {
      throw session.noBranch(first ?? last, "compare")
    }
    guard let new = session.world(ofBranch: last.text) else {
      throw session.noBranch(last, "compare")
    }
    let home = session.configuration.account
    var difference = MomentDifference(from: old.present, to: new.present, home: home)
    difference.addDecisions(old.present, new.present, home)
    return LabAnswer(
      difference, title: "from \(first?.text ?? session.branch) to \(last.text)", [:])
  }
}

extension Session {
  /// What is otherwise after one step than after another; without the second, than now.
  fileprivate func difference(
    from first: Int, to second: Int?, title: String
  ) throws(Fault) -> LabAnswer {
    guard let old = history.moment(after: first, present),
      let new = second.map({ history.moment(after: $0, present) }) ?? present
    else { throw Fault("the steps up to \(first) are forgotten", next: "history", status: 1) }
    return LabAnswer(
      MomentDifference(from: old, to: new, home: configuration.account), title: title, [:])
  }
}

extension LabAnswer {
  /// A difference in words and as data.
  init(_ difference: MomentDifference, title: String, _ members: DocumentObject) {
    let rows = difference.rows
    lines = [title] + (rows.isEmpty ? ["no difference"] : labelled(rows))
    var members = members
    members["Changes"] = .list(
      rows.map { ["Kind": .string($0.label), "Change": .string($0.text)] })
    document = .object(members)
  }
}

extension MomentDifference {
  /// Most keys whose decisions are compared.
  private static let keyLimit = 50

  /// Adds who may use or administer a key in one moment only.
  mutating func addDecisions(_ old: Moment, _ new: Moment, _ home: AccountID) {
    let keys = paired(old.world.storage.kms.keys, new.world.storage.kms.keys)
    for pair in keys.prefix(MomentDifference.keyLimit) {
      guard pair.old != nil, pair.new != nil else { continue }
      for person in new.world.environment.identities.principals {
        let (before, after) = (
          old.world.abilities(of: person, with: pair.key),
          new.world.abilities(of: person, with: pair.key)
        )
        guard before != after else { continue }
        add(
          "may",
          "\(person.shortName(from: home)) with \(new.readableName(of: pair.key.arn)):"
            + " \(before.inWords) became \(after.inWords)")
      }
    }
    if keys.count > MomentDifference.keyLimit {
      add("may", "only the first \(MomentDifference.keyLimit) keys were asked")
    }
  }
}

/// What somebody can do with a key at a moment: policies and the key's state decide.
private struct Abilities: Equatable {
  var encrypts = false
  var administers = false

  var inWords: String {
    switch (encrypts, administers) {
    case (true, true): "uses and administers it"
    case (true, false): "uses it"
    case (false, true): "administers it"
    case (false, false): "nothing"
    }
  }
}

extension World {
  /// Asks the front door of a copy of the world.
  fileprivate func abilities(of person: Principal, with key: KeyAddress) -> Abilities {
    let request: DocumentObject = ["KeyId": .string(key.arn.description)]
    let may = { (name: String, members: DocumentObject) in
      guard let operation = Catalogue.operation(name) else { return false }
      var copy = self
      let call = Call(principal: person, region: key.region)
      if case .success = copy.handle(operation, .object(members), as: call) { return true }
      return false
    }
    var use = request
    use["KeySpec"] = "AES_256"
    var manage = request
    manage["Description"] = ""
    return Abilities(
      encrypts: may("GenerateDataKeyWithoutPlaintext", use),
      administers: may("UpdateKeyDescription", manage))
  }
}
