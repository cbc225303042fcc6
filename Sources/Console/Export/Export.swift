import Kernel
import Sessions
import Shell
import Text

/// What `save` writes: the session in one of its forms, or a virtual file.
struct Export {
  /// The real file.
  let path: String
  let bytes: [UInt8]
  /// What there is to say about it.
  private(set) var remark = ""

  /// The forms of a session beside the lab file; a real file of such a name is ./NAME.
  private static let forms = ["script", "runbook", "markdown"]

  /// Makes what was asked for; `form` is what `--as` says: a form, or a virtual file's real path.
  init(of session: Session, to word: Argument, as form: String?) throws(Fault) {
    if let form, Export.forms.contains(form), session.files.names.contains(word.text) {
      throw Fault(
        "\(form) is a form of the session, and \(quoted(word.text)) is a virtual file;"
          + " a path of that name is ./\(form)", range: word.range,
        next: "save \(quoted(word.text)) --as ./\(form)")
    }
    switch form {
    case nil: (path, bytes) = (word.text, Array(SessionFile.text(of: session).utf8))
    case "markdown": (path, bytes) = (word.text, Array(Transcript.markdown(of: session).utf8))
    case "runbook": (path, bytes) = (word.text, Array(Runbook(session).markdown.utf8))
    case "script":
      let script = SessionScript(session)
      (path, bytes) = (word.text, Array(script.text.utf8))
      remark =
        "; \(counted(script.runCount, "line")) to run, \(counted(script.commentCount, "comment"))"
    case let target?:
      guard let content = session.files[word.text] else {
        let near = nearest(to: word.text, among: session.files.names)
        throw Fault(
          "no virtual file \(quoted(word.text))"
            + (near.map { "; the nearest is \($0)" } ?? ""), range: word.range, next: "ls",
          status: 1)
      }
      (path, bytes) = (target, content)
    }
  }
}
