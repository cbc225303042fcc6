import Text

/// A word of AWS that labs use, and what it means.
package struct Term: Sendable {
  /// The word, or the words.
  package let name: String
  /// What it means, in some words.
  let meaning: String
  /// More about it.
  let details: String
  /// The page of help that tells the rest.
  let page: String?
  /// How it stands in a text: its words in small letters, one way after the other.
  let forms: [[String]]

  init(
    _ name: String, _ meaning: String, _ details: String = "", also: [String] = [],
    page: String? = nil
  ) {
    self.name = name
    self.meaning = meaning
    self.details = details
    self.page = page
    let plural = name.hasSuffix("y") ? name.dropLast() + "ies" : name + "s"
    forms = ([name, plural] + also).map { Term.words(of: $0) }
  }

  /// Its name as one word.
  package var id: String { name.lowercased().replacing(" ", with: "-") }

  /// The page of help.
  var text: String {
    wrapped("\(name): \(meaning).", indent: 0, hanging: 2)
      + (details.isEmpty ? "" : wrapped(details, indent: 2))
      + (page.map { "  more: help \($0)\n" } ?? "")
  }
}

extension Term {
  /// The words of a text in small letters: `alias/lab-key` is one word, and what stands between
  /// backquotes is code and none.
  package static func words(of text: String) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    let prose = parts.enumerated().map { $0.offset % 2 == 0 ? $0.element : "" }
      .joined(separator: " ")
    return prose.lowercased()
      .split { !($0.isLetter || $0.isNumber || "-_:./*=$".contains($0)) }
      .map { word in
        let end = word.lastIndex { !".:-".contains($0) }
        return end.map { String(word[...$0]) } ?? ""
      }
      .filter { !$0.isEmpty }
  }
}

/// The words of AWS that labs use.
package enum Glossary {
  /// All terms, in the order of their names.
  package static let terms = (keys + permissions + storage + records)
    .sorted { $0.id < $1.id }

  /// The term of a name as somebody writes it.
  package static func term(named name: String) -> Term? {
    let words = Term.words(of: name.replacing("-", with: " "))
    return terms.first { term in
      term.forms.contains { $0.flatMap { $0.split(separator: "-").map(String.init) } == words }
    }
  }

  /// The terms that a text uses, in the order of their first use.
  package static func terms(in text: String) -> [Term] {
    let words = Term.words(of: text)
    var found: [Term] = []
    var position = 0
    while position < words.count {
      // Of `grant token` and `grant` the longer one counts.
      let match = (byFirstWord[words[position]] ?? [])
        .first { words[position...].starts(with: $0.form) }
      if let match, !found.contains(where: { $0.id == match.term.id }) { found.append(match.term) }
      position += match?.form.count ?? 1
    }
    return found
  }

  private static let byFirstWord: [String: [(form: [String], term: Term)]] = {
    let forms = terms.flatMap { term in term.forms.map { (form: $0, term: term) } }
    return Dictionary(grouping: forms) { $0.form[0] }
      .mapValues { $0.sorted { $0.form.count > $1.form.count } }
  }()
}

extension HelpTopic {
  /// The terms, one a line.
  static let glossary = HelpTopic(
    name: "glossary", title: "AWS's words, one line for each",
    text: labelled(Glossary.terms.map { ($0.name, $0.meaning) }).joined(separator: "\n")
      + "\n\nhelp WORD tells more of one: help grant token")
}
