import AWSCLI
import Cloud
import KMS
import Kernel
import Sessions
import Shell
import Text

/// Values that come from files, and the prefixes that read them.
extension Coach {
  /// What to say where a request has the name of a file for what it holds, or the newline at its
  /// end; `nil` elsewhere.
  var wrongFile: Advice? {
    if let advice = emptied ?? undecipheredName { return advice }
    for member in operation.members where member.isReadFromFiles {
      let value = request[member.name]
      for text in (value?.elements ?? value.map { [$0] } ?? []).compactMap(\.text) {
        if let advice = unread(text, member) ?? withNewline(text, member) { return advice }
      }
    }
    return nil
  }

  /// The name of a file in the place of what it holds.
  private func unread(_ text: String, _ member: MemberDescription) -> Advice? {
    guard let bytes = session.files[text] else { return nil }
    // AWS CLI keeps the newline at the end of a file, which no ARN and no token has.
    let isWord = !member.isDocument && bytes.last == UInt8(ascii: "\n")
    let reader = isWord ? "$(cat \(quoted(text)))" : "file://" + text
    return Advice(
      why: "\(text) is a file here; \(reader) \(isWord ? "puts in what it holds" : "reads it").",
      next: session.line(with: reader, for: text, isQuoted: !isWord))
  }

  /// The name of a file that was taken for the base64 of a blob, as every word of four letters can
  /// be, or for a key of the caller's own.
  private var undecipheredName: Advice? {
    for member in operation.members {
      let name: String?
      switch request[member.name] {
      case .bytes(let bytes)? where member.type == .blob:
        name = session.files.names.first { Base64.decodeLeniently($0.utf8) == bytes }
      case .string(let text)? where member.name.hasSuffix("SSECustomerKey"):
        let bytes = Base64.decode(text.utf8)
        name = session.files.names.first { Array($0.utf8) == bytes }
      default: continue
      }
      guard let name else { continue }
      return Advice(
        why: "\(name) is a file here; fileb://\(name) reads it.",
        next: session.line(with: "fileb://" + name, for: name))
    }
    return nil
  }

  /// A word with the newline that ends the file that it was read from.
  private func withNewline(_ text: String, _ member: MemberDescription) -> Advice? {
    guard !member.isDocument, text.hasSuffix("\n"), text.contains(where: { !$0.isWhitespace })
    else { return nil }
    let name = session.files.names.first { session.files[$0] == Array(text.utf8) }
    return Advice(
      why: "A newline ends the file, and AWS CLI sends it too; $(cat FILE) leaves it out.",
      next: name.flatMap { name in
        session.line(with: "$(cat \(quoted(name)))", for: "file://" + name, isQuoted: false)
      })
  }

  /// A file that the line itself has emptied.
  private var emptied: Advice? {
    guard request.entries.contains(where: { $0.value == .bytes([]) }) else { return nil }
    let before = session.filesBeforeLine
    let name = session.files.names.first { name in
      session.files[name]?.isEmpty == true && before?[name]?.isEmpty == false
    }
    return name.map { name in
      Advice(
        why: "The line itself has emptied \(name): > does so before any command runs. Write to"
          + " another file first.", next: "undo")
    }
  }

  /// A ciphertext that was sent as the base64 text that it was printed as.
  var undecoded: Advice? {
    guard case .bytes(let bytes)? = request["CiphertextBlob"],
      let decoded = Base64.decodeLeniently(bytes), CiphertextBlob(decoded).header != nil
    else { return nil }
    let name = session.files.names.first { session.files[$0] == bytes }
    return Advice(
      why: "That is base64 text, and fileb:// sends it as it is; file:// has AWS CLI decode it.",
      next: name.flatMap { session.line(with: "file://" + $0, for: "fileb://" + $0) })
  }
}

extension MemberDescription {
  /// Whether it is a document, whose blanks and newlines do not matter.
  fileprivate var isDocument: Bool { name == "Policy" || name.hasSuffix("PolicyDocument") }

  /// Whether its value is often kept in a file, and no name that a file may have too.
  fileprivate var isReadFromFiles: Bool {
    isDocument || name == "GrantToken" || name == "GrantTokens" || suggests == .keys
      || suggests == .keysAndAliases
  }
}
