import Kernel
import Sessions
import Testing
import Text

@testable import Console

/// Whole recipes of `aws kms` and `openssl` together, as AWS's documentation has them.
struct OpenSSLRecipeTests {
  private func run(_ lines: [String]) -> (session: Session, last: String) {
    var (session, last) = (Session(), "")
    for line in lines {
      last = session.enter(line)
      #expect(session.lastStatus == 0, "\(line): \(last)")
    }
    return (session, last)
  }

  private func create(_ options: String) -> String {
    "K=$(aws kms create-key \(options) --query KeyMetadata.KeyId --output text)"
  }

  private let publicKey =
    "aws kms get-public-key --key-id $K --query PublicKey --output text | base64 -d > public.der"

  @Test func `An RSA private key is imported under RSA_AES_KEY_WRAP`() {
    let (_, last) = run([
      "openssl genpkey -algorithm RSA -out key.pem",
      "openssl pkcs8 -topk8 -nocrypt -outform DER -in key.pem -out key.p8",
      create("--origin EXTERNAL --key-spec RSA_2048 --key-usage SIGN_VERIFY"),
      "aws kms get-parameters-for-import --key-id $K --wrapping-algorithm RSA_AES_KEY_WRAP_SHA_256"
        + " --wrapping-key-spec RSA_2048 > parameters",
      "aws kms get-parameters-for-import --key-id $K --wrapping-algorithm RSA_AES_KEY_WRAP_SHA_256"
        + " --wrapping-key-spec RSA_2048 --query PublicKey --output text | base64 -d > wrapping.der",
      "aws kms get-parameters-for-import --key-id $K --wrapping-algorithm RSA_AES_KEY_WRAP_SHA_256"
        + " --wrapping-key-spec RSA_2048 --query ImportToken --output text | base64 -d > token.bin",
      "openssl rand -out aes.bin 32",
      "openssl enc -id-aes256-wrap-pad -K $(xxd -p -c64 aes.bin) -iv A65959A6 -in key.p8"
        + " -out key.wrapped",
      "openssl pkeyutl -encrypt -pubin -keyform DER -inkey wrapping.der -in aes.bin"
        + " -out aes.wrapped -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256"
        + " -pkeyopt rsa_mgf1_md:sha256",
      "cat aes.wrapped key.wrapped > material.bin",
      "aws kms import-key-material --key-id $K --import-token fileb://token.bin"
        + " --encrypted-key-material fileb://material.bin"
        + " --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE",
      publicKey, "openssl pkey -in key.pem -pubout -outform DER | cmp - public.der",
      "echo message > message.txt",
      "aws kms sign --key-id $K --message fileb://message.txt --signing-algorithm"
        + " RSASSA_PKCS1_V1_5_SHA_256 --query Signature --output text | base64 -d > sig.bin",
      "openssl dgst -sha256 -prverify key.pem -signature sig.bin message.txt",
    ])
    #expect(last == "Verified OK\n")
  }

  @Test(arguments: [
    ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256", ""),
    (
      "RSA_3072", "RSASSA_PSS_SHA_256",
      "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest "
    ), ("ECC_NIST_P256", "ECDSA_SHA_256", ""), ("ECC_SECG_P256K1", "ECDSA_SHA_256", ""),
  ])
  func `A signature of KMS is verified outside, also when its key is disabled`(
    row: (spec: String, algorithm: String, options: String)
  ) {
    let (_, last) = run([
      create("--key-spec \(row.spec) --key-usage SIGN_VERIFY"), publicKey,
      "echo message > message.txt",
      "aws kms sign --key-id $K --message fileb://message.txt --signing-algorithm \(row.algorithm)"
        + " --query Signature --output text | base64 -d > sig.bin",
      "aws kms disable-key --key-id $K",
      "openssl dgst -sha256 -verify public.der -keyform DER \(row.options)-signature sig.bin"
        + " message.txt",
    ])
    #expect(last == "Verified OK\n")
  }

  @Test(arguments: [
    ("RSA_2048", "RSASSA_PSS_SHA_256", "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1 "),
    ("ECC_NIST_P384", "ECDSA_SHA_384", ""),
  ])
  func `A signature made outside with an imported key is verified by KMS`(
    row: (spec: String, algorithm: String, options: String)
  ) {
    let isRSA = row.spec == "RSA_2048"
    let algorithm = isRSA ? "RSA" : "EC -pkeyopt ec_paramgen_curve:P-384"
    let (wrapping, spec) =
      isRSA ? ("RSA_AES_KEY_WRAP_SHA_1", "RSA_3072") : ("RSAES_OAEP_SHA_256", "RSA_3072")
    let parameters =
      "aws kms get-parameters-for-import --key-id $K --wrapping-algorithm \(wrapping)"
      + " --wrapping-key-spec \(spec) --output text --query"
    let oaep =
      "openssl pkeyutl -encrypt -pubin -inkey w.der -pkeyopt rsa_padding_mode:oaep"
      + " -pkeyopt rsa_oaep_md:\(isRSA ? "sha1" : "sha256")"
    let (_, last) = run([
      "openssl genpkey -algorithm \(algorithm) -out key.pem",
      "openssl pkcs8 -topk8 -nocrypt -outform DER -in key.pem -out key.p8",
      create("--origin EXTERNAL --key-spec \(row.spec) --key-usage SIGN_VERIFY"),
      "\(parameters) PublicKey | base64 -d > w.der", "\(parameters) ImportToken | base64 -d > t",
      "openssl rand -out aes 32",
      isRSA
        ? "openssl enc -id-aes256-wrap-pad -K $(xxd -p -c64 aes) -iv A65959A6 -in key.p8 -out w"
        : "true",
      isRSA ? "\(oaep) -in aes -out e; cat e w > material" : "\(oaep) -in key.p8 -out material",
      "aws kms import-key-material --key-id $K --import-token fileb://t"
        + " --encrypted-key-material fileb://material"
        + " --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE",
      "echo message > m",
      "openssl dgst -\(isRSA ? "sha256" : "sha384") -sign key.pem \(row.options)-out sig m",
      "aws kms verify --key-id $K --message fileb://m --signature fileb://sig --signing-algorithm"
        + " \(row.algorithm) --query SignatureValid --output text",
    ])
    #expect(last == "True\n")
  }

  @Test func `KMS and openssl agree on a secret`() {
    let (_, last) = run([
      create("--key-spec ECC_NIST_P256 --key-usage KEY_AGREEMENT"), publicKey,
      "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out mine.pem",
      "openssl pkey -in mine.pem -pubout -outform DER -out mine.der",
      "openssl pkeyutl -derive -inkey mine.pem -peerkey public.der -peerform DER -out mine.bin",
      "aws kms derive-shared-secret --key-id $K --key-agreement-algorithm ECDH --public-key"
        + " fileb://mine.der --query SharedSecret --output text | base64 -d | cmp - mine.bin",
      "wc -c mine.bin",
    ])
    #expect(last == "32 mine.bin\n")
  }

  @Test(arguments: ["1", "256"])
  func `What was encrypted outside with OAEP is decrypted by KMS`(hash: String) {
    let (_, last) = run([
      create("--key-spec RSA_2048 --key-usage ENCRYPT_DECRYPT"), publicKey, "echo secret > m",
      "openssl pkeyutl -encrypt -pubin -inkey public.der -in m -out e"
        + " -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha\(hash)",
      "aws kms decrypt --key-id $K --encryption-algorithm RSAES_OAEP_SHA_\(hash) --ciphertext-blob"
        + " fileb://e --query Plaintext --output text | base64 -d",
    ])
    #expect(last == "secret\n")
  }

  @Test func `The private key of a data key pair signs outside`() {
    let (_, last) = run([
      "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      "aws kms generate-data-key-pair --key-id $K --key-pair-spec ECC_NIST_P256"
        + " --query '[PrivateKeyPlaintext,PublicKey]' --output text > pair",
      "cut -f 1 pair | base64 -d > private.der", "cut -f 2 pair | base64 -d > public.der",
      "openssl pkey -in private.der -pubout -outform DER | cmp - public.der",
      "echo message > m; openssl dgst -sha256 -sign private.der -out s m",
      "openssl dgst -sha256 -verify public.der -signature s m",
    ])
    #expect(last == "Verified OK\n")
  }
}
