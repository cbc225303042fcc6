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
    let bytes: [UInt8]
    do throws(HostFailure) {
      bytes = try session.bringInEdited(word.text, old ?? [])
    } catch {
      throw Fault(
        "\(word.text) was not edited: \(error.reason)", range: word.range, next: "help shell",
        status: 1)
    }
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
