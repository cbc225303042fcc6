import Kernel
import Testing

@Suite struct EventQueueTests {
  private func event(_ name: String) -> ScheduledEvent {
    ScheduledEvent(
      EventKind(.kms, name),
      subject: ARN(service: "kms", region: .usEast1, account: .learner, resource: "key/\(name)"))
  }
  private func time(_ seconds: Int) -> Timestamp { Timestamp(secondsSinceEpoch: seconds) }

  @Test func `Events come by time, then in the order of scheduling`() {
    var queue = EventQueue()
    for (name, seconds) in [("d", 20), ("b", 10), ("c", 10), ("a", 5)] {
      _ = queue.schedule(event(name), at: time(seconds))
    }
    var names: [String] = []
    while let next = queue.popFirst(dueBy: time(20)) { names.append(next.event.kind.name) }
    #expect(names == ["a", "b", "c", "d"])
    #expect(queue.upcoming.isEmpty)
  }

  @Test func `An event is due at its second, not before`() {
    var queue = EventQueue()
    let slot = queue.schedule(event("a"), at: time(10))
    #expect(queue.popFirst(dueBy: time(9)) == nil)
    #expect(queue.popFirst(dueBy: time(10))?.slot == slot)
    #expect(queue.popFirst(dueBy: time(10)) == nil)
  }

  @Test func `A cancelled event does not happen, and its number is not used again`() {
    var queue = EventQueue()
    let first = queue.schedule(event("a"), at: time(10))
    queue.cancel(first)
    queue.cancel(first)
    let second = queue.schedule(event("b"), at: time(10))
    #expect(second.sequence == first.sequence + 1)
    queue.cancel(first)
    #expect(queue.upcoming.keys == [second])
  }

  @Test func `A copy of a queue goes its own way`() {
    var queue = EventQueue()
    _ = queue.schedule(event("a"), at: time(1))
    let copy = queue
    _ = queue.popFirst(dueBy: time(1))
    #expect(copy.upcoming.count == 1)
  }
}

@Suite struct TrailTests {
  private func record(_ number: Int) -> TrailRecord {
    TrailRecord(
      time: Timestamp(secondsSinceEpoch: number), actor: .aws, account: .learner,
      region: .usEast1, service: .kms, name: "Event\(number)", isReadOnly: false, requestID: nil,
      eventID: UniqueID(bits: UInt128(number)), parameters: .request([:]), resources: [])
  }

  @Test(arguments: [0, 1, 1023, 1024, 1025, 2047, 2048, 2049, 3000])
  func `Records keep their index across the borders of chunks`(count: Int) {
    var trail = Trail()
    for number in 0..<count { trail.append(record(number)) }
    #expect(trail.count == count)
    for index in 0..<count { #expect(trail[index]?.eventID.bits == UInt128(index)) }
    var walked: [UInt128] = []
    trail.walk { walked.append($0.eventID.bits) }
    #expect(walked == (0..<count).map { UInt128($0) })
    #expect(trail[-1] == nil)
    #expect(trail[count] == nil)
  }

  @Test(arguments: [
    (0, []), (-1, []), (1, [1025]), (3, [1023, 1024, 1025]), (5000, Array(0..<1026)),
  ])
  func `The last records come oldest first, with their index`(limit: Int, indexes: [Int]) {
    var trail = Trail()
    for number in 0..<1026 { trail.append(record(number)) }
    let suffix = trail.suffix(limit)
    #expect(suffix.map(\.index) == indexes)
    #expect(suffix.map(\.record.eventID.bits) == indexes.map { UInt128($0) })
  }

  /// A record of a call; what it tells depends on the number alone, and much of it comes again.
  private func call(_ number: Int) -> TrailRecord {
    // One name for a reader, two for S3: the accent stands in its letter, or behind it.
    let keys = ["a/\u{e9}", "a/e\u{301}", "b", "c"]
    let resources = (0..<number % 4).map { offset in
      ARN(service: "s3", region: nil, account: nil, resource: keys[(number + offset) % 4])
    }
    let caller = TrailRecord.Actor.principal(
      .user(.learner, name: "u\(number % 3)"), via: number % 7 == 0 ? .s3 : nil)
    return TrailRecord(
      time: Timestamp(secondsSinceEpoch: number / 9),
      actor: number % 11 == 0 ? .aws : caller, account: .learner,
      region: number % 5 == 0 ? .usEast1 : .euWest1, service: .s3,
      name: "Operation\(number % 6)", isReadOnly: number % 2 == 0,
      requestID: number % 13 == 0 ? nil : UniqueID(bits: UInt128(number) << 64),
      eventID: UniqueID(bits: UInt128(number)),
      parameters: number % 17 == 0
        ? .details { ["number": .integer(number)] } : .request(["key": .string(keys[number % 4])]),
      resources: resources, response: number % 19 == 0 ? ["answer": .integer(number)] : nil,
      error: number % 23 == 0 ? WireError("Code", keys[number % 2]) : nil,
      origin: Origin(
        address: "203.0.113.\(number % 3)", agent: keys[number % 2], isSecure: number % 29 != 0,
        accessKeyID: number % 31 == 0 ? "AKIA" : nil, contentHash: "\(number % 37)"),
      isByLink: number % 41 == 0)
  }

  /// All that a record tells, with texts as their bytes.
  private func told(_ record: TrailRecord) -> [[UInt8]] {
    let origin = record.origin
    let texts: [String?] = [
      "\(record.time.secondsSinceEpoch)", record.actor.text, record.account.description,
      record.region.description, record.service.rawValue, record.name, "\(record.isReadOnly)",
      record.requestID?.description, record.eventID.description,
      String(decoding: JSONWriter.bytes(.object(record.parameters)), as: UTF8.self),
      record.response.map { String(decoding: JSONWriter.bytes(.object($0)), as: UTF8.self) },
      record.error?.code, record.error?.message, origin.address, origin.agent,
      "\(origin.isSecure)", origin.accessKeyID, origin.referer, origin.contentHash,
      "\(record.isByLink)",
    ]
    return texts.map { Array(($0 ?? "nothing").utf8) }
      + record.resources.map { Array($0.description.utf8) }
  }

  @Test func `A sealed record tells what it told, byte by byte`() {
    var trail = Trail()
    for number in 0..<(2 * Trail.chunkSize + 1) { trail.append(call(number)) }
    for number in 0..<trail.count { #expect(trail[number].map(told) == told(call(number))) }
    var walked: [[[UInt8]]] = []
    trail.walk { walked.append(told($0)) }
    #expect(walked == (0..<trail.count).map { told(call($0)) })
  }

  @Test func `Two keys that only look alike are two resources`() {
    var trail = Trail()
    for number in 0..<Trail.chunkSize { trail.append(call(number)) }
    for resource in ["a/\u{e9}", "a/e\u{301}"] {
      let arn = ARN(service: "s3", region: nil, account: nil, resource: resource)
      let expected = (0..<Trail.chunkSize).filter { number in
        call(number).resources.contains { $0.resource.utf8.elementsEqual(resource.utf8) }
      }
      #expect(trail.newest(of: arn).map(\.index) == expected.reversed())
    }
  }

  @Test func `A copy does not see what comes later`() {
    var trail = Trail()
    for number in 0..<1023 { trail.append(record(number)) }
    let copy = trail
    for number in 1023..<1030 { trail.append(record(number)) }
    #expect(copy.count == 1023)
    #expect(copy[1023] == nil)
    #expect(trail[1023]?.eventID.bits == 1023)
  }
}

@Suite struct RandomStreamsTests {
  @Test(arguments: RandomStreams.Stream.allCases)
  func `A draw changes no other stream`(drawn: RandomStreams.Stream) {
    var touched = RandomStreams(seed: 1)
    var untouched = RandomStreams(seed: 1)
    _ = touched.bytes(100, from: drawn)
    for stream in RandomStreams.Stream.allCases {
      let same = touched.bytes(16, from: stream) == untouched.bytes(16, from: stream)
      #expect(same == (stream != drawn))
    }
  }

  @Test func `Seeds and streams all give different bytes, and the same again`() {
    var seen: [[UInt8]] = []
    for seed in [0, 1, 2, UInt64.max, 1 << 63] {
      var streams = RandomStreams(seed: seed)
      var again = RandomStreams(seed: seed)
      for stream in RandomStreams.Stream.allCases {
        let bytes = streams.bytes(32, from: stream)
        #expect(bytes == again.bytes(32, from: stream))
        #expect(!seen.contains(bytes))
        seen.append(bytes)
      }
    }
  }

  @Test func `UUIDs have the form of version 4`() {
    var streams = RandomStreams(seed: 3)
    for _ in 0..<200 {
      let parts = streams.uuid(from: .keyID).description.split(separator: "-")
      #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
      #expect(parts.allSatisfy { $0.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) } })
      #expect(parts[2].first == "4")
      #expect(parts[3].first.map { "89ab".contains($0) } == true)
    }
  }

  @Test func `A copy continues with the same bytes`() {
    var streams = RandomStreams(seed: 4)
    _ = streams.bytes(5, from: .nonce)
    var copy = streams
    #expect(streams.bytes(12, from: .nonce) == copy.bytes(12, from: .nonce))
  }

  @Test func `Keeping a stream keeps that one only`() {
    let old = RandomStreams(seed: 5)
    var new = old
    _ = new.bytes(1, from: .requestID)
    _ = new.bytes(1, from: .nonce)
    var kept = old.keeping(.requestID, of: new)
    var (oldCopy, newCopy) = (old, new)
    #expect(kept.bytes(8, from: .requestID) == newCopy.bytes(8, from: .requestID))
    #expect(kept.bytes(8, from: .nonce) == oldCopy.bytes(8, from: .nonce))
  }

  @Test func `A world cannot be asked for its seed`() {
    // Not by name, and not by looking: 8 bytes that tell the seed stand nowhere in its state.
    let seed: UInt64 = 0x0123_4567_89AB_CDEF
    var text = ""
    dump(RandomStreams(seed: seed), to: &text)
    #expect(!text.contains("\(seed)"))
    #expect(!text.contains("seed:"))
  }

  @Test func `The digest follows every stream`() {
    func digest(_ streams: RandomStreams) -> String {
      var digest = WorldDigest()
      streams.feed(&digest)
      return digest.value
    }
    let start = RandomStreams(seed: 6)
    // The stream of identities is fed together with them.
    for stream in RandomStreams.Stream.allCases where stream != .identityID {
      var moved = start
      _ = moved.bytes(1, from: stream)
      #expect(digest(moved) != digest(start))
    }
  }
}

@Suite struct WorldDigestTests {
  private func digest(_ feed: (inout WorldDigest) -> Void) -> String {
    var digest = WorldDigest()
    feed(&digest)
    return digest.value
  }

  private func digest(_ texts: [String]) -> String {
    digest { for text in texts { $0.feed(text) } }
  }

  @Test func `Texts do not run together`() {
    #expect(digest(["ab", "c"]) != digest(["a", "bc"]))
    #expect(digest(["ab", ""]) != digest(["ab"]))
    #expect(digest(["", "ab"]) != digest(["ab", ""]))
    #expect(digest(["\u{E9}"]) != digest(["e\u{301}"]))
  }

  @Test func `A number counts in all its bits`() {
    #expect(digest { $0.feed(1) } != digest { $0.feed(1 << 56) })
    #expect(digest { $0.feed(-1) } != digest { $0.feed(255) })
  }

  @Test func `The digest is SHA-256 of length and bytes`() {
    // printf '\0\0\0\0\0\0\0\003abc' | sha256sum
    #expect(
      digest(["abc"]) == "c3494ca1a2cf8eeb8a11ded316fb55b83c3bbbedb6313cd50415251e5d09e12f")
    #expect(
      digest { _ in } == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}

@Suite struct ClockTests {
  @Test func `The clock stands still until it is moved`() {
    var clock = Clock(start: Timestamp(secondsSinceEpoch: 5))
    clock.advance(to: Timestamp(secondsSinceEpoch: 5))
    #expect(clock.now.secondsSinceEpoch == 5)
    clock.advance(to: clock.now.adding(days: 1))
    #expect(clock.now.secondsSinceEpoch == 86_405)
  }

  @Test func `The clock never goes back`() async {
    await #expect(processExitsWith: .failure) {
      var clock = Clock(start: Timestamp(secondsSinceEpoch: 5))
      clock.advance(to: Timestamp(secondsSinceEpoch: 4))
    }
  }
}
