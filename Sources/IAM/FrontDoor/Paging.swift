/// How an answer comes page by page, in the words of botocore's model of pagination.
package struct Paging: Sendable, Equatable {
  /// The request's member that names where a page starts.
  package let input: String
  /// The response's member that names where the next one starts.
  package let output: String
  /// The request's member that limits a page.
  package let limit: String
  /// The lists that go on from page to page.
  package let lists: [String]
  /// Members of the first page that AWS CLI prints with the whole lists; null where absent.
  package let others: [String]

  /// Describes an answer.
  package init(
    input: String = "Marker", output: String = "NextMarker", limit: String = "Limit",
    lists: [String], others: [String] = []
  ) {
    self.input = input
    self.output = output
    self.limit = limit
    self.lists = lists
    self.others = others
  }
}
