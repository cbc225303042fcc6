import Cloud
import Kernel
import Shell
import Text

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
      "file import encoding=base64 \(failure)name=\(Base64.encode(Array(file.source.name.utf8)))",
      Base64.encode(file.bytes).chunks(of: 76))
  }

  /// A block whose fence is longer than any in it.
  package static func fenced(_ info: String, _ lines: [String]) -> [String] {
    let longest = lines.map { $0.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return [fence + info] + lines + [fence]
  }

  /// Replays a session; the one that comes back is coached and accompanied as asked for.
  package static func load(
    _ bytes: [UInt8], isCoached: Bool, host: Host, table: CommandTable,
    companion: (any Companion)? = nil, limit: ReplayLimit = .none
  ) throws(LabFileError) -> Loaded {
    let file = try LabFile(bytes)
    let wasCoached = file["coach"] == "true"
    let wasAccompanied = file["tutor"] == "true"
    let lineCount = Int(file["lines"] ?? "") ?? 0
    var count = 0
    let tell = { (_: LabFile.Exchange, _: LogEntry?) in
      count += 1
      host.progress(Progress("load", count, of: max(count, lineCount), "line"))
    }
    var replayed = try replay(
      file, table: table, companion: companion, limit: limit, each: tell)
    let verdict = replayed.verdict
    // From here on the session explains as much as this one does; so its lines shall have, too.
    if wasCoached != isCoached || wasAccompanied != (companion != nil) {
      count = 0
      replayed = try replay(file, isCoached, table, companion, limit, tell)
    }
    let session = replayed.rerun.finished(host: host)
    return Loaded(
      session: session, isEqual: verdict == nil,
      lines: [
        "\(counted(session.log.count, "line")) replayed; it is \(session.world.now.readable)",
        verdict ?? "the same world, byte for byte",
      ])
  }

  /// What came of the lines of a file.
  package struct Replayed: Sendable {
    /// The session at its end.
    package let rerun: Rerun
    /// What is not as it was saved, in words; `nil` where it is the same world, byte for byte.
    package let verdict: String?
  }

  /// Runs the lines of a saved session again, as it was coached and accompanied then; `each` sees
  /// every line of the file, and what is in the log of it.
  package static func replay(
    _ file: LabFile, table: CommandTable, companion: (any Companion)?, limit: ReplayLimit,
    each: (LabFile.Exchange, LogEntry?) -> Void = { _, _ in }
  ) throws(LabFileError) -> Replayed {
    let companion = file["tutor"] == "true" ? companion : nil
    return try replay(file, file["coach"] == "true", table, companion, limit, each)
  }

  private static func replay(
    _ file: LabFile, _ isCoached: Bool, _ table: CommandTable, _ companion: (any Companion)?,
    _ limit: ReplayLimit, _ each: (LabFile.Exchange, LogEntry?) -> Void
  ) throws(LabFileError) -> Replayed {
    var rerun = Rerun(
      try file.configuration(), isCoached: isCoached, table: table, companion: companion,
      limit: limit)
    var difference: String?
    for block in file.blocks {
      if block.kind == "file", block.attributes.contains("import") {
        rerun.bring(try block.importedFile())
        continue
      }
      guard block.kind == "console" else { continue }
      for exchange in try block.exchanges() {
        let entry = rerun.run(exchange.command)
        let place = "line \(exchange.line), \(exchange.command.firstLine)"
        if let excess = rerun.excess {
          return Replayed(
            rerun: rerun, verdict: "only a part: the replay ended at \(place): \(excess)")
        }
        each(exchange, entry)
        if !exchange.isPrinted(by: entry), difference == nil { difference = place }
      }
    }
    return Replayed(rerun: rerun, verdict: verdict(on: rerun.session, file, difference))
  }

  /// What is not as it was saved, in words.
  private static func verdict(
    on session: Session, _ file: LabFile, _ difference: String?
  ) -> String? {
    if let difference {
      return "not the same world: the first line that prints something else is \(difference)"
    }
    if file["engine"] != "\(engineGeneration)" {
      return "made by engine \(file["engine"] ?? "0"), this is engine \(engineGeneration): the"
        + " bytes differ"
    }
    if let digest = file["digest"], digest != session.world.digest() {
      return "not the same world: every line prints the same, but the digest differs"
    }
    return nil
  }
}

extension LabFile.Exchange {
  /// Whether a line of the log printed what stands below the command, to the letter.
  package func isPrinted(by entry: LogEntry?) -> Bool {
    let printed = entry.map { entry in
      LabFile.Exchange.lines(command: "", output: entry.output, status: entry.status).dropFirst()
    }
    return (printed ?? []).elementsEqual(output + (status == 0 ? [] : ["? \(status)"]))
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
  /// What a session brought in, of its block.
  package func importedFile() throws(LabFileError) -> LogEntry.Import {
    guard let name = attribute("name").flatMap({ Base64.decode($0.utf8) }),
      let bytes = Base64.decode(lines.joined().utf8)
    else { throw LabFileError(line: firstLine, message: "the file's name or content is no base64") }
    let failure = attribute("failed").flatMap { Base64.decode($0.utf8) }
    return LogEntry.Import(
      LogEntry.Source(name: String(decoding: name, as: UTF8.self)), bytes: bytes,
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
