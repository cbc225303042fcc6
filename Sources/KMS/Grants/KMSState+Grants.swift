import Ciphers
import IAM
import Kernel

/// What a request tells that grants look at.
package struct GrantUse: Sendable {
  /// Tokens of grants that are not in force everywhere yet.
  var tokens: GrantTokens?
  /// The encryption context of the request.
  var context: EncryptionContext?
  /// The grant that the request wants to make.
  var child: (operations: [GrantOperation], constraints: GrantConstraints?)?
}

extension KMSState {
  /// The grants of a key, in the order of their ids.
  package func grants(of key: KeyAddress) -> some Sequence<Grant> {
    grants.entries(from: GrantAddress(key: key, id: .least)).lazy
      .prefix { $0.key.key == key }.map(\.value)
  }

  /// The grant of a key, by a request's id of it.
  func grant(_ text: String, of key: KeyAddress) throws(KMSFailure) -> Grant {
    guard let id = GrantID(text) else { throw .invalidGrantID }
    guard let grant = grants[GrantAddress(key: key, id: id)] else { throw .grantNotFound(text) }
    return grant
  }

  /// Takes a grant away, and with it what would bring it into force.
  mutating func removeGrant(_ address: GrantAddress, _ environment: inout Environment) {
    guard let grant = grants.removeValue(forKey: address) else { return }
    if let slot = grant.pending { environment.queue.cancel(slot) }
  }

  /// Brings the grant of an event into force.
  mutating func enforceGrant(of key: KeyAddress, in slot: EventSlot) -> KeyEvent? {
    guard let grant = grants(of: key).first(where: { $0.pending == slot }) else { return nil }
    grants[grant.address]?.pending = nil
    return .grantInForce
  }

  /// Why a grant does not permit an action, in words; `nil` where it does.
  func objection(of grant: Grant, to action: String, _ use: GrantUse) -> String? {
    let name = String(action.dropFirst("kms:".count))
    guard let operation = GrantOperation(rawValue: name), grant.operations.contains(operation)
    else { return "it is for \(grant.operations.map(\.rawValue).joined(separator: ", "))" }
    if grant.pending != nil,
      !(use.tokens?.tokens ?? []).contains(where: {
        self.grant(ofToken: $0)?.address == grant.address
      })
    {
      return "it is not in force everywhere yet, and its token is not given"
    }
    if let child = use.child {
      let more = child.operations.filter { !grant.operations.contains($0) }
      guard more.isEmpty else {
        return "it cannot pass on \(more.map(\.rawValue).joined(separator: ", "))"
      }
      guard grant.constraints?.isAtLeastAsWide(as: child.constraints) ?? true else {
        return "the new grant's constraints are less strict than its own"
      }
    }
    guard operation.hasContext else { return nil }
    return grant.constraints?.objection(to: use.context ?? .empty)
  }

  /// The permission to retire a grant: the grant itself names who may, and the account that made it
  /// leaves it to its identity policies.
  func demandToRetire(_ grant: Grant, of key: Key, as call: Call) -> Demand {
    .identity("kms:RetireGrant", on: key.arn, owner: grant.issuer)
  }

  /// The rules that grants break.
  func grantProblems(with queue: EventQueue) -> [String] {
    var problems: [String] = []
    for (address, grant) in grants {
      if grant.address != address { problems.append("grant \(address.id): stored elsewhere") }
      if keys[address.key] == nil { problems.append("grant \(address.id): of no key") }
      if let slot = grant.pending, queue.upcoming[slot]?.subject != address.key.arn {
        problems.append("grant \(address.id): never gets into force")
      }
    }
    return problems
  }
}

extension Grant {
  /// Feeds all that the grant is.
  func feed(_ digest: inout WorldDigest) {
    digest.feed("\(address.key.arn) \(address.id) \(name ?? "") \(issuer)")
    digest.feed(creationDate.secondsSinceEpoch)
    digest.feed("\(grantee.text) \(retiring?.text ?? "")")
    digest.feed(operations.map(\.rawValue).joined(separator: " "))
    if let document = constraints?.document { digest.feed(document) }
    digest.feed(bytes: secret.copyBytes())
    digest.feed(pending?.sequence ?? -1)
  }
}
