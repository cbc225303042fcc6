import AWSCLI
import Cloud
import Kernel
import Shell

/// What a script for AWS makes of one command.
enum ScriptVerdict: Equatable {
  /// It runs as it stands.
  case runs
  /// It runs with the word `aws` before it, which only this prompt lets one leave out.
  case needsAWS
  /// Something else does it there; why.
  case instead(String, why: String)
  /// It stays behind; what one would do instead, nothing where nobody would miss it.
  case left(why: String)
}

extension ShellCommand {
  /// The verdict; `lessons` are the names of the companion's commands.
  func verdict(in text: [UInt8], lessons: [String]) -> ScriptVerdict {
    let words = words.map(\.literal)
    guard let first = words.first, let name = first else { return .runs }
    let rest = Array(words.dropFirst())
    switch name {
    case _ where variableCommands.contains(name): return .runs
    case "aws": return verdict(onCall: rest, in: text) ?? .runs
    case "set" where words.map { Argument(text: $0 ?? "") }.setsShell: return .left(why: "")
    case "diff" where !LabCommand.diff.isMeant(rest.map { Argument(text: $0 ?? "") }): return .runs
    case "rm" where rest.contains { $0?.hasPrefix("/") ?? false || $0?.contains("..") ?? false }:
      return .left(why: "It names a real file, and would remove that one.")
    case "open-link" where !rest.isEmpty:
      let typed = words.indices.dropFirst().map { source($0, text) }.joined(separator: " ")
      return .instead("curl -sSf " + typed, why: "Who has a link needs no AWS.")
    case "as" where rest.first != nil:
      return .instead("AWS_PROFILE=" + source(1, text), why: caller)
    default: break
    }
    if Service(command: name) != nil || name == "s3" {
      return verdict(onCall: words, in: text) ?? .needsAWS
    }
    if let why = OnlyHere.reasons[name] { return .left(why: why) }
    if lessons.contains(name) { return .left(why: OnlyHere.lesson) }
    return Toolbox.tool(named: name) != nil ? .runs : .left(why: "No command of this lab.")
  }

  private var caller: String {
    "In AWS a profile with that caller's credentials; aws configure makes one."
  }

  /// The verdict on the words behind `aws`; `nil` for a call as any other.
  private func verdict(onCall words: [String?], in text: [UInt8]) -> ScriptVerdict? {
    if words.prefix(3).contains("help") { return .left(why: OnlyHere.reasons["help"] ?? "") }
    if let option = LabOption.allCases.first(where: { option in
      words.contains(option.name) && words.contains(kebabCase(option.operation))
    }) {
      return .left(
        why: "\(option.name) is this lab's: with it no call is made. AWS would make the call.")
    }
    if words.first == "s3", words.contains("--delete"), words.last != nil,
      words.compactMap(\.self).last(where: { !$0.hasPrefix("-") })?.hasPrefix("s3://") != true
    {
      return .left(why: "It would delete real files in the folder that it runs in.")
    }
    guard words.count >= 4, words[0] == "configure", words[1] == "set" else { return nil }
    let name = ["region": "AWS_REGION", "output": "AWS_DEFAULT_OUTPUT"][words[2] ?? ""]
    let why = "aws configure set would write into your ~/.aws/config."
    if let name, words.count == 4 {
      return .instead("\(name)=" + source(self.words.count - 1, text), why: why)
    }
    // The calls behind it go by the form of blobs, for which AWS CLI has no variable.
    return words[2] == "cli_binary_format" ? nil : .left(why: why)
  }

  /// A word as it was typed.
  private func source(_ index: Int, _ text: [UInt8]) -> String {
    String(decoding: text[words[index].range], as: UTF8.self)
  }
}

/// What no AWS has, and what one would do there instead.
enum OnlyHere {
  /// The same for all commands of lessons and quizzes.
  static let lesson = "Of kmslab's lessons: nothing to do in AWS."

  /// By lab command.
  static let reasons: OrderedMap<String, String> = [
    "clock": "AWS's clock is the real one.",
    "advance": "Time moves by itself in AWS: run what follows when it has passed.",
    "inspect": "In AWS: aws kms describe-key, aws s3api head-object. Nobody sees more there.",
    "timeline": "In AWS: aws kms list-key-rotations, aws cloudtrail lookup-events.",
    "bill": "In AWS, a day later: aws ce get-cost-and-usage.",
    "trail": "In AWS, some minutes later: aws cloudtrail lookup-events.",
    "undo": undo, "redo": undo, "back-to": undo,
    "history": "In AWS: aws cloudtrail lookup-events.",
    "diff": "In AWS: aws configservice get-resource-config-history.",
    "branch": branch, "switch": branch, "branches": branch, "drop": branch, "compare": branch,
    "reset": "AWS begins nothing anew: what stood before this line is not in the script.",
    "as": "A caller is a profile in AWS.",
    "whoami": "In AWS: aws sts get-caller-identity.",
    "explain": "In AWS: aws iam simulate-principal-policy, and the denial's own words.",
    "can": can, "who-can": can,
    "policy": "AWS has no templates of key policies; what this one wrote stands below.",
    "audit": "In AWS: IAM Access Analyzer, AWS Config and AWS Audit Manager.",
    "set": "AWS decides that itself; AWS Fault Injection Service makes calls fail.",
    "make-link": "In AWS an SDK signs links: boto3's generate_presigned_url.",
    "make-form": "In AWS an SDK signs forms: boto3's generate_presigned_post.",
    "post-form": "In AWS: a web page, or curl -F with the fields, and the file last.",
    "open-link": "In AWS: curl, with the link in quotes.",
    "call": "A client of the lab made this call: it runs where that client runs.",
    "serve": "AWS has its own endpoints: clients call those.",
    "wrap-for-import":
      "In AWS: openssl pkeyutl -encrypt, with the key of get-parameters-for-import.",
    "outside": "In AWS: aws cloudhsmv2 describe-clusters, and your proxy's own documentation.",
    "aes": cipher, "gcm": cipher, "rsa": cipher, "ecdsa": cipher,
    "import": "The file as it was stands below.",
    "edit": "The file as it was stands below.", "save": sessions, "load": sessions,
    "sessions": sessions, "new": sessions, "resume": sessions, "delete": sessions,
    "what-now": "Nobody in AWS tells what is left to do.",
    "help": "Pages are for people: aws help, aws kms help, aws kms encrypt help.",
    "quit": "The session went on later.", "exit": "The session went on later.",
  ]

  /// For what goes to another world: another moment, another branch, a new beginning.
  static var ofHistory: [String] { [undo, branch, reasons["reset"] ?? ""] }

  private static let undo = "Nothing in AWS takes a call back: what it took back is a comment here."
  private static let branch = "AWS has one world; an account of its own is the place to try things."
  private static let can = "In AWS: aws iam simulate-principal-policy, IAM Access Analyzer."
  private static let cipher = "A look inside the cipher, which AWS does not give."
  private static let sessions = "AWS keeps no sessions, only CloudTrail's records of calls."
}

extension ScriptLine.Note {
  /// Whether it is about a way to another world.
  var isAboutHistory: Bool { OnlyHere.ofHistory.contains(why) }
}
