import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension LabCommand {
  /// Tells the lives of keys.
  static let timeline = LabCommand(
    "timeline", "tells the lives of keys, and until when objects can be read",
    operands: "[KEY…]",
    details: """
      timeline                 all keys of the account and Region, deleted ones too
      timeline alias/lab-key   one key; also a key id or an ARN

      Above stands a chart, as wide as the terminal; kmslab --plain leaves it out.
      What happened comes from the state and the trail, what will happen from the
      clock's queue. From the moment at which a deletion is scheduled nothing under
      the key can be read; until its day the deletion can be cancelled.
      """
  ) { session, arguments, _ throws(Fault) in
    let world = session.world
    var lives = world.keyLives()
    if arguments.operands.isEmpty {
      let (account, region) = (session.present.caller.account, session.present.region)
      lives = lives.filter { $0.address.account == account && $0.address.region == region }
    } else {
      lives = try session.named(arguments.operands, among: lives)
    }
    let counts = world.objectCounts
    let stories = lives.map { KeyStory($0, in: world, counts[$0.address] ?? ObjectCount()) }
    var lines: [String] = []
    for story in stories.prefix(KeyStory.limit) {
      lines += (lines.isEmpty ? [] : [""]) + story.lines
    }
    if stories.isEmpty { lines = ["no key has lived here yet"] }
    if stories.count > KeyStory.limit {
      lines += ["", "and \(counted(stories.count - KeyStory.limit, "key")) more: timeline KEY"]
    }
    let rows = stories.prefix(KeyStory.limit).map(\.row)
    return LabAnswer(
      lines: lines, drawing: TimelineChart(rows, now: world.now)?.drawing,
      document: ["Keys": .list(stories.map(\.document))])
  }
}

extension Session {
  /// The lives that words name, by key id, ARN or alias; aliases of deleted keys count.
  fileprivate func named(
    _ words: [Argument], among lives: [KeyLife]
  ) throws(Fault) -> [KeyLife] {
    var result: [KeyLife] = []
    for word in words {
      let address = key(named: word.text)?.address
      let found = lives.filter { life in
        address.map { $0 == life.address }
          ?? ([life.address.id.description, "\(life.address.arn)"] + life.aliases)
          .contains(word.text)
      }
      guard found.isEmpty else {
        result += found
        continue
      }
      let near = nearest(
        to: word.text, among: lives.flatMap { $0.aliases + [$0.address.id.description] })
      throw Fault(
        "no key \(quoted(word.text))" + (near.map { "; the nearest is \($0)" } ?? ""),
        range: word.range, next: near.map { "timeline \(quoted($0))" } ?? "timeline", status: 1)
    }
    return result
  }
}

/// The life of a key as a learner reads it.
private struct KeyStory {
  let life: KeyLife
  let key: Key?
  let count: ObjectCount
  let now: Timestamp
  let readability: Readability

  /// Keys that are told of.
  static let limit = 20
  /// Rotations in a row that are told one by one.
  private static let rotationLimit = 3

  init(_ life: KeyLife, in world: World, _ count: ObjectCount) {
    self.life = life
    self.count = count
    key = world.storage.kms.keys[life.address]
    now = world.now
    readability = world.readability(under: .kms(life.address))
  }

  /// One line of the story.
  struct Entry {
    let time: Timestamp
    let text: String
  }

  var lines: [String] {
    let name = life.aliases.isEmpty ? "" : life.aliases.joined(separator: ", ") + "  "
    let rows = entries.map { ($0.time.date, $0.text) }
    return ["\(name)\(life.address.id)\(life.isManaged ? "  managed by AWS" : "")"]
      + labelled(rows + [("objects", objectsInWords)]).map { "  " + $0 }
  }

  /// The life as the chart shows it.
  var row: TimelineChart.Row {
    var end = life.deleted
    if case .pendingDeletion(let date, _) = key?.state { end = date }
    let rotation = key?.rotation.flatMap { $0.slot == nil ? nil : $0.next }
    return TimelineChart.Row(
      name: life.aliases.first ?? String(life.address.id.description.prefix(8)),
      stretches: life.stretches(until: now), rotations: life.rotations.map(\.time), end: end,
      nextRotation: rotation)
  }

  /// Past, present and future in order.
  private var entries: [Entry] {
    let past = [Entry(time: life.made, text: "created")] + merged
    return past + [Entry(time: now, text: presentInWords)] + future
  }

  private var presentInWords: String {
    guard let key else { return "now: gone" }
    let versions = counted(key.materials.count, "version")
    return "now: \(key.state.name), \(versions) of key material"
  }

  private var future: [Entry] {
    guard let key else { return [] }
    if case .unlessDeleted(let date, let heir) = readability {
      let fate =
        heir.map { "will be deleted in this Region; \($0) keeps its material" }
        ?? "will be deleted, with all that it encrypted"
      return [Entry(time: date, text: fate)]
    }
    guard let rotation = key.rotation, rotation.slot != nil else { return [] }
    return [
      Entry(time: rotation.next, text: "will rotate, every \(rotation.periodDays) days")
    ]
  }

  /// Events and rotations in order; rotations in a row are summed up.
  private var merged: [Entry] {
    var result: [Entry] = []
    var rotations = life.rotations[...]
    for event in life.events {
      let before = rotations.prefix { $0.time <= event.time }
      result += KeyStory.told(before)
      rotations = rotations.dropFirst(before.count)
      result.append(Entry(time: event.time, text: event.what.inWords))
    }
    return result + KeyStory.told(rotations)
  }

  private static func told(
    _ rotations: ArraySlice<(time: Timestamp, cause: KeyMaterial.Cause)>
  ) -> [Entry] {
    guard rotations.count > rotationLimit, let first = rotations.first, let last = rotations.last
    else {
      return rotations.map {
        Entry(time: $0.time, text: $0.cause == .automatic ? "rotated" : "rotated on demand")
      }
    }
    let demanded = rotations.count { $0.cause == .onDemand }
    let note = demanded == 0 ? "" : ", \(demanded) of them on demand"
    return [
      Entry(
        time: first.time,
        text: "\(grouped(rotations.count)) rotations until \(last.time.date)\(note)")
    ]
  }

  private var objectsInWords: String {
    guard count.objects > 0 else { return "none in S3" }
    var until = readability.sentence
    if let since = life.doomedSince, case .lost(let time?) = readability {
      until = "lost for ever since \(time.date), unreadable since \(since.date)"
    }
    return "\(counted(count.objects, "object")) in \(counted(count.buckets, "bucket")), \(until)"
  }

  var document: Document {
    var members: DocumentObject = [
      "KeyId": .string(life.address.id.description), "Arn": .string(life.address.arn.description),
      "Aliases": .list(life.aliases.map { .string($0) }),
      "KeyManager": .string(life.isManaged ? "AWS" : "CUSTOMER"),
      "KeyState": .string(key?.state.name ?? "Gone"), "CreationDate": .timestamp(life.made),
      "Events": .list(
        life.events.map {
          ["Time": .timestamp($0.time), "Event": .string($0.what.inWords)]
        }),
      "Rotations": .list(
        life.rotations.map {
          ["Time": .timestamp($0.time), "RotationType": .string($0.cause.rawValue)]
        }),
      "Future": .list(
        future.map { ["Time": .timestamp($0.time), "Event": .string($0.text)] }),
      "Objects": .integer(count.objects), "Bytes": .integer(count.bytes),
      "Buckets": .integer(count.buckets), "Readability": .string(readability.name),
    ]
    members["LossDate"] = readability.lossDate.map { .timestamp($0) }
    return .object(members)
  }
}

extension KeyLife.What {
  /// What was done, for a learner.
  fileprivate var inWords: String {
    switch self {
    case .disabled: "disabled"
    case .enabled: "enabled"
    case .rotationOn(let days): "rotation on, every \(days) days"
    case .rotationOff: "rotation off"
    case .deletionScheduled(let date): "deletion scheduled for \(date.date)"
    case .deletionCancelled: "deletion cancelled, which leaves the key disabled"
    case .imported: "key material imported"
    case .storeDisconnected: "key store disconnected: the key is Unavailable"
    case .storeConnected: "key store connected"
    case .materialGone: "key material gone; importing it again brings it back"
    case .deleted: "deleted"
    }
  }
}
