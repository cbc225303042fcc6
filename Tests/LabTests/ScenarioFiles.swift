import Foundation

/// The lab files of `scenarios/`, in whatever folder of it.
enum ScenarioFiles {
  /// The folder of the package.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Their paths from the package's folder on, in the order of their names.
  static let paths: [String] = {
    let files = FileManager.default.enumerator(atPath: root.appending(path: "scenarios").path)
    return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".lab.md") }
      .map { "scenarios/\($0)" }.sorted { name(of: $0) < name(of: $1) }
  }()

  /// The lab's name in a path.
  static func name(of path: String) -> String {
    String(path.split(separator: "/").last?.dropLast(".lab.md".count) ?? "")
  }

  /// The bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }
}
