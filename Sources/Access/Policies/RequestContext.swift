import Kernel

/// A demand of a call as policies see it: action, resource, and the values of condition keys.
struct RequestContext: Sendable {
  let demand: Demand
  let call: Call
  let now: Timestamp
  let identities: Identities
  /// The action in small letters.
  let action: [UInt8]
  /// The first eight bytes of the action.
  let actionNumber: UInt64
  /// The resource; `*` for none.
  let resource: [UInt8]

  init(_ demand: Demand, _ call: Call, _ now: Timestamp, _ identities: Identities) {
    self.demand = demand
    self.call = call
    self.now = now
    self.identities = identities
    action = Wildcard.bytes(demand.action, .ignoringCase)
    actionNumber = ActionFilter.number(action)
    resource = Array(demand.resourceText.utf8)
  }

  /// The request's values of a condition key; `nil` where it has none.
  func values(of key: ConditionKey) -> [String]? {
    if let assumed = demand.values.assumedValues(of: key) { return assumed }
    if key.name == .s3ContentSHA256 { return contentHash(key) }
    return valueOfCaller(key) ?? valueOfCall(key) ?? demand.values.values(of: key)
  }

  private func valueOfCaller(_ key: ConditionKey) -> [String]? {
    let caller = call.principal
    switch key.name {
    case .principalARN: return [identities.principalARN(of: caller).description]
    case .principalAccount, .callerAccount: return [caller.account.description]
    case .principalType:
      return switch caller {
      case .root: ["Account"]
      case .user: ["User"]
      case .session: ["AssumedRole"]
      }
    case .principalTag: return identities.tags(of: caller)[ignoringCase: key.parameter].map { [$0] }
    case .principalIsAWSService: return ["false"]
    case .userID: return [identities.uniqueID(of: caller)]
    case .userName:
      guard case .user(_, let name) = caller else { return nil }
      return [name.lastPathPart]
    case .sourceIdentity: return identities.session(of: caller)?.sourceIdentity.map { [$0] }
    case .tokenIssueTime:
      guard case .session = caller else { return nil }
      // A session that the lab hands out is as young as the call.
      return ["\(identities.session(of: caller)?.issued ?? now)"]
    // Long-term credentials know nothing of a second factor, and no session here had one.
    case .multiFactorAuthPresent:
      guard case .session = caller else { return nil }
      return ["false"]
    default: return nil
    }
  }

  private func valueOfCall(_ key: ConditionKey) -> [String]? {
    switch key.name {
    case .currentTime: [now.description]
    case .epochTime: [String(now.secondsSinceEpoch)]
    case .sourceIP: call.via == nil ? [call.origin.address] : nil
    case .userAgent: [call.origin.agent]
    case .referer: call.origin.referer.map { [$0] }
    case .secureTransport: [call.origin.isSecure ? "true" : "false"]
    case .viaAWSService: [call.via == nil ? "false" : "true"]
    case .calledVia, .calledViaFirst, .calledViaLast: call.via.map { [$0.eventSource] }
    case .requestedRegion: [call.region.description]
    case .viaService: call.viaService.map { [$0] }
    case .s3TLSVersion:
      call.origin.isSecure && demand.action.hasPrefix("s3:") ? ["1.3"] : nil
    case .s3AuthType: [call.authentication.name]
    case .s3SignatureVersion: [call.authentication.version.name]
    case .s3SignatureAge: [String(call.authentication.age * 1000)]
    case .resourceAccount, .s3ResourceAccount: [demand.owner.description]
    default: nil
    }
  }

  /// What S3 is told of the content: `x-amz-content-sha256`, which a link may leave out, and which
  /// forms and signatures of version 2 have not; the request itself tells what AWS CLI sends.
  private func contentHash(_ key: ConditionKey) -> [String]? {
    guard demand.action.hasPrefix("s3:") else { return nil }
    if let hash = call.origin.contentHash { return [hash] }
    return switch call.authentication {
    case .headers: demand.values.values(of: key)
    case .link(_, .four): ["UNSIGNED-PAYLOAD"]
    case .link(_, .two), .form: nil
    }
  }
}

extension Call.Authentication {
  /// What `s3:authType` calls it.
  fileprivate var name: String {
    switch self {
    case .headers: "REST-HEADER"
    case .link: "REST-QUERY-STRING"
    case .form: "POST"
    }
  }

  /// How old the signature is, in seconds.
  fileprivate var age: Int {
    switch self {
    case .headers: 0
    case .link(let age, _), .form(let age, _): age
    }
  }
}

extension Call.SignatureVersion {
  /// What `s3:signatureversion` calls it.
  fileprivate var name: String {
    switch self {
    case .two: "AWS"
    case .four: "AWS4-HMAC-SHA256"
    }
  }
}

extension OrderedMap<String, String> {
  /// The value of a tag key, whose case does not matter to policies.
  fileprivate subscript(ignoringCase name: String) -> String? {
    if let value = self[name] { return value }
    let small = name.lowercasedASCII
    return first { $0.key.lowercasedASCII == small }?.value
  }
}
