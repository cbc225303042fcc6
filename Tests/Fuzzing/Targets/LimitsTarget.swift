import Cloud
import Console
import Kernel
import Sessions
import Shell

extension FuzzTarget {
  /// Lines that make much of little: each has its bound, and says so.
  static let limits = FuzzTarget("limits", share: 500) { dice in
    LimitInputs.script(&dice)
  } checkText: { text in
    LimitCheck.complaint(text)
  }
}

/// Short scripts that double, repeat and multiply.
private enum LimitInputs {
  private static let makers = [
    "printf '%9999d'", "cat f", "echo $X", "cat f f f f f f f f", "openssl rand 100000", "cat g",
    "aws kms list-keys", "printf \"$X$X\"", "trail --output json",
  ]
  private static let growers = [
    "base64", "xxd", "xxd -p", "cat - -", "base64 -w 1", "cat - f g", "tr a-z b-z", "xxd -c 1",
    "openssl enc -aes-256-cbc -pass pass:x -pbkdf2 -a", "cat - - - - -",
  ]
  private static let queries = [
    "[@,@]", "to_string([@,@])", "to_string(@)", "{a:@,b:@}", "[*][*]", "map(&[@,@],@)", "[]",
    "[@]",
    "join('xxxxxxxx',[@,@])",
    "join(@,[@,@,@])", "to_array(@)", "[?@==@]", "sort(@)", "[*].[@,@]",
    "*.{x:@,y:@}", "`[[[[[[1,2],[3]]]]]]`",
    "[`{\"a\":1,\"b\":[2]}`,@]", "contains(@,@)", "length(@)",
    "reverse(@)",
    "merge(@,{c:@})", "values(@)", "abs(@)", "max(@)", "[::-1]",
  ]

  static func script(_ dice: inout Dice) -> [UInt8] {
    Array(dice.some(upTo: 6) { line(&$0) }.joined(separator: "\n").utf8)
  }

  private static func line(_ dice: inout Dice) -> String {
    let file = dice.pick(["f", "g", "h"])
    switch dice.below(6) {
    case 0: return pipe(&dice) + dice.pick([" > ", " >> "]) + file
    case 1: return pipe(&dice)
    case 2:
      return dice.pick(["X=$X$X$X$X", "X=$(cat f)", "Y=$X$X", "X=\"$(echo $X$X)\"", "export Z=$X"])
    case 3:
      let steps = dice.some(upTo: 30) { $0.pick(queries) }.joined(separator: "|")
      let output = dice.pick(["json", "text", "table", "yaml"])
      let query = "Keys\(steps.isEmpty ? "" : "|" + steps)"
      return "aws kms list-keys --query \"\(query)\" --output \(output)"
    case 4:
      let way = dice.pick(["365000d", "100000d", "9999d", "next", "until 9999-12-31"])
      return "advance \(way)"
    default: return "undo"
    }
  }

  private static func pipe(_ dice: inout Dice) -> String {
    // One grower after the other, as `base64 | base64 | …`.
    let grower = dice.pick(growers)
    let stages = dice.some(upTo: 40) { $0.once(in: 4) ? $0.pick(growers) : grower }
    return ([dice.pick(makers)] + stages).joined(separator: " | ")
  }
}

private enum LimitCheck {
  /// A session with keys that rotate often.
  private static let session: Session = {
    var session = Session()
    for line in [
      "printf '%9999d' > f; X=abcdefgh",
      "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      "aws kms enable-key-rotation --key-id $K --rotation-period-in-days 90",
      "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      "aws kms enable-key-rotation --key-id $K --rotation-period-in-days 90",
    ] { _ = session.execute(line) }
    return session
  }()

  /// What is more than was promised.
  static func complaint(_ text: String) -> String? {
    var session = session
    for line in text.split(separator: "\n") {
      guard case .done(let results, _, _) = session.execute(String(line)) else { continue }
      let printed = results.reduce(0) { $0 + $1.output.count }
      if printed > ShellLimits.outputBytes { return "\(line) prints \(printed) bytes" }
      let told = results.reduce(0) { $0 + $1.errors.utf8.count }
      if told > 1 << 20 { return "\(line) says \(told) bytes of errors" }
      let variables = session.variables.values.reduce(0) { $0 + $1.utf8.count }
      if variables > ShellLimits.variableBytes { return "variables hold \(variables) bytes" }
      if session.files.totalBytes > VirtualFiles.capacityBytes { return "the files are too large" }
      if session.world.rotationsLeft < 0 { return "too many rotations" }
    }
    return nil
  }
}
