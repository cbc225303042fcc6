import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Lists what happened.
  static let trail = LabCommand(
    "trail", "lists the calls and events of this world, the latest last",
    operands: "[event NUMBER|ID]",
    options: [
      ToolOption("-n", value: "COUNT", summary: "how many, 20 where none is given"),
      ToolOption("--all", summary: "all of them"),
      ToolOption("--key", value: "KEY", summary: "only what names this key"),
      ToolOption("--by", value: "NAME", summary: "only what this caller did; AWS for AWS itself"),
      ToolOption("--event", value: "NAME", summary: "only this operation or event"),
      ToolOption("--denied", summary: "only what policies refused"),
      ToolOption("--since", value: "TIME", summary: "only the last 30d, or since a date"),
      ToolOption("--ids", summary: "CloudTrail's id of each event in place of the rest"),
    ],
    details: """
      trail --key alias/lab-key --denied --by bob --since 30d
      trail event 12      the whole record of number 12, as AWS CloudTrail writes it
      trail event 9a3c    that of the EventId that begins so; trail --ids lists them

      Every call is here, refused ones too, and what AWS did by itself. Plaintext,
      data keys and ciphertexts are not: like AWS CloudTrail, the trail never holds
      what must stay secret. AWS's own way: aws cloudtrail lookup-events
      """
  ) { session, arguments, _ throws(Fault) in
    if arguments.operands.first?.text == "event" {
      return try session.event(arguments)
    }
    if let word = arguments.operands.first, Int(word.text) != nil {
      throw Fault(
        "trail lists; trail event \(word.text) shows one", range: word.range,
        next: "trail event \(word.text)")
    }
    try arguments.refuseWords(after: 0, of: "trail")
    var limit = arguments.has("--all") ? Int.max : 20
    if let text = arguments.value("-n") {
      guard let count = Int(text), count > 0 else {
        throw Fault("-n takes a number from 1 on, not \(quoted(text))", next: "trail -n 20")
      }
      limit = count
    }
    let trail = session.world.environment.trail
    let filter = try TrailFilter(arguments, session)
    let (records, isCut) = filter.newest(limit, of: trail)
    var lines = aligned(
      records.map {
        arguments.has("--ids")
          ? $0.record.rowOfID(number: $0.index + 1)
          : session.row(of: $0.record, number: $0.index + 1)
      })
    if records.isEmpty {
      lines = [trail.count == 0 ? "nothing has happened yet" : "nothing of that"]
    }
    if isCut {
      let count = filter.isEmpty ? " of \(trail.count)" : ""
      lines.insert("the last \(records.count)\(count); trail --all lists all", at: 0)
    }
    return LabAnswer(
      lines: lines,
      document: ["Events": .list(records.map { $0.record.document(number: $0.index + 1) })])
  }
}

extension Session {
  /// The whole record of a number, as CloudTrail writes it for the caller's account.
  fileprivate func event(_ arguments: ToolArguments) throws(Fault) -> LabAnswer {
    try arguments.refuseWords(after: 2, of: "trail event")
    let trail = world.environment.trail
    guard arguments.operands.count == 2,
      let number = number(ofEvent: arguments.operands[1].text), let record = trail[number - 1]
    else {
      throw Fault(
        trail.count == 0
          ? "nothing has happened yet"
          : "trail event takes a number from 1 to \(trail.count), or an EventId",
        next: trail.count == 0 ? "trail" : "trail --ids")
    }
    let event =
      CloudTrailEvent(
        record, for: present.caller.account, world.environment.identities)
      ?? CloudTrailEvent(record, for: record.account, world.environment.identities)
    guard let event else { throw Fault("nobody gets a record of number \(number)", next: "trail") }
    let document = Document.object(event.document)
    return LabAnswer(document: document, text: JSONWriter.text(document, layout: .indented) + "\n")
  }
}

extension Session {
  /// The number of a record: itself, or that of the one event whose id begins so.
  private func number(ofEvent word: String) -> Int? {
    let trail = world.environment.trail
    if let number = Int(word), number <= trail.count { return number }
    let word = word.lowercased()
    guard word.count >= 4 else { return nil }
    let found = trail.suffix(trail.count).filter { $0.1.eventID.description.hasPrefix(word) }
    return found.count == 1 ? found[0].0 + 1 : nil
  }

  /// One record as a row: number, time, who, what, result, on what.
  fileprivate func row(of record: TrailRecord, number: Int) -> [String] {
    let who =
      switch record.actor {
      case .principal(let principal, let service):
        principal.shortName(from: configuration.account)
          + (service.map { " via \($0.rawValue)" } ?? "")
      case .aws: "AWS"
      }
    return [
      "\(number)", record.time.readable, who, "\(record.service.rawValue):\(record.name)",
      record.error?.code ?? "ok", record.place,
    ]
  }
}

extension TrailRecord {
  /// One record as a row: number, what, and CloudTrail's id.
  fileprivate func rowOfID(number: Int) -> [String] {
    ["\(number)", "\(service.rawValue):\(name)", eventID.description]
  }

  /// What the call was about: of a copy what is written, and from where.
  fileprivate var place: String {
    guard let first = resources.first, let last = resources.last else { return "" }
    let isCopy = service == .s3 && ["CopyObject", "UploadPartCopy"].contains(name)
    return isCopy && first != last ? "\(last.resource) from \(first.resource)" : first.resource
  }

  /// The record as data.
  fileprivate func document(number: Int) -> Document {
    var object: DocumentObject = [
      "Number": .integer(number), "EventTime": .timestamp(time),
      "EventID": .string(eventID.description),
      "EventSource": .string(service.eventSource), "EventName": .string(name),
      "AwsRegion": .string(region.description), "RecipientAccountId": .string(account.description),
      "UserIdentity": .string(actor.text), "ReadOnly": .bool(isReadOnly),
    ]
    object["RequestID"] = requestID.map { .string($0.description) }
    if !parameters.isEmpty { object["RequestParameters"] = .object(parameters) }
    object["Resources"] = .list(resources.map { .string($0.description) })
    object["ErrorCode"] = error.map { .string($0.code) }
    object["ErrorMessage"] = error?.message.map { .string($0) }
    return .object(object)
  }
}
