import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell

extension LabCommand {
  /// Brings a real file in.
  static let importFile = LabCommand(
    "import", "copies a real file of this computer into the virtual files",
    operands: "PATH [FILE]",
    options: [
      ToolOption("--large", summary: "takes a file of more than 64 MiB, too")
    ],
    details: """
      import policy.json            then use it as file://policy.json
      import ~/photos/cat.jpg cat   under another name

      Virtual files live in the session alone; nothing that you do to them reaches
      your disk.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 2, of: "import")
    guard let path = arguments.operands.first else {
      throw Fault("import needs a file", next: "help import")
    }
    let name =
      arguments.operands.count == 2
      ? arguments.operands[1].text
      : path.text.split(separator: "/").last.map(String.init) ?? path.text
    let bytes: [UInt8]
    do throws(HostFailure) {
      bytes = try session.bringIn(
        path.text, most: arguments.has("--large") ? .max : FileLimit.imported)
    } catch {
      throw Fault(
        "\(path.text): \(error.reason)", range: path.range,
        next: session.retry(error, "help import"), status: 1)
    }
    do throws(VirtualFileError) {
      try session.present.files.write(bytes, to: name)
    } catch {
      throw Fault("\(error)", range: path.range, status: 1)
    }
    session.noteChange()
    return LabAnswer(
      lines: ["\(name)  \(bytes.count) bytes"],
      document: ["Name": .string(name), "Bytes": .integer(bytes.count)])
  }

  /// Writes a real file.
  static let save = LabCommand(
    "save", "writes the session, or one virtual file, to a real file",
    operands: "PATH | FILE --as PATH | --as script|runbook|markdown PATH",
    options: [
      ToolOption(
        "--as", value: "script|runbook|markdown|PATH",
        summary: "another form; a virtual file's place"),
      ToolOption("--force", summary: "replaces a real file that others wrote"),
    ],
    details: """
      save monday.lab.md          writes the session as a lab file: every line
                                  with its output.
                                  load monday.lab.md brings it back, byte for byte.
      save --as script m.sh       writes it as a bash script for AWS CLI
      save --as markdown m.md     writes it as Markdown, for people to read
      save --as runbook r.md      writes what stands in the world that you are in, who
                                  may what, what is due, and what to do at a rotation,
                                  a lost session, a customer's leaving, a deletion
      save cipher.bin --as c.bin  writes the virtual file to the real file c.bin;
                                  --as ./script for a real file of that name

      The script makes the world that you are in. A comment stands for what runs
      nowhere but here, and says what does it in AWS; for what undo took back, other
      branches and other labs; and for what failed before it reached AWS. as NAME
      becomes a profile. It stops where AWS refuses what this lab did not. kmslab runs
      it too. Of a lab it holds the lab's own lines and files, each on its day.

      The runbook is read from the world, not from your lines. The others hold what
      you typed, plaintexts included; all but the script hold what you saw.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "save")
    guard let word = arguments.operands.first else {
      throw Fault("save needs a file", next: "save session.lab.md")
    }
    let export = try Export(of: session, to: word, as: arguments.value("--as"))
    session.leaveOutOfLog()
    guard arguments.has("--force") || !session.host.holdsOther(export.path, export.bytes) else {
      throw Fault(
        "\(export.path) is there already, and is nothing that kmslab wrote",
        next: session.onlyCommand == nil ? "help save" : session.presentLine + " --force",
        status: 1)
    }
    do throws(HostFailure) {
      try session.host.writeFile(export.path, export.bytes)
    } catch {
      throw Fault("\(export.path): \(error.reason)", next: "help save", status: 1)
    }
    return LabAnswer(
      lines: ["\(export.path)  \(export.bytes.count) bytes\(export.remark)"],
      document: ["Path": .string(export.path), "Bytes": .integer(export.bytes.count)])
  }

  /// Brings a saved session back.
  static let load = LabCommand(
    "load", "brings a saved session back by replaying its lines", operands: "PATH",
    options: [
      ToolOption("--large", summary: "takes a session of more than 16 MiB, too")
    ],
    details: """
      Every line runs again; the world is then the same, byte for byte, and load says
      so. Where a line prints something else than it did, load names the first such
      line.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "load")
    try session.leaveLog("load")
    try session.checkMayReplay()
    guard let path = arguments.operands.first else {
      throw Fault("load needs a file", next: "help load")
    }
    let bytes: [UInt8]
    do throws(HostFailure) {
      bytes = try session.host.readFile(
        path.text, arguments.has("--large") ? .max : FileLimit.session)
    } catch {
      throw Fault(
        "\(path.text): \(error.reason)", range: path.range,
        next: session.retry(error, "help load"), status: 1)
    }
    let loaded: SessionFile.Loaded
    do throws(LabFileError) {
      loaded = try SessionFile.load(
        bytes, isCoached: session.isCoached, host: session.host, table: session.table,
        companion: session.companion?.atStart)
    } catch {
      throw Fault("\(path.text): \(error)", next: "help load", status: 1)
    }
    // The session that was here stays on its shelf; the loaded one gets a place of its own.
    var lines = loaded.lines
    if case .success(let shelf) = session.host.shelf {
      let (other, isCoached) = (loaded.session.beginning, session.isCoached)
      let name = try session.onShelf { (_) throws(HostFailure) in
        try shelf.create(nil, other, isCoached: isCoached)
      }
      lines.append("kept as \(name); the session before is kept too: sessions")
    }
    session = loaded.session
    session.leaveOutOfLog()
    return LabAnswer(
      lines: lines,
      document: [
        "Lines": .integer(session.log.count), "Now": .timestamp(session.world.now),
        "Equal": .bool(loaded.isEqual),
      ])
  }
}

extension Session {
  /// What to type where a file was not read: the same line for a large one, else a page.
  fileprivate func retry(_ failure: HostFailure, _ page: String) -> String {
    failure.cause == .tooLarge && onlyCommand != nil ? presentLine + " --large" : page
  }
}
