import AWSCLI
package import Access
package import Cloud
package import Kernel
import Shell
import Wire

/// A call that a client makes over the wire, as the line of a session that makes it again.
package struct CallLine {
  let operation: AnyOperation
  /// What it is called with.
  let members: DocumentObject
  /// Who calls, and from where.
  let call: Call

  /// Describes a call.
  package init(_ operation: AnyOperation, _ members: DocumentObject, _ call: Call) {
    self.operation = operation
    self.members = members
    self.call = call
  }

  /// Bytes of a content that stand in the line itself.
  private static let mostContentBytes = 1024
  /// Bytes of JSON that stand in the line itself.
  private static let mostRequestBytes = 64 << 10

  /// The call as a step of history where no line of it is kept: `kms create-key, called by alice`.
  func summary(home: AccountID) -> String {
    let caller = call.principal.shortName(from: home)
    return "\(operation.service.command) \(operation.commandName), called by \(caller)"
  }

  /// The line, and what it brings in beside its words; it calls those by a short name whom the
  /// world knows.
  func written(
    home: AccountID, _ identities: Identities
  ) -> (text: String, imports: [LogEntry.Import]) {
    var (members, imports) = (members, [LogEntry.Import]())
    var options: [String] = []
    let secrets = members.takeSecrets(of: operation)
    if !secrets.isEmpty {
      let text = JSONWriter.text(.object(secrets))
      imports.append(.init(.wire(.secrets), bytes: Array(text.utf8)))
      options += ["--secrets", WirePart.secrets.name]
    }
    if let content = operation.content, case .bytes(let bytes)? = members[content],
      bytes.count > CallLine.mostContentBytes
    {
      members[content] = nil
      imports.append(.init(.wire(.body), bytes: bytes))
      options += ["--body", WirePart.body.name]
    }
    var request = JSONWriter.text(.object(members))
    if request.utf8.count > CallLine.mostRequestBytes {
      imports.append(.init(.wire(.request), bytes: Array(request.utf8)))
      request = ParameterPrefix.file + WirePart.request.name
    }
    options += ["--as", call.principal.word(home: home, identities)]
    options += ["--region", call.region.description]
    options += way
    let words = [
      OwnLine.call, operation.service.command, operation.commandName, request,
    ]
    return ((words + options).map(quoted).joined(separator: " "), imports)
  }

  /// The options that tell how the call came here.
  private var way: [String] {
    let origin = call.origin
    var options: [String] = []
    if let key = origin.accessKeyID { options += ["--access-key", key] }
    options += ["--from", origin.address, "--agent", origin.agent]
    if let page = origin.referer { options += ["--referer", page] }
    if let hash = origin.contentHash { options += ["--content-sha256", hash] }
    if !origin.isSecure { options.append("--no-tls") }
    switch call.authentication {
    case .headers: break
    case .link(let age, _): options += ["--link", String(age)]
    case .form(let age, _): options += ["--form", String(age)]
    }
    if call.authentication.version == .two { options.append("--signature-v2") }
    return options
  }
}

extension DocumentObject {
  /// Takes out what must not stand in a line, which is shown and saved in many ways.
  fileprivate mutating func takeSecrets(of operation: AnyOperation) -> DocumentObject {
    var secrets = DocumentObject()
    for member in operation.members where member.holdsSecret {
      secrets.append(member.name, self[member.name])
      self[member.name] = nil
    }
    return secrets
  }
}

extension AnyOperation {
  /// The member that has the bytes of an object or a part.
  package var content: String? {
    members.first { member in
      if case .stream = member.type { true } else { false }
    }?.name
  }
}

extension Principal {
  /// The word that names the caller in a line; only it itself is behind a short one.
  func word(home: AccountID, _ identities: Identities) -> String {
    switch self {
    case .root(home) where identities.contains(self): return "root"
    case .user(home, let name) where Principal.isShort(name) && identities.contains(self):
      return name
    case .session(let session):
      return session.arn.description + (session.accessKeyID.map { "/\($0)" } ?? "")
    case .root, .user: return arn.description
    }
  }

  /// Whether a name is no ARN, no path, no name from abroad, no root and no access key.
  private static func isShort(_ name: String) -> Bool {
    name.utf8.count < 16 && name != "root" && !name.utf8.contains { "/@:".utf8.contains($0) }
  }

  /// The caller of an ARN, whether there is one or not; behind that of a session stands the access
  /// key that it has.
  package init?(word: String) {
    guard let arn = ARN(word), arn.region == nil, let account = arn.account else { return nil }
    let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
      .map(String.init)
    switch (arn.service, parts[0], parts.count) {
    case ("iam", "root", 1): self = .root(account)
    case ("iam", "user", 2...):
      self = .user(account, name: parts.dropFirst().joined(separator: "/"))
    case ("sts", "assumed-role", 3...4):
      self = .session(
        RoleSession(
          account, role: parts[1], name: parts[2],
          accessKeyID: parts.count == 4 ? parts[3] : nil))
    default: return nil
    }
  }
}
