import Access
import Cloud
import Kernel
import S3
import Shell
import Text

/// What an operation answered, page by page where it has pages.
struct PagedAnswer {
  /// All of it.
  var whole: DocumentObject
  /// What `--output text` prints one after the other; empty where all is one piece.
  var parts: [Document] = []
  /// What `--output yaml-stream` prints one after the other: the service's own answers.
  var pages: [DocumentObject] = []

  /// What a form prints one after the other.
  func documents(in format: OutputFormat) -> [Document] {
    switch format {
    case .text where !parts.isEmpty: parts
    case .yamlStream where !pages.isEmpty: pages.map(Document.object)
    default: [.object(whole)]
    }
  }
}

extension DocumentObject {
  /// With the names of objects as they are, at the top and in the lists.
  fileprivate var decodingNames: DocumentObject {
    var object = self
    for name in [
      "Delimiter", "Marker", "NextMarker", "Prefix", "StartAfter", "KeyMarker", "NextKeyMarker",
    ] {
      object.decode(name)
    }
    for (list, name) in [
      ("Contents", "Key"), ("CommonPrefixes", "Prefix"), ("Versions", "Key"),
      ("DeleteMarkers", "Key"),
    ] {
      guard let elements = object[list]?.elements else { continue }
      object[list] = .list(
        elements.map { element in
          guard case .object(var members) = element else { return element }
          members.decode(name)
          return .object(members)
        })
    }
    return object
  }

  /// Decodes a name; one without an escape stays where it lies, as most do.
  private mutating func decode(_ name: String) {
    guard let text = self[name]?.text, text.utf8.contains(UInt8(ascii: "%")),
      let plain = PercentEncoding.decode(text)
    else { return }
    self[name] = .string(plain)
  }
}

extension AWSRun {
  /// Calls once, or again until the lists are whole or long enough, as AWS CLI does.
  mutating func answer(
    to request: DocumentObject, _ operation: AnyOperation, _ call: Call, _ globals: GlobalOptions,
    decodes: Bool = false
  ) throws(CLIError) -> Result<PagedAnswer, CallFailure> {
    let options = globals.pages
    guard let paging = operation.paging else {
      guard let word = options.words.first else { return once(operation, request, call, decodes) }
      throw AWSRun.noPages(word, options, operation)
    }
    var request = request
    let members = paging.inputs + [paging.limit]
    guard globals.isPaginated, members.allSatisfy({ request[$0] == nil }) else {
      // IAM's own MaxItems has the same option.
      if paging.limit == "MaxItems", let most = options.maxItems {
        request[paging.limit] = .integer(most)
      }
      try refuse(options, besides: paging)
      try validate(request, operation)
      return once(operation, request, call, decodes)
    }
    let start = try options.startingToken.map { (word) throws(CLIError) in
      try PageToken(word, of: paging)
    }
    for entry in start?.injected.entries ?? [] { request[entry.name] = entry.value }
    for member in paging.inputs { request[member] = start?.next[member] }
    request[paging.limit] = options.pageSize.map { .integer($0) }
    try validate(request, operation)
    var pages = Pagination(paging, maxItems: options.maxItems, start: start)
    while true {
      switch page(operation, request, call, decodes) {
      case .failure(let error): return .failure(error)
      case .success(let page):
        guard let next = pages.take(page) else {
          let (whole, parts) = (pages.whole(), pages.parts())
          return .success(PagedAnswer(whole: whole, parts: parts, pages: pages.answers))
        }
        for member in paging.inputs { request[member] = next[member] }
      }
    }
  }

  private static func noPages(
    _ word: Argument, _ options: GlobalOptions.PageOptions, _ operation: AnyOperation
  ) -> CLIError {
    CLIError(
      .unknownOptions, "Unknown options: \(options.words.map(\.text).joined(separator: ", "))",
      range: word.range, remark: "\(operation.commandName) answers in one piece")
  }

  private mutating func once(
    _ operation: AnyOperation, _ request: DocumentObject, _ call: Call, _ decodes: Bool
  ) -> Result<PagedAnswer, CallFailure> {
    page(operation, request, call, decodes).map { PagedAnswer(whole: $0) }
  }

  private mutating func page(
    _ operation: AnyOperation, _ request: DocumentObject, _ call: Call, _ decodes: Bool
  ) -> Outcome {
    let outcome = handle(operation, request, call)
    return decodes ? outcome.map(\.decodingNames) : outcome
  }

  /// Refuses the options of AWS CLI's own way through pages where the request has one of its own.
  private func refuse(
    _ options: GlobalOptions.PageOptions, besides paging: Paging
  ) throws(CLIError) {
    // As in AWS CLI, a 0 or an empty text is as good as none.
    let given = [
      ("--starting-token", options.startingToken?.text.isEmpty == false),
      ("--page-size", (options.pageSize ?? 0) != 0),
      ("--max-items", (options.maxItems ?? 0) != 0 && paging.limit != "MaxItems"),
    ].filter(\.1).map(\.0)
    guard !given.isEmpty else { return }
    let limit = kebabCase(paging.limit)
    throw CLIError(
      .parameter,
      "Cannot specify --no-paginate along with pagination arguments:"
        + " \(given.joined(separator: ", "))", range: options.words.first?.range,
      remark: "\(given[0]) goes through pages by itself; leave --no-paginate,"
        + " --\(kebabCase(paging.inputs[0])) and --\(limit) out")
  }

  /// Checks a request that page options have added to, as AWS CLI does before it calls.
  private func validate(
    _ request: DocumentObject, _ operation: AnyOperation
  ) throws(CLIError) {
    guard let report = ParameterValidation.report(on: request, operation.members) else { return }
    throw CLIError(.parameter, report)
  }
}

extension PageToken {
  /// Reads the value of `--starting-token`.
  fileprivate init(_ word: Argument, of paging: Paging) throws(CLIError) {
    guard let token = PageToken(word.text, paging.inputs) else {
      throw CLIError(
        .other, "Bad starting token: \(word.text)", range: word.range,
        remark: "a token is the NextToken of an answer with --max-items")
    }
    self = token
  }
}
