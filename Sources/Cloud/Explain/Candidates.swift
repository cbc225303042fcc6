import Access
import KMS
import Kernel
import S3

/// Changes that might let a refused demand through; none is believed before it was tried.
extension World {
  func candidates(for denial: DecidedDemand) -> [Change] {
    guard case .denied(let reason) = denial.verdict else { return [] }
    switch reason {
    case .noIdentityPolicy:
      return wantedContext(denial) + wantedHeaders(denial) + identityAllow(denial) + grant(denial)
        + keyPolicyAllow(denial) + bucketPolicyAllow(denial) + trustAllow(denial)
    case .noResourcePolicy:
      return wantedContext(denial) + wantedExternalID(denial) + grant(denial)
        + keyPolicyAllow(denial) + delegation(denial) + trustAllow(denial)
    case .resourceHidden:
      return wantedContext(denial) + wantedExternalID(denial) + grant(denial)
        + keyPolicyAllow(denial) + identityAllow(denial) + bucketPolicyAllow(denial)
        + trustAllow(denial) + keyPolicyRemovals(denial) + bucketPolicyRemovals(denial)
        + trustRemovals(denial)
    case .explicitDenyInResourcePolicy:
      return wantedHeaders(denial) + keyPolicyRemovals(denial)
        + bucketPolicyRemovals(denial) + trustRemovals(denial)
    case .publicAccessRestricted: return unrestricted(denial) + withoutPublicStatements(denial)
    case .explicitDenyInIdentityPolicy: return wantedHeaders(denial) + identityRemovals(denial)
    case .explicitDenyInBoundary, .noBoundary: return withoutBoundary(denial)
    case .explicitDenyInSessionPolicy, .noSessionPolicy: return anotherSession(denial)
    }
  }

  /// A call as the root user of an account.
  func step(
    _ name: String, _ request: DocumentObject, _ account: AccountID, _ region: Region
  ) -> Change.Step? {
    Catalogue.operation(name).map {
      Change.Step(
        operation: $0, request: request,
        call: Call(principal: .root(account), region: $0.service.onlyRegion ?? region))
    }
  }

  func change(
    _ words: String, _ rank: Int, _ step: Change.Step?
  ) -> [Change] {
    step.map { [Change(words: words, steps: [$0], rank: rank)] } ?? []
  }

  // MARK: - The call itself

  /// The call with the encryption context that a statement wants, where it has none.
  private func wantedContext(_ denial: DecidedDemand) -> [Change] {
    denial.record.nearMisses.compactMap { near in
      guard case .condition(let condition, found: nil) = near.answer,
        condition.key.name == .encryptionContext, condition.comparator.text == "StringEquals",
        let value = condition.texts.first
      else { return nil }
      return Change(
        words: "the call with the encryption context that a statement wants", steps: [], rank: 0,
        context: EncryptionContext(pairs: [.init(name: condition.key.parameter, value: value)]))
    }
  }

  // MARK: - Grants

  /// A grant of the key for this action alone, narrowed to the request's encryption context where
  /// it has one.
  private func grant(_ denial: DecidedDemand) -> [Change] {
    guard let key = key(of: denial), let create = Catalogue.operation("CreateGrant"),
      let name = denial.demand.action.split(separator: ":").last.map(String.init),
      GrantOperation(rawValue: name) != nil,
      let granter = able("kms:CreateGrant", on: key)
    else { return [] }
    var request: DocumentObject = [
      "KeyId": .string(key.address.id.description),
      "GranteePrincipal": .string(
        environment.identities.principalARN(of: denial.call.principal).description),
      "Operations": .list([.string(name)]),
    ]
    let context = denial.demand.values.entries.filter { $0.key.name == .encryptionContext }
    if !context.isEmpty {
      request["Constraints"] = [
        "EncryptionContextEquals": .object(
          DocumentObject(
            context.map { ($0.key.parameter, .string($0.values.first ?? "")) }))
      ]
    }
    let step = Change.Step(
      operation: create, request: request,
      call: Call(principal: granter, region: key.address.region))
    return change("a grant of the key for the caller", 2, step)
  }

  // MARK: - Identity policies

  /// An inline policy of the caller, for this action on this resource alone.
  private func identityAllow(_ denial: DecidedDemand) -> [Change] {
    let policy = Candidate.policy([
      Candidate.statement(nil, denial.demand.action, denial.demand.resourceText)
    ])
    let name = "Allow" + (denial.demand.action.split(separator: ":").last.map(String.init) ?? "")
    let region = denial.call.region
    switch denial.call.principal {
    case .root: return []
    case .user(let account, let user):
      return change(
        "an identity policy for \(user.lastPathPart)", 1,
        step(
          "PutUserPolicy",
          [
            "UserName": .string(user.lastPathPart), "PolicyName": .string(name),
            "PolicyDocument": .string(policy),
          ], account, region))
    case .session(let session):
      return change(
        "an identity policy for role \(session.role)", 2,
        step(
          "PutRolePolicy",
          [
            "RoleName": .string(session.role), "PolicyName": .string(name),
            "PolicyDocument": .string(policy),
          ], session.account, region))
    }
  }

  /// The caller's own policies without the statement that forbids.
  private func identityRemovals(_ denial: DecidedDemand) -> [Change] {
    guard let holder = holder(denial.call.principal) else { return [] }
    return denial.record.matching(.deny).flatMap { found -> [Change] in
      guard case .identity(let name) = found.source else { return [] }
      if let inline = holder.policies.inline[name] {
        return removal(of: found.number, from: inline, holder, denial)
      }
      let managed = holder.policies.managed.first {
        environment.identities.managedPolicy($0)?.name == name
      }
      guard let managed else { return [] }
      return change(
        "the policy \(name) detached", 3,
        step(
          "Detach\(holder.kind)Policy",
          [
            "\(holder.kind)Name": .string(holder.name),
            "PolicyArn": .string(managed.description),
          ], denial.call.account, denial.call.region))
    }
  }

  /// An inline policy without a statement, or no policy where that was its only one.
  private func removal(
    of number: Int, from policy: IdentityPolicy, _ holder: Holder, _ denial: DecidedDemand
  ) -> [Change] {
    var request: DocumentObject = [
      "\(holder.kind)Name": .string(holder.name), "PolicyName": .string(policy.name),
    ]
    guard let rest = Candidate.without(number, policy.text) else {
      return change(
        "the policy \(policy.name) taken away", 3,
        step(
          "Delete\(holder.kind)Policy", request, denial.call.account, denial.call.region))
    }
    request["PolicyDocument"] = .string(rest)
    return change(
      "statement \(number) out of the policy \(policy.name)", 2,
      step("Put\(holder.kind)Policy", request, denial.call.account, denial.call.region))
  }

  /// The user or role of a caller.
  private typealias Holder = (kind: String, name: String, policies: AttachedPolicies)

  private func holder(_ caller: Principal) -> Holder? {
    switch caller {
    case .root: nil
    case .user(let account, let name):
      environment.identities.user(account, name).map { ("User", $0.name, $0.policies) }
    case .session(let session):
      environment.identities.role(session.account, session.role).map {
        ("Role", $0.name, $0.policies)
      }
    }
  }

  /// The boundary one statement wider, or gone.
  private func withoutBoundary(_ denial: DecidedDemand) -> [Change] {
    let (account, region) = (denial.call.account, denial.call.region)
    let (kind, name): (String, String)
    switch denial.call.principal {
    case .root: return []
    case .user(_, let user): (kind, name) = ("User", user.lastPathPart)
    case .session(let session): (kind, name) = ("Role", session.role)
    }
    var changes: [Change] = []
    if denial.verdict == .denied(.noBoundary),
      let boundary = environment.identities.boundary(of: denial.call.principal),
      let policy = environment.identities.policies.first(where: {
        $0.value.name == boundary.name && $0.value.arn.account == account
      })?.value,
      let wider = Candidate.adding(
        Candidate.statement(nil, denial.demand.action, denial.demand.resourceText), boundary.text)
    {
      changes += change(
        "a new version of the boundary \(policy.name)", 2,
        step(
          "CreatePolicyVersion",
          [
            "PolicyArn": .string(policy.arn.description), "PolicyDocument": .string(wider),
            "SetAsDefault": true,
          ], account, region))
    }
    changes += change(
      "the permissions boundary taken away", 5,
      step(
        "Delete\(kind)PermissionsBoundary", ["\(kind)Name": .string(name)], account, region))
    return changes
  }

  /// The role taken on again, as it was, with other session policies: a session keeps those that it
  /// was made with.
  private func anotherSession(_ denial: DecidedDemand) -> [Change] {
    guard case .session(let session) = denial.call.principal,
      let made = environment.identities.session(of: denial.call.principal),
      let role = environment.identities.role(session.account, session.role),
      let operation = Catalogue.operation("AssumeRole"),
      let taker = taker(of: role)
    else { return [] }
    let denying = denial.record.matching(.deny)
    var statements = made.policies.flatMap { policy in
      Candidate.statements(of: policy.text).enumerated().filter { index, _ in
        !denying.contains { $0.source == .session(policy.name) && $0.number == index + 1 }
      }.map(\.element)
    }
    if denying.isEmpty {
      statements.append(
        Candidate.statement(nil, denial.demand.action, denial.demand.resourceText))
    }
    var request: DocumentObject = [
      "RoleArn": .string(role.arn.description), "RoleSessionName": .string(session.name),
    ]
    request["Policy"] = statements.isEmpty ? nil : .string(Candidate.policy(statements))
    let step = Change.Step(
      operation: operation, request: request,
      call: Call(principal: taker, region: denial.call.region))
    var change = Change(
      words: "the role taken on again, with another session policy; the call by that session",
      steps: [step], rank: 2)
    change.isByNewSession = true
    return [change]
  }

  /// Who may take on a role: the one who did it last, as the trail tells.
  private func taker(of role: Role) -> Principal? {
    environment.trail.newest(of: role.arn).lazy.compactMap { entry -> Principal? in
      guard entry.record.name == "AssumeRole", entry.record.error == nil,
        case .principal(let principal, _) = entry.record.actor
      else { return nil }
      return principal
    }.first
  }

  // MARK: - Key policies

  private func key(of denial: DecidedDemand) -> Key? {
    denial.demand.resource.flatMap(KeyAddress.init).flatMap { storage.kms.keys[$0] }
  }

  /// Who may do something with a key: root where it may, as everybody knows it; else whoever may.
  private func able(_ action: String, on key: Key) -> Principal? {
    environment.identities.principals.first { principal in
      principal.account == key.address.account
        && verdict(
          PermissionQuestion(
            principal, action, on: .key(key.address, alias: nil), region: key.address.region)
        )?.isAllowed == true
    }
  }

  private func putKeyPolicy(_ text: String?, _ key: Key) -> Change.Step? {
    guard let text, let operation = Catalogue.operation("PutKeyPolicy") else { return nil }
    return able("kms:PutKeyPolicy", on: key).map { principal in
      Change.Step(
        operation: operation,
        request: ["KeyId": .string(key.address.id.description), "Policy": .string(text)],
        call: Call(principal: principal, region: key.address.region))
    }
  }

  /// A statement of the key policy that names the caller, for this action alone; narrowed to the
  /// request's encryption context where it has one.
  private func keyPolicyAllow(_ denial: DecidedDemand) -> [Change] {
    guard let key = key(of: denial) else { return [] }
    let caller = environment.identities.principalARN(of: denial.call.principal).description
    let context = denial.demand.values.entries.filter { $0.key.name == .encryptionContext }
    var changes: [Change] = []
    if !context.isEmpty {
      let narrow = Candidate.statement(
        caller, denial.demand.action, "*",
        condition: [
          "StringEquals": .object(
            DocumentObject(context.map { ($0.key.text, .string($0.values.first ?? "")) }))
        ])
      changes += change(
        "a statement of the key policy for the caller and this encryption context", 1,
        putKeyPolicy(Candidate.adding(narrow, key.policy.text), key))
    }
    return changes
      + change(
        "a statement of the key policy for the caller", 3,
        putKeyPolicy(
          Candidate.adding(
            Candidate.statement(caller, denial.demand.action, "*"), key.policy.text), key))
  }

  /// The statement that leaves the key to IAM.
  private func delegation(_ denial: DecidedDemand) -> [Change] {
    guard let key = key(of: denial) else { return [] }
    let root = Principal.root(key.address.account).arn.description
    return change(
      "the statement that leaves the key to IAM", 4,
      putKeyPolicy(
        Candidate.adding(
          Candidate.statement(root, "kms:*", "*", sid: "Enable IAM User Permissions"),
          key.policy.text), key))
  }

  /// The key policy without a statement that forbids.
  private func keyPolicyRemovals(_ denial: DecidedDemand) -> [Change] {
    guard let key = key(of: denial) else { return [] }
    return denial.record.forbiddenByResource.flatMap { found in
      change(
        "statement \(found.number) out of the key policy", 2,
        putKeyPolicy(Candidate.without(found.number, key.policy.text), key))
    }
  }
}
