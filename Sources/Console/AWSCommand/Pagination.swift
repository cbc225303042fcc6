import Cloud
import IAM
import Kernel

/// AWS CLI's way through pages: as many as there are, or up to `--max-items` with a token to go on.
///
/// The order of its steps is botocore's `PageIterator`, and so are its tokens.
struct Pagination {
  private let paging: Paging
  /// `--max-items`.
  private let maxItems: Int?
  /// `--starting-token`.
  private let start: PageToken?
  private var lists: [String: [Document]] = [:]
  private var first: DocumentObject?
  private var itemCount = 0
  private var token = PageToken()
  private var resume: PageToken?

  init(_ paging: Paging, maxItems: Int?, start: PageToken?) {
    self.paging = paging
    self.maxItems = maxItems
    self.start = start
    if let start { token.next = start.next }
  }

  /// Takes a page in; where the next one starts, `nil` where no other is needed.
  mutating func take(_ page: DocumentObject) -> Document? {
    let isFirst = first == nil
    first = first ?? page
    guard let primary = paging.lists.first else { return nil }
    let skipped = isFirst ? start?.skipped ?? 0 : 0
    let elements = Array((page[primary]?.elements ?? []).dropFirst(skipped))
    // What a page had beside its main list was told with the page before.
    let isTold = isFirst && start != nil
    for name in paging.lists.dropFirst() {
      if let elements = page[name]?.elements {
        lists[name, default: []] += isTold ? [] : elements
      }
    }
    if page[primary] != nil { lists[primary, default: []] += [] }
    let surplus = maxItems.map { itemCount + elements.count - $0 } ?? 0
    if surplus > 0 {
      let kept = elements.count - surplus
      lists[primary, default: []] += elements.prefix(kept)
      token.skipped = kept + skipped
      resume = token
      return nil
    }
    lists[primary, default: []] += elements
    itemCount += elements.count
    guard let next = Pagination.nextPage(page, paging) else { return nil }
    token = PageToken(next: next)
    guard itemCount != maxItems else {
      resume = token
      return nil
    }
    return next
  }

  /// What AWS CLI prints of all pages: the lists, what the model names beside them, and the token.
  func whole(_ member: String) -> DocumentObject {
    var whole = DocumentObject(
      paging.lists.compactMap { name in lists[name].map { (name, Document.list($0)) } }
        + paging.others.map { ($0, first?[$0] ?? .null) })
    if let resume { whole["NextToken"] = .string(resume.text(member)) }
    return whole
  }

  /// Where the next page starts: what the answer says, else the last key of a list that is cut off.
  private static func nextPage(_ page: DocumentObject, _ paging: Paging) -> Document? {
    if let next = page[paging.output] { return next }
    guard page["IsTruncated"] == true, let list = paging.lists.first else { return nil }
    return page[list]?.elements?.last?["Key"]
  }
}

/// Where `--max-items` stopped: a page, and how much of it was shown.
struct PageToken: Equatable {
  /// The service's own token; `nil` for the first page.
  var next: Document?
  /// The elements of that page that were shown.
  var skipped = 0

  private static let amount = "boto_truncate_amount"

  /// Nothing shown yet.
  init(next: Document? = nil) { self.next = next }

  /// Base64 of JSON, as AWS CLI prints it; `member` is the request's member for the token.
  func text(_ member: String) -> String {
    // Python's way of writing JSON in one line.
    let value = JSONWriter.text(next ?? .null, layout: .compact, times: .iso8601)
    let rest = skipped > 0 ? ", \"\(PageToken.amount)\": \(skipped)" : ""
    return Base64.encode(Array("{\"\(member)\": \(value)\(rest)}".utf8))
  }

  /// Reads a token; `nil` where it is none.
  init?(_ text: String, _ member: String) {
    guard let bytes = Base64.decode(text.utf8), let json = String(validating: bytes, as: UTF8.self),
      let object = try? JSONReader.read(json).members, let value = object[member],
      object.names.allSatisfy({ $0 == member || $0 == PageToken.amount })
    else { return nil }
    if value != .null {
      guard value.text != nil else { return nil }
      next = value
    }
    if let amount = object[PageToken.amount] {
      guard case .number(let number) = amount, let count = number.integer, count >= 0 else {
        return nil
      }
      skipped = count
    }
  }
}
