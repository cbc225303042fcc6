import Cloud
import IAM
import Kernel

extension LabCommand {
  /// Lists what happened.
  static let trail = LabCommand(
    "trail", "lists the calls and events of this world, the latest last",
    options: [
      ToolOption("-n", value: "COUNT", summary: "how many, 20 where none is given"),
      ToolOption("--all", summary: "all of them"),
    ],
    details: """
      Every call is here, refused ones too, and what AWS did by itself. Plaintext,
      data keys and ciphertexts are not: like AWS CloudTrail, the trail never holds
      what must stay secret.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 0, of: "trail")
    var limit = arguments.has("--all") ? Int.max : 20
    if let text = arguments.value("-n") {
      guard let count = Int(text), count > 0 else {
        throw Fault("-n takes a number from 1 on, not \(quoted(text))", next: "trail -n 20")
      }
      limit = count
    }
    let trail = session.world.environment.trail
    let records = trail.suffix(min(limit, trail.count))
    var lines = aligned(records.map { session.row(of: $0.record, number: $0.index + 1) })
    if records.isEmpty { lines = ["nothing has happened yet"] }
    if records.count < trail.count {
      lines.insert("the last \(records.count) of \(trail.count); trail --all lists all", at: 0)
    }
    return LabAnswer(
      lines: lines,
      document: ["Events": .list(records.map { $0.record.document(number: $0.index + 1) })])
  }
}

extension Session {
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
      record.error?.code ?? "ok", record.resources.first?.resource ?? "",
    ]
  }
}

extension TrailRecord {
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

/// Rows as lines whose columns stand below each other.
func aligned(_ rows: [[String]]) -> [String] {
  var widths: [Int] = []
  for row in rows {
    for (column, cell) in row.enumerated() {
      if column == widths.count { widths.append(0) }
      widths[column] = max(widths[column], DisplayWidth.of(cell))
    }
  }
  return rows.map { row in
    let cells = row.enumerated().map { column, cell in
      cell + String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
    }
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}
