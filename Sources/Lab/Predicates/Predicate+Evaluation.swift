import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Shell
import Text

extension Predicate {
  /// Reads the predicate in a world.
  package func finding(on stage: Stage) -> Finding {
    switch claim {
    case .keyExists(let key): keyExists(key, stage)
    case .keyIs(let key, let state): keyIs(key, state, stage)
    case .keyRotates(let key, let days): keyRotates(key, days, stage)
    case .keyHasMaterials(let key, let count): keyHasMaterials(key, count, stage)
    case .keyHasSpec(let key, let spec, let usage): keyHasSpec(key, spec, usage, stage)
    case .keyHasGrants(let key, let count): keyHasGrants(key, count, stage)
    case .keyIsPrimary(let key, let region): keyIsPrimary(key, region, stage)
    case .keyHasReplica(let key, let region): keyHasReplica(key, region, stage)
    case .keyIsGone(let key): keyIsGone(key, stage)
    case .aliasNames(let alias, let key): aliasNames(alias, key, stage)
    case .policyNames(let key, let principal, let actions):
      policyNames(key, principal, actions, stage)
    case .may(let permission): may(permission, stage)
    case .blobOpens(let file, let principal, let context):
      blobOpens(file, principal, context, stage)
    case .blobOpensForNobody(let file): blobOpensForNobody(file, stage)
    case .blobIsUnder(let file, let key): blobIsUnder(file, key, stage)
    case .blobOpensUnder(let file, let key, let algorithm, let principal):
      blobOpens(file, under: key, algorithm, principal, stage)
    case .fileSigns(let file, let document, let key, let algorithm):
      fileSigns(file, document, key, algorithm, stage)
    case .fileIsPublicKey(let file, let key): fileIsPublicKey(file, of: key, stage)
    case .inS3(let claim): finding(of: claim, stage)
    case .trail(let claim): trail(claim, stage)
    case .atMostCalls(let count, let event, let step): atMostCalls(count, event, step, stage)
    case .fileCounts(let file, let event, let step): fileCounts(file, event, step, stage)
    case .could(let permission, let date): could(permission, date, stage)
    case .auditFindsNothing(let name, let floor): auditFindsNothing(name, above: floor, stage)
    case .fileHolds(let file, let text): fileHolds(file, text, stage)
    case .noFileHolds(let text): noFileHolds(text, stage)
    case .fileExists(let file): fileExists(file, isWanted: true, stage)
    case .fileIsMissing(let file): fileExists(file, isWanted: false, stage)
    case .clockIsPast(let time):
      Finding(
        stage.session.now >= time, found: "it is \(stage.session.now.date)",
        wanted: "\(time.date) or later", shows: "clock")
    }
  }
}

extension Stage {
  /// The aliases that there are, in words.
  fileprivate var aliases: String {
    let names = kms.aliases(
      account: session.configuration.account, region: session.configuration.region
    )
    .map(\.address.name)
    return names.isEmpty
      ? "there is no alias at all" : "there are \(names.joined(separator: ", "))"
  }

  /// The virtual files that there are, in words.
  fileprivate var files: String {
    session.files.names.isEmpty
      ? "no files" : "files: \(session.files.names.joined(separator: ", "))"
  }

  func missing(_ key: String) -> String {
    wasDeleted(key) ? "\(key) is gone: its deletion has happened" : "no \(key); \(aliases)"
  }
}

/// Keys and aliases.
extension Predicate {
  private func keyExists(_ name: String, _ stage: Stage) -> Finding {
    let key = stage.key(name)
    return Finding(
      key != nil,
      found: key.map { "key \($0.address.id), \($0.state.name)" } ?? stage.missing(name),
      wanted: "a key that \(name) names", shows: "aws kms list-aliases")
  }

  private func keyIs(_ name: String, _ state: String, _ stage: Stage) -> Finding {
    let found = stage.key(name)?.state.name
    return Finding(
      found == state, found: found ?? stage.missing(name), wanted: state,
      shows: "aws kms describe-key --key-id \(name) --query KeyMetadata.KeyState")
  }

  private func keyRotates(_ name: String, _ days: Int?, _ stage: Stage) -> Finding {
    let key = stage.key(name)
    let period = key?.rotation?.periodDays
    let isOn = period != nil && (days == nil || period == days)
    return Finding(
      isOn,
      found: key == nil
        ? stage.missing(name) : period.map { "it rotates every \($0) days" } ?? "rotation is off",
      wanted: days.map { "it rotates every \($0) days" } ?? "automatic rotation is on",
      shows: key.map { "aws kms get-key-rotation-status --key-id \($0.address.id)" })
  }

  private func keyHasMaterials(_ name: String, _ count: Int, _ stage: Stage) -> Finding {
    let found = stage.key(name)?.materials.count
    let words = { (count: Int) in count == 1 ? "1 version of the material" : "\(count) versions" }
    return Finding(
      found == count, found: found.map(words) ?? stage.missing(name), wanted: words(count),
      shows: "inspect \(name)")
  }

  private func keyIsGone(_ name: String, _ stage: Stage) -> Finding {
    let key = stage.key(name)
    let isGone = stage.wasDeleted(name)
    return Finding(
      isGone,
      found: key.map { "the key is \($0.state.name)" }
        ?? (isGone ? "its deletion has happened" : "there never was such a key"),
      wanted: "a key that was deleted", shows: "trail")
  }

  private func aliasNames(_ alias: String, _ name: String, _ stage: Stage) -> Finding {
    let target = stage.kms.aliases[stage.address(ofAlias: alias)]?.target
    let wanted = stage.key(name)?.address.id
    return Finding(
      target != nil && target == wanted,
      found: target.map { "\(alias) names \($0)" } ?? "no \(alias); \(stage.aliases)",
      wanted: "\(alias) names \(wanted.map { "\($0)" } ?? name)", shows: "aws kms list-aliases")
  }
}

/// Permissions.
extension Predicate {
  private func policyNames(
    _ name: String, _ principal: String, _ actions: [String], _ stage: Stage
  ) -> Finding {
    let wanted =
      "a statement of the key policy names \(principal) for \(actions.joined(separator: ", "))"
    guard let who = stage.principal(principal) else {
      return .unknown("there is nobody called \(principal)", wanted: wanted)
    }
    guard let key = stage.key(name) else {
      return Finding(
        false, found: stage.missing(name), wanted: wanted, shows: "aws kms list-aliases")
    }
    let evaluator = Evaluator(stage.session.world.environment)
    let lacking = actions.filter { action in
      let demand = Demand.onResource(
        action, key.arn, owner: key.address.account, policy: key.policy.document,
        worksAcrossAccounts: true)
      return evaluator.decide(demand, as: stage.call(who)) != .allowed(.resourcePolicy)
    }
    return Finding(
      lacking.isEmpty,
      found: lacking.isEmpty ? "it does" : "no statement for \(lacking.joined(separator: ", "))",
      wanted: wanted,
      shows: "aws kms get-key-policy --key-id \(key.address.id) --query Policy --output text")
  }

  private func may(_ permission: Permission, _ stage: Stage) -> Finding {
    let wanted =
      "\(permission.principal) \(permission.isWanted ? "may" : "may not") \(permission.action)"
    guard let who = stage.principal(permission.principal) else {
      return .unknown("there is nobody called \(permission.principal)", wanted: wanted)
    }
    guard let verdict = verdict(permission, who, stage) else {
      return Finding(
        false, found: "no \(permission.resource)", wanted: wanted, shows: "aws kms list-aliases")
    }
    let kind = permission.resource.hasPrefix("s3://") ? "bucket" : "key"
    switch verdict {
    case .allowed(let basis):
      let fits = permission.basis == nil || permission.basis == basis.word(kind)
      return Finding(
        permission.isWanted && fits, found: "allowed by \(basis.words(kind))", wanted: wanted,
        shows: nil)
    case .denied(let reason):
      return Finding(
        !permission.isWanted, found: "denied: \(reason.words(kind))", wanted: wanted, shows: nil)
    }
  }

  /// The permission in the world of a day: as it was at its first second.
  private func could(_ permission: Permission, _ date: Timestamp, _ stage: Stage) -> Finding {
    guard let then = stage.session.moment(at: date) else {
      return .unknown(
        "\(date.date) is not among the days of this session", wanted: "that day's world")
    }
    var session = stage.session
    session.present = then
    return may(permission, Stage(session))
  }

  private func verdict(_ permission: Permission, _ who: Principal, _ stage: Stage) -> Verdict? {
    guard let resource = resource(permission.resource, stage) else { return nil }
    let call = stage.call(who, isViaS3: permission.isViaS3)
    return stage.session.world.verdict(
      PermissionQuestion(
        who, permission.action, on: resource, region: call.region, via: call.via,
        context: EncryptionContext(
          pairs: permission.context.map { EncryptionContext.Pair(name: $0.name, value: $0.value) }),
        values: permission.values.compactMap { pair in
          ConditionKey(pair.name).map { ($0, [pair.value]) }
        }))
  }

  private func resource(_ text: String, _ stage: Stage) -> PermissionQuestion.Resource? {
    if text == "*" { return .other(nil) }
    if let object = ObjectName(text) {
      return .bucket(object.bucket, key: object.key.isEmpty ? nil : object.key)
    }
    if let key = stage.key(text) {
      return .key(key.address, alias: text.hasPrefix("alias/") ? text : nil)
    }
    return ARN(text).flatMap { $0.service == "kms" ? nil : .other($0) }
  }
}

extension Verdict.Basis {
  /// How a predicate names it; the kind is `key` or `bucket`.
  fileprivate func word(_ kind: String) -> String {
    switch self {
    case .resourcePolicy: "\(kind)-policy"
    case .grant: "grant"
    case .delegation, .identityPolicy, .rootUser: "iam"
    }
  }

  fileprivate func words(_ kind: String) -> String {
    switch self {
    case .resourcePolicy: "the \(kind) policy"
    case .delegation: "IAM, which the \(kind) policy lets decide"
    case .identityPolicy: "IAM"
    case .grant(let id): "the grant \(id.prefix(8))…"
    case .rootUser: "being the root user"
    }
  }
}

extension Verdict.Reason {
  fileprivate func words(_ kind: String) -> String {
    switch self {
    case .explicitDenyInResourcePolicy: "the \(kind) policy forbids it"
    case .publicAccessRestricted: "RestrictPublicBuckets keeps other accounts out"
    case .explicitDenyInIdentityPolicy: "an identity policy forbids it"
    case .explicitDenyInBoundary: "the permissions boundary forbids it"
    case .explicitDenyInSessionPolicy: "a session policy forbids it"
    case .noIdentityPolicy: "no identity policy allows it"
    case .noResourcePolicy:
      "no statement of the \(kind) policy lets the caller do this, or leaves it to IAM"
    case .noBoundary: "the permissions boundary does not allow it"
    case .noSessionPolicy: "no session policy allows it"
    case .resourceHidden: "no policy allows it"
    }
  }
}

/// Ciphertexts and files.
extension Predicate {
  /// The ciphertext in a file: its bytes, or its base64.
  private func blob(_ bytes: [UInt8]) -> CiphertextBlob? {
    let binary = CiphertextBlob(bytes)
    return binary.header == nil ? Base64.decode(bytes).map { CiphertextBlob($0) } : binary
  }

  private func opens(
    _ bytes: [UInt8], _ who: Principal, _ context: [(name: String, value: String)], _ stage: Stage
  ) -> Bool {
    guard let blob = blob(bytes) else { return false }
    let pairs = context.map { EncryptionContext.Pair(name: $0.name, value: $0.value) }
    return stage.session.world.environment.rehearse(
      Decrypt.self, Decrypt.Request(blob, context: EncryptionContext(pairs: pairs)), on: stage.kms,
      as: stage.call(who)) != nil
  }

  private func blobOpens(
    _ file: String, _ principal: String?, _ context: [(name: String, value: String)],
    _ stage: Stage
  ) -> Finding {
    let name = principal ?? "alice"
    let wanted = "\(file) opens for \(name)"
    guard let who = stage.principal(name) else {
      return .unknown("there is nobody called \(name)", wanted: wanted)
    }
    guard let bytes = stage.session.files[file] else {
      return Finding(false, found: "no file \(file)", wanted: wanted, shows: "ls")
    }
    let isOpen = opens(bytes, who, context, stage)
    return Finding(
      isOpen, found: isOpen ? "it does" : "it does not", wanted: wanted, shows: "inspect \(file)")
  }

  private func blobOpensForNobody(_ file: String, _ stage: Stage) -> Finding {
    let wanted = "\(file) opens for nobody"
    guard let bytes = stage.session.files[file] else {
      return Finding(false, found: "no file \(file)", wanted: wanted, shows: "ls")
    }
    let home = stage.session.configuration.account
    let able = stage.session.world.environment.identities.principals
      .filter { opens(bytes, $0, [], stage) }.map { $0.shortName(from: home) }
    return Finding(
      able.isEmpty, found: able.isEmpty ? "nobody" : "it opens for \(able.joined(separator: ", "))",
      wanted: wanted, shows: "inspect \(file)")
  }

  private func blobIsUnder(_ file: String, _ name: String, _ stage: Stage) -> Finding {
    let wanted = "\(file) is under \(name)"
    guard let bytes = stage.session.files[file] else {
      return Finding(false, found: "no file \(file)", wanted: wanted, shows: "ls")
    }
    let id = blob(bytes)?.header?.keyID
    return Finding(
      id != nil && id == stage.key(name)?.address.id,
      found: id.map { "it is under \(stage.name(ofID: $0))" } ?? "it is no ciphertext",
      wanted: wanted, shows: "inspect \(file)")
  }

  private func fileExists(_ file: String, isWanted: Bool, _ stage: Stage) -> Finding {
    let exists = stage.session.files[file] != nil
    return Finding(
      exists == isWanted, found: exists ? "there is a file \(file)" : stage.files,
      wanted: isWanted ? "a file \(file)" : "no file \(file)", shows: "ls")
  }

  private func noFileHolds(_ text: String, _ stage: Stage) -> Finding {
    let files = stage.session.files
    let holding = files.names.filter { name in
      files[name].map { String(decoding: $0, as: UTF8.self).contains(text) } ?? false
    }
    return Finding(
      holding.isEmpty,
      found: holding.isEmpty ? "none does" : holding.joined(separator: ", ") + " holds it",
      wanted: "no file that holds \(text)", shows: holding.first.map { "cat \($0)" } ?? "ls")
  }

  private func fileHolds(_ file: String, _ text: String, _ stage: Stage) -> Finding {
    let content = stage.session.files[file].map { String(decoding: $0, as: UTF8.self) }
    return Finding(
      content?.contains(text) == true,
      found: content.map { $0.contains(text) ? "it does" : $0.isEmpty ? "it is empty" : $0.told }
        ?? "no file \(file)",
      wanted: "\(file) holds \(text)", shows: content == nil ? "ls" : "cat \(file)")
  }
}

extension String {
  /// What a file with this text holds, in words: its first line, as far as that can be shown.
  fileprivate var told: String {
    let isText =
      !contains("\u{FFFD}")
      && unicodeScalars.allSatisfy {
        $0.value >= 0x20 || $0 == "\n" || $0 == "\t"
      }
    return isText
      ? "it holds " + firstLine.shortened(to: 40, sign: "…")
      : "it holds \(counted(utf8.count, "byte")) that are no text"
  }
}
