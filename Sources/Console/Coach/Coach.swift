import Cloud
import IAM
import KMS
import Kernel
import S3

/// What a learner can make of an error of AWS: why, and one line that helps.
struct Advice {
  let why: String
  let next: String?

  /// The lines below AWS's own.
  var text: String { "  \(why)\n" + (next.map { "  next: \($0)\n" } ?? "") }
}

/// Explains AWS's errors by the world in which they happened.
struct Coach {
  let session: Session
  let call: Call
  /// The file that the command named for the answer.
  var outfile: String?

  /// What to say about an error; `nil` where AWS's own text says it all.
  func advice(_ error: WireError, _ operation: AnyOperation, _ request: DocumentObject) -> Advice? {
    let message = error.message ?? ""
    if operation.service == .s3 { return adviceOnS3(error.code, message, operation, request) }
    switch error.code {
    case "NotFoundException": return notFound(message, operation, request)
    case "DisabledException", "KMSInvalidStateException": return wrongState(message)
    case "InvalidCiphertextException":
      return Advice(
        why: "The ciphertext is damaged, or the encryption context is not the one it was made with;"
          + " AWS does not say which.", next: nil)
    case "IncorrectKeyException":
      return Advice(
        why: "Another key made this ciphertext. Leave --key-id out: the ciphertext names its key.",
        next: nil)
    case "AlreadyExistsException":
      return Advice(
        why: "An alias names one key; it can be moved to another.",
        next: "aws kms update-alias --alias-name \(request["AliasName"]?.text ?? "ALIAS")"
          + " --target-key-id \(request["TargetKeyId"]?.text ?? "KEY-ID")")
    case "DryRunOperationException":
      return Advice(
        why: "This is how a rehearsal succeeds: without --dry-run it would work.", next: nil)
    case "AccessDeniedException": return denied(message, operation, request)
    case "MalformedPolicyDocumentException" where message.contains("in the future"):
      return Advice(
        why: "The safety check: under this policy you could not change the policy again.",
        next: "policy template default")
    case "MalformedPolicyDocument", "MalformedPolicyDocumentException":
      return placeOfFault(message, operation, request)
    case "AccessDenied" where [.iam, .sts].contains(operation.service):
      return Advice(why: "explain tells which policies were looked at.", next: "explain")
    case "ValidationException": return invalid(message, operation, request)
    case "InvalidArnException":
      return Advice(
        why: "\(operation.commandName) manages a key, and takes its key id or key ARN only.",
        next: aliasResolved(request, operation))
    default: return nil
    }
  }

  /// A key whose state forbids the call; the message starts with its ARN.
  func wrongState(_ message: String) -> Advice {
    let key = message.split(separator: " ").first.map(String.init) ?? "KEY-ID"
    if message.hasSuffix("is disabled.") {
      return Advice(
        why: "A disabled key does nothing until it is enabled; nothing is lost.",
        next: "aws kms enable-key --key-id \(key)")
    }
    if message.hasSuffix("is pending deletion.") {
      return Advice(
        why: "The key waits for its deletion. Until that day it can be kept: cancel, then enable.",
        next: "aws kms cancel-key-deletion --key-id \(key)")
    }
    return Advice(
      why: "Only a deletion that is scheduled can be cancelled.",
      next: "aws kms describe-key --key-id \(key) --query KeyMetadata.KeyState")
  }

  private func notFound(
    _ message: String, _ operation: AnyOperation, _ request: DocumentObject
  ) -> Advice {
    let text = request["KeyId"]?.text ?? request["TargetKeyId"]?.text ?? ""
    if message.hasPrefix("Invalid keyId 'alias/") {
      return Advice(
        why: "An alias names a key by its key id or key ARN, not by another alias.",
        next: aliasResolved(request, operation))
    }
    if message.hasPrefix("Invalid keyId") {
      let isAlias = kms.aliases[address(of: "alias/" + text)] != nil
      return Advice(
        why: isAlias
          ? "alias/ belongs to the name of an alias." : "That has not the form of a key id.",
        next: isAlias
          ? rewritten(
            operation, request, request["KeyId"] == nil ? "TargetKeyId" : "KeyId",
            takesAliases(operation) ? "alias/\(text)" : idOrSame("alias/" + text))
          : "aws kms list-keys")
    }
    if message.hasPrefix("No such policy") {
      return Advice(
        why: "A key has one key policy, and its name is default.",
        next: rewritten(operation, request, "PolicyName", "default"))
    }
    if message.hasPrefix("Invalid arn") {
      return Advice(
        why: "The key is of another Region than the call, \(call.region): keys stay in theirs.",
        next: "help regions")
    }
    if message.hasPrefix("Alias ") { return noAlias(operation, request) }
    if wasDeleted(message) {
      return Advice(
        why: "The key was here, and its deletion has happened: what it encrypted is lost for ever.",
        next: "trail")
    }
    return Advice(
      why: "No such key in account \(call.account), Region \(call.region).",
      next: "aws kms list-keys")
  }

  /// Whether an operation names its key by aliases too.
  private func takesAliases(_ operation: AnyOperation) -> Bool {
    operation.members.contains { $0.suggests == .keysAndAliases }
  }

  /// An alias that there is not: the nearest one that there is.
  private func noAlias(_ operation: AnyOperation, _ request: DocumentObject) -> Advice {
    let names = kms.aliases(account: call.account, region: call.region).map(\.address.name)
    let asked = request["AliasName"]?.text ?? request["KeyId"]?.text ?? ""
    let near = nearest(to: asked, among: names)
    return Advice(
      why: near.map { "The nearest alias that exists is \($0)." }
        ?? "No such alias in account \(call.account), Region \(call.region).",
      next: near.flatMap { near in
        let member = request["AliasName"] == nil ? "KeyId" : "AliasName"
        return rewritten(operation, request, member, near)
      } ?? "aws kms list-aliases")
  }

  private func denied(
    _ message: String, _ operation: AnyOperation, _ request: DocumentObject
  ) -> Advice {
    let caller = call.principal.shortName(from: session.configuration.account)
    if message.contains("no identity-based policy allows") {
      let viaKey = operation.members.contains { $0.name == "KeyId" }
      return Advice(
        why: "\(caller) has no identity policy for this"
          + (viaKey ? ", and the key policy does not name \(caller) either." : "."),
        next: viaKey ? "explain" : "as alice")
    }
    if message.contains("no resource-based policy allows") {
      return Advice(
        why:
          "The key policy neither names \(caller) nor leaves it to IAM: then IAM does not count.",
        next: nil)
    }
    if message.contains("explicit deny") {
      return Advice(why: "A Deny wins over everything that allows.", next: nil)
    }
    if let key = deletedKey(of: request) {
      return Advice(
        why: "Its key, \(key), was deleted: what it encrypted is lost for ever."
          + " AWS does not even tell that much.", next: "trail")
    }
    return Advice(
      why: "AWS does not tell whether the key is gone, of another account or just forbidden.",
      next: message.contains("ciphertext") ? "help deletion" : "whoami")
  }

  private func invalid(
    _ message: String, _ operation: AnyOperation, _ request: DocumentObject
  ) -> Advice? {
    if message.hasPrefix("Alias must start"), let name = request["AliasName"]?.text {
      return Advice(
        why: "AWS's web console adds the prefix for you; the API wants it written out.",
        next: rewritten(operation, request, "AliasName", "alias/\(name)"))
    }
    if message.hasPrefix("PendingWindowInDays") {
      return Advice(
        why: "The waiting time is there to notice a mistake: 7 days at least, 30 at most.",
        next: rewritten(operation, request, "PendingWindowInDays", "7"))
    }
    if let member = operation.members.first(where: {
      message.contains("Value null at '\($0.wirePathName)'")
    }) {
      return Advice(
        why: "\(operation.commandName) needs \(member.option) too, for which AWS CLI does not ask.",
        next: session.suggestion(of: operation))
    }
    if message.contains("'plaintext'"), message.contains("4096") {
      return Advice(
        why: "Encrypt is for small secrets. For more data, take a data key and encrypt with that.",
        next: "aws kms generate-data-key --key-id \(request["KeyId"]?.text ?? "KEY-ID")"
          + " --key-spec AES_256")
    }
    return nil
  }
}

extension Coach {
  var kms: KMSState { session.world.storage.kms }

  private func address(of alias: String) -> AliasAddress {
    AliasAddress(account: call.account, region: call.region, name: alias)
  }

  /// The key id of an alias, or the text itself.
  private func idOrSame(_ text: String) -> String {
    kms.aliases[address(of: text)]?.target.description ?? text
  }

  private func aliasResolved(_ request: DocumentObject, _ operation: AnyOperation) -> String? {
    for name in ["KeyId", "TargetKeyId"] {
      guard let text = request[name]?.text else { continue }
      let alias = ARN(text)?.resource ?? text
      if let target = kms.aliases[address(of: alias)]?.target {
        return rewritten(operation, request, name, target.description)
      }
    }
    return "aws kms list-aliases"
  }

  /// The key of the request's ciphertext, where it is one whose deletion has happened.
  private func deletedKey(of request: DocumentObject) -> KeyID? {
    guard case .bytes(let bytes) = request["CiphertextBlob"],
      let header = CiphertextBlob(bytes).header
    else { return nil }
    let address = KeyAddress(account: header.account, region: call.region, id: header.keyID)
    return wasDeleted(address.arn.description) ? address.id : nil
  }

  func wasDeleted(_ message: String) -> Bool {
    let trail = session.world.environment.trail
    return trail.suffix(trail.count).contains { _, record in
      record.name == EventKind.deleteKey.name
        && record.resources.contains { message.contains($0.description) }
    }
  }

  /// The command again with another value of one member; `nil` where it holds more than texts and
  /// numbers, which might be secret.
  func rewritten(
    _ operation: AnyOperation, _ request: DocumentObject, _ name: String, _ value: String
  ) -> String? {
    if let old = request[name]?.text, let line = session.line(with: value, for: old) {
      return line
    }
    var words = ["aws", operation.service.command, operation.commandName]
    for member in operation.members {
      guard let document = request[member.name] else { continue }
      let old =
        switch document {
        case .string(let text): text
        case .number(let number): number.literal
        default: ""
        }
      guard document.text != nil || Int(old) != nil, !member.isSensitive else { return nil }
      words += ["--" + kebabCase(member.name), quoted(member.name == name ? value : old)]
    }
    return (words + (outfile.map { [quoted($0)] } ?? [])).joined(separator: " ")
  }
}

extension Session {
  /// The typed line, where it is one command, with another word in the place of the one word that
  /// has a text; `nil` where it has no such word, or a secret.
  fileprivate func line(with new: String, for old: String) -> String? {
    guard let command = line.onlyCommand, !Session.holdsSecret(line.text) else { return nil }
    let words = command.words.filter { $0.plainText == old }
    guard words.count == 1, let range = words.first?.range else { return nil }
    let bytes = Array(line.text.utf8)
    guard range.upperBound <= bytes.count else { return nil }
    return String(
      decoding: bytes[..<range.lowerBound] + Array(quoted(new).utf8) + bytes[range.upperBound...],
      as: UTF8.self)
  }
}
