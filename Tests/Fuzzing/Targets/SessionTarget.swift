import Cloud
import Console
import Sessions
import Shell

extension FuzzTarget {
  /// Whole lines, run in a session.
  static let sessions = FuzzTarget("sessions", share: 20) { dice in
    SessionInputs.lines(&dice)
  } checkText: { text in
    var session = SessionCheck.session
    for line in text.split(separator: SessionInputs.separator).map(String.init) {
      if let complaint = SessionCheck.complaint(line, &session) { return complaint }
    }
    return nil
  }
}

private enum SessionInputs {
  /// Stands between the lines of an input.
  static let separator: Character = "\u{1E}"
  private static let mutation = Mutation(
    [
      "aws kms ", "--key-id $K ", "alias/k ", "$K", "'", "\"", "| ", "; ", "&& ", "> f ", "< f ",
      "--query ", "Keys[0]", "--output text ", "advance ", "-1", "365d", "until next", "undo",
      "redo",
      "inspect ", "trail ", "timeline ", "help ", "explain ", "can ", "bill ", "history ",
      "compare ",
      "branch b; ", "--what-if", "99999999999999999999", "é", "\u{301}", "\0", "as bob; ",
      "--limit 1 ",
      "s3://b/k ", "--max-items ", "2025-01-01", "9999-12-31", "0001-01-01", "audit ", "policy ",
      "inspect $K", "--no-paginate ", "set ", "diff ", "ls ", "encoded ", "base64 ", "xxd ",
    ], limit: 300)
  private static let corpus = Corpus.lines.filter { $0.utf8.count < 300 }.bytes

  /// A few lines of labs, somewhat changed.
  static func lines(_ dice: inout Dice) -> [UInt8] {
    let lines = (0..<1 + dice.below(3)).map { _ in
      dice.once(in: 4) ? dice.pick(corpus) : mutation.mutated(corpus, &dice)
    }
    return Array(lines.joined(separator: [0x1E]))
  }
}

private enum SessionCheck {
  /// A session in which there is something to work with.
  static let session: Session = {
    var session = Session(isCoached: true)
    for line in [
      "K=$(aws kms create-key --query KeyMetadata.KeyId --output text); KEY=$K",
      "aws kms create-alias --alias-name alias/k --target-key-id $K",
      "aws kms enable-key-rotation --key-id $K", "aws s3 mb s3://b", "echo hello > f",
      "aws s3 cp f s3://b/k --sse aws:kms --sse-kms-key-id alias/k",
      "aws kms encrypt --key-id alias/k --plaintext aGk= --query CiphertextBlob --output text > c",
    ] { _ = session.execute(line) }
    return session
  }()

  /// Commands that move through worlds by themselves, or take long on purpose.
  private static let travels = [
    "undo", "redo", "back-to", "branch", "switch", "drop", "reset", "new", "load", "resume", "save",
  ]

  /// What is wrong after a line: the world, or that undo does not take it back.
  static func complaint(_ line: String, _ session: inout Session) -> String? {
    let (before, step) = (session.world.digest(), session.step)
    guard case .done(_, let status, _) = session.execute(line) else { return nil }
    guard (0...255).contains(status) else { return "the status is \(status)" }
    let faults = session.world.check()
    guard faults.isEmpty else { return "the world is wrong: \(faults)" }
    guard !travels.contains(where: line.contains) else { return nil }
    // What a line did before an undo of its own is another step.
    guard session.step == step + 1 else { return nil }
    var undone = session
    _ = undone.execute("undo")
    return undone.world.digest() == before ? nil : "undo does not take \(line) back"
  }
}

extension Session {
  /// The number of the last step of history.
  fileprivate var step: Int {
    var copy = self
    guard case .done(let results, _, _) = copy.execute("undo --output json --query Step") else {
      return 0
    }
    // Undo tells the step that it has come to.
    let text = results.map { String(decoding: $0.output, as: UTF8.self) }.joined()
    return Int(text.filter(\.isNumber)).map { $0 + 1 } ?? 0
  }
}
