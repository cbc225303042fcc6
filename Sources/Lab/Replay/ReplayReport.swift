import Kernel
package import Sessions
import Text

/// What the replay of one lab file came to.
package struct ReplayReport: Sendable {
  /// The file as it was named.
  package let name: String
  /// The commands that ran.
  package let commandCount: Int
  /// What was not as the file expects.
  package let differences: [Difference]
  /// What is wrong with the file itself; then nothing is known of its commands.
  package let fault: LabFileError?

  /// Replays a file; `lessons` are there where it has a tutor, and `progress` hears how many of its
  /// commands are done.
  package init(
    name: String, _ bytes: [UInt8], lessons: [Lesson] = Tutor.builtIn,
    limit: ReplayLimit = ReplayLimit(), progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.name = name
    do throws(LabFileError) {
      let file = try LabFile(bytes)
      let total = file.commandCount
      progress(0, total)
      let replay = try Replay(file, lessons: lessons, limit: limit) { progress($0, total) }
      commandCount = replay.steps.count
      differences = replay.differences
      // Where a line differs, it says what the verdict says.
      fault = differences.isEmpty ? replay.fault : nil
    } catch {
      (commandCount, differences, fault) = (0, [], error)
    }
  }

  /// Whether all was as the file expects.
  package var isAsExpected: Bool { differences.isEmpty && fault == nil }

  /// Why it was not, a paragraph each.
  fileprivate var reasons: [String] {
    (fault.map { ["\(name):\($0.line): \($0.message)\n"] } ?? [])
      + differences.map { $0.report(path: name) }
  }
}

extension LabFile {
  /// How many commands there are to run.
  fileprivate var commandCount: Int {
    blocks.reduce(0) { $0 + ((try? $1.exchanges())?.count ?? 0) }
  }
}

/// How reports are written.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// Words for people.
  case text
  /// The Test Anything Protocol, version 13.
  case tap
  /// JUnit's XML, which CI servers read.
  case junit
  /// JSON.
  case json

  /// The exit status for reports: 2 for a wrong file, 1 for a difference, else 0.
  package static func status(of reports: [ReplayReport]) -> Int {
    if reports.contains(where: { $0.fault != nil }) { return 2 }
    return reports.allSatisfy(\.isAsExpected) ? 0 : 1
  }

  /// The text of reports.
  package func text(of reports: [ReplayReport]) -> String {
    switch self {
    case .text: reports.map(ReportFormat.words).joined()
    case .tap: ReportFormat.tap(reports)
    case .junit: ReportFormat.junit(reports)
    case .json: JSONWriter.text(.list(reports.map(ReportFormat.document)), layout: .indented) + "\n"
    }
  }

  private static func words(_ report: ReplayReport) -> String {
    guard !report.isAsExpected else {
      let commands = counted(report.commandCount, "command", grouping: false)
      return "ok      \(report.name)  \(commands)\n"
    }
    return "not ok  \(report.name)\n" + report.reasons.joined()
  }

  private static func tap(_ reports: [ReplayReport]) -> String {
    var text = "TAP version 13\n1..\(reports.count)\n"
    for (index, report) in reports.enumerated() {
      text += "\(report.isAsExpected ? "ok" : "not ok") \(index + 1) - \(report.name)\n"
      let lines = report.reasons.joined().split(separator: "\n", omittingEmptySubsequences: false)
      text += lines.dropLast().map { "# \($0)\n" }.joined()
    }
    return text
  }

  private static func junit(_ reports: [ReplayReport]) -> String {
    let failures = reports.count { !$0.differences.isEmpty }
    let errors = reports.count { $0.fault != nil }
    var text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"kmslab\" "
      + "tests=\"\(reports.count)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
    for report in reports {
      text += "  <testcase name=\"\(XML.escaped(report.name))\""
      guard !report.isAsExpected else {
        text += "/>\n"
        continue
      }
      let kind = report.fault == nil ? "failure" : "error"
      text += ">\n    <\(kind)>\(XML.escaped(report.reasons.joined()))</\(kind)>\n  </testcase>\n"
    }
    return text + "</testsuite>\n"
  }

  private static func document(_ report: ReplayReport) -> Document {
    var object: DocumentObject = [
      "Name": .string(report.name), "AsExpected": .bool(report.isAsExpected),
      "Commands": .integer(report.commandCount),
    ]
    object["Fault"] = report.fault.map {
      ["Line": .integer($0.line), "Message": .string($0.message)]
    }
    object["Differences"] = .list(
      report.differences.map { difference in
        [
          "Line": .integer(difference.line), "Command": .string(difference.command),
          "Expected": .list(difference.expected.map { .string($0) }),
          "Printed": .list(difference.found.map { .string($0) }),
        ]
      })
    return .object(object)
  }
}
