#if Server
  import Foundation

  /// A `kmslab serve` on a free port, which ends with the test.
  final class ServedWorld {
    /// Where it is.
    let url: String
    private let process = Process()
    private let folder: ProgramFolder

    init(_ arguments: [String] = []) throws {
      folder = try ProgramFolder()
      process.executableURL = URL(fileURLWithPath: PseudoTerminal.product("kmslab"))
      process.arguments = ["serve", "--port", "0", "--quiet"] + arguments
      process.environment = ["PATH": "/usr/bin:/bin", "XDG_STATE_HOME": folder.path]
      let output = Pipe()
      process.standardOutput = output
      try process.runWithoutBlockedSignals()
      var text = ""
      while !text.contains("\n") {
        let data = output.fileHandleForReading.availableData
        guard !data.isEmpty else { throw PseudoTerminal.Failure(description: "no server") }
        text += String(decoding: data, as: UTF8.self)
      }
      guard let place = text.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/) else {
        throw PseudoTerminal.Failure(description: "no address in \(text)")
      }
      url = String(place.output)
    }

    deinit {
      process.terminate()
      process.waitUntilExit()
      folder.clean()
    }

    /// What a door answers.
    func ask(_ door: String, _ content: String = "") throws -> String {
      try ServedWorld.ask(url, door, content)
    }

    /// What a door of a world answers.
    static func ask(_ url: String, _ door: String, _ content: String = "") throws -> String {
      let folder = try ProgramFolder()
      defer { folder.clean() }
      let curl = ProgramFolder.path(of: "curl") ?? "curl"
      return try folder.run(curl, ["-s", "-d", content, "\(url)/_kmslab/\(door)"]).text
    }
  }
#endif
