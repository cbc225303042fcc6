import Console
import Lab
import Testing

/// Predicates about key pairs, their signatures and what is encrypted for them.
struct PredicateKeyPairTests {
  private static func key(_ spec: String, _ usage: String, _ alias: String = "k") -> [String] {
    [
      "K=$(aws kms create-key --key-spec \(spec) --key-usage \(usage) --query KeyMetadata.KeyId"
        + " --output text)", "aws kms create-alias --alias-name alias/\(alias) --target-key-id $K",
    ]
  }

  private static func sign(_ options: String, _ alias: String = "k") -> String {
    "aws kms sign --key-id alias/\(alias) \(options) --query Signature --output text"
  }

  private static let curve = key("ECC_NIST_P256", "SIGN_VERIFY") + ["echo text >g", "echo x >h"]
  private static let ecdsa = "--signing-algorithm ECDSA_SHA_256 --message"
  private static let signed = curve + [sign("\(ecdsa) fileb://g") + " | base64 -d >f"]
  private static let rsa = key("RSA_2048", "ENCRYPT_DECRYPT") + [publicKey("k"), "echo note >n"]
  private static let ed25519 =
    key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY") + ["printf '%05000d' 1 >g"]

  private static func publicKey(_ alias: String) -> String {
    "aws kms get-public-key --key-id alias/\(alias) --query PublicKey --output text"
      + " | base64 -d >p.der"
  }

  private static func sealed(_ hash: String) -> [String] {
    rsa + [
      "openssl pkeyutl -encrypt -pubin -inkey p.der -in n -out f -pkeyopt rsa_padding_mode:oaep"
        + " -pkeyopt rsa_oaep_md:\(hash)"
    ]
  }

  private static func finding(_ text: String, after lines: [String]) throws -> Finding {
    var session = Session()
    for line in lines { _ = session.execute(line) }
    return try Predicate(text).finding(on: Stage(session))
  }

  @Test(arguments: [
    ("key alias/k has spec ECC_NIST_P256", curve),
    ("key alias/k has spec ECC_NIST_P256 for SIGN_VERIFY", curve),
    ("file f signs file g under alias/k", signed),
    ("file f signs file g under alias/k by ECDSA_SHA_256", signed),
    ("file f signs file g under alias/k", curve + [sign("\(ecdsa) fileb://g") + " >f"]),
    ("file f signs file g under alias/k", signed + ["aws kms disable-key --key-id $K"]),
    (
      "file f signs file g under alias/k by ED25519_PH_SHA_512",
      ed25519 + [
        "openssl dgst -sha512 -binary -out d g",
        sign(
          "--signing-algorithm ED25519_PH_SHA_512 --message-type DIGEST --message fileb://d")
          + " >f",
      ]
    ), ("file p.der is the public key of alias/k", curve + [publicKey("k")]),
    (
      "file p.pem is the public key of alias/k",
      curve + [publicKey("k"), "openssl pkey -pubin -in p.der -out p.pem"]
    ), ("blob f opens under alias/k by RSAES_OAEP_SHA_256", sealed("sha256")),
    ("blob f opens for alice under alias/k by RSAES_OAEP_SHA_1", sealed("sha1")),
    (
      "blob g opens under alias/k by RSAES_OAEP_SHA_256", sealed("sha256") + ["base64 f >g"]
    ),
  ])
  func `It holds`(text: String, lines: [String]) throws {
    let finding = try Self.finding(text, after: lines)
    #expect(finding.outcome == .met, "\(finding)")
  }

  @Test(arguments: [
    ("key alias/k has spec RSA_2048", curve, "ECC_NIST_P256 for SIGN_VERIFY"),
    (
      "key alias/k has spec ECC_NIST_P256 for KEY_AGREEMENT", curve,
      "ECC_NIST_P256 for SIGN_VERIFY"
    ), ("key alias/k has spec RSA_2048", [], "no alias/k; there is no alias at all"),
    ("file f signs file g under alias/k", curve, "no file f"),
    ("file f signs file q under alias/k", signed, "no file q"),
    ("file f signs file g under alias/o", signed, "no alias/o; there are alias/k"),
    (
      "file f signs file h under alias/k", signed, "it is no signature of h by this key"
    ),
    (
      "file f signs file g under alias/k",
      curve + [
        "openssl dgst -sha256 -binary -out d g", sign("\(ecdsa) fileb://d") + " | base64 -d >f",
      ], "it signs a digest of g as if that were the message"
    ),
    (
      "file f signs file g under alias/k by ED25519_SHA_512",
      ed25519 + [
        "openssl dgst -sha512 -binary -out d g",
        sign(
          "--signing-algorithm ED25519_PH_SHA_512 --message-type DIGEST --message fileb://d")
          + " >f",
      ], "it signs by ED25519_PH_SHA_512"
    ),
    (
      "file f signs file n under alias/k", rsa + ["echo x >f"],
      "alias/k is RSA_2048 for ENCRYPT_DECRYPT"
    ), ("file p.der is the public key of alias/k", curve, "no file p.der"),
    ("file g is the public key of alias/k", curve, "it is no public key"),
    ("file p.der is the public key of alias/o", rsa, "no alias/o; there are alias/k"),
    (
      "file p.der is the public key of alias/k",
      curve + key("ECC_NIST_P384", "SIGN_VERIFY", "o") + [publicKey("o")],
      "it is that of alias/o"
    ),
    (
      "file p.der is the public key of alias/k",
      curve + [
        "openssl genpkey -algorithm ED25519 | openssl pkey -pubout -out p.der"
      ], "it is another one"
    ),
    (
      "blob f opens under alias/k by RSAES_OAEP_SHA_256", sealed("sha1"),
      "it opens by RSAES_OAEP_SHA_1"
    ),
    (
      "blob n opens under alias/k by RSAES_OAEP_SHA_256", rsa,
      "it does not; alias/k is RSA_2048 for ENCRYPT_DECRYPT, Enabled"
    ),
    (
      "blob f opens for bob under alias/k by RSAES_OAEP_SHA_256", sealed("sha256"),
      "it does not; alias/k is RSA_2048 for ENCRYPT_DECRYPT, Enabled"
    ),
    (
      "blob f opens under alias/k by RSAES_OAEP_SHA_256",
      sealed("sha256") + ["aws kms disable-key --key-id $K"],
      "it does not; alias/k is RSA_2048 for ENCRYPT_DECRYPT, Disabled"
    ), ("blob f opens under alias/k by RSAES_OAEP_SHA_256", rsa, "no file f"),
    (
      "blob n opens under alias/o by RSAES_OAEP_SHA_256", rsa,
      "no alias/o; there are alias/k"
    ),
  ])
  func `It does not hold, and what is there is told`(
    text: String, lines: [String], found: String
  ) throws {
    let finding = try Self.finding(text, after: lines)
    #expect(finding.outcome == .unmet)
    #expect(finding.found == found)
  }

  @Test func `Somebody unknown cannot be told of`() throws {
    let text = "blob f opens for carol under alias/k by RSAES_OAEP_SHA_256"
    #expect(try Self.finding(text, after: []).outcome == .unknown)
  }

  @Test(arguments: [
    ("key k has spec", "a key spec is missing at the end"),
    ("key k has spec RSA_2408", "RSA_2408 is not a key spec; the nearest is RSA_2048"),
    ("key k has spec RSA_2048 for", "a key usage is missing at the end"),
    ("key k has spec RSA_2048 for SIGNING", "SIGNING is not a key usage"),
    ("file f signs g under k", "here stands file, not g"),
    ("file f signs file g by k", "here stands under, not by"),
    ("file f signs file g under k by ECDSA", "ECDSA is not a signing algorithm"),
    ("file f is the key of k", "here stands public, not key"),
    ("blob f opens under k", "here stands by, which is missing at the end"),
    ("blob f opens under k by RSA", "RSA is not an encryption algorithm"),
  ])
  func `What is no predicate is told with what stands where`(text: String, why: String) throws {
    do throws(PredicateError) {
      _ = try Predicate(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.message.hasPrefix(why), "\(error.message)")
    }
  }
}
