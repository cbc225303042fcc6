package import Access
package import Kernel

/// Takes on a role: makes temporary credentials with the role's rights.
///
/// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
package enum AssumeRole: APIOperation {
  package struct Request: Sendable {
    let role: RoleARNText
    let sessionName: String
    let policyARNs: [PolicyDescriptor]?
    let policy: PolicyBody?
    let seconds: Int?
    let tags: [IdentityTag]?
    let transitiveTagKeys: [IdentityTagKey]?
    let externalID: ExternalID?
    let serialNumber: String?
    let tokenCode: TokenCode?
    let sourceIdentity: SourceIdentity?
    let providedContexts: [ProvidedContext]?
  }

  package struct Response: Sendable {
    /// The new session.
    package let session: AssumedSession
    let credentials: Told
    let packedPolicySize: Int?
  }

  package static let service = Service.sts
  package static let name = "AssumeRole"
  package static let summary =
    "Takes on a role: makes temporary credentials with the role's rights."
  package static let request = Shape(
    Request.init(
      role:sessionName:policyARNs:policy:seconds:tags:transitiveTagKeys:externalID:serialNumber:
      tokenCode:sourceIdentity:providedContexts:),
    Member(
      "RoleArn", \.role, .length(20...2048),
      .pattern(
        "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD"
          + "\\u10000-\\u10FFFF]+"
      ) { text in
        !text.isEmpty
          && text.unicodeScalars.allSatisfy { scalar in
            [9, 10, 13, 0x85].contains(scalar.value) || (0x20...0x7E).contains(scalar.value)
              || scalar.value >= 0xA0
          }
      }, suggests: .roleARNs,
      help: "The role to take on."),
    Member(
      "RoleSessionName", \.sessionName, .length(2...64), .words("[\\w+=,.@-]*", "_+=,.@-"),
      help: "Who takes it on; the last part of the session's ARN, and in the trail."),
    Member("PolicyArns", \.policyARNs, help: "Managed policies that limit the session."),
    Member(
      "Policy", \.policy, .leastLength(1),
      .pattern("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+") { text in
        text.unicodeScalars.allSatisfy { $0.value <= 0xFF }
      },
      help: "A policy that limits the session."),
    Member(
      "DurationSeconds", \.seconds, .range(900...43_200),
      help: "How long the session lasts; 3,600 seconds where nothing is given."),
    Member("Tags", \.tags, .length(0...50), help: "Labels of the session."),
    Member(
      "TransitiveTagKeys", \.transitiveTagKeys, .length(0...50),
      help: "Labels that go on to sessions that this one makes."),
    Member(
      "ExternalId", \.externalID, .length(2...1224), .words("[\\w+=,.@:\\/-]*", "_+=,.@:/-"),
      help: "A word that the trust policy asks for."),
    Member(
      "SerialNumber", \.serialNumber, .length(9...256), .words("[\\w+=/:,.@-]*", "_+=/:,.@-"),
      help: "An MFA device (not simulated)."),
    Member(
      "TokenCode", \.tokenCode, .length(6...6),
      .pattern("[\\d]*") { $0.utf8.allSatisfy { (48...57).contains($0) } },
      help: "The MFA device's code (not simulated)."),
    Member(
      "SourceIdentity", \.sourceIdentity, .length(2...64), .words("[\\w+=,.@-]*", "_+=,.@-"),
      help: "Who is behind the session; stays with every session that comes of it."),
    Member(
      "ProvidedContexts", \.providedContexts, .length(1...5), help: "Not simulated."))
  package static let response = Fields<Response>(
    .init("Credentials", \.credentials), .init("AssumedRoleUser", \.roleUser),
    .init("PackedPolicySize", \.packedPolicySize),
    .init("SourceIdentity", \.session.sourceIdentity))
  package static let effect = Effect.write
  package static let permissions = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
  package static let errors = ["MalformedPolicyDocument", "PackedPolicyTooLarge"]

  package static func demands(
    _ request: Request, in state: Void, _ environment: Environment, as call: Call
  ) throws(STSFailure) -> [Demand] {
    guard let arn = ARN(request.role.text), arn.service == "iam", arn.resource.hasPrefix("role/"),
      let account = arn.account
    else {
      throw .validation("\(request.role.text) is invalid")
    }
    if case .root = call.principal {
      throw .denied("Roles may not be assumed by root accounts.")
    }
    var values = (request.tags ?? []).conditionValues
    values.add(.stsExternalID, request.externalID?.text)
    values.add(.stsRoleSessionName, request.sessionName)
    values.add(.stsSourceIdentity, request.sourceIdentity?.text)
    values.add(.stsTransitiveTagKeys, all: (request.transitiveTagKeys ?? []).map(\.text))
    let role = environment.identities.role(arn)
    let tags = role?.tags ?? [:]
    values.ofResource = { key in
      guard [.resourceTag, .iamResourceTag].contains(key.name) else { return nil }
      return tags[key.parameter].map { [$0] }
    }
    let demand = { (action: String) in
      Demand.onResource(
        action, arn, owner: account, policy: role?.trust.document, worksAcrossAccounts: true,
        wording: .withoutReason, values: values)
    }
    return [demand("sts:AssumeRole")]
      + (request.tags?.isEmpty == false ? [demand("sts:TagSession")] : [])
      + (request.sourceIdentity == nil ? [] : [demand("sts:SetSourceIdentity")])
  }

  package static func run(
    _ request: Request, in state: inout Void, _ environment: inout Environment, as call: Call
  ) throws(STSFailure) -> Response {
    guard let role = ARN(request.role.text).flatMap({ environment.identities.role($0) }) else {
      throw .validation("\(request.role.text) is invalid")
    }
    guard request.serialNumber == nil, request.tokenCode == nil,
      request.providedContexts == nil
    else { throw .notSimulated("kmslab has no MFA devices and no provided contexts.") }
    try checkDuration(request, role, as: call)
    let old = environment.identities.session(of: call.principal)
    let tags = try request.sessionTags(with: old)
    let policies = try request.policies(environment, in: role.account)
    let session = AssumedSession(
      session: RoleSession(
        role.account, role: role.name, name: request.sessionName,
        accessKeyID: environment.drawIdentityID("ASIA", count: 16)),
      secret: Base64.encode(environment.random.bytes(30, from: .identityID)),
      token: "IQoJb3JpZ2luX2Vj" + Base64.encode(environment.random.bytes(240, from: .identityID)),
      roleID: role.id, issued: environment.now,
      expires: environment.now.adding(seconds: request.seconds ?? 3600),
      policies: policies.all, tags: tags,
      transitiveTagKeys: (request.transitiveTagKeys ?? []).map(\.text)
        + (old?.transitiveTagKeys ?? []),
      sourceIdentity: request.sourceIdentity?.text ?? old?.sourceIdentity)
    let id = session.session.accessKeyID ?? ""
    environment.identities.sessions[id] = session
    return Response(
      session: session, credentials: Told(session: session),
      packedPolicySize: policies.packedPercent)
  }

  private static func checkDuration(
    _ request: Request, _ role: Role, as call: Call
  ) throws(STSFailure) {
    let seconds = request.seconds ?? 3600
    guard seconds <= role.maxSessionSeconds else {
      throw .validation(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
    }
    // A role that takes on a role lasts for an hour at most.
    if case .session = call.principal, seconds > 3600 {
      throw .validation(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
          + " chaining")
    }
  }
}

extension AssumeRole.Request {
  /// The session's tags: those that the caller's own session hands on, and the request's.
  fileprivate func sessionTags(
    with old: AssumedSession?
  ) throws(STSFailure) -> OrderedMap<String, String> {
    var inherited: OrderedMap<String, String> = [:]
    for key in old?.transitiveTagKeys ?? [] { inherited[key] = old?.tags[key] }
    for tag in tags ?? [] where inherited[tag.key.text] != nil {
      throw .validation(
        "One of the specified transitive tag keys can't be set because it conflicts with a"
          + " transitive tag key from the calling session.")
    }
    do throws(IAMFailure) {
      return try (tags ?? []).checked(onto: inherited)
    } catch {
      throw .validation(error.wire.message ?? "")
    }
  }

  /// The policies that limit the session, and how much of their room they take, in percent.
  fileprivate func policies(
    _ environment: Environment, in account: AccountID
  ) throws(STSFailure) -> (all: [IdentityPolicy], packedPercent: Int?) {
    var all: [IdentityPolicy] = []
    for descriptor in policyARNs ?? [] {
      do throws(IAMFailure) {
        guard let arn = descriptor.arn else { continue }
        let managed = try environment.identities.requireAttachable(arn, account)
        if let policy = managed.current { all.append(policy) }
      } catch {
        throw .malformedPolicy(error.wire.message ?? "")
      }
    }
    guard all.count <= 10 else {
      throw .packedPolicyTooLarge("The number of policy ARNs exceeds the limit of 10.")
    }
    if let policy {
      guard policy.text.utf8.count <= 2048 else {
        throw .packedPolicyTooLarge(
          "Packed size of session policies and tags consumes more than 100% of the allotted space.")
      }
      do throws(PolicyFault) {
        all.append(
          IdentityPolicy(
            name: "session policy", text: policy.text,
            document: try PolicyReader.read(policy.text, kind: .identity) { _ in true }))
      } catch {
        throw .malformedPolicy(error.textOfIAM)
      }
    }
    // AWS packs by a format of its own; here the plain bytes count.
    let bytes =
      (policy?.text.utf8.count ?? 0)
      + (policyARNs ?? []).reduce(0) { $0 + ($1.arn?.text.utf8.count ?? 0) }
      + (tags ?? []).reduce(0) { $0 + $1.key.text.utf8.count + $1.value.text.utf8.count }
    return (all, bytes == 0 ? nil : max(1, min(100, bytes * 100 / 4096)))
  }
}

extension AssumeRole.Response {
  fileprivate var roleUser: AssumeRole.RoleUser {
    AssumeRole.RoleUser(session: session)
  }
}

extension AssumeRole {
  /// Temporary credentials, as they are told: Credentials.
  package struct Told: ReplyStructure {
    let session: AssumedSession

    package static let fields = Fields<Told>(
      .init("AccessKeyId", \.session.session.accessKeyID),
      .init("SecretAccessKey", \.session.secret, sensitive: true),
      .init("SessionToken", \.session.token), .init("Expiration", \.session.expires))
  }

  /// Who the session is.
  package struct RoleUser: ReplyStructure {
    let session: AssumedSession

    package static let fields = Fields<RoleUser>(
      .init("AssumedRoleId", \.id), .init("Arn", \.session.session.arn))

    private var id: String { "\(session.roleID):\(session.session.name)" }
  }

  /// A managed policy that limits a session.
  package struct PolicyDescriptor: StructureValue {
    let arn: PolicyARNText?

    package static let shape = Shape(
      PolicyDescriptor.init(arn:),
      Member("arn", \.arn, help: "The ARN of a managed policy."))
  }

  /// What an identity provider vouches for.
  package struct ProvidedContext: StructureValue {
    let provider: String?
    let assertion: String?

    package static let shape = Shape(
      ProvidedContext.init(provider:assertion:),
      Member("ProviderArn", \.provider, help: "Not simulated."),
      Member("ContextAssertion", \.assertion, help: "Not simulated."))
  }
}

/// The ARN of a role, as it was given.
package struct RoleARNText: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The word that a trust policy asks for.
package struct ExternalID: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// The code of an MFA device.
package struct TokenCode: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// Who is behind a session.
package struct SourceIdentity: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

extension Constraint {
  /// Letters, digits and the characters given.
  fileprivate static func words(_ pattern: String, _ others: String) -> Constraint {
    .pattern(pattern) { text in
      text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: others.utf8.contains(byte)
        }
      }
    }
  }
}
