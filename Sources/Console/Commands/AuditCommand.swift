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
  /// Shows what an auditor asks of a key or a bucket.
  static let audit = LabCommand(
    "audit", "shows what an auditor asks of a key or bucket, with findings",
    operands: "KEY | s3://BUCKET",
    options: [
      ToolOption("--certificate", summary: "of a key that is gone: when, who, what was lost")
    ],
    details: """
      audit alias/lab-key          who manages, who uses, rotation, age, last use,
                                   grants, access from outside, what hangs on it
      audit s3://my-bucket         under which key the objects lie, what is lost
      audit KEY-ID --certificate   evidence of a deletion
      audit alias/lab-key --output markdown > evidence.md

      A finding names a severity, the control that it is about in a plain word, and
      a line that mends or shows it. "Who may" is decided by policies, grants and
      identity policies alone, for a call without encryption context or service.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "audit")
    guard let word = arguments.operands.first else {
      throw Fault("audit needs a key or a bucket", next: "audit alias/lab-key")
    }
    if arguments.has("--certificate") { return try session.certificate(word) }
    let name = word.text.hasPrefix("s3://") ? String(word.text.dropFirst(5)) : word.text
    let bare = name.hasSuffix("/") ? String(name.dropLast()) : name
    if let bucket = session.world.storage.s3.buckets[BucketName(bare)] {
      return BucketAudit(of: bucket, in: session.world).answer(session)
    }
    guard !word.text.hasPrefix("s3://") else {
      throw Fault("there is no bucket \(quoted(bare))", range: word.range, next: "aws s3 ls")
    }
    guard
      let key = session.world.key(
        named: word.text, account: session.present.caller.account, region: session.present.region)
    else {
      let near = session.nearestAlias(to: word.text)
      throw Fault(
        "there is no key \(quoted(word.text))", range: word.range,
        next: near.map { "audit \($0)" }
          ?? ((try? session.certificate(word)) == nil
            ? "aws kms list-keys" : "audit \(word.text) --certificate"))
    }
    return KeyAudit(of: key, in: session.world).answer(session)
  }
}

extension Session {
  fileprivate func certificate(_ word: Argument) throws(Fault) -> LabAnswer {
    let arn = try keyARN(of: word.text)
    guard let certificate = DeletionCertificate(of: arn, in: world) else {
      let isThere = KeyAddress(arn).map { world.storage.kms.keys[$0] != nil } ?? false
      throw Fault(
        isThere
          ? "\(quoted(word.text)) is not deleted, so there is nothing to certify"
          : "the trail knows of no deletion of \(quoted(word.text))", range: word.range,
        next: "audit \(word.text)")
    }
    return certificate.answer(self)
  }
}

/// Rows of an audit: the same facts in words, as data and in Markdown.
struct AuditReport {
  let title: String
  private(set) var rows: [(label: String, text: String)] = []
  private(set) var document = DocumentObject()

  init(_ title: String) { self.title = title }

  /// Adds a fact.
  mutating func add(_ label: String, _ text: String, _ name: String, _ value: Document) {
    rows.append((label, text))
    document[name] = value
  }

  /// The answer with its findings; `nil` findings for a report that judges nothing.
  func answer(_ findings: [AuditFinding]?) -> LabAnswer {
    var lines = labelled(rows)
    var markdown = "# \(title)\n\n| | |\n|---|---|\n"
    for row in rows { markdown += "| \(row.label) | \(AuditReport.cell(row.text)) |\n" }
    var document = document
    if let findings {
      let words = findings.isEmpty ? "none" : "\(findings.count)"
      lines.append("")
      lines.append("findings: \(words)")
      markdown += "\n## Findings: \(words)\n\n"
      if !findings.isEmpty { markdown += "| severity | control | finding |\n|---|---|---|\n" }
      for finding in findings {
        lines.append(
          "  \(finding.severity.name)  \(finding.text) (control: \(finding.control.rawValue))")
        if let next = finding.next { lines.append("    \(next)") }
        markdown +=
          "| \(finding.severity.name) | \(finding.control.rawValue) "
          + "| \(AuditReport.cell(finding.text)) |\n"
      }
      document["Findings"] = .list(findings.map(\.document))
    }
    return LabAnswer(
      lines: [title] + lines, document: .object(document), markdown: markdown)
  }

  private static func cell(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
  }
}

extension AuditFinding {
  fileprivate var document: Document {
    var object: DocumentObject = [
      "Severity": .string(severity.name), "Control": .string(control.rawValue),
      "Finding": .string(text),
    ]
    object["Next"] = next.map { .string($0) }
    return .object(object)
  }
}
