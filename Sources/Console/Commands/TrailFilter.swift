import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import Sessions
import Shell

/// What of the trail a learner wants to see.
struct TrailFilter {
  private var key: ARN?
  private var caller: String?
  private var name: String?
  private var onlyDenied = false
  private var since: Timestamp?
  private let home: AccountID

  /// Whether it lets everything through.
  var isEmpty: Bool { key == nil && caller == nil && name == nil && !onlyDenied && since == nil }

  /// Reads the options of `trail`.
  init(_ arguments: ToolArguments, _ session: Session) throws(Fault) {
    home = session.configuration.account
    if let text = arguments.value("--key") { key = try session.keyARN(of: text) }
    caller = arguments.value("--by")
    name = arguments.value("--event")
    onlyDenied = arguments.has("--denied")
    if let text = arguments.value("--since") {
      if let period = Period(text) {
        since = session.now.adding(seconds: -period.seconds)
      } else if let time = Timestamp(text) {
        since = time
      } else {
        throw Fault(
          "--since takes 30d, 12h or a date, not \(quoted(text))", next: "trail --since 30d")
      }
    }
    if let caller, !knows(caller, session) {
      throw Fault(
        "there is nobody called \(quoted(caller)); there are "
          + (callers(session) + ["AWS"]).joined(separator: ", "), next: "trail --by alice")
    }
  }

  /// The latest records that it lets through, oldest first, and whether there are more.
  func newest(
    _ limit: Int, of trail: Trail
  ) -> (records: [(index: Int, record: TrailRecord)], isCut: Bool) {
    let first = since.map { trail.firstIndex(from: $0) } ?? 0
    var records: [(index: Int, record: TrailRecord)] = []
    var isCut = false
    func take(_ index: Int, _ record: TrailRecord) -> Bool {
      guard index >= first else { return false }
      guard lets(record) else { return true }
      isCut = records.count == limit
      if !isCut { records.append((index, record)) }
      return !isCut
    }
    if let key {
      for (index, record) in trail.newest(of: key) where !take(index, record) { break }
    } else {
      var index = trail.count - 1
      while let record = trail[index], take(index, record) { index -= 1 }
    }
    return (records.reversed(), isCut)
  }

  private func lets(_ record: TrailRecord) -> Bool {
    if onlyDenied, !(record.error?.code.hasPrefix("AccessDenied") ?? false) { return false }
    if let name,
      ![record.name, record.eventName].contains(where: {
        $0.lowercased().hasSameBytes(as: name.lowercased())
      })
    {
      return false
    }
    guard let caller else { return true }
    return switch record.actor {
    case .aws: caller == "AWS"
    case .principal(let principal, _): names(of: principal).contains(caller)
    }
  }

  private func names(of principal: Principal) -> [String] {
    [principal.shortName(from: home), principal.arn.description]
  }

  private func callers(_ session: Session) -> [String] {
    session.world.environment.identities.principals.map { $0.shortName(from: home) }
  }

  private func knows(_ caller: String, _ session: Session) -> Bool {
    guard caller != "AWS" else { return true }
    // Somebody who is gone, or a session of a role, may still be in the trail.
    return callers(session).contains(caller) || caller.contains("/") || caller.hasPrefix("arn:")
  }
}

extension Session {
  /// The ARN of a key by id, alias or ARN; one that is gone by its id or ARN.
  func keyARN(of text: String) throws(Fault) -> ARN {
    if let key = world.key(
      named: text, account: present.caller.account, region: present.region)
    {
      return key.arn
    }
    if let arn = ARN(text), KeyAddress(arn) != nil { return arn }
    if let id = KeyID(text) {
      return KeyAddress(account: present.caller.account, region: present.region, id: id).arn
    }
    let near = nearestAlias(to: text)
    throw Fault(
      "there is no key \(quoted(text))", next: near.map { "trail --key \($0)" } ?? "trail")
  }
}
