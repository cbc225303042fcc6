import Access
import Cloud
import Fuzzing
import Kernel
import Testing
import Text

@testable import AWSCLI

/// What an installed AWS CLI makes of the same: skeletons, queries, outputs, shorthand, pages.
@Suite(.enabled(if: InstalledCLI.isHere, "no awscli of version 1 is installed"))
struct InstalledCLITests {
  private static let count = 1_500

  /// Cases that are drawn, with what AWS CLI makes of each.
  private static func drawn(
    _ make: (inout Dice) -> Document
  ) throws -> [(Document, InstalledCLI.Answer)] {
    let cases = (0..<count).map { number -> Document in
      var dice = Dice(seed: UInt64(number) * 77_777)
      return make(&dice)
    }
    let answers = try InstalledCLI.answers(to: cases)
    #expect(answers.count == count)
    return zip(cases, answers).compactMap { row, answer in answer.map { (row, $0) } }
  }

  @Test(arguments: [false, true])
  func `Skeletons have the members of AWS CLI's, nested alike`(ofAnswers: Bool) throws {
    let operations = Catalogue.operations
    let answers = try InstalledCLI.answers(
      to: operations.map {
        [
          "kind": "skeleton", "service": .string($0.service.rawValue),
          "operation": .string($0.name), "output": .bool(ofAnswers),
        ]
      })
    for (operation, answer) in zip(operations, answers) {
      guard case .result(let theirs) = answer else {
        Issue.record("\(operation.name) is none of AWS CLI's")
        continue
      }
      let ours = ofAnswers ? operation.sampleAnswer : operation.skeleton
      let missing = Self.missing(ours, theirs, operation.name, texts: ofAnswers)
        .filter { place in !Self.newest.contains { place.hasSuffix($0) } }
      #expect(missing.isEmpty, "\(missing)")
    }
  }

  /// What AWS CLI has learned after version 1.45, which may be the installed one.
  private static let newest = ["GranteeServicePrincipal", "RetiringServicePrincipal", "SourceArn"]

  /// The places where a skeleton has what another has not.
  private static func missing(
    _ ours: Document, _ theirs: Document, _ place: String, texts: Bool
  ) -> [String] {
    switch (ours, theirs) {
    case (.object(let object), .object(let other)):
      object.entries.flatMap { entry in
        let place = "\(place).\(entry.name)"
        return other[entry.name].map { missing(entry.value, $0, place, texts: texts) } ?? [place]
      }
    case (.list(let list), .list(let other)):
      zip(list, other).flatMap { missing($0, $1, place + "[]", texts: texts) }
    // Of an enumeration any value is right; IAM's model writes one name with a small letter.
    case (.string(let text), .string(let other)) where !texts || text == other.firstUppercased:
      []
    // Bytes, for which AWS CLI has nothing.
    case (.string, .null) where texts: []
    default: ours == theirs ? [] : ["\(place): \(ours), \(theirs)"]
    }
  }

  @Test func `Queries find the same, and fail in the same words`() throws {
    let documents = Corpus.queries.documents
    let rows = try Self.drawn { dice in
      let document = dice.pick(documents)
      let expression = JMESPathInputs.expression(&dice, depth: 0)
      return ["kind": "query", "document": document, "expression": .string(expression)]
    }
    for (row, answer) in rows {
      let expression = row["expression"]?.text ?? ""
      let ours = Result { () throws(JMESPathError) in
        try JMESPath(expression).search(row["document"] ?? .null)
      }
      switch (ours, answer) {
      case (.success(let found), .result(let theirs)):
        #expect(JSONWriter.text(found) == JSONWriter.text(theirs), "\(expression)")
      case (.failure(let error), .error(let text, _)):
        #expect(error.description == text, "\(expression)")
      case (.success(let found), .error(let text, let type)):
        Issue.record("\(expression) finds \(found), but \(type): \(text)")
      case (.failure(let error), .result(let theirs)):
        Issue.record("\(expression): \(error), but it finds \(theirs)")
      }
    }
  }

  @Test(arguments: [OutputFormat.json, .text, .table])
  func `The same document prints the same`(format: OutputFormat) throws {
    let rows = try Self.drawn { dice in
      [
        "kind": "output", "format": .string(format.rawValue), "title": "ListKeys",
        "document": OutputInputs.document(&dice),
      ]
    }
    for (row, answer) in rows {
      guard let document = row["document"] else { continue }
      let ours = Result { () throws(OutputFailure) in
        try format.render(document, title: "ListKeys")
      }
      let text = JSONWriter.text(document)
      switch (ours, answer) {
      case (.success(let ours), .result(let theirs)): #expect(.string(ours) == theirs, "\(text)")
      // Which of several faults Python stumbles over first is its own affair.
      case (.failure, .error): continue
      case (.success(let ours), .error(let words, let type)):
        Issue.record("\(text) prints \(ours), but \(type): \(words)")
      case (.failure(let failure), .result(let theirs)):
        Issue.record("\(text): \(failure.message), but it prints \(theirs)")
      }
    }
  }

  @Test func `Shorthand is read alike, and refused in the same words`() throws {
    let rows = try Self.drawn { dice in
      ["kind": "shorthand", "text": .string(ShorthandInputs.text(&dice))]
    }
    for (row, answer) in rows {
      let text = row["text"]?.text ?? ""
      let ours = Result { () throws(Shorthand.Failure) in try Shorthand.read(text) }
      switch (ours, answer) {
      case (.success(let object), .result(let theirs)):
        #expect(.object(object) == theirs, "\(text.debugDescription)")
      case (.failure(let error), .error(let words, _)):
        #expect(error.message == words, "\(text.debugDescription)")
      case (.success(let object), .error(let words, let type)):
        Issue.record("\(text.debugDescription) is \(object), but \(type): \(words)")
      case (.failure(let error), .result(let theirs)):
        Issue.record("\(text.debugDescription): \(error.message), but it is \(theirs)")
      }
    }
  }

  @Test(arguments: [nil, "Items", "length(Others || `[]`)", "[Prefix, NextToken]", "@"])
  func `Lists are cut into the same pages, with the same tokens`(query: String?) throws {
    let rows = try Self.drawn { dice in
      let pages = Self.pages(&dice)
      let most =
        dice.once(in: 3) ? Document.null : .integer(dice.below(9) - (dice.once(in: 6) ? 4 : 0))
      return [
        "kind": "pages", "pages": .list(pages), "most": most,
        "start": Self.start(pages.count, &dice),
        "query": query.map { .string($0) } ?? .null,
      ]
    }
    for (row, answer) in rows {
      guard case .result(let theirs) = answer else { continue }
      let text = JSONWriter.text(.object(row.members ?? [:]))
      guard let pagination = Self.run(row) else {
        Issue.record("its token is refused: \(text)")
        continue
      }
      guard let query else {
        #expect(.object(pagination.whole()) == theirs, "\(text)")
        continue
      }
      let parts = try pagination.parts().map { try JMESPath(query).search($0) }
      let printed = try parts.map { try OutputFormat.text.render($0, title: "x") }.joined()
      #expect(.string(printed) == theirs, "\(text)")
    }
  }

  /// Pages of which each names the next by its number.
  private static func pages(_ dice: inout Dice) -> [Document] {
    let count = 1 + dice.below(4)
    return (0..<count).map { index in
      var page: DocumentObject = [:]
      let items = (0..<dice.below(4)).map { Document.string("\(index)-\($0)") }
      if !dice.once(in: 6) { page["Items"] = .list(items) }
      if dice.once(in: 2) { page["Others"] = .list([.string("o\(index)")]) }
      if dice.once(in: 2) { page["Prefix"] = .string("p\(index)") }
      page["IsTruncated"] = .bool(index < count - 1)
      if index < count - 1 { page["NextMarker"] = .string("\(index + 1)") }
      return .object(page)
    }
  }

  private static func start(_ count: Int, _ dice: inout Dice) -> Document {
    guard dice.once(in: 2) else { return .null }
    let page = dice.below(count)
    if dice.once(in: 6) { return .string(page == 0 ? "None" : "\(page)___\(dice.below(3))") }
    var token = PageToken(next: page == 0 ? [:] : ["Marker": .string("\(page)")])
    if dice.once(in: 2) { token.skipped = dice.below(5) - (dice.once(in: 6) ? 3 : 0) }
    return .string(token.text(["Marker"]))
  }

  private static func run(_ row: Document) -> Pagination? {
    guard let pages = row["pages"]?.elements else { return nil }
    var start: PageToken?
    if let text = row["start"]?.text {
      guard let token = PageToken(text, ["Marker"]) else { return nil }
      start = token
    }
    var most: Int?
    if case .number(let number)? = row["most"] { most = number.integer }
    let paging = Paging(lists: ["Items", "Others"], others: ["Prefix", "Charged"])
    var pagination = Pagination(paging, maxItems: most, start: start)
    var marker = start?.next
    repeat {
      let page = pages[marker?["Marker"]?.text.flatMap { Int($0) } ?? 0]
      marker = pagination.take(page.members ?? [:])
    } while marker != nil
    return pagination
  }
}

extension String {
  fileprivate var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
