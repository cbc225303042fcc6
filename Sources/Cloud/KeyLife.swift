import Access
package import KMS
package import Kernel
import S3

/// The life of a key, as state and trail tell it; the trail knows deleted keys too.
package struct KeyLife: Sendable {
  /// Where the key lives, or lived.
  package let address: KeyAddress
  /// Whether AWS manages it.
  package let isManaged: Bool
  /// Whether it is still there.
  package let exists: Bool
  /// When it was made.
  package fileprivate(set) var made: Timestamp
  /// What was done to it, in order, but for rotations.
  package fileprivate(set) var events: [(time: Timestamp, what: What)] = []
  /// Its rotations, in order.
  package fileprivate(set) var rotations: [(time: Timestamp, cause: KeyMaterial.Cause)] = []
  /// The aliases that it has, or had at its end.
  package fileprivate(set) var aliases: [String] = []
  /// The state that it began in.
  fileprivate var first = State.enabled
  /// The state after its events.
  fileprivate var state = State.enabled

  /// What can be done to a key.
  package enum What: Sendable, Equatable {
    /// Nothing can be done with it until it is enabled again.
    case disabled
    /// It can be used again.
    case enabled
    /// Rotation by itself was switched on, every so many days.
    case rotationOn(days: Int)
    /// Rotation by itself was switched off.
    case rotationOff
    /// The deletion was scheduled for that moment.
    case deletionScheduled(Timestamp)
    /// The deletion was called off, which leaves the key disabled.
    case deletionCancelled
    /// The material that it waited for was imported.
    case imported
    /// Imported material was deleted, or its time was over.
    case materialGone
    /// Its custom key store was disconnected.
    case storeDisconnected
    /// Its custom key store was connected again.
    case storeConnected
    /// The key is gone.
    case deleted
  }

  /// When it was deleted; `nil` for a key that is there.
  package var deleted: Timestamp? { state == .deleted ? events.last?.time : nil }

  /// Since when it has been waiting for its deletion, or was until it came.
  package var doomedSince: Timestamp? {
    guard state == .pendingDeletion || state == .deleted else { return nil }
    return events.last { if case .deletionScheduled = $0.what { true } else { false } }?.time
  }
}

extension KeyLife {
  /// What a key is at a time, as far as a life tells it.
  package enum State: Sendable, Equatable {
    /// Usable.
    case enabled
    /// Not usable until it is enabled.
    case disabled
    /// Not usable until its material is imported.
    case pendingImport
    /// Not usable until its custom key store is connected.
    case unavailable
    /// Not usable, and soon gone.
    case pendingDeletion
    /// Gone.
    case deleted
  }

  /// A time that a key spent in one state.
  package struct Stretch: Sendable, Equatable {
    /// Its beginning and its end.
    package let start, end: Timestamp
    /// What the key was.
    package let state: State

    /// Makes a stretch.
    package init(start: Timestamp, end: Timestamp, state: State) {
      self.start = start
      self.end = end
      self.state = state
    }
  }

  /// The states one after the other, from its making to its end or to the present moment.
  package func stretches(until now: Timestamp) -> [Stretch] {
    var stretches: [Stretch] = []
    var (start, state, inner) = (made, first, first)
    var hasStore = true
    for event in events {
      switch event.what {
      case .storeConnected: hasStore = true
      case .storeDisconnected: hasStore = false
      default:
        guard let next = event.what.state else { continue }
        inner = next
      }
      let isAway = !hasStore && [.enabled, .disabled].contains(inner)
      let next = isAway ? State.unavailable : inner
      if start < event.time {
        stretches.append(Stretch(start: start, end: event.time, state: state))
      }
      (start, state) = (event.time, next)
    }
    if self.state != .deleted {
      stretches.append(Stretch(start: start, end: max(start, now), state: self.state))
    }
    return stretches
  }
}

extension KeyLife.What {
  /// The state that it leaves the key in; `nil` where that stays as it was.
  fileprivate var state: KeyLife.State? {
    switch self {
    case .disabled, .deletionCancelled: .disabled
    case .enabled, .imported: .enabled
    case .materialGone: .pendingImport
    case .deletionScheduled: .pendingDeletion
    case .deleted: .deleted
    case .rotationOn, .rotationOff, .storeConnected, .storeDisconnected: nil
    }
  }
}

extension KeyState {
  /// The state as a life tells it.
  fileprivate var inLife: KeyLife.State {
    switch self {
    case .enabled, .updating: .enabled
    case .unavailable: .unavailable
    case .disabled, .creating: .disabled
    case .pendingImport: .pendingImport
    case .pendingDeletion, .pendingReplicaDeletion: .pendingDeletion
    }
  }
}

extension World {
  /// The lives of all keys, the oldest first; at most so many rotations of each.
  package func keyLives(rotations limit: Int = .max) -> [KeyLife] {
    var reader = LifeReader()
    for (address, key) in storage.kms.keys {
      var life = KeyLife(
        address: address, isManaged: key.managingService != nil, exists: true,
        made: key.creationDate)
      for (_, material) in key.materials.versions {
        guard life.rotations.count < limit else { break }
        if let cause = material.cause { life.rotations.append((material.createdAt, cause)) }
      }
      reader.lives[address] = life
    }
    for (_, alias) in storage.kms.aliases {
      reader.lives[alias.targetAddress]?.aliases.append(alias.address.name)
    }
    environment.trail.walk { reader.read($0) }
    // The trail does not tell everything, such as which of several materials is missing.
    for (address, key) in storage.kms.keys {
      reader.lives[address]?.state = key.state.inLife
      if let store = storage.kms.keyStore(of: key) { reader.lives[address]?.note(store.turns) }
    }
    if !reader.gone.isEmpty { environment.trail.walk { reader.readRotation($0, limit) } }
    return reader.lives.values.enumerated()
      .sorted { ($0.element.made, $0.offset) < ($1.element.made, $1.offset) }.map(\.element)
  }
}

/// Reads lives out of the trail.
private struct LifeReader {
  var lives: OrderedMap<KeyAddress, KeyLife> = [:]
  /// The keys that the state does not know, in the order in which the trail first names them.
  var gone: [KeyAddress] = []
  /// Notes what a record tells of keys.
  mutating func read(_ record: TrailRecord) {
    // Rotations are many; those of keys that are there stand in the state.
    guard record.service == .kms, record.error == nil, record.name != EventKind.rotateKey.name
    else { return }
    for resource in record.resources {
      guard let address = KeyAddress(resource) else { continue }
      if lives[address] == nil {
        lives[address] = KeyLife(
          address: address, isManaged: false, exists: false, made: record.time)
        gone.append(address)
      }
      lives[address]?.note(record)
    }
  }

  /// Notes a rotation of a key that is gone.
  mutating func readRotation(_ record: TrailRecord, _ limit: Int) {
    guard record.actor == .aws, record.name == EventKind.rotateKey.name,
      let address = record.resources.first.flatMap({ KeyAddress($0) }),
      let life = lives[address], !life.exists, life.rotations.count < limit
    else { return }
    let cause = record.parameters["rotationType"]?.text.flatMap(KeyMaterial.Cause.init(rawValue:))
    lives[address]?.rotations.append((record.time, cause ?? .automatic))
  }
}

extension KeyLife {
  /// Notes what a record tells of this key.
  fileprivate mutating func note(_ record: TrailRecord) {
    switch record.name {
    case "CreateKey":
      if record.parameters["Origin"]?.text == "EXTERNAL" {
        (first, state) = (.pendingImport, .pendingImport)
      }
    case "ImportKeyMaterial": if state == .pendingImport { turn(.imported, to: .enabled, record) }
    case "DeleteImportedKeyMaterial", EventKind.expireMaterial.name:
      if [.enabled, .disabled].contains(state) { turn(.materialGone, to: .pendingImport, record) }
    case "DisableKey": turn(.disabled, to: .disabled, record)
    case "EnableKey": turn(.enabled, to: .enabled, record)
    case "CancelKeyDeletion": turn(.deletionCancelled, to: .disabled, record)
    case "DeleteKey": turn(.deleted, to: .deleted, record)
    case "ScheduleKeyDeletion":
      let days = record.parameters["PendingWindowInDays"]?.wholeNumber ?? 30
      turn(.deletionScheduled(record.time.adding(days: days)), to: .pendingDeletion, record)
    case "EnableKeyRotation":
      let days = record.parameters["RotationPeriodInDays"]?.wholeNumber ?? 365
      events.append((record.time, .rotationOn(days: days)))
    case "DisableKeyRotation": events.append((record.time, .rotationOff))
    case "CreateAlias", "UpdateAlias", "DeleteAlias": noteAlias(record)
    default: break
    }
  }

  /// Notes since when its custom key store was there, and was not.
  fileprivate mutating func note(_ turns: [CustomKeyStore.Turn]) {
    for turn in turns where turn.time > made || turn.time == made && !turn.isConnected {
      events.append((turn.time, turn.isConnected ? .storeConnected : .storeDisconnected))
    }
    events = events.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }

  private mutating func turn(_ what: What, to state: State, _ record: TrailRecord) {
    guard self.state != state || what == .deletionCancelled else { return }
    self.state = state
    events.append((record.time, what))
  }

  /// Aliases of a key that is there come of the state; the trail tells those of one that is gone.
  private mutating func noteAlias(_ record: TrailRecord) {
    guard !exists, let name = record.parameters["AliasName"]?.text else { return }
    aliases.removeAll { $0.hasSameBytes(as: name) }
    if record.parameters["TargetKeyId"]?.text?.hasSuffix(address.id.description) == true {
      aliases.append(name)
    }
  }
}
