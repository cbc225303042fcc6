package import Kernel

extension SignatureFault {
  /// What a service answers.
  package func failure(of service: Service) -> HTTPFailure {
    if service.signsAsS3 { return ofS3 }
    let told = JSONOrQueryRefusal(self, service)
    return service.speaksQuery
      ? HTTPFailure(told.kind.queryStatus, told.kind.queryCode, told.kind.queryText ?? told.text)
      : HTTPFailure(400, told.kind.jsonCode, told.text)
  }
}

/// What services of the JSON and query protocols answer: the same words under other codes.
private struct JSONOrQueryRefusal {
  let kind: Kind
  let text: String

  /// A kind of refusal.
  enum Kind {
    case missing, incomplete, unknown, expired, wrong

    var jsonCode: String {
      switch self {
      case .missing: "MissingAuthenticationTokenException"
      case .incomplete: "IncompleteSignatureException"
      case .unknown: "UnrecognizedClientException"
      case .expired: "ExpiredTokenException"
      case .wrong: "InvalidSignatureException"
      }
    }

    var queryCode: String {
      switch self {
      case .missing: "MissingAuthenticationToken"
      case .incomplete: "IncompleteSignature"
      case .unknown: "InvalidClientTokenId"
      case .expired: "ExpiredToken"
      case .wrong: "SignatureDoesNotMatch"
      }
    }

    var queryStatus: Int { if case .incomplete = self { 400 } else { 403 } }

    /// What the query protocol says in other words.
    var queryText: String? {
      if case .missing = self { "Request is missing Authentication Token" } else { nil }
    }
  }

  /// Words a fault.
  init(_ fault: SignatureFault, _ service: Service) {
    switch fault {
    case .claim(let claim): self.init(claim)
    case .unknownKey, .malformedToken:
      self.init(.unknown, "The security token included in the request is invalid.")
    case .expiredToken: self.init(.expired, "The security token included in the request is expired")
    case .time(let time): self.init(.wrong, JSONOrQueryRefusal.text(time))
    case .otherRegion(_, let region, _):
      let wrong = service.speaksQuery ? ", not '\(region)'" : ""
      self.init(.wrong, "Credential should be scoped to a valid region\(wrong). ")
    case .unsignedHeaders:
      self.init(
        .wrong, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
    case .mismatch, .content:
      self.init(
        .wrong,
        "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.")
    }
  }

  private init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  private init(_ fault: ClaimFault) {
    switch fault {
    case .missing, .incompleteVersion2: self.init(.missing, "Missing Authentication Token")
    case .unsupportedType(let hash):
      self.init(
        .incomplete,
        JSONOrQueryRefusal.text(
          .header, missing: ["Credential", "Signature", "SignedHeaders"], hash))
    case .unsupportedAlgorithm(_, let name):
      self.init(.incomplete, "Unsupported AWS 'algorithm': '\(name)'.")
    case .incomplete(let place, let missing, let hash):
      self.init(.incomplete, JSONOrQueryRefusal.text(place, missing: missing, hash))
    case .malformedPart(let part):
      self.init(
        .incomplete, "'\(part)' not a valid key=value pair (missing equal-sign) in Authorization.")
    case .malformedCredential(_, let credential):
      self.init(
        .incomplete,
        "Credential must have exactly 5 slash-delimited elements, e.g."
          + " keyid/date/region/service/term, got '\(credential)'")
    case .missingDate:
      self.init(.incomplete, JSONOrQueryRefusal.text(.header, missing: ["X-Amz-Date"], nil))
    case .otherDay(_, let day, let date):
      self.init(
        .wrong,
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP:"
          + " '\(day)' != '\(date.prefix(8))', from '\(date)'.")
    case .otherService(_, _, let service):
      self.init(
        .wrong, "Credential should be scoped to correct service: '\(service.signingName)'. ")
    case .several, .malformedExpiry:
      self.init(.incomplete, "Re-examine the query-string parameters.")
    }
  }

  /// What is missing; of the header no more than its hash is told.
  private static func text(
    _ place: SignaturePlace, missing: [String], _ hash: String?
  ) -> String {
    guard place == .header else {
      return missing.map { "AWS query-string parameters must include '\($0)'. " }.joined()
        + "Re-examine the query-string parameters."
    }
    let parts = missing.map { name in
      name == "X-Amz-Date"
        ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
        : "Authorization header requires '\(name)' parameter."
    }
    return parts.joined(separator: " ")
      + (hash.map { " (Hashed with SHA-256 and encoded with Base64) Authorization=\($0)" } ?? "")
  }

  private static func text(_ fault: TimeFault) -> String {
    let (date, now, seconds): (Timestamp, Timestamp, Int)
    switch fault {
    case .early: return "Signature not yet current"
    case .skewed(let told, let machine, let allowed):
      (date, now, seconds) = (told, machine, allowed)
    case .expired(let told, let life, let end, let moment):
      (date, now, seconds) = (told ?? end, moment, life)
    }
    let isEarly = date > now
    let limit = now.adding(seconds: isEarly ? seconds : -seconds)
    let verdict = isEarly ? "not yet current" : "expired"
    let relation = isEarly ? "still later" : "now earlier"
    return "Signature \(verdict): \(date.basicText) is \(relation) than \(limit.basicText)"
      + " (\(now.basicText) \(isEarly ? "+" : "-") \(seconds / 60) min.)"
  }
}
