package import Kernel

/// Lines that somebody typed at a prompt elsewhere.
package struct PromptRequest: Sendable {
  /// The lines; none, where only the place is asked for.
  package let lines: String
  /// By which they can be stopped.
  package let name: String
  /// Whether the program explains beside AWS's own words; `nil` as the session has it.
  package let isCoached: Bool?
  /// How the terminal shows what they print.
  package let style: ResultStyle

  /// Describes it.
  package init(_ lines: String, name: String, isCoached: Bool?, style: ResultStyle) {
    self.lines = lines
    self.name = name
    self.isCoached = isCoached
    self.style = style
  }

  /// As JSON.
  package var document: Document {
    var members: DocumentObject = [
      "lines": .string(lines), "name": .string(name), "terminal": style.document,
    ]
    if let isCoached { members["coached"] = .bool(isCoached) }
    return .object(members)
  }

  /// The names of its members.
  package static let members = ["lines", "name", "terminal", "coached"]

  /// Reads JSON; `nil` where it is none of lines.
  package init?(_ members: DocumentObject) {
    guard let lines = (members["lines"] ?? "").text, let name = (members["name"] ?? "").text else {
      return nil
    }
    self.lines = lines
    self.name = name
    isCoached = members["coached"].map { $0 == true }
    style = ResultStyle(members["terminal"] ?? .null)
  }
}

/// What lines came to that somebody typed at a prompt elsewhere.
package struct PromptReply: Sendable, Equatable {
  /// What they printed.
  package let results: [ShownResult]
  /// The status of the last.
  package let status: Int
  /// Whether one ended the prompt.
  package let ends: Bool
  /// The line that the last error named as the next one.
  package let nextLine: String?
  /// What the next prompt tells.
  package let place: PromptPlace

  /// Describes it.
  package init(
    results: [ShownResult], status: Int, ends: Bool, nextLine: String?, place: PromptPlace
  ) {
    self.results = results
    self.status = status
    self.ends = ends
    self.nextLine = nextLine
    self.place = place
  }

  /// As JSON.
  package var document: Document {
    var members: DocumentObject = [
      "results": .list(results.map(\.document)), "status": .integer(status), "ends": .bool(ends),
      "place": place.document,
    ]
    if let nextLine { members["next"] = .string(nextLine) }
    return .object(members)
  }

  /// Reads JSON; `nil` where it is no reply.
  package init?(_ document: Document) {
    guard let results = document["results"]?.elements, let status = document["status"]?.wholeNumber,
      let place = PromptPlace(document["place"])
    else { return nil }
    self.results = results.map(ShownResult.init)
    self.status = status
    self.place = place
    ends = document["ends"] == true
    nextLine = document["next"]?.text
  }
}
