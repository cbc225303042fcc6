import Access
import Cloud
import Foundation
import Kernel
import TestBench
import Testing

@testable import Wire

/// Requests that botocore has signed: `Data/signatures.json`, made by `signatures.py` beside it.
struct SignedByBotocore: Sendable, CustomTestStringConvertible {
  let name: String
  let service: Service
  let request: HTTPRequest
  let version: Int

  var testDescription: String { name }

  /// When all of them were signed.
  static let date = "20261129T061033Z"

  /// All of them.
  static let all: [SignedByBotocore] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Data/signatures.json")
    guard let bytes = try? [UInt8](Data(contentsOf: file)),
      let rows = try? JSONReader.read(bytes).elements
    else { return [] }
    return rows.compactMap(SignedByBotocore.init)
  }()

  /// The one of a name.
  static func named(_ name: String) throws -> SignedByBotocore {
    try #require(all.first { $0.name == name }, "\(name)")
  }

  private init?(_ row: Document) {
    guard let name = row["name"]?.text,
      let service = row["service"]?.text.flatMap({ Service(rawValue: $0) }),
      let method = row["method"]?.text, let target = row["target"]?.text,
      let body = row["body"]?.text.flatMap({ Base64.decode($0.utf8) }),
      let headers = row["headers"]?.elements, case .number(let version)? = row["version"]
    else { return nil }
    self.name = name
    self.service = service
    self.version = version.integer ?? 0
    request = HTTPRequest(
      method: method, target: target,
      headers: headers.map { HTTPField($0.elements?[0].text ?? "", $0.elements?[1].text ?? "") },
      body: body, peer: "127.0.0.1")
  }
}

extension HTTPRequest {
  /// The same request with something else in it.
  func with(
    method: String? = nil, target: String? = nil, headers: [HTTPField]? = nil, body: [UInt8]? = nil
  ) -> HTTPRequest {
    HTTPRequest(
      method: method ?? self.method, target: target ?? self.target,
      headers: headers ?? self.headers, body: body ?? self.body, peer: peer)
  }

  /// The same request with another value of a header, or without it.
  func setting(_ name: String, _ value: String?) -> HTTPRequest {
    let rest = headers.filter { $0.name != name }
    return with(headers: rest + (value.map { [HTTPField(name, $0)] } ?? []))
  }

  /// The same request with a text replaced in the header `Authorization`.
  func authorizing(_ old: String, _ new: String) -> HTTPRequest {
    setting("authorization", header("authorization")?.replacing(old, with: new))
  }

  /// The same request with a text replaced in its target.
  func targeting(_ old: String, _ new: String) -> HTTPRequest {
    with(target: target.replacing(old, with: new))
  }
}

extension Authenticator {
  /// Knows the keys of AWS's documentation as alice's, at the moment of the signatures.
  static func documented(
    machine: String = SignedByBotocore.date, world: String = "20250101T000000Z",
    advances: [ServedClock.Advance] = [], believesAll: Bool = false
  ) throws -> Authenticator {
    let served = try #require(Timestamp(basicText: SignedByBotocore.date))
    return Authenticator(
      World(seed: 1, start: .start2025).environment.identities,
      ServedClock(
        machine: try #require(Timestamp(basicText: machine)),
        world: try #require(Timestamp(basicText: world)), served: served, advances: advances),
      givenKeys: [
        GivenKey(
          .alice, id: LinkTests.documented.accessKeyID, secret: LinkTests.documented.secret)
      ], believesAll: believesAll)
  }

  /// What a service answers to a request; `nil` where somebody is believed to have signed it.
  func refusal(
    _ request: HTTPRequest, of service: Service, takesChunks: Bool = true
  ) -> HTTPFailure? {
    do throws(SignatureFault) {
      _ = try authenticate(request, to: Addressee(service, takesChunks: takesChunks))
      return nil
    } catch {
      return error.failure(of: service)
    }
  }
}
