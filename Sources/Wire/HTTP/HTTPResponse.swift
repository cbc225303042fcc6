/// An answer as it leaves over the wire, but for what the server adds to each: length and date.
package struct HTTPResponse: Sendable, Equatable {
  /// The status.
  package var status: Int
  /// The headers, names as AWS spells them.
  package var headers: [HTTPField]
  /// The content; an answer to HEAD has the length of what it stands for, and no content.
  package var body: [UInt8]
  /// The length that an answer to HEAD tells; `nil` for that of the content.
  package var toldLength: Int?
  /// What has to come before it leaves, one after the other.
  package var waits: [Wait] = []

  /// What an answer waits for.
  package enum Wait: Sendable, Equatable {
    /// That so many lines of the session are kept.
    case lines(Int)
    /// The next full second of the machine's clock.
    case second
  }

  /// Makes an answer.
  package init(
    status: Int, headers: [HTTPField] = [], body: [UInt8] = [], toldLength: Int? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.toldLength = toldLength
  }
}
