import Cloud
import Kernel

/// Sessions as lab files of kind `session`: a seed, the lines, and a digest of the last world.
package enum SessionFile {
  /// A session that was brought back.
  package struct Loaded: Sendable {
    /// The session.
    package let session: Session
    /// Whether it is the same world, byte for byte.
    package let isEqual: Bool
    /// What to tell the learner.
    package let lines: [String]
  }

  /// The text of a session.
  package static func text(of session: Session) -> String {
    let configuration = session.beginning
    var lines = [
      "---", "lab: session", "kind: session", "engine: \(engineGeneration)",
      "seed: \(configuration.seed)", "start: \(configuration.start)",
      "region: \(configuration.region)", "account: \(configuration.account)",
      "coach: \(session.isCoached)", "tutor: \(session.companion != nil)",
      "digest: \(session.world.digest())", "lines: \(session.log.count)", "---",
      "## What was typed, and what it printed",
    ]
    var chain = SessionChain(configuration)
    for entry in session.log {
      let exchange = LabFile.Exchange.lines(
        command: entry.text, output: entry.output, status: entry.status)
      for file in entry.imports { lines += block(of: file) }
      let brought = entry.imports.flatMap { block(of: $0).dropFirst().dropLast() }
      lines += fenced("console " + chain.link(brought + exchange), exchange)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func block(of file: LogEntry.Import) -> [String] {
    let failure = file.failure.map { "failed=\(Base64.encode(Array($0.utf8))) " } ?? ""
    return fenced(
      "file import encoding=base64 \(failure)name=\(Base64.encode(Array(file.path.utf8)))",
      Base64.encode(file.bytes).chunks(of: 76))
  }

  /// A block whose fence is longer than any in it.
  static func fenced(_ info: String, _ lines: [String]) -> [String] {
    let longest = lines.map { $0.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return [fence + info] + lines + [fence]
  }

  /// Replays a session; the one that comes back is coached and accompanied as asked for.
  package static func load(
    _ bytes: [UInt8], isCoached: Bool, host: Host, companion: (any Companion)? = nil
  ) throws(LabFileError) -> Loaded {
    let file = try LabFile(bytes)
    let wasCoached = file["coach"] == "true"
    let wasAccompanied = file["tutor"] == "true"
    var (rerun, difference) = try replay(file, wasCoached, wasAccompanied ? companion : nil)
    let isEqual =
      difference == nil && file["digest"].map { $0 == rerun.session.world.digest() } ?? true
    // From here on the session explains as much as this one does; so its lines shall have, too.
    if wasCoached != isCoached || wasAccompanied != (companion != nil) {
      rerun = try replay(file, isCoached, companion).rerun
    }
    return loaded(rerun.finished(host: host), file, difference, isEqual)
  }

  /// Runs the lines; names the first that prints something else than the file says.
  private static func replay(
    _ file: LabFile, _ isCoached: Bool, _ companion: (any Companion)?
  ) throws(LabFileError) -> (rerun: Rerun, difference: String?) {
    var rerun = Rerun(try file.configuration(), isCoached: isCoached, companion: companion)
    var difference: String?
    for block in file.blocks {
      if block.kind == "file", block.attributes.contains("import") {
        rerun.bring(try block.importedFile())
        continue
      }
      guard block.kind == "console" else { continue }
      for exchange in try block.exchanges() {
        let printed = rerun.run(exchange.command).map(LabFile.Exchange.printed) ?? []
        let expected = exchange.output + (exchange.status == 0 ? [] : ["? \(exchange.status)"])
        if printed != expected, difference == nil {
          difference = "line \(exchange.line), \(exchange.command.firstLine)"
        }
      }
    }
    return (rerun, difference)
  }

  private static func loaded(
    _ session: Session, _ file: LabFile, _ difference: String?, _ isEqual: Bool
  ) -> Loaded {
    let isSameEngine = file["engine"] == "\(engineGeneration)"
    let count = session.log.count == 1 ? "1 line" : "\(session.log.count) lines"
    var lines = ["\(count) replayed; it is \(session.world.now.readable)"]
    if let difference {
      lines.append("not the same world: the first line that prints something else is \(difference)")
    } else if !isSameEngine {
      lines.append(
        "made by engine \(file["engine"] ?? "0"), this is engine \(engineGeneration): the bytes"
          + " differ")
    } else if !isEqual {
      lines.append("not the same world: every line prints the same, but the digest differs")
    } else {
      lines.append("the same world, byte for byte")
    }
    return Loaded(session: session, isEqual: isEqual && isSameEngine, lines: lines)
  }
}

extension LabFile.Exchange {
  /// What a line printed, as a console block has it below the command.
  fileprivate static func printed(_ entry: LogEntry) -> [String] {
    Array(lines(command: "", output: entry.output, status: entry.status).dropFirst())
  }
}

extension LabFile {
  /// What the session of a file starts from.
  package func configuration() throws(LabFileError) -> SessionConfiguration {
    var configuration = SessionConfiguration()
    configuration.seed = try value("seed", configuration.seed) { UInt64($0) }
    configuration.start = try value("start", configuration.start) { Timestamp($0) }
    configuration.region = try value("region", configuration.region) { Region($0) }
    configuration.account = try value("account", configuration.account) { AccountID($0) }
    return configuration
  }

  private func value<Value>(
    _ key: String, _ standard: Value, _ read: (String) -> Value?
  ) throws(LabFileError) -> Value {
    guard let entry = header.first(where: { $0.key == key }) else { return standard }
    guard let value = read(entry.value) else {
      throw LabFileError(line: entry.line, message: "\(entry.value) is no \(key)")
    }
    return value
  }
}

extension LabFile.Block {
  /// The real file of a block that a session brought in.
  package func importedFile() throws(LabFileError) -> LogEntry.Import {
    guard let name = attribute("name").flatMap({ Base64.decode($0.utf8) }),
      let bytes = Base64.decode(lines.joined().utf8)
    else { throw LabFileError(line: firstLine, message: "the file's name or content is no base64") }
    let failure = attribute("failed").flatMap { Base64.decode($0.utf8) }
    return LogEntry.Import(
      path: String(decoding: name, as: UTF8.self), bytes: bytes,
      failure: failure.map { String(decoding: $0, as: UTF8.self) })
  }
}

extension String {
  /// The text in pieces of a length.
  func chunks(of length: Int) -> [String] {
    var rest = self[...]
    var chunks: [String] = []
    while !rest.isEmpty {
      chunks.append(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return chunks
  }
}
