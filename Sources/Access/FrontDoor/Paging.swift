/// How an answer comes page by page, in the words of botocore's model of pagination.
package struct Paging: Sendable, Equatable {
  /// What says where a page starts: most operations have one token, some have two.
  package let tokens: [Token]
  /// The request's member that limits a page.
  package let limit: String
  /// The lists that go on from page to page.
  package let lists: [String]
  /// Members of the first page that AWS CLI prints with the whole lists; null where absent.
  package let others: [String]

  /// A member of the request, and the one of the answer before that has its value.
  package struct Token: Sendable, Equatable {
    /// The request's member that names where a page starts.
    package let input: String
    /// The response's member that names where the next one starts.
    package let output: String

    /// Describes a token.
    package init(_ input: String, _ output: String) {
      self.input = input
      self.output = output
    }
  }

  /// Describes an answer.
  package init(
    _ tokens: Token..., limit: String = "Limit", lists: [String], others: [String] = []
  ) {
    self.tokens = tokens.isEmpty ? [Token("Marker", "NextMarker")] : tokens
    self.limit = limit
    self.lists = lists
    self.others = others
  }

  /// The request's members that name where a page starts.
  package var inputs: [String] { tokens.map(\.input) }
}
