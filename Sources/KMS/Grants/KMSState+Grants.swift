import Access
import Ciphers
import Kernel

/// What a request tells that grants look at.
package struct GrantUse: Sendable {
  /// Tokens of grants that are not in force everywhere yet.
  var tokens: GrantTokens?
  /// The encryption context of the request.
  var context: EncryptionContext?
  /// The grant that the request wants to make.
  var child: (operations: [GrantOperation], constraints: GrantConstraints?)?

  /// Describes a request by its encryption context and what else grants look at.
  init(
    tokens: GrantTokens? = nil, context: EncryptionContext? = nil,
    child: (operations: [GrantOperation], constraints: GrantConstraints?)? = nil
  ) {
    self.tokens = tokens
    self.context = context
    self.child = child
  }

  /// Describes a request without tokens, by its encryption context.
  package init(context: EncryptionContext?) { self.init(tokens: nil, context: context) }
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
    grants[found: grant.address].pending = nil
    return .grantInForce
  }

  /// What the grants of a key that name the caller say of an action.
  func grantAnswers(
    to action: String, on key: Key, _ use: GrantUse, as call: Call
  ) -> [GrantAnswer] {
    grants(of: key.address).compactMap { grant in
      guard let grantee = grant.grantee.principal,
        grantee.naming(of: call.principal) > .none
      else { return nil }
      return GrantAnswer(
        id: grant.address.id.description, grantee: grantee,
        objection: objection(of: grant, to: action, use))
    }
  }

  /// Why a grant does not permit an action, in words; `nil` where it does.
  func objection(of grant: Grant, to action: String, _ use: GrantUse) -> String? {
    let name = String(action.dropFirst("kms:".count))
    guard let operation = GrantOperation(rawValue: name), grant.operations.contains(operation)
    else { return "it is for \(grant.operations.map(\.rawValue).joined(separator: ", "))" }
    if let pending = grant.pending,
      !(use.tokens?.tokens ?? []).contains(where: {
        self.grant(ofToken: $0)?.address == grant.address
      })
    {
      return "it is in force everywhere from \(pending.time.date) \(pending.time.timeOfDay) on, and"
        + " its token is not given"
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
    if let source = grant.constraints?.sourceARN, operation != .retireGrant {
      return "it is for calls that a service makes for \(source.text)"
    }
    guard operation.hasContext else { return nil }
    return grant.constraints?.objection(to: use.context ?? .empty)
  }

  /// The permission to retire a grant.
  ///
  /// The grant itself names who may, and the account that made it leaves it to its identity
  /// policies. What the key policy allows has no effect.
  func demandToRetire(_ grant: Grant, of key: Key, as call: Call) -> Demand {
    var named: [GrantAnswer] = []
    var entitled = [grant.retiring].compactMap { $0?.principal }
    if grant.operations.contains(.retireGrant), let grantee = grant.grantee.principal {
      entitled.append(grantee)
    }
    for principal in entitled where principal.naming(of: call.principal) > .none {
      named.append(
        GrantAnswer(id: grant.address.id.description, grantee: principal, objection: nil))
    }
    var values = ConditionValues()
    values.ofResource = { value(of: $0, for: key) }
    return .onResource(
      "kms:RetireGrant", key.arn, owner: grant.issuer,
      policy: key.policy.document.leavingRetirement(to: grant.issuer), worksAcrossAccounts: true,
      values: values, grants: named)
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
    digest.feed(secret: secret.copyBytes())
    digest.feed(pending?.sequence ?? -1)
  }
}

extension PolicyDocument {
  /// What decides on the retirement of a grant: of a key policy only what it denies, and beside it
  /// the account that made the grant, whose identity policies may allow it.
  fileprivate func leavingRetirement(to issuer: AccountID) -> PolicyDocument {
    let delegation = PolicyStatement(
      sid: nil, effect: .allow, principals: [.account(issuer)],
      actions: [Wildcard("kms:RetireGrant", ignoringCase: true)], resources: [Wildcard("*")])
    return PolicyDocument(statements: statements.filter { $0.effect == .deny } + [delegation])
  }
}
