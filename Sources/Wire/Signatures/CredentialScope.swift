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
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
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
  package var basicText: String { text("yyyyMMddThhmmssZ") }

  /// Reads `20260101T000000Z`; `nil` for anything else.
  package init?(basicText text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else {
      return nil
    }
    let digits = (bytes[..<8] + bytes[9..<15]).map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
    self.init(
      year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10),
      minute: number(10..<12), second: number(12..<14))
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
