import Access
import Cloud
import Kernel
import Testing

@testable import AWSCLI

/// AWS CLI's way through pages; the expected texts are what botocore 1.43's paginator makes of the
/// same pages.
struct PaginationTests {
  private static let keys = Paging(lists: ["Keys"])
  private static let objects = Paging(
    .init("Marker", "NextMarker"), limit: "MaxKeys", lists: ["Contents", "CommonPrefixes"],
    others: ["RequestCharged", "Prefix"])

  /// Pages of three numbers each, up to 7; the marker is the number that a page starts behind.
  private static func pages(_ maxItems: Int?, _ start: PageToken?) -> Pagination {
    var pagination = Pagination(keys, maxItems: maxItems, start: start)
    var marker = start?.next
    while true {
      let behind = marker?["Marker"]?.text.flatMap { Int($0) } ?? 0
      let numbers = (behind + 1..<behind + 4).filter { $0 <= 7 }
      var page: DocumentObject = ["Keys": .list(numbers.map { .integer($0) })]
      if behind + 3 < 7 { page["NextMarker"] = .string("\(behind + 3)") }
      page["Truncated"] = .bool(behind + 3 < 7)
      marker = pagination.take(page)
      if marker == nil { return pagination }
    }
  }

  private static func token(_ json: String) -> String { Base64.encode(Array(json.utf8)) }

  @Test(
    arguments: [
      (nil, nil, [1, 2, 3, 4, 5, 6, 7], nil),
      (7, nil, [1, 2, 3, 4, 5, 6, 7], nil), (8, nil, [1, 2, 3, 4, 5, 6, 7], nil),
      // In the middle of a page, and at its end.
      (1, nil, [1], #"{"Marker": null, "boto_truncate_amount": 1}"#),
      (3, nil, [1, 2, 3], #"{"Marker": "3"}"#),
      (5, nil, [1, 2, 3, 4, 5], #"{"Marker": "3", "boto_truncate_amount": 2}"#),
      (6, nil, [1, 2, 3, 4, 5, 6], #"{"Marker": "6"}"#),
      // Going on.
      (
        1, #"{"Marker": null, "boto_truncate_amount": 1}"#, [2],
        #"{"Marker": null, "boto_truncate_amount": 2}"#
      ),
      (2, #"{"Marker": null, "boto_truncate_amount": 1}"#, [2, 3], #"{"Marker": "3"}"#),
      (
        4, #"{"Marker": null, "boto_truncate_amount": 1}"#, [2, 3, 4, 5],
        #"{"Marker": "3", "boto_truncate_amount": 2}"#
      ),
      (9, #"{"Marker": "3", "boto_truncate_amount": 2}"#, [6, 7], nil),
      (nil, #"{"Marker": "6"}"#, [7], nil),
      (1, #"{"Marker": "3", "boto_truncate_amount": 9}"#, [7], nil),
      // Numbers below 1 cut as Python cuts lists.
      (0, nil, [], #"{"Marker": null, "boto_truncate_amount": 0}"#),
      (-1, nil, [1, 2], #"{"Marker": null, "boto_truncate_amount": -1}"#),
      (-9, nil, [], #"{"Marker": null, "boto_truncate_amount": -9}"#),
      (1, #"{"Marker": null, "boto_truncate_amount": -1}"#, [3], #"{"Marker": "3"}"#),
    ] as [(Int?, String?, [Int], String?)])
  func `Pages are cut, and go on, where botocore cuts them`(
    row: (maxItems: Int?, start: String?, shown: [Int], token: String?)
  ) throws {
    let start = try row.start.map { try #require(PageToken(Self.token($0), ["Marker"])) }
    let whole = Self.pages(row.maxItems, start).whole()
    #expect(whole["Keys"]?.elements == row.shown.map { .integer($0) })
    #expect(whole["NextToken"] == row.token.map { .string(Self.token($0)) })
    #expect(whole["Truncated"] == nil, "only lists come from all pages")
  }

  @Test(arguments: [Int.max, Int.min])
  func `The greatest and the least number are no trap`(number: Int) throws {
    for text in ["a___\(number)", "a", Self.token(#"{"Marker": "3", "boto_truncate_amount": 1}"#)] {
      let start = try #require(PageToken(text, ["Marker"]) as PageToken?)
      _ = Self.pages(number, start).whole()
    }
  }

  @Test(
    arguments: [
      (#"{"Marker": "a"}"#, "a", nil), (#"{"Marker": null}"#, nil, nil),
      (#"{"Marker": "é", "boto_truncate_amount": 3}"#, "é", 3),
      (#"{"boto_truncate_amount": 3, "Marker": "a"}"#, "a", 3),
    ] as [(String, String?, Int?)])
  func `A token of AWS CLI is read`(row: (json: String, next: String?, skipped: Int?)) throws {
    let token = try #require(PageToken(Self.token(row.json), ["Marker"]))
    #expect(token.next["Marker"]?.text == row.next)
    #expect(token.skipped == row.skipped)
  }

  @Test(
    arguments: [
      ("abc", "abc", nil), ("a___3", "a", 3), ("None___3", nil, 3), ("None", nil, nil),
      ("a___b", "a___b", nil), ("", "", nil),
    ] as [(String, String?, Int?)])
  func `Any other text is the service's token`(
    row: (text: String, next: String?, skipped: Int?)
  ) throws {
    let token = try #require(PageToken(row.text, ["Marker"]))
    #expect(token.next["Marker"]?.text == row.next)
    #expect(token.skipped == row.skipped)
  }

  @Test(arguments: [
    "a___b___c", token(#"{"Marker": "a", "boto_truncate_amount": "1"}"#),
    token(#"{"Marker": "a", "boto_truncate_amount": 1e99}"#),
  ])
  func `A token that AWS CLI would not make is refused`(text: String) {
    #expect(PageToken(text, ["Marker"]) == nil)
  }

  @Test func `What else is in a token goes into the request, where it may be refused`() throws {
    let token = try #require(
      PageToken(Self.token(#"{"Marker": 1, "x": 2, "y": null}"#), ["Marker"]))
    #expect(token.next == ["Marker": 1] && token.injected == ["x": 2])
    let empty = try #require(PageToken(Self.token("{}"), ["Marker"]))
    #expect(empty == PageToken())
  }

  @Test func `Two tokens go on together, and one of them may be missing`() throws {
    let paging = Paging(
      .init("KeyMarker", "NextKeyMarker"), .init("VersionIdMarker", "NextVersionIdMarker"),
      limit: "MaxKeys", lists: ["Versions"])
    var pagination = Pagination(paging, maxItems: 1, start: nil)
    let page: DocumentObject = [
      "Versions": [1], "IsTruncated": true, "NextKeyMarker": "k", "NextVersionIdMarker": "v",
    ]
    #expect(pagination.take(page) == nil)
    let json = #"{"KeyMarker": "k", "VersionIdMarker": "v"}"#
    #expect(pagination.whole()["NextToken"] == .string(Self.token(json)))
    let token = try #require(PageToken(Self.token(json), paging.inputs))
    #expect(token.next == ["KeyMarker": "k", "VersionIdMarker": "v"])
    var rest = Pagination(paging, maxItems: nil, start: token)
    // A page that ends with a common prefix has no version to go on behind.
    #expect(rest.take(["Versions": [2], "NextKeyMarker": "p/"]) == ["KeyMarker": "p/"])
    var first = Pagination(paging, maxItems: 0, start: nil)
    _ = first.take(page)
    #expect(
      first.whole()["NextToken"]
        == .string(
          Self.token(
            #"{"KeyMarker": null, "VersionIdMarker": null, "boto_truncate_amount": 0}"#)))
  }

  @Test func `A token is ASCII, whatever the marker`() {
    var token = PageToken(next: ["Marker": "é😀\u{7F}"])
    token.skipped = 2
    let json = #"{"Marker": "\u00e9\ud83d\ude00\u007f", "boto_truncate_amount": 2}"#
    #expect(token.text(["Marker"]) == Self.token(json))
  }

  @Test func `What stands beside the lists is the first page's, and told once`() throws {
    let page: DocumentObject = [
      "Contents": [["Key": "a"], ["Key": "b"]], "CommonPrefixes": [["Prefix": "c/"]],
      "Prefix": "", "IsTruncated": true, "Name": "bucket",
    ]
    var pagination = Pagination(Self.objects, maxItems: 1, start: nil)
    #expect(pagination.take(page) == nil)
    let whole = pagination.whole()
    #expect(
      whole.names == ["Contents", "CommonPrefixes", "RequestCharged", "Prefix", "NextToken"])
    #expect(whole["RequestCharged"] == .null)
    // The prefixes were told with the first half of the page.
    let token = try #require(whole["NextToken"]?.text.flatMap { PageToken($0, ["Marker"]) })
    var rest = Pagination(Self.objects, maxItems: nil, start: token)
    // Without a marker of its own the answer goes on behind its last key.
    #expect(rest.take(page) == ["Marker": "b"])
    #expect(rest.whole()["Contents"] == [["Key": "b"]])
    #expect(rest.whole()["CommonPrefixes"] == [])
  }

  @Test func `A list that no page has is left out`() {
    var pagination = Pagination(Self.objects, maxItems: nil, start: nil)
    _ = pagination.take(["CommonPrefixes": [["Prefix": "c/"]]])
    #expect(
      pagination.whole().names == ["CommonPrefixes", "RequestCharged", "Prefix"])
  }

  @Test func `As text each page stands for itself, and the token behind them`() {
    let parts = Self.pages(5, nil).parts()
    let token = Self.token(#"{"Marker": "3", "boto_truncate_amount": 2}"#)
    #expect(
      parts == [
        ["Keys": [1, 2, 3]], ["Keys": [4, 5]], ["NextToken": ["NextToken": .string(token)]],
      ])
  }
}

/// The options on the command line.
struct PageOptionTests {
  /// A bench with seven keys.
  private static let bench: CommandBench = {
    var bench = CommandBench()
    for _ in 0..<7 { bench.enter("aws kms create-key") }
    return bench
  }()

  /// Texts that AWS CLI 1.45 prints too, but for the status.
  @Test(arguments: [
    ("create-key --max-items 5", "aws: [ERROR]: Unknown options: --max-items, 5", 252),
    ("create-key --max-items=5", "aws: [ERROR]: Unknown options: --max-items=5", 252),
    (
      "list-keys --page-size 0",
      "Parameter validation failed:\nInvalid value for parameter Limit, value: 0, valid min value: 1",
      252
    ),
    (
      "list-keys --no-paginate --max-items 5 --page-size 3",
      "Cannot specify --no-paginate along with pagination arguments:"
        + " --page-size, --max-items", 252
    ),
    (
      "list-keys --limit 3 --max-items 2",
      "Cannot specify --no-paginate along with pagination arguments:"
        + " --max-items", 252
    ),
    (
      "list-keys --marker x --starting-token y",
      "Cannot specify --no-paginate along with pagination arguments:"
        + " --starting-token", 252
    ),
    ("list-keys --starting-token a___b___c", "Bad starting token: a___b___c", 255),
    ("list-keys --max-items x", "argument --max-items: invalid int value: 'x'", 252),
  ])
  func `A refusal has the words of AWS CLI`(row: (line: String, text: String, status: Int)) {
    var bench = Self.bench
    let text = bench.enter("aws kms " + row.line)
    #expect(text.contains("\(row.text)\n"), "\(text)")
    #expect(bench.lastStatus == row.status)
  }

  @Test(arguments: [
    ("--page-size 2 --query 'length(Keys)'", "7\n"),
    (
      "--max-items 0 --query Keys",
      "[]\nwarning: Non-positive values for --max-items may result in undefined behavior.\n"
    ),
    ("--max-items 2 --query 'length(Keys)'", "2\n"),
    (
      "--no-paginate --max-items 0 --query 'length(Keys)'",
      "7\nwarning: Non-positive values for --max-items may result in undefined behavior.\n"
    ),
    // As text the query is applied to each page.
    ("--page-size 3 --query 'length(Keys)' --output text", "3\n3\n1\n"),
    (
      "--page-size 3 --max-items 4 --query 'length(Keys)' --output text",
      "3\n1\nIn function length(), invalid"
    ),
    ("--page-size 3 --max-items 4 --query 'Keys[].missing' --output text", "None\n"),
  ])
  func `Pages come as asked for`(row: (options: String, text: String)) {
    var bench = Self.bench
    let text = bench.enter("aws kms list-keys " + row.options)
    let isError = row.text.contains("In function")
    #expect(isError ? text.contains("In function length()") : text == row.text, "\(text)")
  }

  @Test func `A token leads through the whole list`() {
    var bench = Self.bench
    let all = bench.enter("aws kms list-keys --query 'Keys[].KeyId' --output json")
    var (found, token) = ([String](), "")
    for _ in 0..<7 {
      let start = token.isEmpty ? "" : " --starting-token \(token)"
      let line = "aws kms list-keys --page-size 2 --max-items 1\(start) --query"
      found.append(bench.enter(line + " 'Keys[0].KeyId' --output json"))
      token = bench.enter(line + " NextToken --output json").filter { !"\"\n".contains($0) }
    }
    #expect(token == "null")
    for id in found { #expect(all.contains(id.filter { $0 != "\n" })) }
    #expect(Set(found).count == 7)
  }

  @Test func `IAM's own MaxItems is the same option`() {
    var bench = CommandBench()
    bench.enter("aws iam create-user --user-name zoe")
    let text = bench.enter(
      "aws iam list-users --no-paginate --max-items 1 --query '[length(Users), IsTruncated]'")
    #expect(text == "[\n    1,\n    true\n]\n")
  }
}
