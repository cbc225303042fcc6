import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import Wire

/// Whose access keys are believed, and when.
@Suite struct AuthenticatorTests {
  /// A request to KMS that somebody signs at the moment of a world.
  static func request(
    _ credentials: Credentials, _ token: String?, at date: Timestamp
  ) -> HTTPRequest {
    let scope = CredentialScope(date: date.basicText, region: "us-east-1", service: "kms")
    let headers =
      [HTTPField("host", "127.0.0.1:4566"), HTTPField("x-amz-date", scope.date)]
      + (token.map { [HTTPField("x-amz-security-token", $0)] } ?? [])
    let body = Array("{}".utf8)
    let signature = SignatureV4.signature(
      of: SignedRequest(
        method: "POST", path: "/", query: [], headers: headers,
        payload: "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
      scope, credentials)
    return HTTPRequest(
      method: "POST", target: "/",
      headers: headers + [
        HTTPField(
          "authorization",
          "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope.text), SignedHeaders="
            + headers.map(\.name).joined(separator: ";") + ", Signature=\(signature)")
      ], body: body, peer: "127.0.0.1")
  }

  /// Who signed in a world; the code of KMS's answer where nobody did.
  static func signer(
    in world: World, _ credentials: Credentials, token: String?
  ) -> Result<Principal, HTTPFailure> {
    do throws(SignatureFault) {
      let signer = try Authenticator(world).signer(
        of: request(credentials, token, at: world.now), to: Addressee(.kms))
      return .success(signer.principal)
    } catch {
      return .failure(error.failure(of: .kms))
    }
  }

  static func code(
    in world: World, _ credentials: Credentials, token: String? = nil
  ) -> String? {
    if case .failure(let refusal) = signer(in: world, credentials, token: token) {
      refusal.error.code
    } else {
      nil
    }
  }

  @Test func `everybody whom a world begins with has a key`() throws {
    let world = Bench().world
    for principal in [Principal.alice, .bob, .root, .stranger] {
      let credentials = world.environment.identities.credentials(of: principal)
      #expect(try Self.signer(in: world, credentials, token: nil).get() == principal)
    }
  }

  @Test(arguments: [
    ("host;x-amz-date", true), ("host;host;x-amz-date", false), ("x-amz-date;host", false),
    ("host;x-amz-date;x-amz-date", false), ("Host;x-amz-date", false), ("host", false),
    ("host;;x-amz-date", true),
  ])
  func `the names of the signed headers are themselves signed`(
    names: String, isBelieved: Bool
  ) throws {
    let world = Bench().world
    let credentials = world.environment.identities.credentials(of: .alice)
    let request = Self.request(credentials, nil, at: world.now)
    let changed = HTTPRequest(
      method: request.method, target: request.target,
      headers: request.headers.map {
        HTTPField(
          $0.name, $0.value.replacing("=host;x-amz-date,", with: "=\(names),"))
      }, body: request.body, peer: request.peer)
    let signer = try? Authenticator(world).signer(of: changed, to: Addressee(.kms))
    #expect((signer != nil) == isBelieved)
  }

  @Test func `a key works while it is active`() throws {
    var bench = Bench()
    bench.principal = .root
    let made = try bench.must("CreateAccessKey", ["UserName": "bob"])["AccessKey"]
    let id = made?["AccessKeyId"]?.text ?? ""
    let credentials = Credentials(
      accessKeyID: id, secret: made?["SecretAccessKey"]?.text ?? "", token: nil)
    #expect(try Self.signer(in: bench.world, credentials, token: nil).get() == .bob)
    #expect(Self.code(in: bench.world, credentials, token: "x") == "UnrecognizedClientException")
    let wrong = Credentials(accessKeyID: id, secret: "x", token: nil)
    #expect(Self.code(in: bench.world, wrong) == "InvalidSignatureException")
    let key: DocumentObject = ["UserName": "bob", "AccessKeyId": .string(id)]
    for status in ["Inactive", "Active"] {
      var request = key
      request["Status"] = .string(status)
      try bench.must("UpdateAccessKey", .object(request))
      let code = status == "Active" ? nil : "UnrecognizedClientException"
      #expect(Self.code(in: bench.world, credentials) == code)
    }
    try bench.must("DeleteAccessKey", .object(key))
    #expect(Self.code(in: bench.world, credentials) == "UnrecognizedClientException")
  }

  /// A world in which alice is in a role, and the credentials of the session.
  static func session() throws -> (Bench, Credentials) {
    var bench = Bench()
    let made = try bench.takeRole()["Credentials"]
    return (
      bench,
      Credentials(
        accessKeyID: made?["AccessKeyId"]?.text ?? "",
        secret: made?["SecretAccessKey"]?.text ?? "", token: made?["SessionToken"]?.text)
    )
  }

  @Test func `a session works with its token until it ends`() throws {
    var (bench, credentials) = try Self.session()
    let token = try #require(credentials.token)
    let signer = try Self.signer(in: bench.world, credentials, token: token).get()
    #expect(signer.arn.description == "arn:aws:sts::111122223333:assumed-role/App/reader")
    for other in [nil, "", "x", token + "x", String(token.dropLast())] {
      #expect(
        Self.code(in: bench.world, credentials, token: other) == "UnrecognizedClientException")
    }
    try bench.advance(days: 0, seconds: 899)
    #expect(Self.code(in: bench.world, credentials, token: token) == nil)
    try bench.advance(days: 0, seconds: 1)
    #expect(Self.code(in: bench.world, credentials, token: token) == "ExpiredTokenException")
  }

  @Test func `S3 tells a missing token, a wrong one and one that has ended apart`() throws {
    var (bench, credentials) = try Self.session()
    func code(_ token: String?) -> String? {
      do throws(SignatureFault) {
        _ = try Authenticator(bench.world).owner(ofKey: credentials.accessKeyID, token: token)
        return nil
      } catch {
        return error.failure(of: .s3).error.code
      }
    }
    #expect(code(credentials.token) == nil)
    #expect(code(nil) == "InvalidAccessKeyId" && code("x") == "InvalidToken")
    try bench.advance(days: 0, seconds: 900)
    #expect(code(credentials.token) == "ExpiredToken")
  }

  @Test func `a client whose clock is the world's is believed`() throws {
    let world = Bench().world
    let credentials = world.environment.identities.credentials(of: .alice)
    let moment = try #require(Timestamp(basicText: SignedByBotocore.date))
    let authenticator = Authenticator(
      world.environment.identities,
      ServedClock(machine: moment, world: world.now, served: moment))
    for date in [moment, world.now] {
      let request = Self.request(credentials, nil, at: date)
      #expect(try authenticator.signer(of: request, to: Addressee(.kms)).principal == .alice)
    }
    let request = Self.request(credentials, nil, at: world.now.adding(days: 1))
    #expect(throws: SignatureFault.self) {
      try authenticator.signer(of: request, to: Addressee(.kms))
    }
  }

  @Test(arguments: [
    ("AKIAIOSFODNN7EXAMPLE", Principal.alice), ("test", .root), ("111122223333", .root),
    ("444455556666", .stranger), ("123456789012", .root), ("000000000000", .root),
  ]) func `without signatures a key is its owner's, an account's or root's`(
    id: String, principal: Principal
  ) throws {
    let authenticator = try Authenticator.documented(
      machine: "20301129T061033Z", believesAll: true)
    let row = try SignedByBotocore.named("KMS")
    let request = row.request.authorizing("AKIAIOSFODNN7EXAMPLE", id).with(body: [1])
    #expect(try authenticator.signer(of: request, to: Addressee(.kms)).principal == principal)
    #expect(authenticator.refusal(row.request.setting("authorization", nil), of: .kms) != nil)
  }

  @Test func `without signatures the keys of the world are their owners'`() throws {
    let world = Bench().world
    let authenticator = Authenticator(
      world.environment.identities, ServedClock(standingAt: world.now), believesAll: true)
    let id = world.environment.identities.credentials(of: .bob).accessKeyID
    let row = try SignedByBotocore.named("KMS")
    let request = row.request.authorizing("AKIAIOSFODNN7EXAMPLE", id)
    #expect(try authenticator.signer(of: request, to: Addressee(.kms)).principal == .bob)
  }

  @Test func `an old link dies when the world's clock is set forward`() throws {
    let served = try #require(Timestamp(basicText: SignedByBotocore.date))
    for (name, seconds, isDead) in [
      ("an old link", 7200, true), ("an old link", 60, false), ("a link", 7200, true),
      ("a link", 60, false),
    ] {
      let row = try SignedByBotocore.named(name)
      let authenticator = try Authenticator.documented(
        machine: "20261129T061035Z",
        advances: [.init(at: served.adding(seconds: 1), seconds: seconds)])
      let refusal = authenticator.refusal(row.request, of: .s3)
      #expect(refusal?.error.message == (isDead ? "Request has expired" : nil))
    }
  }
}
