import Access
import Cloud
import Kernel
import Text

/// AWS CLI's way through pages: as many as there are, or up to `--max-items` with a token to go on.
///
/// The order of its steps is botocore's `PageIterator`, and so are its tokens.
struct Pagination {
  private let paging: Paging
  /// `--max-items`; AWS CLI warns of numbers below 1, and takes them as Python cuts lists.
  private let maxItems: Int?
  /// `--starting-token`.
  private let start: PageToken?
  /// The lists of each page, cut where they are to be.
  private var pages: [DocumentObject] = []
  /// The answers themselves, with their lists cut so.
  private(set) var answers: [DocumentObject] = []
  /// What the model names beside the lists, of the first page.
  private var others = DocumentObject()
  private var itemCount = 0
  private var token = PageToken()
  private var resume: PageToken?

  init(_ paging: Paging, maxItems: Int?, start: PageToken?) {
    self.paging = paging
    // No list here is longer; what is left can be added and subtracted.
    self.maxItems = maxItems.map { min(max($0, -PageToken.most), PageToken.most) }
    self.start = start
    token.next = start?.next ?? DocumentObject()
  }

  /// Takes a page in; where the next one starts, `nil` where no other is needed.
  mutating func take(_ page: DocumentObject) -> DocumentObject? {
    let isFirst = pages.isEmpty
    var lists = DocumentObject(
      paging.lists.compactMap { name in page[name].map { (name, $0) } })
    if isFirst {
      others = DocumentObject(paging.others.map { ($0, page[$0] ?? .null) })
      if let start { dropTold(start, &lists) }
    }
    let skipped = isFirst ? start?.skipped ?? 0 : 0
    let primary = paging.lists[0]
    let count = lists[primary]?.elements?.count ?? 0
    let surplus = maxItems.map { itemCount + count - $0 } ?? 0
    guard surplus <= 0 else {
      let elements = lists[primary]?.elements ?? []
      lists[primary] = .list(Array(elements.prefix(upTo: slice(count - surplus, of: count))))
      append(lists, of: page)
      token.skipped = count - surplus + skipped
      resume = token
      return nil
    }
    append(lists, of: page)
    itemCount += count
    guard let next = Pagination.nextPage(page, paging) else { return nil }
    token = PageToken(next: next)
    guard itemCount != maxItems else {
      resume = token
      return nil
    }
    return next
  }

  private mutating func append(_ lists: DocumentObject, of page: DocumentObject) {
    pages.append(lists)
    var answer = page
    for list in lists.entries { answer[list.name] = list.value }
    answers.append(answer)
  }

  /// Where Python ends a slice of a list: a number below 0 counts from the end.
  private func slice(_ end: Int, of count: Int) -> Int {
    min(max(end < 0 ? end + count : end, 0), count)
  }

  /// Leaves out of the first page what was shown with the token: the start of the main list, and
  /// all that stood beside it.
  private func dropTold(_ start: PageToken, _ lists: inout DocumentObject) {
    for (index, name) in paging.lists.enumerated() {
      guard let elements = lists[name]?.elements else { continue }
      let end = slice(start.skipped ?? 0, of: elements.count)
      lists[name] = .list(index == 0 ? Array(elements.dropFirst(end)) : [])
    }
  }

  /// What AWS CLI prints of all pages: the lists, what the model names beside them, and the token.
  func whole() -> DocumentObject {
    var names: [String] = []
    for page in pages {
      names += paging.lists.filter { page[$0]?.elements != nil && !names.contains($0) }
    }
    // Each list at once: to add a page to what there is copies all that there is.
    var whole = DocumentObject(
      names.map { name in (name, .list(pages.flatMap { $0[name]?.elements ?? [] })) })
    for other in others.entries { whole[other.name] = other.value }
    if let resume { whole["NextToken"] = .string(resume.text(paging.inputs)) }
    return whole
  }

  /// What AWS CLI prints as text: each page for itself, and the token behind them.
  func parts() -> [Document] {
    let parts = pages.enumerated().map { index, page in
      var part = index == 0 ? others : DocumentObject()
      for name in paging.lists { part[name] = page[name] ?? .null }
      return Document.object(part)
    }
    return parts
      + (resume.map { [["NextToken": ["NextToken": .string($0.text(paging.inputs))]]] } ?? [])
  }

  /// Where the next page starts: what the answer says, else the last key of a list that is cut off.
  ///
  /// Some answers tell where they end although nothing follows; empty texts are no tokens.
  private static func nextPage(_ page: DocumentObject, _ paging: Paging) -> DocumentObject? {
    guard page["IsTruncated"] != false else { return nil }
    var next = DocumentObject()
    for token in paging.tokens where page[token.output] != "" {
      next[token.input] = page[token.output]
    }
    if !next.isEmpty { return next }
    guard page["IsTruncated"] == true else { return nil }
    let last = page[paging.lists[0]]?.elements?.last?["Key"]
    return last.map { [paging.inputs[0]: $0] }
  }
}

/// Where `--max-items` stopped: a page, and how much of it was shown.
struct PageToken: Equatable {
  /// The service's own tokens by the request's members; none for the first page.
  var next = DocumentObject()
  /// What else a token has that is none of AWS CLI's: it goes into the request.
  var injected = DocumentObject()
  /// The elements of that page that were shown; `nil` between two pages.
  var skipped: Int?

  /// More elements than any page has.
  static let most = 1_000_000_000
  private static let amount = "boto_truncate_amount"

  /// Nothing shown yet.
  init(next: DocumentObject = DocumentObject()) { self.next = next }

  /// Base64 of JSON, as AWS CLI prints it; `members` are the request's for the tokens.
  func text(_ members: [String]) -> String {
    // Python's way of writing JSON in one line.
    let values = members.map { member in
      let value = JSONWriter.text(next[member] ?? .null, times: .iso8601)
      return "\"\(member)\": \(PythonText.ascii(value))"
    }
    let rest = skipped.map { ", \"\(PageToken.amount)\": \($0)" } ?? ""
    return Base64.encode(Array("{\(values.joined(separator: ", "))\(rest)}".utf8))
  }

  /// Reads a token; `nil` where AWS CLI refuses it.
  ///
  /// What is none of AWS CLI's own tokens is the service's, perhaps with `___` and an amount behind
  /// it, as the first versions wrote tokens.
  init?(_ text: String, _ members: [String]) {
    guard let bytes = Base64.decode(text.utf8), let json = String(validating: bytes, as: UTF8.self),
      let object = try? JSONReader.read(json).members
    else {
      var parts = text.components(between: "___")
      if parts.count == 2, let amount = ParameterReader.integer(parts[1]) {
        parts.removeLast()
        skipped = min(max(amount, -PageToken.most), PageToken.most)
      } else if parts.count == 2 {
        parts = [text]
      }
      guard parts.count == 1 else { return nil }
      if parts[0] != "None" { next[members[0]] = .string(parts[0]) }
      return
    }
    for entry in object.entries where entry.name != PageToken.amount {
      guard entry.value != .null, entry.value != "None" else { continue }
      if members.contains(entry.name) {
        next[entry.name] = entry.value
      } else {
        injected[entry.name] = entry.value
      }
    }
    if let amount = object[PageToken.amount] {
      guard case .number(let number) = amount, let count = number.integer,
        (-PageToken.most...PageToken.most).contains(count)
      else { return nil }
      skipped = count
    }
  }
}

extension String {
  /// The parts of the text between a mark.
  fileprivate func components(between mark: String) -> [String] {
    split(separator: mark, omittingEmptySubsequences: false).map(String.init)
  }
}
