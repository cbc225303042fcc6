import Cloud
import Foundation
import Kernel
import Testing

/// What the README says in figures.
@Suite struct ReadmeTests {
  @Test func `it counts the operations that there are`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for (service, name, rest) in [
      (Service.kms, "KMS's", " operations"), (.s3, "S3's", ""), (.s3control, "S3 Control's", ""),
      (.iam, "IAM's", ""),
      (.sts, "STS's", ""), (.cloudtrail, "CloudTrail's", ""),
    ] {
      let simulated = Catalogue.operations(of: service).count
      let all = simulated + Catalogue.refusedCommands(of: service).count
      #expect(text.contains("\(simulated) of \(name) \(all)\(rest)"), "\(simulated), \(all)")
    }
  }
}
