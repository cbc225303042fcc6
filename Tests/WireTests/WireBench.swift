import Access
import Ciphers
import Cloud
import Kernel
import TestBench
import Testing

@testable import Wire

/// A world that answers requests as the wire has them, whoever signed: root.
struct WireBench {
  var world = World(seed: 1, start: Timestamp(secondsSinceEpoch: 1_735_689_600))

  /// Answers a request; one with a content comes with the MD5 of it, unless it is without.
  mutating func answer(
    _ method: String, _ target: String, _ headers: [String: String] = [:], _ body: String = "",
    withMD5: Bool = true
  ) -> HTTPResponse {
    var standard = ["host": "127.0.0.1:4566"]
    if withMD5, !body.isEmpty {
      standard["content-md5"] = Base64.encode(Insecure.MD5.hash(Array(body.utf8)))
    }
    let request = HTTPRequest(
      method: method, target: target,
      headers: (headers.merging(standard) { own, _ in own })
        .sorted { $0.key < $1.key }.map { HTTPField($0.key, $0.value) },
      body: Array(body.utf8), peer: "127.0.0.1")
    let refused = RequestID(refused: 1)
    let asked: ServiceRequest
    do throws(HTTPFailure) {
      asked = try ServiceRequest(request)
    } catch {
      return RESTResponse.failure(error, id: refused, isHead: false)
    }
    do throws(HTTPFailure) {
      let (operation, members) = try asked.operation(headers: request.headers, body: request.body)
      let outcome = world.handle(
        operation, .object(members),
        as: Call(principal: .root(.learner), region: .usEast1))
      switch outcome {
      case .success(let members): return asked.response(operation, members, id: refused)
      case .failure(let failure):
        return asked.response(HTTPFailure(failure, of: operation), id: refused)
      }
    } catch {
      return asked.response(error, id: refused)
    }
  }

  /// Answers a call of KMS.
  mutating func kms(_ operation: String, _ body: String) -> HTTPResponse {
    answer("POST", "/", ["x-amz-target": "TrentService.\(operation)"], body)
  }

  /// Answers a call of the query protocol.
  mutating func query(_ body: String) -> HTTPResponse {
    answer(
      "POST", "/", ["content-type": "application/x-www-form-urlencoded; charset=utf-8"], body)
  }
}

extension HTTPResponse {
  /// The content as text.
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of a header, by any spelling.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension Bench {
  /// Makes the role App and lets alice take it on for a quarter of an hour; the answer.
  @discardableResult
  mutating func takeRole() throws -> DocumentObject {
    principal = .root
    let trust = #"""
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
      "Principal": {"AWS": "arn:aws:iam::111122223333:user/alice"}}]}
      """#
    try must("CreateRole", ["RoleName": "App", "AssumeRolePolicyDocument": .string(trust)])
    principal = .alice
    return try must(
      "AssumeRole",
      [
        "RoleArn": "arn:aws:iam::111122223333:role/App", "RoleSessionName": "reader",
        "DurationSeconds": 900,
      ])
  }
}
