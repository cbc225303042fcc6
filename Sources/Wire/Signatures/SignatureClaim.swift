import Ciphers
import Kernel

/// What a request says that it is signed with, not yet believed.
enum SignatureClaim: Sendable, Equatable {
  /// Signature Version 4, in the header.
  case header(Version4)
  /// Signature Version 4, in the parameters of a link that holds so many seconds.
  case link(Version4, seconds: Int)
  /// Signature Version 2, in the parameters of a link.
  case link2(Version2)

  /// The parts of a signature of version 4.
  struct Version4: Sendable, Equatable {
    let credential: SigningCredential
    let date: Timestamp
    let signedHeaders: [String]
    let signature: String
    let token: String?
    let scope: CredentialScope
  }

  /// The parts of a signature of version 2.
  struct Version2: Sendable, Equatable {
    let keyID: String
    let expires: String
    let end: Timestamp
    let signature: String
    let token: String?
  }

  /// The parameters of a signature of version 2.
  enum Name {
    static let keyID = "AWSAccessKeyId"
    static let signature = "Signature"
    static let expires = "Expires"
    static let token = "x-amz-security-token"
  }

  /// Reads what a request to a service says.
  init(
    _ request: HTTPRequest, _ parameters: [HTTPField], for service: Service
  ) throws(SignatureFault) {
    func has(_ names: [String]) -> Bool { parameters.contains { names.contains($0.name) } }
    let isS3 = service.signsAsS3
    do throws(ClaimFault) {
      if let authorization = request.header("authorization") {
        guard !has([Link.Name.algorithm] + (isS3 ? [Name.signature] : [])) else { throw .several }
        self = .header(try Version4(authorization, of: request, for: service))
      } else if has(Link.Name.ofVersion4) {
        self = try SignatureClaim.link(parameters, for: service)
      } else if isS3, has([Name.keyID, Name.signature]) {
        self = .link2(try Version2(parameters))
      } else {
        throw .missing
      }
    } catch {
      throw .claim(error)
    }
  }
}

extension SignatureClaim.Version4 {
  private static let parts = ["Credential", "SignedHeaders", "Signature"]

  /// Reads the header of a request.
  fileprivate init(
    _ text: String, of request: HTTPRequest, for service: Service
  ) throws(ClaimFault) {
    let halves = text.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
      .map { String(Substring($0)) }
    guard let algorithm = halves.first, algorithm.hasPrefix("AWS") else {
      throw .unsupportedType(hash: Self.hash(of: text))
    }
    guard algorithm == SignatureV4.algorithm else {
      throw .unsupportedAlgorithm(.header, algorithm)
    }
    let values = try Self.values(halves.count == 2 ? halves[1] : "")
    let dates = [request.header("x-amz-date"), request.header("date")].compactMap { $0 }
    guard let credential = values[0], let headers = values[1], let signature = values[2] else {
      var missing = zip(Self.parts, values).filter { $0.1 == nil }.map(\.0)
      if dates.isEmpty { missing.append("X-Amz-Date") }
      throw .incomplete(.header, missing, hash: Self.hash(of: text))
    }
    guard let text = dates.first, let date = Timestamp(signatureDate: text) else {
      throw .missingDate(.header)
    }
    try self.init(
      credential, date, headers, signature, token: request.header("x-amz-security-token"),
      at: .header, for: service)
  }

  /// The values of the parts, in the order of their names; the last of each counts.
  private static func values(_ text: String) throws(ClaimFault) -> [String?] {
    var values = [String?](repeating: nil, count: parts.count)
    for part in text.pieces(where: { $0 == UInt8(ascii: ",") }) {
      let part = part.pieces(where: { $0 == UInt8(ascii: " ") }).joined(separator: " ")
      let pair = part.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1)
        .map { String(Substring($0)) }
      guard pair.count == 2, let index = parts.firstIndex(of: pair[0]) else {
        throw .malformedPart(part)
      }
      values[index] = pair[1]
    }
    return values
  }

  /// What is told of a header that may hold a secret: its hash.
  private static func hash(of text: String) -> String {
    Base64.encode(SHA256.hash(Array(text.utf8)))
  }

  /// Puts the parts together, where the credential is one for the service and of that day.
  fileprivate init(
    _ credential: String, _ date: Timestamp, _ headers: String, _ signature: String,
    token: String?, at place: SignaturePlace, for service: Service
  ) throws(ClaimFault) {
    guard let parts = SigningCredential(credential) else {
      throw .malformedCredential(place, credential)
    }
    let scope = parts.scope(date: date.basicText)
    guard scope.date.hasPrefix(parts.day) else {
      throw .otherDay(place, day: parts.day, date: scope.date)
    }
    guard parts.service == service.signingName else {
      throw .otherService(place, parts.service, expecting: service)
    }
    self.credential = parts
    self.date = date
    self.scope = scope
    signedHeaders = headers.pieces { $0 == UInt8(ascii: ";") }
    self.signature = signature
    self.token = token
  }
}

extension SignatureClaim {
  /// Reads the parameters of a link.
  fileprivate static func link(
    _ parameters: [HTTPField], for service: Service
  ) throws(ClaimFault) -> SignatureClaim {
    func value(_ name: String) -> String? { parameters.first { $0.name == name }?.value }
    guard let algorithm = value(Link.Name.algorithm), let credential = value(Link.Name.credential),
      let signature = value(Link.Name.signature), let text = value(Link.Name.date),
      let headers = value(Link.Name.signedHeaders),
      // Other services than S3 give a link the quarter of an hour that they give a header.
      let expires = value(Link.Name.expires) ?? (service.signsAsS3 ? nil : "900")
    else {
      let missing = Link.Name.ofVersion4.filter { value($0) == nil }
      throw .incomplete(.query, missing, hash: "")
    }
    guard algorithm == SignatureV4.algorithm else {
      throw .unsupportedAlgorithm(.query, algorithm)
    }
    guard SigningCredential(credential) != nil else {
      throw .malformedCredential(.query, credential)
    }
    guard let date = Timestamp(basicText: text) else { throw .missingDate(.query) }
    let claim = try Version4(
      credential, date, headers, signature, token: value(Link.Name.token), at: .query, for: service)
    return .link(claim, seconds: try seconds(expires))
  }

  private static func seconds(_ text: String) throws(ClaimFault) -> Int {
    guard let seconds = Int(text) else { throw .malformedExpiry(.notNumber) }
    guard seconds >= 0 else { throw .malformedExpiry(.negative) }
    guard seconds <= ServedClock.week else { throw .malformedExpiry(.overWeek) }
    return seconds
  }
}

extension SignatureClaim.Version2 {
  /// Reads the parameters of a link.
  fileprivate init(_ parameters: [HTTPField]) throws(ClaimFault) {
    typealias Name = SignatureClaim.Name
    func value(_ name: String) -> String? { parameters.first { $0.name == name }?.value }
    guard let keyID = value(Name.keyID), let signature = value(Name.signature),
      let expires = value(Name.expires)
    else { throw .incompleteVersion2 }
    guard let seconds = Int(expires) else { throw .malformedExpiry(.notMoment(expires)) }
    self.keyID = keyID
    self.signature = signature
    self.expires = expires
    let last = Timestamp.last.secondsSinceEpoch
    end = Timestamp(secondsSinceEpoch: min(max(0, seconds), last))
    token = parameters.first { $0.name.lowercased() == Name.token }?.value
  }
}
