import Kernel
import Sessions
import Shell

extension LabCommand {
  /// Edits a virtual file.
  static let edit = LabCommand(
    "edit", "opens a virtual file in your editor", operands: "FILE",
    details: """
      edit p.json    $VISUAL, $EDITOR or vi opens it; what you save is its content

      A file that is not there yet is made. The editor works on a copy that only you
      can read, and that is removed when it ends. Where the editor ends with a
      failure, as after :cq in vi, the file stays as it was.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "edit")
    guard let word = arguments.operands.first else {
      throw Fault("edit needs the name of a virtual file", next: "help edit")
    }
    let old = session.files[word.text]
    do throws(VirtualFileError) {
      try VirtualFiles.check(word.text)
    } catch {
      throw Fault("\(error)", range: word.range, status: 1)
    }
    let bytes = try session.edited(word, old ?? [])
    guard old != nil || !bytes.isEmpty else {
      return LabAnswer(
        lines: ["\(word.text): nothing was written, so it was not made"],
        document: ["Name": .string(word.text), "Bytes": 0])
    }
    do throws(VirtualFileError) {
      if bytes != old { try session.files.write(bytes, to: word.text) }
    } catch {
      throw Fault("\(error)", range: word.range, status: 1)
    }
    let isSame = bytes == old
    return LabAnswer(
      lines: ["\(word.text): \(isSame ? "unchanged, " : "")\(bytes.count) bytes"],
      document: ["Name": .string(word.text), "Bytes": .integer(bytes.count)])
  }
}

extension Session {
  /// What became of a virtual file in the editor; the line keeps it, so that it can run again.
  fileprivate mutating func edited(_ word: Argument, _ old: [UInt8]) throws(Fault) -> [UInt8] {
    let path = "kmslab:edit/" + word.text
    do throws(HostFailure) {
      guard let editFile = host.editFile else { return try bringIn(path) }
      let bytes = try editFile(word.text, old)
      bringIn(bytes, as: path)
      return bytes
    } catch {
      let reason = host.editFile == nil ? "there is no terminal to edit at" : error.reason
      throw Fault(
        "\(word.text) was not edited: \(reason)", range: word.range, next: "help shell", status: 1)
    }
  }
}
