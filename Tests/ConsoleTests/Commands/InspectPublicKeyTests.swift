import Kernel
import Sessions
import Testing
import Text

@testable import Console

/// `inspect` of public keys and signatures.
struct InspectPublicKeyTests {
  /// A session with a key of a type, `alias/p`, its public key in three forms, and a message.
  private static func session(_ spec: String, _ usage: String = "SIGN_VERIFY") -> Session {
    var session = Session()
    for line in [
      "P=$(aws kms create-key --key-spec \(spec) --key-usage \(usage)"
        + " --query KeyMetadata.KeyId --output text)",
      "aws kms create-alias --alias-name alias/p --target-key-id $P",
      "aws kms get-public-key --key-id $P --query PublicKey --output text > public.b64",
      "base64 -d public.b64 > public.der", "openssl pkey -pubin -in public.der -out public.pem",
      "echo hello > a.txt",
    ] {
      session.enter(line)
    }
    return session
  }

  @Test(arguments: [
    ("RSA_2048", "public key of RSA of 2048 bits, 294 bytes of SubjectPublicKeyInfo", "public exp"),
    ("ECC_NIST_P256", "public key of the curve P-256, 91 bytes", "which curve: prime256v1"),
    ("ECC_SECG_P256K1", "public key of the curve secp256k1, 88 bytes", "the point is not compr"),
    ("ECC_NIST_EDWARDS25519", "public key of Ed25519, 44 bytes", "1.3.101.112, Ed25519"),
    ("ML_DSA_44", "public key of ML-DSA-44, 1334 bytes", "the seed of the matrix A"),
  ])
  func `A public key shows its numbers and its KMS key, in every form`(
    row: (spec: String, title: String, detail: String)
  ) throws {
    var session = Self.session(row.spec)
    let text = session.enter("inspect public.der")
    #expect(text.contains(row.title) && text.contains(row.detail), "\(text)")
    #expect(text.contains("its key: alias/p ("), "\(text)")
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= 100, "\(line)")
    }
    #expect(session.enter("inspect public.pem") == text)
    #expect(session.enter("cat public.b64 | inspect") == text)
    #expect(session.enter("inspect $(cat public.b64)") == text)
    let document = try JSONReader.read(session.enter("inspect public.der --output json"))
    #expect(document["KeyArns"]?.elements?.count == 1)
  }

  @Test func `A public key from elsewhere has no KMS key`() {
    var session = Session()
    session.enter("openssl genpkey -algorithm ED25519 | openssl pkey -pubout -out p")
    #expect(session.enter("inspect p").contains("no KMS key of this world has it"))
  }

  @Test(arguments: [
    (
      "RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256", "s^e mod n opens to PKCS #1 v1.5",
      "DER that names sha256"
    ),
    ("RSA_2048", "RSASSA_PSS_SHA_384", "s^e mod n opens to PSS", "salt, 48 bytes: "),
    ("ECC_NIST_P256", "ECDSA_SHA_256", "signature of ECDSA, 7", "(e + r·d) / k mod n"),
    ("ECC_NIST_P521", "ECDSA_SHA_512", "signature of ECDSA, 13", "s is "),
    ("ECC_NIST_EDWARDS25519", "ED25519_SHA_512", "signature of Ed25519, 64 bytes", "S·B = R + k·A"),
    ("ML_DSA_65", "ML_DSA_SHAKE_256", "signature of ML-DSA-65, 3309 bytes", "the response: its la"),
  ])
  func `A signature is taken apart`(
    row: (spec: String, algorithm: String, title: String, detail: String)
  ) throws {
    var session = Self.session(row.spec)
    session.enter(
      "aws kms sign --key-id alias/p --message fileb://a.txt --signing-algorithm \(row.algorithm)"
        + " --query Signature --output text > sig.b64; base64 -d sig.b64 > sig.bin")
    let text = session.enter("inspect sig.bin alias/p")
    #expect(text.contains(row.title) && text.contains(row.detail), "\(text)")
    #expect(session.enter("inspect sig.b64 public.der") == text)
    #expect(session.enter("cat sig.bin | inspect - alias/p") == text)
    _ = try JSONReader.read(session.enter("inspect sig.bin alias/p --output json"))
  }

  @Test func `What is no signature, or another key's, is told`() {
    var session = Self.session("RSA_2048")
    session.enter("aws kms create-key --key-spec RSA_2048 --key-usage SIGN_VERIFY")
    session.enter("openssl genpkey -algorithm RSA -out k; openssl pkey -in k -pubout -out other")
    session.enter("openssl rand -out r 255; echo 00 | xxd -r -p | cat - r > s")
    session.enter("K=$(aws kms create-key --query KeyMetadata.KeyId --output text)")
    for (line, message) in [
      ("inspect s alias/p", "no padding"),
      ("inspect a.txt alias/p", "that is no signature of this"),
      ("inspect s $K", "that key has no public half: SYMMETRIC_DEFAULT"),
      ("inspect s a.txt", "that file holds no public key"),
      ("inspect no! alias/p", "no virtual file"),
      ("inspect s alias/q", "no key and no file of that name; the nearest is alias/p"),
      ("inspect a.txt", "that is no ciphertext of this lab, and no public key"),
      ("inspect s other x", "one too many"),
    ] {
      let text = session.enter(line)
      #expect(text.contains(message), "\(line): \(text)")
    }
  }
}
