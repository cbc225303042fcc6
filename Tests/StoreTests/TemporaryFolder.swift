import Foundation

/// A folder of a test's own, removed with it.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "kmslab-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Where the sessions are.
  var database: String { path + "/sessions.sqlite" }
}
