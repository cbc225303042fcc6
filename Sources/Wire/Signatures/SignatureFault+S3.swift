import Kernel
import S3

extension SignatureFault {
  /// What S3 answers.
  var ofS3: HTTPFailure {
    switch self {
    case .claim(let fault): return fault.ofS3
    case .time(let fault): return fault.ofS3
    case .content(let fault): return fault.ofS3
    case .unknownKey(let id):
      return HTTPFailure(403, S3Failure.unknownCredentials, [("AWSAccessKeyId", id)])
    case .malformedToken(let token):
      return HTTPFailure(
        400, "InvalidToken", "The provided token is malformed or otherwise invalid.",
        [("Token-0", token)])
    case .expiredToken(let token):
      return HTTPFailure(400, S3Failure.expiredCredentials, [("Token-0", token)])
    case .otherRegion(let place, let region, let expected):
      let text = "the region '\(region)' is wrong; expecting '\(expected)'"
      return .malformed(place, text, [("Region", expected.description)])
    case .unsignedHeaders(let names):
      return .denied(
        "There were headers present in the request which were not signed",
        [("HeadersNotSigned", names.joined(separator: ", "))])
    case .mismatch(let mismatch): return mismatch.ofS3
    }
  }
}

extension SignatureFault.Mismatch {
  fileprivate var ofS3: HTTPFailure {
    var details = [
      ("AWSAccessKeyId", keyID), ("StringToSign", stringToSign), ("SignatureProvided", provided),
      ("StringToSignBytes", Self.bytes(of: stringToSign)),
    ]
    if let canonical {
      details += [
        ("CanonicalRequest", canonical), ("CanonicalRequestBytes", Self.bytes(of: canonical)),
      ]
    }
    return .signatureDoesNotMatch(details)
  }

  /// `47 45 54`.
  private static func bytes(of text: String) -> String {
    text.utf8.map { Hex.encode([$0]) }.joined(separator: " ")
  }
}

extension ClaimFault {
  fileprivate var ofS3: HTTPFailure {
    switch self {
    case .missing: return .denied("Access Denied")
    case .several:
      return .invalidArgument(
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
          + " string parameter or the Authorization header should be specified",
        "Authorization")
    case .unsupportedType:
      return .invalidArgument("Unsupported Authorization Type", "Authorization")
    case .unsupportedAlgorithm(.header, _):
      return .invalidRequest(
        "The authorization mechanism you have provided is not supported. Please use"
          + " AWS4-HMAC-SHA256.")
    case .unsupportedAlgorithm(.query, _):
      return .query("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"")
    case .incomplete(let place, _, _): return ClaimFault.incomplete(place)
    case .malformedPart(let part):
      return .header("the authorization component \"\(part)\" is malformed.")
    case .incompleteVersion2:
      return .denied(
        "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters")
    case .malformedCredential(let place, _):
      return .malformed(
        place,
        "the Credential is mal-formed; expecting"
          + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".")
    case .missingDate(.header):
      return .denied("AWS authentication requires a valid Date or x-amz-date header")
    case .missingDate(.query):
      return .query("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
    case .otherDay(let place, _, _):
      return .malformed(place, "Invalid credential date. Date is not the same as X-Amz-Date.")
    case .otherService(let place, let name, _):
      return .malformed(
        place, "incorrect service \"\(name)\". This endpoint belongs to \"s3\".")
    case .malformedExpiry(let fault): return fault.ofS3
    }
  }

  private static func incomplete(_ place: SignaturePlace) -> HTTPFailure {
    switch place {
    case .header:
      .header(
        "the authorization header requires three components: Credential, SignedHeaders, and"
          + " Signature.")
    case .query:
      .query(
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
          + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.")
    }
  }
}

extension ExpiryFault {
  fileprivate var ofS3: HTTPFailure {
    switch self {
    case .notNumber: .query("X-Amz-Expires should be a number")
    case .negative: .query("X-Amz-Expires must be non-negative")
    case .overWeek:
      .query(
        "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must"
          + " be less than 604800 seconds")
    case .notMoment(let text): .denied("Invalid date (should be seconds since epoch): \(text)")
    }
  }
}

extension TimeFault {
  fileprivate var ofS3: HTTPFailure {
    switch self {
    case .skewed(let date, let machine, let allowed):
      HTTPFailure(
        403, "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
        [
          ("RequestTime", date.basicText), ("ServerTime", machine.description),
          ("MaxAllowedSkewMilliseconds", String(allowed * 1000)),
        ])
    case .early: .denied("Request is not yet valid")
    case .expired(let date, let seconds, let end, let now):
      .denied(
        "Request has expired",
        (date == nil ? [] : [("X-Amz-Expires", String(seconds))])
          + [("Expires", end.description), ("ServerTime", now.description)])
    }
  }
}

extension ContentFault {
  fileprivate var ofS3: HTTPFailure {
    switch self {
    case .missingHash:
      .invalidRequest("Missing required header for this request: x-amz-content-sha256")
    case .malformedHash(let text):
      .invalidArgument(ContentFault.words, "x-amz-content-sha256", text)
    case .otherHash(let claimed, let computed):
      HTTPFailure(
        400, "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        [("ClientComputedContentSHA256", claimed), ("S3ComputedContentSHA256", computed)])
    case .unexpectedChunks:
      .invalidRequest("The value of x-amz-content-sha256 header is invalid.")
    case .missingLength(isFramed: true): .signatureDoesNotMatch([])
    case .missingLength(isFramed: false):
      HTTPFailure(
        411, "MissingContentLength", "You must provide the Content-Length HTTP header.")
    case .incompleteBody:
      HTTPFailure(400, "IncompleteBody", "The request body terminated unexpectedly")
    case .smallChunk(let number, let count):
      HTTPFailure(
        400, "InvalidChunkSizeError",
        "Only the last chunk is allowed to have a size less than 8192 bytes",
        [("Chunk", String(number)), ("BadChunkSize", String(count))])
    case .malformedTrailer:
      HTTPFailure(
        400, "MalformedTrailerError",
        "The request contained trailing data that was not well-formed or did not conform to our"
          + " published schema.")
    case .unsupportedTrailer:
      .invalidRequest("The value specified in the x-amz-trailer header is not supported")
    case .severalChecksums:
      .invalidRequest(
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")
    }
  }

  /// What may stand in `x-amz-content-sha256`.
  private static let words =
    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
    + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER"
    + " or a valid sha256 value."
}

extension HTTPFailure {
  fileprivate static func denied(_ text: String, _ details: [(String, String)] = []) -> Self {
    Self(403, "AccessDenied", text, details)
  }

  fileprivate static func invalidRequest(_ text: String) -> Self {
    Self(400, "InvalidRequest", text)
  }

  fileprivate static func invalidArgument(
    _ text: String, _ name: String, _ value: String? = nil
  ) -> Self {
    Self(
      400, "InvalidArgument", text,
      [("ArgumentName", name)] + (value.map { [("ArgumentValue", $0)] } ?? []))
  }

  fileprivate static func signatureDoesNotMatch(_ details: [(String, String)]) -> Self {
    Self(
      403, "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your"
        + " key and signing method.", details)
  }

  fileprivate static func header(_ text: String, _ details: [(String, String)] = []) -> Self {
    Self(
      400, "AuthorizationHeaderMalformed", "The authorization header is malformed; \(text)",
      details)
  }

  fileprivate static func query(_ text: String, _ details: [(String, String)] = []) -> Self {
    Self(400, "AuthorizationQueryParametersError", text, details)
  }

  /// A credential that is no good, where a request has it.
  fileprivate static func malformed(
    _ place: SignaturePlace, _ text: String, _ details: [(String, String)] = []
  ) -> Self {
    place == .header
      ? header(text, details)
      : query("Error parsing the X-Amz-Credential parameter; \(text)", details)
  }
}
