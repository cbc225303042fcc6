package import Kernel

/// A line while it is typed, as whoever helps with it has to know it.
package struct TypedLine: Sendable, Equatable {
  /// The lines that it goes on with, each with its line break; empty for a line of its own.
  package let entry: String
  /// The line.
  package let line: String
  /// Where the cursor is, as a UTF-8 offset in the line.
  package let cursor: Int
  /// Lines that were typed before and begin so, the oldest first.
  package let history: [String]

  /// Describes a line; of the history only what begins so is kept.
  package init(_ line: String, cursor: Int, entry: String = "", history: [String] = []) {
    self.entry = entry
    self.line = line
    self.cursor = max(0, min(cursor, line.utf8.count))
    let begun = history.reversed().lazy.filter { $0.startsBytewise(with: line) }
    self.history = line.isEmpty ? [] : Array(begun.prefix(TypedLine.historyLimit)).reversed()
  }

  /// Lines of the history that are looked at.
  private static let historyLimit = 10
}

/// What helps with a line while it is typed.
package struct LineHelp: Sendable, Equatable {
  /// What its words are.
  package var highlights: [Highlight] = []
  /// Its best continuation, where the cursor is at its end.
  package var hint = ""
  /// What may stand at the cursor, its range being one of the line; `nil` where nothing can.
  package var completion: Completion?

  /// Knows nothing.
  package init() {}
}

extension Session {
  /// Helps with a line that is typed, as the table of its commands knows it.
  package func help(with typed: TypedLine) -> LineHelp { table.help(self, typed) }
}

extension TypedLine {
  /// As JSON.
  package var document: Document {
    [
      "line": .string(line), "cursor": .integer(cursor), "entry": .string(entry),
      "history": .list(history.map { .string($0) }),
    ]
  }

  /// The names of its members.
  package static let members = ["line", "cursor", "entry", "history"]

  /// Reads JSON; `nil` where it is none of a line.
  package init?(_ members: DocumentObject) {
    guard let line = members["line"]?.text, let entry = (members["entry"] ?? "").text,
      let cursor = (members["cursor"] ?? .integer(line.utf8.count)).wholeNumber,
      let history = (members["history"] ?? []).elements
    else { return nil }
    self.init(line, cursor: cursor, entry: entry, history: history.compactMap(\.text))
  }
}

extension LineHelp {
  /// As JSON.
  package var document: Document {
    var members: DocumentObject = [
      "hint": .string(hint),
      "words": .list(
        highlights.map { highlight in
          [
            "start": .integer(highlight.range.lowerBound),
            "end": .integer(highlight.range.upperBound), "kind": .string(highlight.kind.rawValue),
          ]
        }),
    ]
    if let completion {
      members["start"] = .integer(completion.range.lowerBound)
      members["end"] = .integer(completion.range.upperBound)
      members["more"] = .bool(completion.isCut)
      members["choices"] = .list(completion.choices.map(\.document))
    }
    return .object(members)
  }

  /// Reads JSON; what is not understood is left out, and what lies outside of the line.
  package init(_ document: Document, of line: String) {
    let end = line.utf8.count
    hint = document["hint"]?.text ?? ""
    highlights = (document["words"]?.elements ?? []).compactMap { word in
      guard let range = word.range(within: end),
        let kind = word["kind"]?.text.flatMap(WordKind.init(rawValue:))
      else { return nil }
      return Highlight(range: range, kind: kind)
    }
    guard let range = document.range(within: end) else { return }
    let choices = (document["choices"]?.elements ?? []).compactMap(Completion.Choice.init)
    guard !choices.isEmpty else { return }
    completion = Completion(range: range, choices: choices, isCut: document["more"] == true)
  }
}

extension Completion.Choice {
  fileprivate var document: Document {
    [
      "insertion": .string(insertion), "text": .string(candidate.text),
      "label": .string(candidate.label), "note": .string(candidate.note),
      "goesOn": .bool(candidate.goesOn),
    ]
  }

  fileprivate init?(_ document: Document) {
    guard let insertion = document["insertion"]?.text else { return nil }
    self.init(
      candidate: Candidate(
        document["text"]?.text ?? insertion, document["note"]?.text ?? "",
        label: document["label"]?.text, goesOn: document["goesOn"] == true),
      insertion: insertion)
  }
}

extension Document {
  /// The range that `start` and `end` tell, where it lies within so many bytes.
  fileprivate func range(within end: Int) -> Range<Int>? {
    guard let lower = self["start"]?.wholeNumber, let upper = self["end"]?.wholeNumber, lower >= 0,
      lower <= upper, upper <= end
    else { return nil }
    return lower..<upper
  }
}
