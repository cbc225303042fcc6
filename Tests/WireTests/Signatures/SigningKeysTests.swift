import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import Wire

/// What a connection remembers of the keys that have signed.
@Suite struct SigningKeysTests {
  @Test func `a key that is remembered is held against the world each time`() throws {
    var bench = Bench()
    bench.principal = .root
    let made = try bench.must("CreateAccessKey", ["UserName": "bob"])["AccessKey"]
    let credentials = Credentials(
      accessKeyID: made?["AccessKeyId"]?.text ?? "",
      secret: made?["SecretAccessKey"]?.text ?? "", token: nil)
    var keys = SigningKeys()
    func signer(secret: String? = nil) throws -> Principal {
      let used = Credentials(
        accessKeyID: credentials.accessKeyID, secret: secret ?? credentials.secret, token: nil)
      return try Authenticator(bench.world).signer(
        of: AuthenticatorTests.request(used, nil, at: bench.world.now), to: Addressee(.kms),
        remembering: &keys
      ).principal
    }
    for _ in 0..<3 { #expect(try signer() == .bob) }
    #expect(
      keys.owner(ofKey: credentials.accessKeyID, in: bench.world.environment.identities) != nil)
    #expect(throws: SignatureFault.self) { try signer(secret: "x") }
    try bench.must("UpdateUser", ["UserName": "bob", "NewUserName": "rob"])
    #expect(try signer() == .user(.learner, name: "rob"))
    try bench.must(
      "UpdateAccessKey",
      [
        "UserName": "rob", "AccessKeyId": .string(credentials.accessKeyID), "Status": "Inactive",
      ])
    #expect(throws: SignatureFault.self) { try signer() }
  }

  @Test func `no more is remembered than a client has at a time`() throws {
    var keys = SigningKeys()
    let owner = (principal: Principal.alice, credentials: LinkTests.documented)
    let credentials = try (10..<40).map { day in
      try #require(SigningCredential("AKIAIOSFODNN7EXAMPLE/202601\(day)/us-east-1/s3/aws4_request"))
    }
    let secret = owner.credentials.secret
    for credential in credentials {
      keys.remember(credential, of: owner, keys.key(credential, secret: secret))
    }
    let isRemembered = credentials.map { credential in
      keys.key(credential, secret: secret) === keys.key(credential, secret: secret)
    }
    #expect(isRemembered == credentials.indices.map { $0 >= 22 })
    let last = credentials[29]
    #expect(keys.key(last, secret: secret) !== keys.key(last, secret: "other"))
  }

  @Test(arguments: [Principal.alice, .bob, .root, .stranger])
  func `everybody has the credentials that the world gave them`(principal: Principal) {
    let identities = Bench().world.environment.identities
    let credentials = identities.credentials(of: principal)
    #expect(identities.has(principal, credentials))
    for other in [Principal.alice, .bob, .root, .stranger] where other != principal {
      #expect(!identities.has(other, credentials))
    }
  }
}
