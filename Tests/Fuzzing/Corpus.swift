import Foundation
package import Kernel
import Lab
import Sessions
import Text

/// Real things: what labs, tests and standards hold.
package enum Corpus {
  /// The lab files inside the program.
  package static let labs = BuiltInLabs.all.map(\.bytes)

  private static let files = labs.compactMap { try? LabFile($0) }

  private static let exchanges = files.flatMap(\.blocks)
    .filter { ["console", "given", "prove"].contains($0.kind) }
    .flatMap { (try? $0.exchanges()) ?? [] }

  /// The command lines of the labs.
  package static let lines = unique(exchanges.map(\.command))

  /// JSON: what commands printed, and what lines and files hold.
  package static let json = unique(
    (exchanges.map { $0.output.joined(separator: "\n") } + written)
      .filter { (try? JSONReader.read($0)) != nil })

  /// Policies, as far as they can be read.
  package static let policies = unique(json.filter { $0.contains("\"Statement\"") })

  /// What stands in quotes, here-documents and file blocks.
  private static let written: [String] = {
    let quoted = lines.flatMap { $0.split(separator: "'").map(String.init) }
    let bodies = lines.map { line in
      line.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")
    }
    let blocks = files.flatMap(\.blocks).filter { $0.kind == "file" }
      .map { $0.lines.joined(separator: "\n") }
    return quoted + bodies + blocks
  }()

  /// The documents and expressions of the compliance tests of JMESPath.
  package static let queries: (documents: [Document], expressions: [String]) = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../TextTests/JMESPath/Compliance.json")
    guard let data = try? Data(contentsOf: file), let all = try? JSONReader.read(Array(data))
    else { return ([.null], ["@"]) }
    let expressions = (all["cases"]?.elements ?? []).compactMap { $0["expression"]?.text }
    return (all["documents"]?.members?.entries.map(\.value) ?? [], expressions)
  }()

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension [String] {
  /// The texts as bytes.
  var bytes: [[UInt8]] { map { (text: String) -> [UInt8] in [UInt8](text.utf8) } }
}
