/// One entry of the trail: who did what, when, with which result.
package struct TrailRecord: Sendable {
  /// Who or what caused it.
  package enum Actor: Sendable, Hashable {
    /// A caller, perhaps through a service that called on the caller's behalf.
    case principal(Principal, via: Service?)
    /// AWS itself, as for a rotation.
    case aws

    /// Who it is, in one text.
    package var text: String {
      switch self {
      case .principal(let principal, let via):
        principal.arn.description + (via.map { " via \($0.rawValue)" } ?? "")
      case .aws: "AWS"
      }
    }
  }

  /// When it happened.
  package let time: Timestamp
  /// Who or what caused it.
  package let actor: Actor
  /// The account that gets the record.
  package let account: AccountID
  /// The Region.
  package let region: Region
  /// The service that answered.
  package let service: Service
  /// The operation or the service event.
  package let name: String
  /// Whether it could change nothing.
  package let isReadOnly: Bool
  /// The id that the response carried; `nil` for AWS's own events.
  package let requestID: UniqueID?
  /// The id of the record.
  package let eventID: UniqueID
  /// What it tells of the request or the event, as it was noted.
  let told: Parameters
  /// The resources that were touched.
  package let resources: [ARN]
  /// What the answer tells, where CloudTrail logs it.
  package let response: DocumentObject?
  /// AWS's code and text of the refusal; `nil` for a success.
  package let error: WireError?
  /// Where the call came from.
  package let origin: Origin
  /// Whether a link or a form stood for the call.
  package let isByLink: Bool

  /// What a record tells of a request or an event.
  package enum Parameters: Sendable {
    /// A request without its sensitive members.
    case request(DocumentObject)
    /// The details of an event of AWS's own, made when somebody reads them: a thousand years of
    /// rotations write many that nobody does.
    case details(@Sendable () -> DocumentObject)
  }

  /// The request without its sensitive members; for AWS's own events the details.
  package var parameters: DocumentObject {
    switch told {
    case .request(let members): members
    case .details(let details): details()
    }
  }

  /// Makes a record.
  package init(
    time: Timestamp, actor: Actor, account: AccountID, region: Region, service: Service,
    name: String, isReadOnly: Bool, requestID: UniqueID?, eventID: UniqueID,
    parameters: Parameters, resources: [ARN], response: DocumentObject? = nil,
    error: WireError? = nil, origin: Origin = .learner, isByLink: Bool = false
  ) {
    self.time = time
    self.actor = actor
    self.account = account
    self.region = region
    self.service = service
    self.name = name
    self.isReadOnly = isReadOnly
    self.requestID = requestID
    self.eventID = eventID
    told = parameters
    self.resources = resources
    self.response = response
    self.error = error
    self.origin = origin
    self.isByLink = isByLink
  }
}

/// Every call and every event of the world, oldest first.
///
/// Records lie in sealed chunks, so that a copy of the world shares all but the last few; small
/// chunks fill a large one, so that a write after a copy never copies more than these few.
package struct Trail: Sendable {
  /// Records in a large chunk.
  package static let chunkSize = 1024
  /// Records in a small chunk.
  private static let pageSize = 32

  private var sealed: OrderedMap<Int, TrailChunk> = [:]
  private var pages: [[TrailRecord]] = []
  /// The latest records, in boxes, since each call that changes a copy of the world copies them
  /// all.
  private var open: [Box<TrailRecord>] = []

  /// Makes an empty trail.
  package init() {}

  /// The number of records.
  package var count: Int {
    sealed.count * Trail.chunkSize + pages.count * Trail.pageSize + open.count
  }

  /// The record at an index from 0; `nil` beyond the end.
  package subscript(index: Int) -> TrailRecord? {
    guard (0..<count).contains(index) else { return nil }
    let (chunk, rest) = index.quotientAndRemainder(dividingBy: Trail.chunkSize)
    if chunk < sealed.count { return sealed[chunk]?[rest] }
    let (page, offset) = rest.quotientAndRemainder(dividingBy: Trail.pageSize)
    return page < pages.count ? pages[page][offset] : open[offset].value
  }

  /// The last records, at most `limit`, oldest first, each with its index.
  package func suffix(_ limit: Int) -> [(index: Int, record: TrailRecord)] {
    (max(0, count - max(0, limit))..<count).compactMap { index in
      self[index].map { (index, $0) }
    }
  }

  /// Walks through the records, oldest first; quicker than asking for each index.
  package func walk(_ body: (TrailRecord) -> Void) {
    for (_, chunk) in sealed {
      for offset in 0..<Trail.chunkSize { body(chunk[offset]) }
    }
    for page in pages { for record in page { body(record) } }
    for box in open { body(box.value) }
  }

  /// Adds a record.
  package mutating func append(_ record: TrailRecord) {
    if open.isEmpty { open.reserveCapacity(Trail.pageSize) }
    open.append(Box(record))
    guard open.count == Trail.pageSize else { return }
    pages.append(open.map { $0.value })
    open = []
    guard pages.count * Trail.pageSize == Trail.chunkSize else { return }
    sealed[sealed.count] = TrailChunk(sealing: pages.flatMap { $0 })
    pages = []
  }
}

extension Trail {
  /// The records that name a resource, before an index, the latest first; the chunks' indexes tell
  /// which records to look at.
  package func newest(
    of resource: ARN, before end: Int = .max
  ) -> some Sequence<(index: Int, record: TrailRecord)> {
    let first = sealed.count * Trail.chunkSize
    let unsealed = (first..<max(first, min(end, count))).reversed()
    let chunks = (0..<sealed.count).reversed().lazy.flatMap { chunk -> [Int] in
      let start = chunk * Trail.chunkSize
      guard start < end, let index = sealed[chunk]?.index else { return [] }
      return index.offsets(of: resource).reversed().map { start + $0 }.filter { $0 < end }
    }
    return Joined(first: Array(unsealed), rest: chunks).lazy.compactMap { index in
      guard let record = self[index], record.resources.contains(resource) else { return nil }
      return (index, record)
    }
  }

  /// The index of the first record at or after a moment; records stand in the order of time.
  package func firstIndex(from time: Timestamp) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if let record = self[middle], record.time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The elements of one sequence and then those of another.
private struct Joined<Rest: Sequence>: Sequence {
  let first: [Rest.Element]
  let rest: Rest

  func makeIterator() -> Iterator {
    Iterator(first: first.makeIterator(), rest: rest.makeIterator())
  }

  struct Iterator: IteratorProtocol {
    var first: Array<Rest.Element>.Iterator
    var rest: Rest.Iterator

    mutating func next() -> Rest.Element? { first.next() ?? rest.next() }
  }
}
