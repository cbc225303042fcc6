/// A full chunk of the trail: what several of its records have alike stands in it once.
///
/// A world keeps each of its calls for ever, and most are like others: the same caller, the same
/// operation, the same key.
struct TrailChunk: Sendable {
  /// What the calls of one operation by one caller have alike.
  private struct Scene: Hashable, Sendable {
    let actor: TrailRecord.Actor
    let account: AccountID
    let region: Region
    let service: Service
    let name: String
    let isReadOnly: Bool
    let isByLink: Bool

    init(_ record: TrailRecord) {
      actor = record.actor
      account = record.account
      region = record.region
      service = record.service
      name = record.name
      isReadOnly = record.isReadOnly
      isByLink = record.isByLink
    }
  }

  /// What is a record's own, and the places of the rest; the order leaves no gaps.
  private struct Entry: Sendable {
    let eventID: UniqueID
    let time: Timestamp
    let response: DocumentObject?
    let requestID: UniqueID?
    let scene: UInt16
    let resources: UInt16
    let origin: UInt16
    let told: TrailRecord.Parameters
    let error: UInt16?
  }

  private let entries: [Entry]
  private let scenes: [Scene]
  private let resources: [[ARN]]
  private let origins: [Origin]
  private let errors: [WireError]
  /// Which records name a resource.
  let index: TrailIndex

  /// Seals records.
  init(sealing records: [TrailRecord]) {
    let scenes = TrailChunk.distinct(records.map { Scene($0) })
    let resources = TrailChunk.distinct(records.map(\.resources))
    let origins = TrailChunk.distinct(records.map(\.origin))
    var errors: [WireError] = []
    /// The latest request of each scene; one like it is kept as that one.
    var latest: [DocumentObject] = scenes.values.map { _ in [:] }
    entries = records.enumerated().map { offset, record in
      let scene = scenes.places[offset]
      var told = record.told
      if case .request(let members) = told {
        if latest[Int(scene)] != members { latest[Int(scene)] = members.trimmed }
        told = .request(latest[Int(scene)])
      }
      if let error = record.error { errors.append(error) }
      return Entry(
        eventID: record.eventID, time: record.time, response: record.response,
        requestID: record.requestID, scene: scene, resources: resources.places[offset],
        origin: origins.places[offset], told: told,
        error: record.error.map { _ in UInt16(errors.count - 1) })
    }
    self.scenes = scenes.values
    self.resources = resources.values
    self.origins = origins.values
    self.errors = errors
    index = TrailIndex(of: records)
  }

  /// The record at an offset below the number of records.
  subscript(offset: Int) -> TrailRecord {
    let entry = entries[offset]
    let scene = scenes[Int(entry.scene)]
    return TrailRecord(
      time: entry.time, actor: scene.actor, account: scene.account, region: scene.region,
      service: scene.service, name: scene.name, isReadOnly: scene.isReadOnly,
      requestID: entry.requestID, eventID: entry.eventID, parameters: entry.told,
      resources: resources[Int(entry.resources)], response: entry.response,
      error: entry.error.map { errors[Int($0)] }, origin: origins[Int(entry.origin)],
      isByLink: scene.isByLink)
  }

  /// The values that differ, in the order in which they come, and where each value stands in them.
  private static func distinct<Value: Hashable>(
    _ values: [Value]
  ) -> (values: [Value], places: [UInt16]) {
    var distinct: [Value] = []
    var known: [Value: UInt16] = [:]
    let places = values.map { value in
      if let place = known[value] { return place }
      let place = UInt16(distinct.count)
      known[value] = place
      distinct.append(value)
      return place
    }
    return (distinct, places)
  }
}
