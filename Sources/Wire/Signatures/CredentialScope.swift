package import Kernel

/// The date, the place and the service that a signature holds for.
package struct CredentialScope: Sendable, Equatable {
  /// The moment, `20260101T000000Z`.
  package let date: String
  /// The Region.
  package let region: String
  /// The service, `s3`.
  package let service: String

  /// Makes the scope of a moment.
  package init(date: String, region: String, service: String = "s3") {
    self.date = date
    self.region = region
    self.service = service
  }

  /// `20260101/us-east-1/s3/aws4_request`.
  package var text: String { "\(date.prefix(8))/\(region)/\(service)/\(CredentialScope.end)" }

  /// What every scope ends with.
  static let end = "aws4_request"
}

/// An access key with the scope of its signature, as requests name them:
/// `KEY/20260101/us-east-1/s3/aws4_request`.
struct SigningCredential: Sendable, Equatable {
  let keyID: String
  let day: String
  let region: String
  let service: String

  /// Reads a credential; `nil` for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts[1].utf8.count == 8, parts[4] == CredentialScope.end else {
      return nil
    }
    (keyID, day, region, service) = (parts[0], parts[1], parts[2], parts[3])
  }

  /// The scope of a signature that was made at a moment of that day.
  func scope(date: String) -> CredentialScope {
    CredentialScope(date: date, region: region, service: service)
  }
}

extension Service {
  /// The name in the scope of a signature.
  var signingName: String { self == .s3control ? Service.s3.rawValue : rawValue }

  /// Whether signatures are made by the rules of S3: paths as they are sent, and the content's
  /// hash in a header of its own.
  var signsAsS3: Bool { signingName == Service.s3.rawValue }
}

extension Timestamp {
  /// `20260101T000000Z`, as signatures write moments.
  package var basicText: String {
    description.filter { $0 != "-" && $0 != ":" }
  }

  /// Reads `20260101T000000Z`; `nil` for anything else.
  package init?(basicText text: String) {
    let digits = Array(text)
    guard digits.count == 16, digits[8] == "T", digits[15] == "Z" else { return nil }
    let date = "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
    let time = "\(String(digits[9..<11])):\(String(digits[11..<13])):\(String(digits[13..<15]))"
    self.init("\(date)T\(time)Z")
  }

  /// Reads the moment of a signature: in the basic form, or as HTTP dates are written; `nil` for
  /// anything else.
  init?(signatureDate text: String) {
    if let moment = Timestamp(basicText: text) {
      self = moment
    } else {
      self.init(httpDate: text.replacing("-0000", with: "GMT"))
    }
  }
}
