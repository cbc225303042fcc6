import Access
import Cloud
import KMS
import Kernel
import Sessions
import Shell
import Text

extension Coach {
  /// What to say about a failure of KMS; `nil` where AWS's own text says it all.
  func advice(on failure: KMSFailure) -> Advice? {
    switch failure {
    case .keyNotFound, .aliasNotFound, .invalidARN: return notFound(failure)
    case .invalidKeyID(let text): return wrongKeyID(text)
    case .noSuchPolicy:
      return Advice(
        why: "A key has one key policy, and its name is default.",
        next: rewritten("PolicyName", "default"))
    case .invalidPrincipal: return wrongPrincipal
    case .invalidCiphertext: return invalidCiphertext
    case .incorrectKey:
      return Advice(
        why: "Another key made this ciphertext. Leave --key-id out: the ciphertext names its key.",
        next: nil)
    case .incorrectKeyMaterial:
      return Advice(
        why: "A key takes the material again that it had first, and no other: 32 bytes, the same to"
          + " the last bit.", next: "help imported-keys")
    case .dryRun:
      return Advice(
        why: "This is how a rehearsal succeeds: without --dry-run it would work.", next: nil)
    case .malformedPolicy(let text): return placeOfFault(text)
    case .policyLockout:
      return Advice(
        why: "The safety check: under this policy you could not change the policy again.",
        next: "policy template default")
    case .missingMember(let path):
      return operation.members.first { $0.wirePathName == path }.map(missing)
    case .validation where operation.name == "ScheduleKeyDeletion":
      return Advice(
        why: "The waiting time is there to notice a mistake: 7 days at least, 30 at most.",
        // The longest there is, where somebody asked for longer: it forgives most.
        next: rewritten(
          "PendingWindowInDays",
          request["PendingWindowInDays"].map { $0.isMore(than: 30) } == true
            ? "30" : "7"))
    default: return wrongAlias(failure) ?? wrongState(failure)
    }
  }

  /// An alias that does not fit; `nil` for any other failure.
  private func wrongAlias(_ failure: KMSFailure) -> Advice? {
    switch failure {
    case .aliasesNotSupported:
      return Advice(
        why: "\(operation.commandName) takes the key id or key ARN of its key, no alias.",
        next: aliasResolved)
    case .aliasExists:
      return Advice(
        why: "An alias names one key; it can be moved to another.",
        next: "aws kms update-alias --alias-name \(request["AliasName"]?.text ?? "ALIAS")"
          + " --target-key-id \(request["TargetKeyId"]?.text ?? "KEY-ID")")
    case .aliasWithoutPrefix:
      return Advice(
        why: "AWS's web console adds the prefix for you; the API wants it written out.",
        next: rewritten("AliasName", "alias/\(request["AliasName"]?.text ?? "lab-key")"))
    default: return nil
    }
  }

  /// A key whose state forbids the call; `nil` for any other failure.
  func wrongState(_ failure: KMSFailure) -> Advice? {
    switch failure {
    case .disabled(let key):
      return Advice(
        why: "A disabled key does nothing until it is enabled; nothing is lost.",
        next: "aws kms enable-key --key-id \(key)")
    case .pendingDeletion(let key):
      return Advice(
        why:
          "The key waits for its deletion\(date(ofDeletion: key)). Until that day it can be kept:"
          + " cancel, then enable; its rotation goes on then.",
        next: "aws kms cancel-key-deletion --key-id \(key)")
    case .notPendingDeletion(let key):
      return Advice(
        why: "Only a deletion that is scheduled can be cancelled.",
        next: "aws kms describe-key --key-id \(key) --query KeyMetadata.KeyState")
    case .pendingReplicaDeletion(let key):
      return Advice(
        why: "The key waits until its last replica is gone; then its own waiting time begins.",
        next: "aws kms describe-key --key-id \(key) --query KeyMetadata.MultiRegionConfiguration")
    case .pendingImport:
      return Advice(
        why: "The key has no material now. Import the same material again, and it opens all that it"
          + " ever encrypted.", next: "help imported-keys")
    case .keyStore(let failure): return advice(on: failure)
    case .creating, .updating:
      return Advice(why: "That takes a moment; let it pass.", next: "advance 5m")
    default: return nil
    }
  }

  private func date(ofDeletion key: ARN) -> String {
    guard let address = KeyAddress(key),
      case .pendingDeletion(let date, _)? = kms.keys[address]?.state
    else { return "" }
    return " on \(date.date)"
  }
}

extension Coach {
  /// A key or alias that there is not.
  private func notFound(_ failure: KMSFailure) -> Advice {
    if let known = advice(on: session.world.hiddenCause(of: request, as: call)) { return known }
    switch failure {
    case .invalidARN(let text):
      let region = (Region(text) ?? ARN(text)?.region).flatMap { $0 == call.region ? nil : $0 }
      return Advice(
        why: region.map { "The ARN is of another Region, \($0); the call went to \(call.region)." }
          ?? "That is the ARN of no key.",
        next: region == nil ? "aws kms list-keys" : "help regions")
    case .aliasNotFound: return noAlias
    default:
      return Advice(
        why: "No such key in account \(call.account), Region \(call.region).",
        next: "aws kms list-keys")
    }
  }

  /// A text that is no key id.
  private func wrongKeyID(_ text: String) -> Advice {
    let member = request["KeyId"] == nil ? "TargetKeyId" : "KeyId"
    if kms.aliases[address(of: text)] != nil {
      return Advice(
        why: "\(text) is an alias, and what it shall name is a key, by its id.",
        next: rewritten(member, idOrSame(text)))
    }
    guard kms.aliases[address(of: "alias/" + text)] != nil else {
      return Advice(
        why: "That does not have the form of a key id.",
        next: text.isPlaceholder
          ? anyKey.flatMap { rewritten(member, $0) } ?? "aws kms list-keys" : "aws kms list-keys")
    }
    let takesAliases = operation.members.contains { $0.suggests == .keysAndAliases }
    return Advice(
      why: "alias/ belongs to the name of an alias.",
      next: rewritten(
        member,
        takesAliases ? "alias/\(text)" : idOrSame("alias/" + text)))
  }

  /// An alias that there is not: the nearest one that there is.
  private var noAlias: Advice {
    let names = kms.aliases(account: call.account, region: call.region).map(\.address.name)
    let asked = request["AliasName"]?.text ?? request["KeyId"]?.text ?? ""
    let near = nearest(to: asked, among: names)
    return Advice(
      why: near.map { "The nearest alias that exists is \($0)." }
        ?? "No such alias in account \(call.account), Region \(call.region).",
      next: near.flatMap { rewritten(request["AliasName"] == nil ? "KeyId" : "AliasName", $0) }
        ?? "aws kms list-aliases")
  }

  /// A ciphertext that does not open.
  private var invalidCiphertext: Advice {
    undecoded ?? advice(on: session.world.hiddenCause(of: request, as: call))
      ?? Advice(
        why: "The ciphertext is damaged, or the encryption context is not the one it was made with;"
          + " AWS does not say which.", next: nil)
  }

  /// The typed line with the context that its caller once gave.
  func line(with context: EncryptionContext) -> String? {
    let pairs = context.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
    if let given = request["EncryptionContext"]?.members {
      let typed = given.entries.map { "\($0.name)=\($0.value.text ?? "")" }.joined(separator: ",")
      return session.line(with: pairs, for: typed)
    }
    guard session.isOneCommand,
      operation.members.contains(where: { $0.name == "EncryptionContext" }),
      !session.table.holdsSecret(session.presentLine), !session.presentLine.contains("\n")
    else { return nil }
    return "\(session.presentLine) --encryption-context \(quoted(pairs))"
  }

  private func address(of alias: String) -> AliasAddress {
    AliasAddress(account: call.account, region: call.region, name: alias)
  }

  /// A key of the caller's own, where there is one.
  private var anyKey: String? {
    kms.keys(account: call.account, region: call.region).first { $0.managingService == nil }
      .map { $0.address.id.description }
  }

  /// The key id of an alias, or the text itself.
  private func idOrSame(_ text: String) -> String {
    kms.aliases[address(of: text)]?.target.description ?? text
  }

  private var aliasResolved: String? {
    for name in ["KeyId", "TargetKeyId"] {
      guard let text = request[name]?.text else { continue }
      let alias = ARN(text)?.resource ?? text
      if let target = kms.aliases[address(of: alias)]?.target {
        return rewritten(name, target.description)
      }
    }
    return "aws kms list-aliases"
  }
}

extension String {
  /// Whether somebody typed what stands for a key id in an example.
  fileprivate var isPlaceholder: Bool {
    contains { $0.isLetter } && !contains { $0.isLowercase || $0.isNumber }
  }
}

extension Document {
  /// Whether it is a whole number that is larger than another.
  fileprivate func isMore(than other: Int) -> Bool {
    if case .number(let number) = self {
      Int(number.literal).map { $0 > other } ?? false
    } else {
      false
    }
  }
}
