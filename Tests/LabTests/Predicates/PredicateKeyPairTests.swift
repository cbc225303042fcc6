import Console
import Lab
import Sessions
import Testing

/// Predicates about key pairs, their signatures and what is encrypted for them.
struct PredicateKeyPairTests {
  /// A predicate, the lines of a world, and what is found where it does not hold.
  struct Row: CustomTestStringConvertible {
    let text: String
    let lines: [String]
    var found = ""
    var testDescription: String { text }

    init(_ text: String, _ lines: [String], found: String = "") {
      self.text = text
      self.lines = lines
      self.found = found
    }
  }

  private static func key(_ spec: String, _ usage: String, _ alias: String = "k") -> [String] {
    [
      "K=$(aws kms create-key --key-spec \(spec) --key-usage \(usage) --query KeyMetadata.KeyId"
        + " --output text)", "aws kms create-alias --alias-name alias/\(alias) --target-key-id $K",
    ]
  }

  private static func sign(_ options: String, into file: String = "| base64 -d >f") -> String {
    "aws kms sign --key-id alias/k \(options) --query Signature --output text \(file)"
  }

  private static func publicKey(_ alias: String) -> String {
    "aws kms get-public-key --key-id alias/\(alias) --query PublicKey --output text"
      + " | base64 -d >p.der"
  }

  private static func sealed(_ hash: String) -> [String] {
    let line =
      "openssl pkeyutl -encrypt -pubin -inkey p.der -in n -out f -pkeyopt rsa_padding_mode:oaep"
      + " -pkeyopt rsa_oaep_md:\(hash)"
    return rsa + [line]
  }

  private static let ecdsa = "--signing-algorithm ECDSA_SHA_256 --message fileb:/"
  private static let curve: [String] =
    key("ECC_NIST_P256", "SIGN_VERIFY") + ["echo text >g", "echo x >h", publicKey("k")]
  private static let signed: [String] = curve + [sign("\(ecdsa)/g")]
  private static let inBase64: [String] = curve + [sign("\(ecdsa)/g", into: ">f")]
  private static let disabled: [String] = signed + ["aws kms disable-key --key-id $K"]
  private static let hashedTwice: [String] =
    curve + ["openssl dgst -sha256 -binary -out d g", sign("\(ecdsa)/d")]
  private static let pem: [String] = curve + ["openssl pkey -pubin -in p.der -out p.pem"]
  private static let prehashed: [String] =
    key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY") + [
      "printf '%05000d' 1 >g", "openssl dgst -sha512 -binary -out d g",
      sign("--signing-algorithm ED25519_PH_SHA_512 --message-type DIGEST --message fileb://d"),
    ]
  private static let rsa: [String] =
    key("RSA_2048", "ENCRYPT_DECRYPT") + [publicKey("k"), "echo note >n"]
  private static let others: [String] =
    curve + key("ECC_NIST_P384", "SIGN_VERIFY", "o") + [publicKey("o")]
  private static let strangers: [String] =
    curve + ["openssl genpkey -algorithm ED25519 | openssl pkey -pubout -out p.der"]

  private static func finding(_ text: String, after lines: [String]) throws -> Finding {
    var session = Session()
    for line in lines { _ = session.execute(line) }
    return try Predicate(text).finding(on: Stage(session))
  }

  private static let met: [Row] = [
    Row("key alias/k has spec ECC_NIST_P256", curve),
    Row("key alias/k has spec ECC_NIST_P256 for SIGN_VERIFY", curve),
    Row("file f signs file g under alias/k", signed),
    Row("file f signs file g under alias/k by ECDSA_SHA_256", signed),
    Row("file f signs file g under alias/k", inBase64),
    Row("file f signs file g under alias/k", disabled),
    Row("file f signs file g under alias/k by ED25519_PH_SHA_512", prehashed),
    Row("file p.der is the public key of alias/k", curve),
    Row("file p.pem is the public key of alias/k", pem),
    Row("blob f opens under alias/k by RSAES_OAEP_SHA_256", sealed("sha256")),
    Row("blob f opens for alice under alias/k by RSAES_OAEP_SHA_1", sealed("sha1")),
    Row("blob g opens under alias/k by RSAES_OAEP_SHA_256", sealed("sha256") + ["base64 f >g"]),
  ]

  @Test(arguments: met)
  func `It holds`(row: Row) throws {
    let finding = try Self.finding(row.text, after: row.lines)
    #expect(finding.outcome == .met, "\(finding)")
  }

  private static let isRSA = "RSA_2048 for ENCRYPT_DECRYPT"
  private static let isECC = "ECC_NIST_P256 for SIGN_VERIFY"
  private static let unmet: [Row] = [
    Row("key alias/k has spec RSA_2048", curve, found: isECC),
    Row("key alias/k has spec ECC_NIST_P256 for KEY_AGREEMENT", curve, found: isECC),
    Row("key alias/k has spec RSA_2048", [], found: "no alias/k; there is no alias at all"),
    Row("file f signs file g under alias/k", curve, found: "no file f"),
    Row("file f signs file q under alias/k", signed, found: "no file q"),
    Row("file f signs file g under alias/o", signed, found: "no alias/o; there are alias/k"),
    Row(
      "file f signs file h under alias/k", signed, found: "it is no signature of h by this key"),
    Row(
      "file f signs file g under alias/k", hashedTwice,
      found: "it signs a digest of g as if that were the message"),
    Row(
      "file f signs file g under alias/k by ED25519_SHA_512", prehashed,
      found: "it signs by ED25519_PH_SHA_512"),
    Row(
      "file f signs file n under alias/k", rsa + ["echo x >f"], found: "alias/k is \(isRSA)"),
    Row("file q is the public key of alias/k", curve, found: "no file q"),
    Row("file g is the public key of alias/k", curve, found: "it is no public key"),
    Row("file p.der is the public key of alias/o", rsa, found: "no alias/o; there are alias/k"),
    Row("file p.der is the public key of alias/k", others, found: "it is that of alias/o"),
    Row("file p.der is the public key of alias/k", strangers, found: "it is another one"),
    Row(
      "blob f opens under alias/k by RSAES_OAEP_SHA_256", sealed("sha1"),
      found: "it opens by RSAES_OAEP_SHA_1"),
    Row(
      "blob n opens under alias/k by RSAES_OAEP_SHA_256", rsa,
      found: "it does not; alias/k is \(isRSA), Enabled"),
    Row(
      "blob f opens for bob under alias/k by RSAES_OAEP_SHA_256", sealed("sha256"),
      found: "it does not; alias/k is \(isRSA), Enabled"),
    Row(
      "blob f opens under alias/k by RSAES_OAEP_SHA_256",
      sealed("sha256") + ["aws kms disable-key --key-id $K"],
      found: "it does not; alias/k is \(isRSA), Disabled"),
    Row("blob f opens under alias/k by RSAES_OAEP_SHA_256", rsa, found: "no file f"),
    Row(
      "blob n opens under alias/o by RSAES_OAEP_SHA_256", rsa,
      found: "no alias/o; there are alias/k"),
  ]

  @Test(arguments: unmet)
  func `It does not hold, and what is there is told`(row: Row) throws {
    let finding = try Self.finding(row.text, after: row.lines)
    #expect(finding.outcome == .unmet)
    #expect(finding.found == row.found)
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
