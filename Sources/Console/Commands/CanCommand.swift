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
  private static let questionOptions = [
    ToolOption(
      "--context", value: "NAME=VALUE", summary: "the encryption context"),
    ToolOption("--via", value: "s3", summary: "a call that S3 makes for the caller"),
    ToolOption("--set", value: "KEY=VALUE", summary: "a condition key of the request"),
  ]
  private static let onOption = ToolOption(
    "--on", value: "DAY", summary: "asks how it was on a past day")

  /// Asks whether somebody may do something.
  static let can = LabCommand(
    "can", "tells whether somebody may do something, without a call",
    operands: "NAME ACTION KEY|s3://BUCKET/KEY|*", options: questionOptions + [onOption],
    details: """
      can alice kms:Decrypt alias/lab-key --context app=photos
      can role/App kms:GenerateDataKey alias/lab-key --via s3
      can bob kms:ScheduleKeyDeletion alias/lab-key \\
          --set kms:ScheduleKeyDeletionPendingWindowInDays=7
      can alice s3:GetObjectVersion s3://BUCKET/KEY?versionId=ID
      can alice kms:CreateKey *
      The status is 0 for yes and 1 for no. explain tells what was looked at. Of
      s3:GetObject and s3:PutObject it tells what KMS says too, where S3 asks it.
      """
  ) { session, arguments, _ throws(Fault) in
    guard arguments.operands.count == 3 else {
      throw Fault(
        "can needs somebody, an action and a resource", range: arguments.operands.first?.range,
        next: "can alice kms:Decrypt alias/lab-key")
    }
    let words = arguments.operands
    let moment = try session.moment(on: arguments)
    let question = try session.question(words[0], words[1], words[2], arguments, moment)
    guard let decided = moment.world.decide(question) else { throw session.noResource(words[2]) }
    let behind = moment.questionToKMS(behind: question).flatMap { moment.world.decide($0) }
    let isStoppedByKMS = decided.verdict.isAllowed && behind.map { !$0.verdict.isAllowed } ?? false
    let verdict = decided.verdict
    let inWords = DecisionInWords(decided, moment, session.configuration.account)
    let name = question.principal.shortName(from: session.configuration.account)
    let isAllowed = verdict.isAllowed && !isStoppedByKMS
    let line =
      "\(isAllowed ? "yes" : "no"): \(name) may\(isAllowed ? "" : " not") \(question.action)"
    var lines = [line, inWords.words(of: verdict)]
    if let behind, isStoppedByKMS {
      lines[1] = "S3: " + lines[1]
      lines.append(
        "KMS, which S3 asks as \(name): "
          + DecisionInWords(behind, moment, session.configuration.account).words(of: behind.verdict)
      )
    }
    if isAllowed, moment.needsWritersKey(question) {
      lines.append("it takes the writer's key too: the object is under SSE-C")
    }
    lines += decided.doubts.map { "not verified against AWS: \($0)" }
    var answer = LabAnswer(lines: lines, document: inWords.document)
    answer.status = isAllowed ? 0 : 1
    return answer
  }

  /// Asks who may do something.
  static let whoCan = LabCommand(
    "who-can", "lists everybody who may do something, today or on a past day",
    operands: "ACTION KEY|s3://BUCKET/KEY", options: questionOptions + [onOption],
    details: """
      who-can kms:Decrypt alias/lab-key
      who-can kms:Decrypt alias/lab-key --on 2026-03-01
      Asked are all users, roles and root users of this world; the answer names each.
      Roles are asked by a session that the lab hands out. A past day is read from
      this session's own history. Who may s3:GetObject and has no permission for the
      object's key is listed apart: S3 asks KMS on behalf of its caller.
      """
  ) { session, arguments, _ throws(Fault) in
    guard arguments.operands.count == 2 else {
      throw Fault(
        "who-can needs an action and a resource", range: arguments.operands.first?.range,
        next: "who-can kms:Decrypt alias/lab-key")
    }
    let words = arguments.operands
    let moment = try session.moment(on: arguments)
    let home = session.configuration.account
    let principals =
      moment.world.environment.identities.principals
      + moment.world.environment.identities.sessions.map(\.value)
      .filter { $0.expires > moment.world.now }.map { .session($0.session) }
    var list = WhoCan(moment, home)
    for principal in principals {
      let question = try session.question(
        Argument(text: principal.shortName(from: home)), words[0], words[1], arguments, moment,
        as: principal)
      guard let decided = moment.world.decide(question) else {
        throw session.noResource(words[1])
      }
      list.note(decided, behind: moment.questionToKMS(behind: question))
    }
    let day = arguments.value("--on").map { " on \($0)" } ?? ""
    return list.answer(to: words[0].text + day)
  }
}

extension Session {
  /// The moment that a question is about: the present one, or as it was at the end of a past day.
  fileprivate func moment(on arguments: ToolArguments) throws(Fault) -> Moment {
    guard let text = arguments.value("--on") else { return present }
    guard let time = Timestamp(text) else {
      throw Fault("--on takes a date, not \(quoted(text))", next: "clock")
    }
    // A day alone means its end.
    let end = text.utf8.count == 10 ? time.adding(seconds: 86_399) : time
    guard end < now || time <= now else {
      throw Fault("\(text) is still to come; the clock shows \(now.readable)", next: "clock")
    }
    guard let moment = moment(at: min(end, now)) else {
      throw Fault("this session knows nothing of \(text); it began \(configuration.start.readable)")
    }
    return moment
  }

  fileprivate func noResource(_ word: Argument) -> Fault {
    let near = nearestAlias(to: word.text)
    return Fault(
      "there is no \(quoted(word.text))" + (near.map { "; the nearest is \($0)" } ?? ""),
      range: word.range, next: near == nil ? "aws kms list-aliases" : nil, status: 1)
  }

  fileprivate func question(
    _ name: Argument, _ action: Argument, _ resource: Argument, _ arguments: ToolArguments,
    _ moment: Moment, as known: Principal? = nil
  ) throws(Fault) -> PermissionQuestion {
    guard let principal = known ?? present.caller(named: name.text) else {
      throw Fault(
        "there is nobody called \(quoted(name.text)); there are "
          + present.callerNames.joined(separator: ", "),
        range: name.range)
    }
    guard action.text.contains(":") else {
      throw Fault(
        "an action has its service before it: kms:Decrypt", range: action.range,
        next: "can alice kms:\(action.text) \(resource.text)")
    }
    var pairs: [EncryptionContext.Pair] = []
    var values: [(key: ConditionKey, values: [String])] = []
    for option in arguments.options where ["--context", "--set"].contains(option.name) {
      for part in option.value.split(separator: ",") {
        let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2 else {
          throw Fault("\(option.name) takes NAME=VALUE, not \(quoted(option.value))")
        }
        if option.name == "--context" {
          pairs.append(EncryptionContext.Pair(name: halves[0], value: halves[1]))
        } else if let key = ConditionKey(halves[0]) {
          values.append((key, [halves[1]]))
        } else {
          throw Fault("\(quoted(halves[0])) is no condition key that can be evaluated")
        }
      }
    }
    if let via = arguments.value("--via"), via.lowercased() != "s3" {
      throw Fault("--via takes s3, not \(quoted(via))")
    }
    return PermissionQuestion(
      principal, action.text, on: try self.resource(resource, moment),
      region: present.region, via: arguments.value("--via") == nil ? nil : .s3,
      context: EncryptionContext(pairs: pairs), values: values)
  }

  private func resource(
    _ word: Argument, _ moment: Moment
  ) throws(Fault) -> PermissionQuestion.Resource {
    let text = word.text
    if text == "*" { return .other(nil) }
    if text.hasPrefix("s3://") {
      let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1).map(String.init)
      guard let bucket = parts.first else { throw noResource(word) }
      guard parts.count == 2 else { return .bucket(bucket, key: nil) }
      let named = moment.world.storage.s3.buckets[BucketName(bucket)]?.named(parts[1])
      return .bucket(bucket, key: named?.key ?? parts[1], version: named?.version)
    }
    let account = present.caller.account
    let home = configuration.account
    for scope in account == home ? [account] : [account, home] {
      if let key = moment.world.key(named: text, account: scope, region: present.region) {
        return .key(key.address, alias: text.hasPrefix("alias/") ? text : nil)
      }
    }
    guard let arn = ARN(text), arn.service != "kms" else { throw noResource(word) }
    return .other(arn)
  }
}
