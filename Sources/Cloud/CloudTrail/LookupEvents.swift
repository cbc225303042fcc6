package import Access
package import Kernel

/// Looks for management events of the last 90 days in the trail, the latest first.
///
/// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
package enum LookupEvents: APIOperation {
  package struct Request: Sendable {
    let attributes: [LookupAttribute]?
    let start: Timestamp?
    let end: Timestamp?
    let category: EventCategory?
    let limit: Int?
    let token: EventToken?
  }
  package struct Response: Sendable {
    let events: [Entry]
    let token: EventToken?
  }

  /// One event of the answer.
  package struct Entry: ReplyStructure {
    let event: CloudTrailEvent

    /// A resource of an event.
    struct Resource: ReplyStructure {
      let type, name: String
      static let fields = Fields<Resource>(
        .init("ResourceType", \.type), .init("ResourceName", \.name))
    }

    package static let fields = Fields<Entry>(
      .init("EventId", \.event.id.description), .init("EventName", \.event.name),
      .init("ReadOnly", \.readOnly), .init("AccessKeyId", \.event.accessKeyID),
      .init("EventTime", \.event.record.time),
      .init("EventSource", \.event.record.service.eventSource),
      .init("Username", \.event.userName), .init("Resources", \.resources),
      .init("CloudTrailEvent", \.text))

    private var readOnly: String { event.record.isReadOnly ? "true" : "false" }
    private var resources: [Resource] {
      event.resources.map { Resource(type: $0.type, name: $0.name) }
    }
    private var text: String { JSONWriter.text(.object(event.document)) }
  }

  package static let service = Service.cloudtrail
  package static let name = "LookupEvents"
  package static let summary =
    "Looks for management events of the last 90 days in the trail, the latest first."
  package static let request = Shape(
    Request.init(attributes:start:end:category:limit:token:),
    Member("LookupAttributes", \.attributes, help: "One attribute and its value."),
    Member("StartTime", \.start, help: "Only events at or after this moment."),
    Member("EndTime", \.end, help: "Only events at or before this moment."),
    Member("EventCategory", \.category, help: "insight; such events do not exist here."),
    Member("MaxResults", \.limit, help: "Most events of one answer, 1 to 50; 50 without it."),
    Member("NextToken", \.token, help: "NextToken of the answer before, to the same request."))
  package static let response = Fields<Response>(
    .init("Events", \.events), .init("NextToken", \.token))
  package static let paging: Paging? = Paging(
    .init("NextToken", "NextToken"), limit: "MaxResults", lists: ["Events"])
  package static let effect = Effect.read
  package static let errors = [
    "InvalidLookupAttributesException", "InvalidTimeRangeException", "InvalidMaxResultsException",
    "InvalidNextTokenException",
  ]

  /// Days that the event history keeps.
  static let historyDays = 90
  /// Most events of one answer.
  static let pageSize = 50

  package static func check(_ request: Request) throws(CloudTrailFailure) {
    guard (1...pageSize).contains(request.limit ?? pageSize) else { throw .invalidMaxResults }
    guard (request.attributes ?? []).count <= 1 else { throw .invalidAttributes }
    if let start = request.start, let end = request.end, start > end { throw .invalidTimeRange }
  }

  package static func demands(
    _ request: Request, in state: Void, _ environment: Environment, as call: Call
  ) throws(CloudTrailFailure) -> [Demand] {
    [.identity("cloudtrail:LookupEvents", owner: call.account)]
  }

  package static func run(
    _ request: Request, in state: inout Void, _ environment: inout Environment,
    as call: Call
  ) throws(CloudTrailFailure) -> Response {
    guard request.category == nil else { return Response(events: [], token: nil) }
    let question = request.question(call)
    var end = environment.trail.count
    if let token = request.token {
      guard let index = token.index(of: question), index < end else { throw .invalidToken }
      end = index
    } else if let last = request.end {
      end = environment.trail.firstIndex(from: last.adding(seconds: 1))
    }
    let history = environment.now.adding(days: -historyDays)
    let start = environment.trail.firstIndex(from: max(request.start ?? history, history))
    var found: [Entry] = []
    let limit = request.limit ?? pageSize
    for (index, record) in environment.trail.newestFirst(
      named: request.attributes?.first?.resource, before: end)
    {
      guard index >= start else { break }
      guard record.region == call.region,
        let event = CloudTrailEvent(record, for: call.account, environment.identities),
        event.isManagement, request.attributes?.first?.matches(event) ?? true
      else { continue }
      guard found.count < limit else {
        return Response(events: found, token: EventToken(before: index + 1, of: question))
      }
      found.append(Entry(event: event))
    }
    return Response(events: found, token: nil)
  }
}

/// Why CloudTrail refuses a look-up.
package enum CloudTrailFailure: ServiceFailure {
  /// More than one attribute.
  case invalidAttributes
  /// The end lies before the start.
  case invalidTimeRange
  /// A number of events that AWS does not take.
  case invalidMaxResults
  /// A token that no answer to this request had.
  case invalidToken
  /// An operation that this program has not, with what it has instead.
  case notSimulated(String)

  package var wire: WireError {
    switch self {
    case .invalidAttributes:
      WireError(
        "InvalidLookupAttributesException", "You can only specify one lookup attribute.")
    case .invalidTimeRange:
      WireError("InvalidTimeRangeException", "The end time must be after the start time.")
    case .invalidMaxResults:
      WireError("InvalidMaxResultsException", "The maximum results must be between 1 and 50.")
    case .invalidToken: WireError("InvalidNextTokenException", "The next token is not valid.")
    case .notSimulated(let message):
      WireError("UnsupportedOperationException", message, isNotSimulated: true)
    }
  }
}

/// A kind of events.
package enum EventCategory: String, EnumerationValue {
  case insight
}

/// What events are looked for.
package struct LookupAttribute: StructureValue {
  /// The attributes that CloudTrail looks for.
  package enum Key: String, EnumerationValue {
    case eventID = "EventId"
    case eventName = "EventName"
    case readOnly = "ReadOnly"
    case userName = "Username"
    case resourceType = "ResourceType"
    case resourceName = "ResourceName"
    case eventSource = "EventSource"
    case accessKeyID = "AccessKeyId"
  }

  let key: Key
  let value: String

  package static let shape = Shape(
    LookupAttribute.init(key:value:),
    Member("AttributeKey", \.key, help: "The attribute."),
    Member("AttributeValue", \.value, .length(1...2000), help: "Its value."))

  /// The resource that the trail's indexes can look for; `nil` for another attribute.
  fileprivate var resource: ARN? { key == .resourceName ? ARN(value) : nil }

  fileprivate func matches(_ event: CloudTrailEvent) -> Bool {
    let found: [String?] =
      switch key {
      case .eventID: [event.id.description]
      case .eventName: [event.name]
      case .readOnly: [event.record.isReadOnly ? "true" : "false"]
      case .userName: [event.userName]
      case .resourceType: event.resources.map(\.type)
      case .resourceName: event.resources.map(\.name)
      case .eventSource: [event.record.service.eventSource]
      case .accessKeyID: [event.accessKeyID]
      }
    return found.contains { $0?.hasSameBytes(as: value) ?? false }
  }
}

/// Where an answer of a look-up goes on.
package struct EventToken: TextValue {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// Makes the token of the events before an index, for a request of the same question.
  fileprivate init(before index: Int, of question: String) {
    text = Base64.encode(Array("before:\(index):\(question)".utf8))
  }

  /// The index; `nil` for the token of another question.
  fileprivate func index(of question: String) -> Int? {
    guard let bytes = Base64.decode(text.utf8),
      let decoded = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let parts = decoded.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "before", String(parts[2]).hasSameBytes(as: question),
      let index = Int(parts[1]), index > 0
    else { return nil }
    return index
  }
}

extension LookupEvents.Request {
  /// All that must stay the same from page to page.
  fileprivate func question(_ call: Call) -> String {
    let attribute = attributes?.first.map { "\($0.key.rawValue)=\($0.value)" } ?? ""
    let times = [start, end].map { $0.map { "\($0.secondsSinceEpoch)" } ?? "" }
    return "\(call.account) \(call.region) \(times.joined(separator: "-")) \(attribute)"
  }
}

extension Trail {
  /// The records before an index, the latest first; of a resource where one is named.
  fileprivate func newestFirst(
    named resource: ARN?, before end: Int
  ) -> AnySequence<(index: Int, record: TrailRecord)> {
    if let resource { return AnySequence(newest(of: resource, before: end)) }
    return AnySequence(
      (0..<min(end, count)).reversed().lazy.compactMap { index in
        self[index].map { (index, $0) }
      })
  }
}
